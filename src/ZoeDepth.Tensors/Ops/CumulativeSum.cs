using ZoeDepth.Kernels.Reduction;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// yᵢ = Σ xⱼ, j ≤ i, over the last axis.
    /// <para>Backward: dxᵢ = Σ dyⱼ, j ≥ i.</para>
    /// </summary>
    /// <param name="x"><c>[…, n]</c></param>
    public static Tensor CumulativeSum(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Pass.Run(new CumulativeSumOperation(x));
    }

    private sealed class CumulativeSumOperation(Tensor x) : IPrimitive
    {
        public string Name => "cumulative sum";

        public Shape Output => x.Shape;

        public Tensor[] Inputs => [x];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y) =>
            Reduce.Cumulative(x.Pointer, x.Shape.Rows, x.Shape.Last, y.Pointer, y.Pass.Work);

        public void Backward(Tensor y)
        {
            if (x.IsRecorded)
                Reduce.CumulativeBackward(y.GradientPointer, x.Shape.Rows, x.Shape.Last, x.GradientPointer,
                    y.Pass.Work);
        }
    }
}
