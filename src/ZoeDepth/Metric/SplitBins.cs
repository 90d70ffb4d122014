using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Metric;

/// <summary>
/// Few seed bins that divide the range, each split in two at every level from coarse to fine, as in LocalBins: the row
/// "splitter" of the paper's table 5. No published model has them.
/// Reference: isl-org/ZoeDepth zoedepth/models/layers/localbins_layers.py LinearSplitter
/// </summary>
internal sealed class SplitBins : IMetricBins
{
    /// <summary>Parts of a bin at every level.</summary>
    public const int Factor = 2;

    private readonly BinConfiguration _bins;
    private readonly SeedBins _seedBins;
    private readonly BinSplitter[] _splitters;
    private readonly string _domain;

    /// <inheritdoc cref="AttractedBins(Weights, ZoeDepthConfig, BinConfiguration, string, int)"/>
    public SplitBins(Weights w, ZoeDepthConfig c, BinConfiguration bins, string domain, int seedHidden)
    {
        (_bins, _domain) = (bins, domain);
        var count = bins.NBins >> MetricHead.Levels;
        _seedBins = new(w.Scope(domain.Length > 0 ? $"seed_bin_regressors{domain}" : "seed_bin_regressor"),
            c.BottleneckFeatures, seedHidden, count, bins, BinCentersType.Normed);
        _splitters = [.. Enumerable.Range(0, MetricHead.Levels).Select(level =>
            new BinSplitter(w.Scope($"splitters{domain}.{level}"), c.BinEmbeddingDim,
                c.AttractorHiddenSize ?? c.BinEmbeddingDim, count << level))];
    }

    /// <inheritdoc/>
    public int Levels => _splitters.Length;

    /// <inheritdoc/>
    public Tensor Centers(Tensor bottleneck, Tensor seedEmbedding, IReadOnlyList<Tensor> embeddings)
    {
        var pass = bottleneck.Pass;
        using var frame = pass.Frame();
        var widths = pass.Observe($"metric_head.seed_bins{_domain}.widths",
            _seedBins.Widths(_seedBins.Raw(bottleneck)));
        var embedding = seedEmbedding;
        foreach (var (splitter, finer) in _splitters.Zip(embeddings))
        {
            widths = pass.Observe($"metric_head.splitters{_domain}", splitter.Forward(finer, embedding, widths));
            embedding = finer;
        }
        var (least, range) = ((float)_bins.MinDepth, (float)(_bins.MaxDepth - _bins.MinDepth));
        // The middle of a bin is its far edge less half its width.
        var middles = Subtract(CumulativeSum(widths), Affine(widths, 0.5f, 0));
        return frame.Keep(Affine(middles, range, least));
    }
}
