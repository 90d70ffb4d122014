using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Tests.Materials;

public class PatternTests
{
    [Theory]
    [InlineData(0.2, 0.03)]
    [InlineData(1.7, 1.5)]
    [InlineData(0.01, 0.001)]
    public void Bands_cover_their_share_at_every_footprint(double period, double width)
    {
        foreach (var footprint in new[] { 0.0, 0.3, 1.0, 2.6, 50, 1e6 })
        {
            var sum = 0.0;
            const int count = 2000;
            for (var i = 0; i < count; i++)
                sum += Pattern.Bands(LaneMath.All(((i * 0.618034) - 600) * period), period, width,
                    LaneMath.All(footprint * period)).GetElement(0);
            (sum / count).ShouldBe(width / period, 0.004, $"footprint {footprint}");
        }
    }

    [Fact]
    public void A_band_is_wholly_seen_from_near()
    {
        var x = Vector512.Create(0.25f);
        Pattern.Bands(x, 1, 0.5, LaneMath.All(0.01f)).GetElement(3).ShouldBe(1f, 1e-5f);
        Pattern.Bands(x + LaneMath.All(0.5f), 1, 0.5, LaneMath.All(0.01f)).GetElement(3).ShouldBe(0f, 1e-5f);
    }

    [Fact]
    public void An_edge_is_a_ramp_as_wide_as_the_sample()
    {
        Pattern.Beyond(LaneMath.All(2f), LaneMath.All(2f), LaneMath.All(1f)).GetElement(0).ShouldBe(0.5f);
        Pattern.Beyond(LaneMath.All(2.25f), LaneMath.All(2f), LaneMath.All(1f)).GetElement(0).ShouldBe(0.75f);
        Pattern.Between(LaneMath.All(2f), LaneMath.All(1.9f), LaneMath.All(2.1f), LaneMath.All(1f)).GetElement(0)
            .ShouldBe(0.2f, 1e-5f);
    }
}
