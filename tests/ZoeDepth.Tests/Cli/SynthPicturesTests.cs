using FsCheck.Xunit;
using ZoeDepth.Cli.Drawing;
using ZoeDepth.Cli.Synth;
using ZoeDepth.Data;
using ZoeDepth.Imaging;
using ZoeDepth.Synthetic.Variants;

namespace ZoeDepth.Tests.Cli;

public sealed class SynthPicturesTests
{
    [Property]
    public void Percentiles_are_those_of_the_sorted_depths(ushort[] millimetres, byte percent)
    {
        var depth = Array.ConvertAll(millimetres, value => value / 1000f);
        var tally = new DepthTally();
        tally.Add(depth);
        var sorted = depth.Where(metres => metres > 0).Select(metres => Math.Max(metres, (float)DepthTally.Nearest))
            .Order().ToArray();
        tally.WithDepth.ShouldBe(sorted.Length);
        tally.Coverage.ShouldBe(depth.Length == 0 ? 0 : (double)sorted.Length / depth.Length);
        var wanted = percent % 101;
        if (sorted.Length == 0) tally.Percentile(wanted).ShouldBeNull();
        else
        {
            var metres = tally.Percentile(wanted)!.Value;
            var at = Math.Clamp((int)Math.Ceiling(sorted.Length * wanted / 100.0) - 1, 0, sorted.Length - 1);
            metres.ShouldBeInRange(wanted == 0 ? 0 : sorted[at] / 1.017, sorted[at] * 1.017);
        }
    }

    [Fact]
    public void The_area_under_the_density_is_the_number_of_pixels_and_the_ends_take_what_lies_beyond()
    {
        var tally = new DepthTally();
        tally.Add([0, float.NaN, 1e-5f, 0.0625f, 1, 1.5f, 3, 255, 256, 1e9f]);
        (tally.Pictures, tally.WithDepth).ShouldBe((1, 8));
        var density = tally.Density(16);
        var area = density.Select((value, bar) =>
            value * (DepthTally.StartOf(bar + 1, 16) - DepthTally.StartOf(bar, 16))).Sum();
        area.ShouldBe(8, 1e-9);
        density[0].ShouldBeGreaterThan(0);
        density[^1].ShouldBeGreaterThan(0);
        DepthTally.PositionOf(1).ShouldBe(4);
    }

    [Theory]
    [InlineData(64, 48, 64, 48)]
    [InlineData(640, 480, 320, 240)]
    [InlineData(16, 4096, 1, 320)]
    public void Large_pictures_are_made_smaller_for_the_sheet(int width, int height, int shownWidth, int shownHeight)
    {
        var sheet = new ContactSheet(4, width, height);
        sheet.Add(Picture("cave", width, height, 200, _ => 2));
        var image = sheet.Draw(["cave"]);
        (image.Width, image.Height).ShouldBe(((2 * shownWidth) + 2 + 28, shownHeight + 28));
        image.Data[3 * ((14 * image.Width) + 14)].ShouldBe((byte)200);
    }

    [Fact]
    public void A_sheet_shows_near_warm_far_cold_and_the_sky_dark_family_after_family()
    {
        var sheet = new ContactSheet(2, 16, 16);
        foreach (var family in new[] { "meadow", "cave", "meadow" })
            sheet.Add(Picture(family, 16, 16, family == "cave" ? (byte)10 : (byte)240,
                i => i % 16 < 4 ? 0 : i % 16 < 10 ? 1 : 50));
        var image = sheet.Draw(["cave", "meadow"]);
        (image.Width, image.Height).ShouldBe(((2 * (34 + 14)) + 14, (2 * (16 + 14)) + 14));
        At(image, 14, 14).Red.ShouldBe((byte)10);
        At(image, 14 + 48, 14).Red.ShouldBe((byte)240);
        var (sky, near, far) = (At(image, 32, 20), At(image, 32 + 6, 20), At(image, 32 + 12, 20));
        ((int)near.Red - near.Blue).ShouldBeGreaterThan(50);
        ((int)far.Blue - far.Red).ShouldBeGreaterThan(50);
        Math.Max(sky.Red, Math.Max(sky.Green, sky.Blue)).ShouldBeLessThan((byte)60);
    }

    private static Rgba At(RasterImage image, int x, int y)
    {
        var at = 3 * ((y * image.Width) + x);
        return new Rgba(image.Data[at], image.Data[at + 1], image.Data[at + 2]);
    }

    [Theory]
    [InlineData(DepthKind.Metric)]
    [InlineData(DepthKind.ScaledShifted)]
    [InlineData(DepthKind.Disparity)]
    public void Near_is_warm_whether_values_rise_or_fall_with_depth_and_disparity_of_0_is_no_hole(DepthKind kind)
    {
        var sheet = new ContactSheet(1, 16, 16);
        var (near, far) = kind == DepthKind.Disparity ? (5f, 0f) : (1f, 50f);
        bool[] belowTheFirstRow = [.. Enumerable.Range(0, 256).Select(i => i >= 16)];
        sheet.Add(Picture("cave", 16, 16, 10, i => i % 16 < 8 ? near : far, kind) with { Valid = belowTheFirstRow });
        var image = sheet.Draw(["cave"]);
        (At(image, 32, 14).Red + At(image, 44, 14).Red).ShouldBeLessThan(120, "holes are dark");
        ((int)At(image, 34, 20).Red - At(image, 34, 20).Blue).ShouldBeGreaterThan(50);
        ((int)At(image, 46, 20).Blue - At(image, 46, 20).Red).ShouldBeGreaterThan(50);
    }

    [Fact]
    public void A_lone_point_of_a_scanner_is_seen_on_a_sheet_however_large_its_picture()
    {
        var sheet = new ContactSheet(1, 1280, 960);
        sheet.Add(Picture("cave", 1280, 960, 10, i => i == (481 * 1280) + 641 ? 3 : 0, DepthKind.Lidar));
        var image = sheet.Draw(["cave"]);
        Enumerable.Range(0, 320 * 240).Count(i => IsLit(At(image, 14 + 320 + 2 + (i % 320), 14 + (i / 320))))
            .ShouldBe(9);

        static bool IsLit(Rgba color) => color is { Red: > 60 } or { Green: > 60 } or { Blue: > 60 };
    }

    [Fact]
    public void Pictures_of_other_shapes_are_made_to_fit_their_cell_and_lie_in_the_middle()
    {
        var sheet = new ContactSheet(2, 64, 48);
        sheet.Add(Picture("cave", 64, 48, 10, _ => 1));
        sheet.Add(Picture("cave", 36, 72, 10, _ => 1));
        sheet.Add(Picture("cave", 96, 32, 10, _ => 1));
        var image = sheet.Draw(["cave"]);
        (image.Width, image.Height).ShouldBe(sheet.SizeOf(3));
        (image.Width, image.Height).ShouldBe(((2 * (130 + 14)) + 14, (2 * (48 + 14)) + 14));

        // 24 x 48 and 64 x 21.
        Photo(14 + 144 + 40, 14).ShouldBe((24, 48));
        At(image, 14 + 144 + 39, 30).Red.ShouldBe((byte)250);
        Photo(14, 14 + 62 + 13).ShouldBe((64, 21));
        At(image, 20, 14 + 62 + 12).Red.ShouldBe((byte)250);

        (int, int) Photo(int x, int y) => (
            Enumerable.Range(x, image.Width - x).TakeWhile(column => At(image, column, y).Red == 10).Count(),
            Enumerable.Range(y, image.Height - y).TakeWhile(row => At(image, x, row).Red == 10).Count());
    }

    [Fact]
    public void A_sheet_of_pictures_without_any_depth_and_a_chart_of_none_are_drawn()
    {
        var sheet = new ContactSheet(1, 16, 16);
        for (var i = 0; i < ContactSheet.Most + 5; i++) sheet.Add(Picture("fog", 16, 16, 1, _ => 0));
        sheet.Count.ShouldBe(ContactSheet.Most);
        sheet.Draw(["fog"]).Height.ShouldBe((ContactSheet.Most * 30) + 14);
        var tally = new DepthTally();
        tally.Add(new float[256]);
        StatsChart.Draw(
            [(new FamilyReport("fog", "outdoor", 1, 0, null, null, null), tally)]).Width.ShouldBeGreaterThan(900);
    }

    [Fact]
    public void Every_letter_of_a_family_and_of_the_labels_is_drawn()
    {
        foreach (var letter in
            $"abcdefghijklmnopqrstuvwxyz0123456789.,%-{string.Concat(Synthetic.SyntheticWorld.Families)}")
            Dots(letter).ShouldBeGreaterThan(2, $"{letter}");
        Dots(' ').ShouldBe(0);
        "abcdefghijklmnopqrstuvwxyz0123456789".Select(Shape).Distinct().Count().ShouldBe(36);
        (PixelFont.WidthOf("", 2), PixelFont.WidthOf("a", 2), PixelFont.WidthOf("ab", 1)).ShouldBe((0, 10, 11));

        static int Dots(char letter) => Shape(letter).Count(dot => dot == '#');
        static string Shape(char letter) => string.Concat(
            from row in Enumerable.Range(0, PixelFont.Height)
            from column in Enumerable.Range(0, PixelFont.Width)
            select PixelFont.IsSet(letter, row, column) ? '#' : '.');
    }

    private static SeenPicture Picture(
        string family, int width, int height, byte gray, Func<int, float> depth, DepthKind kind = DepthKind.Metric)
    {
        var pixels = new byte[3 * width * height];
        Array.Fill(pixels, gray);
        float[] values = [.. Enumerable.Range(0, width * height).Select(depth)];
        var photo = new RasterImage(width, height, PixelFormat.Rgb8, pixels);
        return new SeenPicture(family, photo, kind, values, Array.ConvertAll(values, value => value > 0));
    }
}
