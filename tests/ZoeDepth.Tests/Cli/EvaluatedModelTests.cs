using ZoeDepth.Cli.Evaluate;
using ZoeDepth.Data;
using ZoeDepth.Data.Evaluation;
using ZoeDepth.Imaging;
using ZoeDepth.Tests.Pipeline;

namespace ZoeDepth.Tests.Cli;

public sealed class EvaluatedModelTests
{
    private static readonly ZoeDepthImageProcessor Processor =
        new() { DoPad = false, Size = new(64, 96), KeepAspectRatio = true };

    private static DepthSample Sample(Domain domain, CameraIntrinsics? camera) =>
        new(new() { Name = "s", Domain = domain }, TinyModels.Picture(64, 96), [1f], 1, 1, null, camera);

    [Theory]
    [InlineData(Domain.Indoor, "indoor")]
    [InlineData(Domain.Outdoor, "outdoor")]
    public void The_head_is_the_domains_and_the_camera_the_samples(Domain domain, string head)
    {
        using var model = ZoeDepthForDepthEstimation.FromConfig(TinyModels.MiniConfig, 1);
        using var estimator = new DepthEstimator(model, Processor);
        var evaluated = new EvaluatedModel(estimator, new()
        {
            Manifests = [],
            Model = new(""),
            Scoring = EvaluationOptions.Default,
        });
        foreach (var camera in new[] { new CameraIntrinsics(40, 48, 32), new CameraIntrinsics(160, 48, 32), null })
        {
            var prediction = evaluated.Predict(Sample(domain, camera), CancellationToken.None);
            var expected = estimator.Estimate(TinyModels.Picture(64, 96), new() { Domain = head, Camera = camera });
            prediction.Depth.ShouldBe(expected.Values);
            var other = domain == Domain.Indoor ? Domain.Outdoor : Domain.Indoor;
            prediction.RoutedDomain.ShouldBe(expected.Domain!.Probability >= 0.5 ? domain : other);
        }
    }
}
