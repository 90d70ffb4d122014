using FsCheck.Xunit;
using ZoeDepth.Cli.Synth;
using ZoeDepth.Imaging;

namespace ZoeDepth.Tests.Cli;

public sealed class SynthPicturesTests
{
    [Property]
    public void Percentiles_are_those_of_the_sorted_depths(ushort[] millimetres, byte percent)
    {
        var depth = Array.ConvertAll(millimetres, value => value / 1000f);
        var tally = new DepthTally();
        tally.Add(depth);
        var sorted = depth.Where(metres => metres > 0).Select(metres => Math.Max(metres, (float)DepthTally.Nearest)).Order().ToArray();
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
        var area = density.Select((value, bar) => value * (DepthTally.StartOf(bar + 1, 16) - DepthTally.StartOf(bar, 16))).Sum();
        area.ShouldBe(8, 1e-9);
        density[0].ShouldBeGreaterThan(0);
        density[^1].ShouldBeGreaterThan(0);
        DepthTally.PositionOf(1).ShouldBe(4);
    }

    [Theory]
    [InlineData(64, 48, 64, 48)]
    [InlineData(640, 480, 320, 240)]
    [InlineData(16, 4096, 1, 315)]
    public void Large_pictures_are_made_smaller_for_the_sheet(int width, int height, int shownWidth, int shownHeight)
    {
        var sheet = new ContactSheet(4);
        sheet.Add(Picture("cave", width, height, 200, _ => 2));
        var image = sheet.Draw(["cave"]);
        (image.Width, image.Height).ShouldBe(((2 * shownWidth) + 2 + 28, shownHeight + 28));
        image.Data[3 * ((14 * image.Width) + 14)].ShouldBe((byte)200);
    }

    [Fact]
    public void A_sheet_shows_near_warm_far_cold_and_the_sky_dark_family_after_family()
    {
        var sheet = new ContactSheet(2);
        foreach (var family in new[] { "meadow", "cave", "meadow" })
            sheet.Add(Picture(family, 16, 16, family == "cave" ? (byte)10 : (byte)240, i => i % 16 < 4 ? 0 : i % 16 < 10 ? 1 : 50));
        var image = sheet.Draw(["cave", "meadow"]);
        (image.Width, image.Height).ShouldBe(((2 * (34 + 14)) + 14, (2 * (16 + 14)) + 14));
        At(14, 14).Red.ShouldBe((byte)10);
        At(14 + 48, 14).Red.ShouldBe((byte)240);
        var (sky, near, far) = (At(32, 20), At(32 + 6, 20), At(32 + 12, 20));
        ((int)near.Red - near.Blue).ShouldBeGreaterThan(50);
        ((int)far.Blue - far.Red).ShouldBeGreaterThan(50);
        Math.Max(sky.Red, Math.Max(sky.Green, sky.Blue)).ShouldBeLessThan((byte)60);

        Rgba At(int x, int y)
        {
            var at = 3 * ((y * image.Width) + x);
            return new Rgba(image.Data[at], image.Data[at + 1], image.Data[at + 2]);
        }
    }

    [Fact]
    public void A_sheet_of_pictures_without_any_depth_and_a_chart_of_none_are_drawn()
    {
        var sheet = new ContactSheet(1);
        for (var i = 0; i < ContactSheet.Most + 5; i++) sheet.Add(Picture("fog", 16, 16, 1, _ => 0));
        sheet.Count.ShouldBe(ContactSheet.Most);
        sheet.Draw(["fog"]).Height.ShouldBe((ContactSheet.Most * 30) + 14);
        var tally = new DepthTally();
        tally.Add(new float[256]);
        StatsChart.Draw([(new FamilyReport("fog", "outdoor", 1, 0, null, null, null), tally)]).Width.ShouldBeGreaterThan(900);
    }

    [Fact]
    public void Every_letter_of_a_family_and_of_the_labels_is_drawn()
    {
        foreach (var letter in $"abcdefghijklmnopqrstuvwxyz0123456789.,%-{string.Concat(Synthetic.SyntheticWorld.Families)}")
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

    private static SeenPicture Picture(string family, int width, int height, byte gray, Func<int, float> depth)
    {
        var pixels = new byte[3 * width * height];
        Array.Fill(pixels, gray);
        return new SeenPicture(family, new Image(width, height, PixelFormat.Rgb8, pixels), [.. Enumerable.Range(0, width * height).Select(depth)]);
    }
}
