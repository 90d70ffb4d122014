using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Pipeline;

/// <summary>Depth of another size than the picture's.</summary>
public sealed class OutputSizeTests
{
    [Fact]
    public void Depth_comes_out_with_the_size_asked_for_at_once_from_the_networks()
    {
        using var estimator = DepthEstimator.FromPretrained(TinyModels.Single);
        var picture = TinyModels.Picture(61, 83);
        var plain = new EstimateOptions { Pad = false, ResizeBack = ResizeBack.Bilinear };
        var size = new ImageSize(61, 83);
        var network = estimator.Plan(size, plain).Network;
        var depth = estimator.Estimate(picture, plain with { OutputSize = network });
        (depth.Height, depth.Width, depth.Plan.Picture).ShouldBe((network.Height, network.Width, size));
        using (var pass = Pass.Inference())
        {
            var pixels = (estimator.Processor with { DoPad = false }).Preprocess(pass, picture);
            depth.Values.ShouldBe(estimator.Model.Forward(pixels).PredictedDepth.Values.ToArray());
        }
        depth.Plan.Describe()["Output size"].ShouldContain($"{network.Height} rows");
        depth.Plan.Overrides.ShouldContain("output size");
        estimator.Estimate(picture, plain with { OutputSize = size }).Values
            .ShouldBe(estimator.Estimate(picture, plain).Values);
        Should.Throw<ArgumentException>(() => estimator.Estimate(picture, new() { OutputSize = network }))
            .Message.ShouldContain("border");
        Should.Throw<ArgumentException>(() => estimator.Estimate(picture, plain with { OutputSize = new(0, 5) }))
            .Message.ShouldContain("at least 1");
        foreach (var huge in new ImageSize[] { new(int.MaxValue, int.MaxValue), new(1 << 16, 1 << 15) })
            Should.Throw<ArgumentException>(() => estimator.Plan(size, plain with { OutputSize = huge }))
                .Message.ShouldContain("more than one array holds");
    }
}
