using System.Security.Cryptography;
using FsCheck.Xunit;
using ZoeDepth.Imaging;
using ZoeDepth.Synthetic.Photography;

namespace ZoeDepth.Synthetic.Tests.Photography;

public sealed class CameraPipelineTests
{
    private static readonly PhotoStyle Plain = new();

    /// <summary>Everything a camera does, at once.</summary>
    private static readonly PhotoStyle Busy = new()
    {
        ExposureBias = 0.3, WhiteBalance = 0.5, Warmth = 0.2, Tint = 0.05, Headroom = 2.5, Shoulder = 0.5,
            Contrast = 0.4, Black = -0.02,
        Saturation = 1.2, Aging = 0.02, Blur = 1.5, Vignetting = 0.3, Aberration = 0.004, Flare = 0.03, Noise = 1e-3,
        CoarseNoise = true,
        Smear = 0.01, ColorBlur = 2, Sharpening = 0.8, SharpeningRadius = 2,
    };

    [Fact]
    public void The_same_light_style_and_seed_give_the_same_bytes_on_every_machine()
    {
        // The light is in steps that need no library to compute: what is compared is the darkroom alone.
        var light = Lights.Of(75, 50, (x, y) => new((x + 1) / 64.0, ((x ^ y) + 1) / 128.0, (y + 1) / 32.0));
        Convert.ToHexString(SHA256.HashData(CameraPipeline.Develop(light, Busy, 11).Data)).ShouldBe(
            "30FA117288951845550AD8A10703F900D1D7F99014F2B110F98E4BC258130444");
    }

    [Fact]
    public void Threads_do_not_disturb_one_another()
    {
        var light = Lights.Ramp();
        var alone = CameraPipeline.Develop(light, Busy, 3).Data;
        var together = new byte[8][];
        Parallel.For(0, 8, i => together[i] = CameraPipeline.Develop(light, Busy, 3).Data);
        together.ShouldAllBe(bytes => bytes.SequenceEqual(alone));
    }

    [Property(MaxTest = 40)]
    public void Pictures_of_any_size_come_out(byte width, byte height, ulong seed)
    {
        var (w, h) = (1 + (width % 70), 1 + (height % 40));
        var style = PhotoStyle.Draw(new SeededRandom(seed), Domain.Indoor) with
            { Aberration = 0.01, Blur = 1 + (seed % 30) };
        var picture = CameraPipeline.Develop(Lights.Even(0.4, w, h), style with { Noise = 0, Vignetting = 0 }, seed);
        (picture.Width, picture.Height, picture.Format).ShouldBe((w, h, PixelFormat.Rgb8));

        // Nothing comes in from beyond the border.
        picture.Data.Chunk(3).ShouldAllBe(pixel => pixel.SequenceEqual(picture.Data.Take(3)));
    }

    [Fact]
    public void An_even_light_is_even_to_the_border_for_widths_of_broken_packets()
    {
        foreach (var width in new[] { 1, 15, 16, 17, 31, 33, 250 })
        {
            var picture = CameraPipeline.Develop(Lights.Even(0.4, width, 20), Busy with { Noise = 0, Vignetting = 0 },
                1);
            picture.Data.Chunk(3).ShouldAllBe(pixel => pixel.SequenceEqual(picture.Data.Take(3)), $"{width} wide");
        }
    }

    [Property(MaxTest = 20)]
    public void A_mirrored_light_gives_the_mirrored_picture(ulong seed)
    {
        var random = new SeededRandom(seed);
        var style = PhotoStyle.Draw(random, Domain.Outdoor) with { Noise = 0 };
        var width = random.Integer(20, 90);
        var colors = new Color[width, 30];
        for (var y = 0; y < 30; y++)
            for (var x = 0; x < width; x++) colors[x, y] = new(random.Unit(), random.Unit(), random.Unit());
        var there = CameraPipeline.Develop(Lights.Of(width, 30, (x, y) => colors[x, y]), style, 1);
        var back = CameraPipeline.Develop(Lights.Of(width, 30, (x, y) => colors[width - 1 - x, y]), style, 1);
        for (var i = 0; i < there.Data.Length; i++)
        {
            var (channel, x, y) = (i % 3, i / 3 % width, i / 3 / width);
            Math.Abs(there.Data[i] - back.Data[(((y * width) + width - 1 - x) * 3) + channel])
                .ShouldBeLessThanOrEqualTo(2);
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.4)]
    [InlineData(3.0)]
    [InlineData(100.0)]
    public void Exposure_makes_up_for_the_strength_of_light(double strength)
    {
        var usual = Pictures.Mean(CameraPipeline.Develop(Lights.Even(0.2), Plain, 1));
        Pictures.Mean(CameraPipeline.Develop(Lights.Even(strength), Plain, 1)).ShouldBe(usual, 2);
    }

    [Fact]
    public void Night_stays_darker_but_readable()
    {
        var means = new[] { 0.1, 0.01, 0.001, 0.0001 }
            .Select(strength =>
                Pictures.Mean(CameraPipeline.Develop(Lights.Ramp(darkest: strength / 20, brightest: strength * 4),
                    Plain, 1)))
            .ToArray();
        means[1].ShouldBeLessThan(means[0] - 5);
        means[2].ShouldBeLessThan(means[1] - 10);
        means.ShouldAllBe(mean => mean > 35);
    }

    [Fact]
    public void A_window_burns_out_and_the_room_stays_readable()
    {
        var light = Lights.Of(96, 64, (x, y) =>
            Color.Gray(x is > 60 and < 85 && y is > 10 and < 40 ? 8 : 0.05 + (0.1 * x / 96)));
        var picture = CameraPipeline.Develop(light, Plain with { Headroom = 1.5 }, 1);
        Pictures.At(picture, 72, 25).ShouldBe((255, 255, 255));
        Pictures.At(picture, 30, 50).Green.ShouldBeInRange(50, 140);
    }

    [Fact]
    public void What_is_not_a_number_above_0_counts_as_darkness()
    {
        var (light, dark) = (Lights.Ramp(), Lights.Ramp());
        (light.Red[100], light.Green[101], light.Blue[3000], light.Red[0]) =
            (float.NaN, -5, float.NegativeInfinity, -0f);
        (dark.Red[100], dark.Green[101], dark.Blue[3000], dark.Red[0]) = (0, 0, 0, 0);
        CameraPipeline.Develop(light, Busy, 1).Data.ShouldBe(CameraPipeline.Develop(dark, Busy, 1).Data);
        light.Green[500] = float.PositiveInfinity;
        CameraPipeline.Develop(light, Plain, 1).Data[1500..1503].ShouldContain((byte)255);
        Pictures.Mean(CameraPipeline.Develop(Lights.Even(0), Plain, 1)).ShouldBe(0);
    }

    [Fact]
    public void Noise_follows_its_seed_and_leaves_the_mean()
    {
        var (light, style) = (Lights.Even(0.2), Plain with { Noise = 1e-3 });
        var (quiet, noisy) = (CameraPipeline.Develop(light, Plain, 1), CameraPipeline.Develop(light, style, 1));
        CameraPipeline.Develop(light, style, 1).Data.ShouldBe(noisy.Data);
        CameraPipeline.Develop(light, style, 2).Data.ShouldNotBe(noisy.Data);
        CameraPipeline.Develop(light, style, 1UL << 40).Data.ShouldNotBe(noisy.Data);
        Pictures.Mean(noisy).ShouldBe(Pictures.Mean(quiet), 0.5);
        Pictures.Deviation(noisy).ShouldBeInRange(2, 6);
        Pictures.Deviation(CameraPipeline.Develop(light, style with { Noise = 1e-4 }, 1)).ShouldBeInRange(0.5, 2);
    }

    [Fact]
    public void The_picture_of_a_lamp_is_less_yellow_than_its_light()
    {
        var lamp = Color.Temperature(2700);
        var light = Lights.Of(64, 48, (_, _) => lamp * 0.3);
        double Yellow(double balance)
        {
            var (red, _, blue) = Pictures.At(CameraPipeline.Develop(light, Plain with { WhiteBalance = balance }, 1),
                30, 20);
            return red - blue;
        }
        Yellow(0).ShouldBeGreaterThan(120);
        Yellow(0.7).ShouldBeInRange(15, 90);
        Yellow(0.84).ShouldBeLessThan(Yellow(0.7));
        var (r, g, b) = Pictures.At(CameraPipeline.Develop(light, Plain with { WhiteBalance = 0.84 }, 1), 30, 20);
        g.ShouldBeInRange(Math.Min(r, b) - 6, Math.Max(r, b) + 6, "neither green nor magenta");
    }
}
