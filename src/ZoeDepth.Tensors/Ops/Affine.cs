using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = scale · x + shift, two constants.
    /// <para>Backward: dx = scale · dy.</para>
    /// </summary>
    /// <param name="x"><c>[…]</c></param>
    /// <param name="scale">the factor</param>
    /// <param name="shift">added after it</param>
    public static Tensor Affine(Tensor x, float scale, float shift)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Pass.Run(new AffineOperation(x, scale, shift));
    }

    private sealed class AffineOperation(Tensor x, float by, float shift) : IPrimitive
    {
        public string Name => "affine";

        public Shape Output => x.Shape;

        public Tensor[] Inputs => [x];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y) =>
            Elementwise.Run(new AffineOf(by, shift), x.Pointer, y.Pointer, x.Shape.Count, x.Pass.Work);

        public void Backward(Tensor y)
        {
            if (x.IsRecorded)
                Elementwise.Run(new SumOfScaled(by), x.GradientPointer, y.GradientPointer, x.GradientPointer,
                    x.Shape.Count, x.Pass.Work);
        }
    }
}
