using ZoeDepth.Tensors;

namespace ZoeDepth.Metric;

/// <summary>How a pixel weighs the bins.</summary>
internal interface IBinProbabilities
{
    /// <summary>What its weights are called in a checkpoint and in a pass.</summary>
    string Name { get; }

    /// <summary>Metres at every pixel: the mean of the centers under its weights.</summary>
    /// <param name="features"><c>[image, row, column, features]</c></param>
    /// <param name="embedding">bin embedding of the finest level, <c>[image, row′, column′, embedding]</c></param>
    /// <param name="centers">bin centers of the finest level, metres, <c>[image, row′, column′, bin]</c></param>
    /// <returns><c>[image, row, column, 1]</c>, metres</returns>
    Tensor Forward(Tensor features, Tensor embedding, Tensor centers);

    /// <summary>The weight of every bin: <c>[image, row, column, bin]</c>, each pixel summing to 1.</summary>
    Tensor Probabilities(Tensor features, Tensor embedding, int bins);
}
