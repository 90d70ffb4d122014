using ZoeDepth.Original;

namespace ZoeDepth.Tests.Backbones;

/// <summary>The published models on every backbone at full size: their parameters, without making one.</summary>
public sealed class PublishedModelTests
{
    /// <summary>
    /// What is published: in millions MiDaS 3.1's table, which counts the encoder's ImageNet classifier that nothing
    /// reads, and Depth Anything's README (24.8M, 97.5M, 335.3M).
    /// </summary>
    public static TheoryData<string, long, int> Published => new()
    {
        { "DPT_BEiT_L_512", 343_987_393, 345 },
        { "DPT_BEiT_L_384", 343_311_553, 344 },
        { "DPT_BEiT_B_384", 110_761_153, 112 },
        { "DPT_SwinV2_L_384", 211_871_797, 213 },
        { "DPT_SwinV2_B_384", 101_351_865, 102 },
        { "DPT_SwinV2_T_256", 40_930_795, 42 },
        { "DPT_Swin_L_384", 211_867_381, 213 },
        { "DPT_Large", 343_030_465, 344 },
        { "depth-anything-small", 24_785_089, 25 },
        { "depth-anything-base", 97_470_785, 97 },
        { "depth-anything-large", 335_315_649, 335 },
    };

    [Theory, MemberData(nameof(Published))]
    public void The_published_model_has_as_many_parameters(string name, long exact, int millions)
    {
        var config = PublishedNetworks.Named(name);
        using var model = ZoeDepthForDepthEstimation.FromConfig(config);
        var count = model.Parameters.Sum(parameter => parameter.Shape.Count);

        count.ShouldBe(exact, name);
        Math.Round((count + PublishedNetworks.Unread(config)) / 1e6).ShouldBe(millions, name);
    }
}
