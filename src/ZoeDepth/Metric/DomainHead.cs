using ZoeDepth.Decoder;
using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Metric;

/// <summary>
/// What belongs to one domain: seed bins, attractors, log-binomial. Keys carry the domain's name where there are two.
/// </summary>
internal sealed class DomainHead
{
    private readonly SeedBins _seedBins;
    private readonly AttractorLayer[] _attractors;
    private readonly LogBinomialHead _logBinomial;
    private readonly string _domain;
    private readonly bool _turnsRound;

    public DomainHead(Weights w, ZoeDepthConfig c, BinConfiguration bins, int seedHidden)
    {
        var several = c.BinConfigurations.Count > 1;
        _domain = several ? $".{bins.Name}" : "";
        var type = BinCentersTypes.Of(c.BinCentersType);
        var kind = c.AttractorKind == "sum" ? AttractorKind.Sum : AttractorKind.Mean;
        _seedBins = new(w.Scope(several ? $"seed_bin_regressors{_domain}" : "seed_bin_regressor"), c.BottleneckFeatures,
            seedHidden, bins, type);

        // Published quirk: with two heads every level has 16 attractors, whatever num_attractors lists; only the list's
        // length counts.
        _attractors = [.. c.NumAttractors.Take(several ? c.NumAttractors.Count : MetricHead.Levels)
            .Select((count, level) =>
            new AttractorLayer(w.Scope($"attractors{_domain}.{level}"), c.BinEmbeddingDim,
                c.AttractorHiddenSize ?? c.BinEmbeddingDim, several ? 16 : count, bins, type, kind,
                isExponential: c.AttractorType == "exp"))];
        _turnsRound = c.InverseMidas;
        _logBinomial = new(w.Scope($"conditional_log_binomial{_domain}"), c.NumRelativeFeatures + (several ? 0 : 1),
            c.BinEmbeddingDim,
            reduction: several ? 4 : 2, c.MinTemp, c.MaxTemp);
    }

    /// <summary>
    /// Metres from the bottleneck, the bin embeddings of all levels, and the features of the relative head.
    /// </summary>
    /// <param name="bottleneck"><c>[image, row, column, channel]</c></param>
    /// <param name="seedEmbedding">bin embedding of the bottleneck, <c>[image, row, column, embedding]</c></param>
    /// <param name="embeddings">
    /// bin embeddings of the levels, coarse to fine, each <c>[image, row, column, embedding]</c>
    /// </param>
    /// <param name="relative">
    /// relative depth <c>[image, row, column, 1]</c> and its features <c>[image, row, column, feature]</c>, at full
    /// size
    /// </param>
    /// <returns><c>[image, row, column, 1]</c>, metres</returns>
    public Tensor Forward(Tensor bottleneck, Tensor seedEmbedding, IReadOnlyList<Tensor> embeddings,
        RelativeDepth relative)
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
        var centers = last!.Centers(bins);

        // One head also reads the relative depth itself; two heads do not.
        var features = _domain.Length > 0 ? relative.Features
            : Concat(relative.Features, _turnsRound ? NormalizedInverse(relative.Depth, 1e-6f) : relative.Depth);
        pass.Observe($"metric_head.conditional_log_binomial{_domain}", embedding,
            e => _logBinomial.Probabilities(features, e, centers.Shape.Last));
        return frame.Keep(_logBinomial.Forward(features, embedding, centers));
    }
}
