using ZoeDepth.Imaging;

namespace ZoeDepth.Tests.Pipeline;

/// <summary>The presets as data, and what a plan makes of them.</summary>
public sealed class DepthPresetTests
{
    [Fact]
    public void The_four_presets_have_the_switches_of_the_programs_they_are_named_after() =>
        DepthPreset.All.Select(p => (p.Name, p.KeepAspect, p.Pad, p.Flip, p.ResizeBack, p.AlphaOnWhite)).ShouldBe(
        [
            ("hf", true, true, false, ResizeBack.Bicubic, false),
            ("upstream", true, true, true, ResizeBack.Bicubic, false),
            ("paper", false, false, true, ResizeBack.Bilinear, false),
            ("controlnet", true, true, true, ResizeBack.Bicubic, true),
        ]);

    [Fact]
    public void ControlNet_sees_a_clear_picture_as_white_and_the_others_see_its_colours()
    {
        using var folder = new TemporaryFolder();
        var clear = new byte[64 * 64 * 4];
        for (var i = 0; i < clear.Length; i++) clear[i] = i % 4 == 3 ? (byte)0 : (byte)(37 * i);
        var file = folder.Write("clear.png", PngEncoder.Encode(new RasterImage(64, 64, PixelFormat.Rgba8, clear)));
        var white = new RasterImage(64, 64, PixelFormat.Rgb8, Enumerable.Repeat((byte)255, 64 * 64 * 3).ToArray());
        using var estimator = DepthEstimator.FromPretrained(TinyModels.Single);

        estimator.Estimate(file, new() { Preset = DepthPreset.ControlNet }).Values
            .ShouldBe(estimator.Estimate(white, new() { Preset = DepthPreset.ControlNet }).Values);
        estimator.Estimate(file, new() { Preset = DepthPreset.Upstream }).Values
            .ShouldNotBe(estimator.Estimate(white, new() { Preset = DepthPreset.Upstream }).Values);
    }

    [Fact]
    public void A_preset_is_found_by_name_and_an_unknown_one_lists_the_known()
    {
        DepthPreset.Get("PAPER").ShouldBeSameAs(DepthPreset.Paper);
        Should.Throw<ArgumentException>(() =>
            DepthPreset.Get("fast")).Message.ShouldStartWith(
            "there is no preset 'fast'; there are: hf, upstream, paper, controlnet");
    }

    [Theory]
    [InlineData(true, true, "none")]
    [InlineData(true, false, "no pad")]
    [InlineData(false, true, "pad")]
    [InlineData(false, false, "none")]
    public void A_border_is_an_override_where_it_is_another_than_the_models_own(bool model, bool asked, string said)
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(TinyModels.Single))
            File.Copy(file, folder.File(Path.GetFileName(file)));
        (ZoeDepthImageProcessor.FromPretrained(folder.Path) with { DoPad = model }).SavePretrained(folder.Path);
        using var estimator = DepthEstimator.FromPretrained(folder.Path);
        var plan = estimator.Plan(new(480, 640), new() { Pad = asked });
        plan.Pad.ShouldBe(asked);
        plan.Describe()["Preset overrides"].ShouldBe(said);
    }

    [Fact]
    public void A_plan_says_what_will_happen_before_it_happens()
    {
        using var estimator = DepthEstimator.FromPretrained(TinyModels.Single);
        var plan = estimator.Plan(new(480, 640),
            new() { Preset = DepthPreset.Upstream, Flip = false, Size = new(96, 128) });
        plan.Describe().ShouldBe(new Dictionary<string, string>
        {
            ["Preset"] = "upstream",
            ["Preset overrides"] = "no flip, size",
            ["Size asked"] = "96 rows x 128 columns",
            ["Aspect ratio"] = "kept",
            ["Border"] = "mirrored, 46 rows and 53 columns on each side",
            ["Network size"] = "96 rows x 128 columns",
            ["Mirrored pass"] = "none",
            ["Resized back"] = "bicubic, half-pixel centres",
        });
        estimator.Plan(new(480, 640), new() { Preset = DepthPreset.Paper }).Describe()["Resized back"]
            .ShouldBe("bilinear, aligned corners");
        estimator.Plan(new(480, 640)).Overrides.ShouldBeEmpty();
        estimator.Plan(new(480, 640), new() { Flip = false, Pad = true, KeepAspect = true }).Overrides.ShouldBeEmpty();
    }

    [Fact]
    public void The_research_presets_ask_ZoeD_K_for_its_own_size_and_the_published_ones_do_not()
    {
        using var model = ZoeDepthForDepthEstimation.FromConfig(TinyModels.KittiConfig);
        using var kitti = new DepthEstimator(model, new ZoeDepthImageProcessor());
        kitti.Plan(new(375, 1242)).Network.ShouldBe(new(384, 1152));
        kitti.Plan(new(375, 1242), new() { Preset = DepthPreset.Paper }).Network.ShouldBe(new(384, 768));
        kitti.Plan(new(480, 640), new() { Preset = DepthPreset.Upstream }).Network.ShouldBe(new(576, 768));
        kitti.Plan(new(480, 640), new()
            { Preset = DepthPreset.Upstream, Size = new(64, 96) }).Network.ShouldBe(new(64, 96));

        using var other = new DepthEstimator(model, new ZoeDepthImageProcessor { Size = new(64, 96) });
        other.Plan(new(480, 640), new() { Preset = DepthPreset.Paper }).Network.ShouldBe(new(64, 96),
            "a folder of another size is taken at its word");
    }

    [Fact]
    public void A_picture_that_would_grow_too_large_is_refused_with_a_way_out()
    {
        using var estimator = DepthEstimator.FromPretrained(TinyModels.Single, new() { MaxNetworkPixels = 10_000 });
        Should.Throw<UnsupportedImageSizeException>(() => estimator.Plan(new(100, 900))).Message.ShouldBe(
            "the picture of 900x100 would enter the network with 448x64 = 28672 pixels, more than the 10000 allowed; " +
            "crop it, let it be stretched (KeepAspectRatio = false, of an estimate KeepAspect = false), ask for a " +
            "smaller Size, or raise MaxNetworkPixels");
        estimator.Plan(new(100, 900), new() { KeepAspect = false }).Network.ShouldBe(new(64, 96));
    }

    [Fact]
    public void A_head_is_asked_for_by_name_or_index()
    {
        using var estimator = DepthEstimator.FromPretrained(TinyModels.TwoHeads);
        estimator.Plan(new(60, 80), new() { Domain = "KITTI" }).Domain.ShouldBe(1);
        estimator.Plan(new(60, 80), new() { Domain = "0" }).Domain.ShouldBe(0);
        estimator.Plan(new(60, 80)).Domain.ShouldBeNull();
        Should.Throw<ArgumentException>(() =>
            estimator.Plan(new(60, 80), new() { Domain = "moon" })).Message.ShouldStartWith(
            "two-heads-nyu has no domain 'moon'; it has nyu (0), kitti (1)");
        using var single = DepthEstimator.FromPretrained(TinyModels.Single);
        Should.Throw<ArgumentException>(() => single.Plan(new(60, 80), new() { Domain = "2" })).Message
            .ShouldStartWith(
                "tiny_model has no domain '2'; it has nyu (0): its one head always answers, so leave the domain out");
    }
}
