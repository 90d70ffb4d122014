using ZoeDepth.Decoder;
using ZoeDepth.Layers;
using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Metric;

/// <summary>What the metric head says.</summary>
/// <param name="Depth">metres, <c>[image, row, column, 1]</c></param>
/// <param name="DomainLogits">
/// one logit for each head and image, <c>[image, 2]</c>; null where there is one head
/// </param>
/// <param name="Domain">which head answered</param>
internal sealed record MetricDepth(Tensor Depth, Tensor? DomainLogits, int Domain);

/// <summary>
/// Metres from the decoder's maps: seed bins at the bottleneck, attractors at every level from coarse to fine, a
/// log-binomial over the bins at every pixel. With two configurations each domain has its own bins, attractors and
/// log-binomial, a router chooses between them, and the projectors are shared.
/// Reference: modeling_zoedepth.py ZoeDepthMetricDepthEstimationHead, ZoeDepthMultipleMetricDepthEstimationHeads
/// </summary>
internal sealed class MetricHead
{
    // The reference fixes the hidden widths it has no field for: 256 and 128 with one head, half the embedding with
    // two.
    private const int SeedHidden = 256, ProjectorHidden = 128;

    /// <summary>
    /// Levels that have a projector and attractors: as many as the neck of a published model has stages.
    /// </summary>
    public const int Levels = 4;

    private readonly Conv1x1 _conv2;
    private readonly DomainRouter? _router;
    private readonly DomainHead[] _heads;
    private readonly Projector _seedProjector;
    private readonly Projector[] _projectors;

    public MetricHead(Weights w, ZoeDepthConfig c)
    {
        var several = c.BinConfigurations.Count > 1;
        var (features, embedding) = (c.BottleneckFeatures, c.BinEmbeddingDim);
        var projectorHidden = several ? embedding / 2 : ProjectorHidden;
        _conv2 = new(w.Scope("conv2"), features, features);
        _router = several ? new(w, c) : null;
        _heads = several
            ? [.. c.BinConfigurations.Select(bins => new DomainHead(w, c, bins, seedHidden: embedding / 2))]
            : [new DomainHead(w, c, c.BinConfigurations[0], SeedHidden)];
        _seedProjector = new(w.Scope("seed_projector"), features, projectorHidden, embedding);
        _projectors = [.. Enumerable.Range(0, Levels)
            .Select(i => new Projector(w.Scope($"projectors.{i}"), features, projectorHidden, embedding))];
    }

    /// <summary>Decides the domain and reads metres.</summary>
    /// <param name="neck">
    /// fused maps coarse to fine, and the bottleneck, each <c>[image, row, column, channel]</c>; the fused maps are
    /// given back once they are projected
    /// </param>
    /// <param name="relative">
    /// relative depth <c>[image, row, column, 1]</c> and its features <c>[image, row, column, feature]</c>
    /// </param>
    /// <param name="forcedDomain">the head that shall answer instead of the router's choice</param>
    public MetricDepth Forward(NeckOutput neck, RelativeDepth relative, int? forcedDomain)
    {
        using var frame = neck.Bottleneck.Pass.Frame();
        var x = _conv2.Forward(neck.Bottleneck);
        var logits = _router?.Logits(x);
        var domain = forcedDomain ?? (logits is null ? 0 : DomainRouter.Vote(logits));

        var (seedEmbedding, embeddings) = Embeddings(x, neck);
        var depth = _heads[domain].Forward(x, seedEmbedding, embeddings, relative);
        return new(frame.Keep(depth), logits is null ? null : frame.Keep(logits), domain);
    }

    /// <summary>
    /// Metres of every head, each <c>[image, row, column, 1]</c>, and the router's logits where there is one,
    /// <c>[image, 2]</c>.
    /// </summary>
    /// <inheritdoc cref="Forward" path="/param"/>
    public (Tensor[] Depths, Tensor? DomainLogits) ForwardAll(NeckOutput neck, RelativeDepth relative)
    {
        using var frame = neck.Bottleneck.Pass.Frame();
        var x = _conv2.Forward(neck.Bottleneck);
        var logits = _router?.Logits(x);
        var (seedEmbedding, embeddings) = Embeddings(x, neck);
        Tensor[] depths = [.. _heads.Select(head => head.Forward(x, seedEmbedding, embeddings, relative))];
        foreach (var depth in depths) frame.Keep(depth);
        return (depths, logits is null ? null : frame.Keep(logits));
    }

    /// <summary>
    /// Metres of pictures that have nothing to do with one another: what all share is computed together, then each is
    /// answered by the head that the router chooses for it alone.
    /// </summary>
    /// <param name="neck">as <see cref="Forward"/> takes it</param>
    /// <param name="relative">the same</param>
    /// <param name="forcedDomains">the head that shall answer each image; null: the router's choice for it</param>
    /// <returns>of each image in its order, as <see cref="Forward"/> gives it for that image alone</returns>
    public MetricDepth[] ForwardEach(NeckOutput neck, RelativeDepth relative, IReadOnlyList<int?> forcedDomains)
    {
        using var frame = neck.Bottleneck.Pass.Frame();
        var x = _conv2.Forward(neck.Bottleneck);
        var logits = _router?.Logits(x);
        var (seedEmbedding, embeddings) = Embeddings(x, neck);
        var answers = new MetricDepth[forcedDomains.Count];
        Tensor?[] own = [.. answers.Select((_, i) => logits is null ? null : Images(logits, i))];
        var choices = own
            .Select((vote, i) => forcedDomains[i] ?? (vote is null ? 0 : DomainRouter.Vote(vote))).ToList();
        foreach (var group in Enumerable.Range(0, answers.Length).GroupBy(i => choices[i]))
        {
            int[] images = [.. group];
            var depth = _heads[group.Key].Forward(Images(x, images), Images(seedEmbedding, images),
                [.. embeddings.Select(level => Images(level, images))],
                new(Images(relative.Depth, images), Images(relative.Features, images)));
            foreach (var (place, image) in images.Index())
                answers[image] = new(frame.Keep(Images(depth, place)), own[image], group.Key);
        }
        foreach (var vote in own)
            if (vote is not null) frame.Keep(vote);
        return answers;
    }

    /// <summary>Some images of a batch, in their order; all of them are the batch itself.</summary>
    private static Tensor Images(Tensor x, params int[] images) =>
        images.Length == x.Shape[0] ? x : IndexSelect(x, images);

    /// <summary>Bin embeddings of the bottleneck and of all levels, which the heads share.</summary>
    private (Tensor Seed, Tensor[] Levels) Embeddings(Tensor x, NeckOutput neck)
    {
        var seed = x.Pass.Observe("metric_head.seed_projector", _seedProjector.Forward(x));
        var levels = _projectors.Zip(neck.Fused,
            (projector, map) => x.Pass.Observe("metric_head.projectors", projector.Forward(map))).ToArray();
        // Nothing reads the maps any more, and the finest is as large as all that follows.
        foreach (var map in neck.Fused) x.Pass.Release(map);
        return (seed, levels);
    }
}
