using ZoeDepth.Tensors;

namespace ZoeDepth.Metric;

/// <summary>How the bins of one domain come to lie where they lie.</summary>
internal interface IMetricBins
{
    /// <summary>Levels that move or split them, at most <see cref="MetricHead.Levels"/>.</summary>
    int Levels { get; }

    /// <summary>Bin centers of the finest level.</summary>
    /// <param name="bottleneck"><c>[image, row, column, channel]</c></param>
    /// <param name="seedEmbedding">bin embedding of the bottleneck, <c>[image, row, column, embedding]</c></param>
    /// <param name="embeddings">
    /// bin embeddings of the levels, coarse to fine, each <c>[image, row, column, embedding]</c>
    /// </param>
    /// <returns>metres, <c>[image, row, column, bin]</c>, of the size of the finest level</returns>
    Tensor Centers(Tensor bottleneck, Tensor seedEmbedding, IReadOnlyList<Tensor> embeddings);
}
