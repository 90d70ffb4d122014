using ZoeDepth.Kernels.Reduction;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// yᵢ = Σ xⱼ, j ≤ i, over the last axis.
    /// <para>Backward: dxᵢ = Σ dyⱼ, j ≥ i.</para>
    /// </summary>
    /// <param name="x"><c>[…, n]</c></param>
    public static Tensor CumulativeSum(Tensor x) => x.Pass.Run(new Accumulated(x));

    private sealed record Accumulated(Tensor X) : IPrimitive
    {
        public string Name => "cumulative sum";

        public Shape Output => X.Shape;

        public Tensor[] Inputs => [X];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y) => Reduce.Cumulative(X.Pointer, X.Shape.Rows, X.Shape.Last, y.Pointer, y.Pass.Work);

        public void Backward(Tensor y)
        {
            if (X.IsRecorded) Reduce.CumulativeBackward(y.GradientPointer, X.Shape.Rows, X.Shape.Last, X.GradientPointer, y.Pass.Work);
        }
    }
}
