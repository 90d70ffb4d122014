using FsCheck.Xunit;
using ZoeDepth.Synthetic.Photography;

namespace ZoeDepth.Synthetic.Tests.Photography;

public sealed class ToneCurveTests
{
    [Fact]
    public void Light_is_encoded_as_srgb()
    {
        for (var value = 0; value < 256; value++)
            (ToneCurve.Encode(LaneMath.All(Color.Srgb(value, 0, 0).Red))[0] * 255).ShouldBe(value, 1e-3);
    }

    [Property(MaxTest = 100)]
    public void More_light_is_never_darker(ulong seed)
    {
        var style = PhotoStyle.Draw(new SeededRandom(seed), seed % 2 == 0 ? Domain.Indoor : Domain.Outdoor);
        var curve = new ToneCurve(style);
        var before = curve.Of(LaneMath.All(-1f))[0];
        before.ShouldBeInRange(0, 0.11f);
        for (var light = 0.0; light < style.Headroom * 1.1; light += 0.003)
        {
            var value = curve.Of(LaneMath.All(light))[0];
            value.ShouldBeGreaterThanOrEqualTo(before - 1e-6f);
            (value - before).ShouldBeLessThan(0.12f, "no steps");
            before = value;
        }
        before.ShouldBe(1, 1e-5f);
    }

    [Fact]
    public void The_shoulder_leaves_what_is_below_it_and_ends_at_the_headroom()
    {
        var curve = new ToneCurve(new PhotoStyle { Headroom = 4, Shoulder = 0.5 });
        curve.Of(LaneMath.All(0.4f))[0].ShouldBe(ToneCurve.Encode(LaneMath.All(0.4f))[0], 1e-6f);
        curve.Of(LaneMath.All(1f))[0].ShouldBeLessThan(0.93f);
        curve.Of(LaneMath.All(3f))[0].ShouldBeLessThan(0.999f);
        curve.Of(LaneMath.All(4f))[0].ShouldBe(1, 1e-5f);
        new ToneCurve(new PhotoStyle { Headroom = 1 }).Of(LaneMath.All(0.9f))[0]
            .ShouldBe(ToneCurve.Encode(LaneMath.All(0.9f))[0], 1e-5f);
    }
}
