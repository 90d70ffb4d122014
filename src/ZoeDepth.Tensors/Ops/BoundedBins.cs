using ZoeDepth.Kernels.Depth;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// Depths in a range from rectified values: w = <see cref="NormedWidths"/>(x); edges = min, min + (max − min)·w₀,
    /// … , max; a center lies between two edges (<c>ZoeDepthSeedBinRegressor</c>, <c>normed</c>; after AdaBins).
    /// <para>Backward: dwₖ = (max − min)·(dcₖ/2 + Σ dcⱼ, j &gt; k), then that of <see cref="NormedWidths"/>.</para>
    /// </summary>
    /// <param name="x"><c>[…, bins]</c>, not negative</param>
    /// <param name="minDepth">the near end, metres</param>
    /// <param name="maxDepth">the far end, metres</param>
    /// <returns>ascending bin centers, metres, <c>[…, bins]</c></returns>
    public static Tensor BoundedBins(Tensor x, float minDepth, float maxDepth)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Pass.Run(new BoundedBinsOperation(NormedWidths(x), minDepth, maxDepth));
    }

    private sealed class BoundedBinsOperation(Tensor widths, float min, float max) : IPrimitive
    {
        public string Name => "bounded bins";

        public Shape Output => widths.Shape;

        public Tensor[] Inputs => [widths];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y) =>
            Bins.Centers(widths.Pointer, y.Shape.Rows, y.Shape.Last, min, max, y.Pointer, y.Pass.Work);

        public void Backward(Tensor y)
        {
            if (widths.IsRecorded)
                Bins.CentersBackward(y.GradientPointer, y.Shape.Rows, y.Shape.Last, min, max, widths.GradientPointer,
                    y.Pass.Work);
        }
    }
}
