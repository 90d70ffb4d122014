using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Kernels.Reduction;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = Σ (x − mean)² / (n − 1) over all numbers: PyTorch's <c>var</c>, unbiased.
    /// <para>Backward: dx = 2·(x − mean)/(n − 1)·dy.</para>
    /// </summary>
    /// <param name="x"><c>[…]</c>, at least two numbers</param>
    /// <returns>one number, <c>[]</c></returns>
    /// <exception cref="ArgumentException">fewer than two numbers</exception>
    public static Tensor Variance(Tensor x)
    {
        Check.That(x.Shape.Count >= 2, "variance", $"x {x.Shape} holds {x.Shape.Count} numbers; an unbiased variance needs at least 2");
        return x.Pass.Run(new VarianceOfAll(x));
    }

    private sealed record VarianceOfAll(Tensor X) : IPrimitive
    {
        private float Average => (float)(Reduce.Total(new AffineOf(1, 0), X.Pointer, X.Shape.Count, X.Pass.Work) / X.Shape.Count);

        public string Name => "variance";

        public Shape Output => new();

        public Tensor[] Inputs => [X];

        public void Forward(Tensor y) =>
            y.Pointer[0] = (float)(Reduce.Total(new SquareAround(Average), X.Pointer, X.Shape.Count, X.Pass.Work) / (X.Shape.Count - 1));

        public void Backward(Tensor y)
        {
            if (!X.IsRecorded) return;
            var scale = 2 * y.GradientPointer[0] / (X.Shape.Count - 1);
            Elementwise.Run(new SumOfCentred(scale, Average), X.GradientPointer, X.Pointer, X.GradientPointer, X.Shape.Count, X.Pass.Work);
        }
    }
}
