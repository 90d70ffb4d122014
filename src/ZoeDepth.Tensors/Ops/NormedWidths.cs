using ZoeDepth.Kernels.Depth;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// w = (x + 1e-3) / Σ (x + 1e-3) over the last axis: shares of the depth range from rectified values
    /// (<c>ZoeDepthSeedBinRegressor</c>, <c>normed</c>).
    /// <para>Backward: dx = (dw − Σ dw·w) / Σ (x + 1e-3).</para>
    /// </summary>
    /// <param name="x"><c>[…, bins]</c>, not negative</param>
    /// <returns>widths that sum to one, <c>[…, bins]</c></returns>
    public static Tensor NormedWidths(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Pass.Run(new NormedWidthsOperation(x));
    }

    private sealed class NormedWidthsOperation(Tensor x) : IPrimitive
    {
        private const float Floor = 1e-3f;

        public string Name => "normed widths";

        public Shape Output => x.Shape;

        public Tensor[] Inputs => [x];

        public Tensor[] Saved(Tensor y) => [x, y];

        public void Forward(Tensor y) =>
            Bins.Norm(x.Pointer, x.Shape.Rows, x.Shape.Last, Floor, y.Pointer, y.Pass.Work);

        public void Backward(Tensor y)
        {
            if (x.IsRecorded)
                Bins.NormBackward(x.Pointer, y.Pointer, y.GradientPointer, x.Shape.Rows, x.Shape.Last, Floor,
                    x.GradientPointer, y.Pass.Work);
        }
    }
}
