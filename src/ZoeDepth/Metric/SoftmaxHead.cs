using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Metric;

/// <summary>
/// The weight of every bin by a score of its own and a softmax, which knows no order of bins: what the paper compares
/// the log-binomial with (§4.4). No published model has it.
/// </summary>
internal sealed class SoftmaxHead(Weights w, int inputs, int reduction, int bins) : IBinProbabilities
{
    /// <summary>The first part of its keys.</summary>
    public const string Key = "conditional_softmax";

    private readonly PixelMlp _scores = new(w, inputs, reduction, bins);

    /// <inheritdoc/>
    public string Name => Key;

    /// <inheritdoc/>
    public Tensor Forward(Tensor features, Tensor embedding, Tensor centers)
    {
        using var frame = features.Pass.Frame();
        return frame.Keep(Expectation(Probabilities(features, embedding, centers.Shape.Last),
            Resize(centers, features.Shape[1], features.Shape[2], Interpolation.Bilinear, Corners.Aligned)));
    }

    /// <inheritdoc/>
    public Tensor Probabilities(Tensor features, Tensor embedding, int bins)
    {
        using var frame = features.Pass.Frame();
        return frame.Keep(Softmax(_scores.Forward(features, embedding)));
    }
}
