namespace ZoeDepth.Tests.Pipeline;

/// <summary>
/// The factor the published ZoeD_K misses is affine in what it answers: depth of the range of 80 m follows from depth
/// of that of 10 m, exactly, whatever the network, the picture and the switches.
/// </summary>
public sealed class PublishedKittiTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Presets => [.. DepthPreset.All.Select(preset => preset.Name)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_ends_of_one_range_are_those_of_the_other()
    {
        PublishedKitti.ToTrainedRange(0.001).ShouldBe(0.001, 1e-15);
        PublishedKitti.ToTrainedRange(10.0).ShouldBe(80, 1e-12);
        // Of reports of users: 4.87 m where a tape says 40 m.
        PublishedKitti.ToTrainedRange(4.87).ShouldBe(38.96, 0.005);
        float[] metres = [0, float.NaN, float.PositiveInfinity, 10];
        PublishedKitti.ToTrainedRange(metres);
        metres.ShouldBe([0, float.NaN, float.PositiveInfinity, 80]);
    }

    // The research code run twice, with max_depth 10 and 80, on the same picture and weights.
    [Theory]
    [InlineData("normed_10", "normed_80", "metric_depth_f64", 1e-12)]
    [InlineData("normed_10", "normed_80", "metric_depth", 1e-4)]
    [InlineData("normed_10", "normed_80", "bin_centers", 1e-4)]
    [InlineData("hf_normed_10", "hf_normed_80", "predicted_depth_eps1e6", 1e-4)]
    [InlineData("hf_normed_10", "hf_normed_80", "predicted_depth_eps1e12", 1e-4)]
    public void The_references_own_answers_are_related_so(string published, string trained, string tensor,
        double atMost)
    {
        var (ten, eighty) = (Numbers(published, tensor), Numbers(trained, tensor));
        eighty.Max().ShouldBeGreaterThan(40, "else it would show little");
        ten.Zip(eighty, (d10, d80) => Math.Abs(PublishedKitti.ToTrainedRange(d10) - d80)).Max()
            .ShouldBeLessThan(atMost);
    }

    private static double[] Numbers(string name, string tensor) =>
        GoldenTensors.Open(Path.Combine(Goldens.RepositoryRoot, "tests", "goldens", "original", "cases",
            $"{name}.safetensors"))[tensor].Doubles();

    [Theory, MemberData(nameof(Presets))]
    public void Every_preset_keeps_the_relation(string preset)
    {
        using (var model = ZoeDepthForDepthEstimation.FromConfig(TinyModels.KittiConfig, 3))
            model.SavePretrained(_folder.Path);
        new ZoeDepthImageProcessor { Size = new(64, 96) }.SavePretrained(_folder.Path);
        using var published = DepthEstimator.FromPretrained(_folder.Path);
        using var trained = DepthEstimator.FromPretrained(_folder.Path, new() { MaxDepth = 80 });
        foreach (var flip in new bool?[] { null, true })
        {
            var options = new EstimateOptions { Preset = DepthPreset.Get(preset), Flip = flip, Size = new(64, 96) };
            var picture = TinyModels.Picture(45, 77, seed: 5);
            var repaired = published.Estimate(picture, options).Values;
            PublishedKitti.ToTrainedRange(repaired);
            Close.Within(repaired, Array.ConvertAll(trained.Estimate(picture, options).Values, depth => (double)depth),
                1e-6, 2e-5, preset);
        }
    }
}
