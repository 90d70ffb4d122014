using ZoeDepth.Data;
using ZoeDepth.Data.Evaluation;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>
/// A model as an evaluation asks it: the head of the sample's domain, and the sample's camera where it is known. As the
/// paper evaluates, the router chooses the head, and the mean of the photograph's and its mirror image's depth comes
/// from the network's size to the truth's at once.
/// </summary>
internal sealed class EvaluatedModel(DepthEstimator estimator, EvaluateOptions options)
{
    private readonly DomainHeads _heads = new(estimator.Model.Config);

    /// <exception cref="DatasetException">
    /// the photograph cannot enter the network, or its depth came out without a number
    /// </exception>
    public DepthPrediction Predict(DepthSample sample, CancellationToken cancellation)
    {
        try
        {
            var depth = estimator.Estimate(sample.Image, OptionsOf(sample), progress: null, cancellation);
            return new(depth.Values, depth.Width, depth.Height, _heads.Routed(depth.Domain));
        }
        catch (Exception error) when (error is UnsupportedImageSizeException or NonFiniteDepthException)
        {
            throw new DatasetException($"{sample.Name}: {error.Message}", error);
        }
    }

    private EstimateOptions OptionsOf(DepthSample sample) => options.Benchmarks is { IsPaper: true }
        ? new()
        {
            Preset = DepthPreset.Paper,
            OutputSize = new(sample.DepthHeight, sample.DepthWidth),
            Camera = sample.Intrinsics,
        }
        : new()
        {
            Flip = options.Flip ? true : null,
            Domain = options.Routed ? null : _heads.Of(sample.Domain),
            Camera = sample.Intrinsics,
        };
}
