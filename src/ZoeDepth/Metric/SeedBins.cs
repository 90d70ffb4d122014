using ZoeDepth.Layers;
using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Metric;

/// <summary>
/// The first proposal of depths at the bottleneck. "softplus" bins are metres without a bound; "normed" bins divide
/// min..max depth among themselves.
/// Reference: modeling_zoedepth.py ZoeDepthSeedBinRegressor (paper §3.2)
/// </summary>
internal sealed class SeedBins(Weights w, int inputs, int hidden, int count, BinConfiguration bins,
    BinCentersType type)
{
    private readonly Conv1x1 _conv1 = new(w.Scope("conv1"), inputs, hidden);
    private readonly Conv1x1 _conv2 = new(w.Scope("conv2"), hidden, count);

    /// <summary>
    /// x <c>[image, row, column, inputs]</c> → what the network says of every bin, <c>[image, row, column, bin]</c>,
    /// positive
    /// </summary>
    public Tensor Raw(Tensor x)
    {
        using var frame = x.Pass.Frame();
        var activation = type.HasBoundedSeed() ? Activation.Relu : Activation.Softplus;
        return frame.Keep(_conv2.Forward(_conv1.Forward(x, Epilogue.Of(Activation.Relu)), Epilogue.Of(activation)));
    }

    /// <summary>
    /// raw <c>[image, row, column, bin]</c> → each bin's part of the range ("normed"), or the centers themselves
    /// ("softplus"), as the reference returns them first; same shape
    /// </summary>
    public Tensor Widths(Tensor raw) => type.HasBoundedSeed() ? NormedWidths(raw) : raw;

    /// <summary>Bin centers in metres, <c>[image, row, column, bin]</c></summary>
    public Tensor Centers(Tensor raw) =>
        type.HasBoundedSeed() ? BoundedBins(raw, (float)bins.MinDepth, (float)bins.MaxDepth) : raw;

    /// <summary>
    /// centers <c>[image, row, column, bin]</c> → what flows on to the attractors: metres for "softplus" and
    /// "hybrid1", 0..1 of the range for "normed" and "hybrid2"; same shape
    /// </summary>
    public Tensor Recurrent(Tensor centers)
    {
        if (!type.HasBoundedAttractors()) return centers;
        var range = (float)(bins.MaxDepth - bins.MinDepth);
        return Affine(centers, 1 / range, (float)-bins.MinDepth / range);
    }
}
