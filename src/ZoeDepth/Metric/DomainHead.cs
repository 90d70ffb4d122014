using ZoeDepth.Decoder;
using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Metric;

/// <summary>
/// What belongs to one domain: its bins and how a pixel weighs them, or a plain regression. Keys carry the domain's
/// name where there are two.
/// </summary>
internal sealed class DomainHead
{
    /// <summary>What <see cref="Spread"/> is called in a pass.</summary>
    public const string SpreadName = "metric_head.spread";

    private readonly IMetricBins? _bins;
    private readonly IBinProbabilities? _probabilities;
    private readonly PixelMlp? _regression;
    private readonly string _domain;
    private readonly bool _turnsRound;

    public DomainHead(Weights w, ZoeDepthConfig c, BinConfiguration bins, int seedHidden)
    {
        var several = c.BinConfigurations.Count > 1;
        _domain = several ? $".{bins.Name}" : "";
        _turnsRound = c.InverseMidas;
        var (features, reduction) = (c.NumRelativeFeatures + (several ? 0 : 1), several ? 4 : 2);
        var inputs = features + c.BinEmbeddingDim;
        if (c.MetricHeadType == ZoeDepthConfig.Regression)
        {
            _regression = new(w.Scope($"regression{_domain}"), inputs, reduction, outputs: 1);
            return;
        }
        _bins = c.MetricHeadType == ZoeDepthConfig.Splitter
            ? new SplitBins(w, c, bins, _domain, seedHidden)
            : new AttractedBins(w, c, bins, _domain, seedHidden);
        _probabilities = c.BinProbability == ZoeDepthConfig.Softmax
            ? new SoftmaxHead(w.Scope(SoftmaxHead.Key + _domain), inputs, reduction, bins.NBins)
            : new LogBinomialHead(w.Scope(LogBinomialHead.Key + _domain), features, c.BinEmbeddingDim,
                reduction, c.MinTemp, c.MaxTemp);
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
        var centers = _bins?.Centers(bottleneck, seedEmbedding, embeddings);
        // One head also reads the relative depth itself; two heads do not.
        var features = _domain.Length > 0 ? relative.Features
            : Concat(relative.Features, _turnsRound ? NormalizedInverse(relative.Depth, 1e-6f) : relative.Depth);
        if (_regression is not null)
            return frame.Keep(_regression.Forward(features, embeddings[^1], Epilogue.Of(Activation.Softplus)));
        // A neck may have fewer stages than config.json has attractors.
        var embedding = embeddings[Math.Min(_bins!.Levels, embeddings.Count) - 1];
        pass.Observe($"metric_head.{_probabilities!.Name}{_domain}", embedding,
            e => _probabilities.Probabilities(features, e, centers!.Shape.Last));
        pass.Observe(SpreadName + _domain, embedding, e => Spread(features, e, centers!));
        return frame.Keep(_probabilities.Forward(features, embedding, centers!));
    }

    /// <summary>
    /// The standard deviation of the centers under a pixel's weights: √(Σ wₖ·cₖ² − (Σ wₖ·cₖ)²). Nothing has taught it
    /// to be an error.
    /// </summary>
    /// <returns><c>[image, row, column, 1]</c>, metres</returns>
    private Tensor Spread(Tensor features, Tensor embedding, Tensor centers)
    {
        using var frame = features.Pass.Frame();
        var weights = _probabilities!.Probabilities(features, embedding, centers.Shape.Last);
        var c = Resize(centers, features.Shape[1], features.Shape[2], Interpolation.Bilinear, Corners.Aligned);
        var variance = Subtract(Expectation(weights, Square(c)), Square(Expectation(weights, c)));
        return frame.Keep(Sqrt(Relu(variance)));
    }
}
