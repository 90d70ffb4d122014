using ZoeDepth.Kernels.Depth;
using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = c + mean or sum over i of Δ(aᵢ − c), Δ(d) = d / (1 + α·d^γ), or d·exp(−α·|d|^γ) where the original is
    /// told so, as no published model is: every bin center moves towards the pixel's attractor points (ZoeDepth,
    /// section 3.2). The configured strength never reaches this formula, neither in the original nor in the port: 300
    /// and 2 are what all released weights were trained with.
    /// <para>Backward, with Δ′(d) = (1 + (1 − γ)·α·d^γ) / (1 + α·d^γ)², or (1 − αγ·|d|^γ)·exp(−α·|d|^γ), and s = 1/n
    /// for the mean, 1 for the sum:
    /// daᵢ = s·Σₖ Δ′(aᵢ − cₖ)·dyₖ; dcₖ = dyₖ·(1 − s·Σᵢ Δ′(aᵢ − cₖ)).</para>
    /// </summary>
    /// <param name="points">a, <c>[…, n]</c></param>
    /// <param name="centers">c, <c>[…, bins]</c></param>
    /// <param name="kind">mean or sum</param>
    /// <param name="alpha">the strength α</param>
    /// <param name="gamma">the exponent γ, a whole number from 1</param>
    /// <param name="exponential">whether the attraction fades exponentially</param>
    /// <returns>the moved centers, <c>[…, bins]</c></returns>
    /// <exception cref="ArgumentException">points and centers do not fit, or a setting is out of range</exception>
    public static Tensor Attractor(Tensor points, Tensor centers, AttractorKind kind, float alpha = 300, int gamma = 2,
        bool exponential = false)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(centers);
        Check.SamePass("attractor", points, centers);
        Check.That(points.Shape.Rank > 0 && points.Shape.Rank == centers.Shape.Rank
            && points.Shape.WithLast(1) == centers.Shape.WithLast(1), "attractor",
            $"the points {points.Shape} do not fit the centers {centers.Shape}: all extents but the last must agree");
        Check.That(points.Shape.Last >= 1, "attractor", $"there are no points in {points.Shape}");
        Check.That(gamma >= 1, "attractor", $"gamma is {gamma}; expected a whole number from 1");
        return exponential
            ? points.Pass.Run(new AttractorOperation<ExponentialAttraction>(points, centers, kind, new(alpha, gamma)))
            : points.Pass.Run(new AttractorOperation<InverseAttraction>(points, centers, kind, new(alpha, gamma)));
    }

    private sealed class AttractorOperation<F>(Tensor points, Tensor centers, AttractorKind kind, F attraction)
        : IPrimitive where F : struct, IFunction
    {
        public string Name => "attractor";

        public Shape Output => centers.Shape;

        public Tensor[] Inputs => [points, centers];

        public void Forward(Tensor y) =>
            AttractorKernel.Forward(points.Pointer, centers.Pointer, centers.Shape.Rows, points.Shape.Last,
                centers.Shape.Last, attraction,
            kind == AttractorKind.Mean, y.Pointer, y.Pass.Work);

        public void Backward(Tensor y)
        {
            var addsToCenters = true;
            var dpoints = points.IsRecorded ? points.GradientPointer : null;
            var dcenters = centers.IsRecorded ? centers.GradientTarget(out addsToCenters) : null;
            AttractorKernel.Backward(points.Pointer, centers.Pointer, y.GradientPointer, centers.Shape.Rows,
                points.Shape.Last, centers.Shape.Last, attraction, kind == AttractorKind.Mean,
                dpoints, dcenters, addsToCenters, y.Pass.Work);
        }
    }
}
