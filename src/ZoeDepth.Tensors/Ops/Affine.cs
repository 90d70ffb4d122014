using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = scale · x + shift, two fixed numbers.
    /// <para>Backward: dx = scale · dy.</para>
    /// </summary>
    /// <param name="x"><c>[…]</c></param>
    /// <param name="scale">the factor</param>
    /// <param name="shift">added after it</param>
    public static Tensor Affine(Tensor x, float scale, float shift) => x.Pass.Run(new Affined(x, scale, shift));

    private sealed record Affined(Tensor X, float By, float Shift) : IPrimitive
    {
        public string Name => "affine";

        public Shape Output => X.Shape;

        public Tensor[] Inputs => [X];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y) => Elementwise.Run(new AffineOf(By, Shift), X.Pointer, y.Pointer, X.Shape.Count, X.Pass.Work);

        public void Backward(Tensor y)
        {
            if (X.IsRecorded) Elementwise.Run(new SumOfScaled(By), X.GradientPointer, y.GradientPointer, X.GradientPointer, X.Shape.Count, X.Pass.Work);
        }
    }
}
