using ZoeDepth.Kernels.Reduction;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = Σ wₖ·cₖ over the last axis: a depth from probabilities and bin centers.
    /// <para>Backward: dwₖ = cₖ·dy; dcₖ = wₖ·dy.</para>
    /// </summary>
    /// <param name="probabilities">w, <c>[…, bins]</c></param>
    /// <param name="centers">c, <c>[…, bins]</c>, metres</param>
    /// <returns>metres, <c>[…, 1]</c></returns>
    /// <exception cref="ArgumentException">the shapes differ</exception>
    public static Tensor Expectation(Tensor probabilities, Tensor centers)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(centers);
        Check.SamePass("expectation", probabilities, centers);
        Check.That(probabilities.Shape == centers.Shape && centers.Shape.Rank > 0, "expectation",
            $"the probabilities {probabilities.Shape} and the centers {centers.Shape} do not fit: expected the same " +
            $"shape");
        return probabilities.Pass.Run(new ExpectationOperation(probabilities, centers));
    }

    private sealed class ExpectationOperation(Tensor probabilities, Tensor centers) : IPrimitive
    {
        public string Name => "expectation";

        public Shape Output => centers.Shape.WithLast(1);

        public Tensor[] Inputs => [probabilities, centers];

        public void Forward(Tensor y) =>
            Reduce.RowProducts(probabilities.Pointer, centers.Pointer, y.Shape.Count, centers.Shape.Last, y.Pointer,
                y.Pass.Work);

        public void Backward(Tensor y)
        {
            if (probabilities.IsRecorded) Give(probabilities, centers, y);
            if (centers.IsRecorded) Give(centers, probabilities, y);
        }

        private static void Give(Tensor to, Tensor other, Tensor y)
        {
            var dx = to.GradientTarget(out var adds);
            Reduce.RowProductsBackward(other.Pointer, y.GradientPointer, y.Shape.Count, other.Shape.Last, dx, adds,
                y.Pass.Work);
        }
    }
}
