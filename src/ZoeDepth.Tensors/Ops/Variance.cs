using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Kernels.Reduction;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = Σ (x − mean)² / (n − 1) over all elements: PyTorch's <c>var</c>, unbiased.
    /// <para>Backward: dx = 2·(x − mean)/(n − 1)·dy.</para>
    /// </summary>
    /// <param name="x"><c>[…]</c>, at least two elements</param>
    /// <returns>one number, <c>[]</c></returns>
    /// <exception cref="ArgumentException">fewer than two elements</exception>
    public static Tensor Variance(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        Check.That(x.Shape.Count >= 2, "variance",
            $"x {x.Shape} holds {x.Shape.Count} elements; an unbiased variance needs at least 2");
        return x.Pass.Run(new VarianceOperation(x));
    }

    private sealed class VarianceOperation(Tensor x) : IPrimitive
    {
        private float Average =>
            (float)(Reduce.Total(new AffineOf(1, 0), x.Pointer, x.Shape.Count, x.Pass.Work) / x.Shape.Count);

        public string Name => "variance";

        public Shape Output => new();

        public Tensor[] Inputs => [x];

        public void Forward(Tensor y) =>
            y.Pointer[0] = (float)(Reduce.Total(new SquareAround(Average), x.Pointer, x.Shape.Count, x.Pass.Work)
                / (x.Shape.Count - 1));

        public void Backward(Tensor y)
        {
            if (!x.IsRecorded) return;
            var scale = 2 * y.GradientPointer[0] / (x.Shape.Count - 1);
            Elementwise.Run(new SumOfCentred(scale, Average), x.GradientPointer, x.Pointer, x.GradientPointer,
                x.Shape.Count, x.Pass.Work);
        }
    }
}
