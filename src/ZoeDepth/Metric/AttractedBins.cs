using ZoeDepth.Tensors;

namespace ZoeDepth.Metric;

/// <summary>
/// Seed bins that attractors move at every level from coarse to fine, as in every published model (paper §3.2).
/// </summary>
internal sealed class AttractedBins : IMetricBins
{
    private readonly SeedBins _seedBins;
    private readonly AttractorLayer[] _attractors;
    private readonly string _domain;

    /// <summary>Bins of one domain.</summary>
    /// <param name="w">the metric head's weights</param>
    /// <param name="c">the model</param>
    /// <param name="bins">the domain</param>
    /// <param name="domain">the domain's name behind a dot where there are two, else nothing</param>
    /// <param name="seedHidden">channels inside the seed layer</param>
    public AttractedBins(Weights w, ZoeDepthConfig c, BinConfiguration bins, string domain, int seedHidden)
    {
        var several = domain.Length > 0;
        _domain = domain;
        var type = BinCentersTypes.Of(c.BinCentersType);
        var kind = c.AttractorKind == "sum" ? AttractorKind.Sum : AttractorKind.Mean;
        _seedBins = new(w.Scope(several ? $"seed_bin_regressors{domain}" : "seed_bin_regressor"), c.BottleneckFeatures,
            seedHidden, bins.NBins, bins, type);

        // Published quirk: with two heads every level has 16 attractors, whatever num_attractors lists; only the list's
        // length counts.
        _attractors = [.. c.NumAttractors.Take(several ? c.NumAttractors.Count : MetricHead.Levels)
            .Select((count, level) =>
            new AttractorLayer(w.Scope($"attractors{domain}.{level}"), c.BinEmbeddingDim,
                c.AttractorHiddenSize ?? c.BinEmbeddingDim, several ? 16 : count, bins, type, kind,
                isExponential: c.AttractorType == "exp"))];
    }

    /// <inheritdoc/>
    public int Levels => Math.Min(_attractors.Length, MetricHead.Levels);

    /// <inheritdoc/>
    public Tensor Centers(Tensor bottleneck, Tensor seedEmbedding, IReadOnlyList<Tensor> embeddings)
    {
        var pass = bottleneck.Pass;
        using var frame = pass.Frame();
        var raw = _seedBins.Raw(bottleneck);
        pass.Observe($"metric_head.seed_bins{_domain}.widths", raw, _seedBins.Widths);
        var bins = _seedBins.Recurrent(pass.Observe($"metric_head.seed_bins{_domain}", _seedBins.Centers(raw)));
        var embedding = seedEmbedding;
        AttractorLayer? last = null;
        foreach (var (attractor, finer) in _attractors.Zip(embeddings))
        {
            var points = pass.Observe($"metric_head.attractors{_domain}.points", attractor.Points(finer, embedding));
            bins = pass.Observe($"metric_head.attractors{_domain}", attractor.Forward(points, bins));
            pass.Observe($"metric_head.attractors{_domain}.centers", bins, attractor.Centers);
            (embedding, last) = (finer, attractor);
        }
        return frame.Keep(last!.Centers(bins));
    }
}
