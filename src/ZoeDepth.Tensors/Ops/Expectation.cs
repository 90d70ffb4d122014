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
        Check.SamePass("expectation", probabilities, centers);
        Check.That(probabilities.Shape == centers.Shape && centers.Shape.Rank > 0, "expectation",
            $"the probabilities {probabilities.Shape} and the centers {centers.Shape} do not fit: expected the same shape");
        return probabilities.Pass.Run(new Expected(probabilities, centers));
    }

    private sealed record Expected(Tensor Probabilities, Tensor Centers) : IPrimitive
    {
        public string Name => "expectation";

        public Shape Output => Centers.Shape.WithLast(1);

        public Tensor[] Inputs => [Probabilities, Centers];

        public void Forward(Tensor y) => Reduce.RowProducts(Probabilities.Pointer, Centers.Pointer, y.Shape.Count, Centers.Shape.Last, y.Pointer, y.Pass.Work);

        public void Backward(Tensor y)
        {
            if (Probabilities.IsRecorded) Give(Probabilities, Centers, y);
            if (Centers.IsRecorded) Give(Centers, Probabilities, y);
        }

        private static void Give(Tensor to, Tensor other, Tensor y) =>
            Reduce.RowProductsBackward(other.Pointer, y.GradientPointer, y.Shape.Count, other.Shape.Last, to.GradientPointer, y.Pass.Work);
    }
}
