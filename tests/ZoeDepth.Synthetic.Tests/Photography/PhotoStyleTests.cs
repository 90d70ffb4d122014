using ZoeDepth.Synthetic.Photography;

namespace ZoeDepth.Synthetic.Tests.Photography;

public sealed class PhotoStyleTests
{
    private static readonly PhotoStyle Plain = new() { ColorBlur = 0 };

    [Theory]
    [InlineData(Domain.Indoor)]
    [InlineData(Domain.Outdoor)]
    public void Drawn_cameras_take_readable_pictures(Domain domain)
    {
        var light = Lights.Ramp();
        for (var seed = 0UL; seed < 400; seed++)
        {
            var style = PhotoStyle.Draw(new SeededRandom("camera", seed), domain);
            style.JpegQuality.ShouldBeInRange(60, 97);
            style.Headroom.ShouldBeGreaterThanOrEqualTo(1);
            style.Shoulder.ShouldBeInRange(0, 0.95);
            style.Vignetting.ShouldBeInRange(0, 0.5);
            var picture = CameraPipeline.Develop(light, style, seed);
            Pictures.Mean(picture).ShouldBeInRange(50, 205, $"seed {seed}");
            Pictures.Deviation(picture).ShouldBeGreaterThan(25, $"seed {seed}");
        }
    }

    [Fact]
    public void Cameras_differ_and_a_few_see_no_colour()
    {
        var styles = Enumerable.Range(0, 2000)
            .Select(seed => PhotoStyle.Draw(new SeededRandom((ulong)seed), Domain.Outdoor)).ToArray();
        styles.Distinct().Count().ShouldBe(styles.Length);
        styles.Count(style => style.Saturation == 0).ShouldBeInRange(40, 160);
        styles.Count(style => style.Aging > 0).ShouldBeInRange(30, 100);
        styles.Select(style => style.JpegQuality).Distinct().Count().ShouldBeGreaterThan(35);
    }

    [Fact]
    public void The_same_random_numbers_draw_the_same_camera() =>
        PhotoStyle.Draw(new SeededRandom(5), Domain.Indoor)
            .ShouldBe(PhotoStyle.Draw(new SeededRandom(5), Domain.Indoor));

    [Fact]
    public void A_camera_without_saturation_gives_gray()
    {
        var picture = CameraPipeline.Develop(Lights.Ramp(), Plain with { Saturation = 0, Warmth = 0.4 }, 1);
        picture.Data.Chunk(3).ShouldAllBe(pixel => pixel[0] == pixel[1] && pixel[1] == pixel[2]);
    }

    [Fact]
    public void A_stop_more_is_brighter_and_a_warmer_error_is_redder()
    {
        var light = Lights.Even(0.2);
        var (_, usual, _) = Pictures.At(CameraPipeline.Develop(light, Plain, 1), 9, 9);
        Pictures.At(CameraPipeline.Develop(light, Plain with { ExposureBias = 1 }, 1), 9,
            9).Green.ShouldBeGreaterThan(usual + 20);
        var (red, _, blue) = Pictures.At(CameraPipeline.Develop(light, Plain with { Warmth = 0.5 }, 1), 9, 9);
        red.ShouldBeGreaterThan(blue + 10);
    }

    [Fact]
    public void Vignetting_darkens_corners_alone()
    {
        var picture = CameraPipeline.Develop(Lights.Even(0.2), Plain with { Vignetting = 0.4 }, 1);
        var middle = Pictures.At(picture, 32, 24).Green;
        Pictures.At(picture, 0, 0).Green.ShouldBeLessThan(middle - 20);
        Pictures.At(picture, 0, 0).ShouldBe(Pictures.At(picture, 63, 47));
        Pictures.At(picture, 36, 26).Green.ShouldBeInRange(middle - 2, middle);
    }

    [Fact]
    public void Blur_widens_an_edge_and_sharpening_lets_it_swing_over()
    {
        var light = Lights.Of(256, 16, (x, _) => Color.Gray(x < 128 ? 0.1 : 0.3));
        int[] Row(PhotoStyle style) =>
            [.. Enumerable.Range(110, 36)
                .Select(x => Pictures.At(CameraPipeline.Develop(light, style, 1), x, 8).Green)];
        var (sharp, soft, keen) = (Row(Plain), Row(Plain with { Blur = 2 }),
            Row(Plain with { Blur = 1, Sharpening = 1, SharpeningRadius = 1.2 }));
        Between(sharp).ShouldBe(0);
        Between(soft).ShouldBeInRange(4, 12);
        keen.Max().ShouldBeGreaterThan(sharp.Max() + 2);
        keen.Min().ShouldBeLessThan(sharp.Min() - 2);

        int Between(int[] row) => row.Count(value => value > sharp.Min() + 3 && value < sharp.Max() - 3);
    }

    [Fact]
    public void Aberration_moves_red_outwards_and_blue_inwards()
    {
        var light = Lights.Of(200, 16, (x, _) => Color.Gray(x < 180 ? 0.1 : 0.3));
        var (red, green, blue) = Pictures.At(CameraPipeline.Develop(light, Plain with { Aberration = 0.01 }, 1), 180,
            8);
        red.ShouldBeLessThan(green - 5);
        blue.ShouldBeGreaterThanOrEqualTo(green);
        var (_, _, before) = Pictures.At(CameraPipeline.Develop(light, Plain with { Aberration = 0.01 }, 1), 179, 8);
        var (_, gray, _) = Pictures.At(CameraPipeline.Develop(light, Plain with { Aberration = 0.01 }, 1), 179, 8);
        before.ShouldBeGreaterThan(gray + 5);
    }

    [Fact]
    public void Smear_takes_faint_texture_and_leaves_edges()
    {
        var light = Lights.Of(256, 16, (x, y) => Color.Gray((x < 128 ? 0.1 : 0.3) * (1 + (0.02 * ((x + y) % 2)))));
        var (kept, smeared) = (CameraPipeline.Develop(light, Plain, 1),
            CameraPipeline.Develop(light, Plain with { Smear = 0.02, SharpeningRadius = 1.5 }, 1));
        int Steps(int x, ZoeDepth.Imaging.RasterImage picture) =>
            Math.Abs(Pictures.At(picture, x, 8).Green - Pictures.At(picture, x + 1, 8).Green);
        Steps(60, kept).ShouldBeGreaterThan(0);
        Enumerable.Range(40, 60).Sum(x => Steps(x, smeared))
            .ShouldBeLessThan(Enumerable.Range(40, 60).Sum(x => Steps(x, kept)) / 2);
        Steps(127, smeared).ShouldBeGreaterThan(Steps(127, kept) / 2);
    }
}
