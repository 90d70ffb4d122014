using FsCheck.Xunit;

namespace ZoeDepth.Imaging.Tests.Colours;

public sealed class ColorizerTests
{
    [Property(MaxTest = 300)]
    public void A_percentile_equals_the_one_of_the_sorted_values(int seed, int count, byte percent, bool fewLevels)
    {
        var random = new Random(seed);
        var values = new double[1 + Math.Abs(count % 200)];
        for (var i = 0; i < values.Length; i++) values[i] = fewLevels ? random.Next(4) : random.NextDouble();
        var sorted = values.Order().ToArray();
        var wanted = percent % 101;
        var position = (sorted.Length - 1) * (wanted / 100.0);
        var (lower, upper) = (sorted[(int)position], sorted[Math.Min((int)position + 1, sorted.Length - 1)]);
        var expected = lower + ((upper - lower) * (position - (int)position));
        Close.Within([(float)Percentile.Of(values.AsSpan(), wanted)], [expected], 1e-6, 1e-12,
            $"percentile {wanted} of {sorted.Length}");
    }

    [Fact]
    public void Selecting_stays_fast_on_sorted_reversed_and_constant_values()
    {
        foreach (var make in new Func<int, float>[]
            { i => i, i => -i, _ => 1, i => i % 2, i => Math.Min(i, 300_000 - i) })
        {
            // Some ten milliseconds; comparing every value with every other one would take ten seconds or more.
            var ordered = Enumerable.Range(0, 300_001).Select(make).ToArray();
            var values = new float[ordered.Length];
            Promptly.Within(1, () =>
            {
                ordered.CopyTo(values, 0);
                Percentile.Of(values.AsSpan(), 85);
            }, $"values that begin with {string.Join(", ", ordered[..3])}");
        }
    }

    [Fact]
    public void Not_a_number_counts_as_invalid()
    {
        var image = new Colorizer
            { Minimum = 0, Maximum = 1, Background = new(9, 8, 7, 6) }.Colorize([float.NaN, 0f], 2, 1);
        image.Format.ShouldBe(PixelFormat.Rgba8);
        image.Data.ShouldBe([9, 8, 7, 6, 255, 255, 255, 255]);
    }

    [Fact]
    public void Percentiles_of_nothing_are_refused_with_the_way_out()
    {
        Should.Throw<ArgumentException>(() => new Colorizer()
            .Colorize([-99f, -99f], 2, 1)).Message.ShouldContain("give Minimum and Maximum");
        new Colorizer { Minimum = 0, Maximum = 1 }.Colorize([-99f], 1, 1).Data.ShouldBe([128, 128, 128, 255]);
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        Should.Throw<ArgumentException>(() => new Colorizer()
            .Colorize(new float[5], 2, 3)).Message.ShouldContain("2x3 depth values are 6, but 5 came");
        Should.Throw<ArgumentException>(() => new Colorizer()
            .Colorize(new float[6], 2, 3, new bool[5])).Message.ShouldContain("the mask has 5 pixels");
    }

    [Fact]
    public void Maps_are_found_by_name_whatever_the_capitals_and_listed_otherwise()
    {
        ColorMap.Names.Count.ShouldBe(14);
        ColorMap.Get("spectral_R").Name.ShouldBe("Spectral_r");
        Should.Throw<ArgumentException>(() => ColorMap.Get("jet")).Message.ShouldContain("viridis_r");
        foreach (var name in ColorMap.Names) ColorMap.Get(name).Colours.Length.ShouldBe(3 * ColorMap.Count);
    }

    [Fact]
    public void Gray_depth_of_odd_input_stays_in_range()
    {
        GrayDepth.ByRange([5, 5], 2, 1).Data.ShouldBe([0, 0]);
        GrayDepth.ByRange([1, float.NaN, 3], 3, 1).Data.ShouldBe([0, 0, 255]);
        GrayDepth.ByRange([1, 2, float.PositiveInfinity], 3, 1).Data.ShouldBe([0, 0, 0]);
        GrayDepth.ByLargest([-1, 2, 4], 3, 1).Data.ShouldBe([0, 127, 255]);
        GrayDepth.ByLargest([0, 0], 2, 1).Data.ShouldBe([0, 0]);
    }

    [Fact]
    public void Pictures_stand_side_by_side_on_a_background()
    {
        var left = new RasterImage(1, 2, PixelFormat.Gray8, [1, 2]);
        var right = new RasterImage(2, 1, PixelFormat.Rgba8, [3, 4, 5, 0, 6, 7, 8, 0]);
        var image = SideBySide.Compose(left, right, gap: 1, new Rgba(9, 9, 9));
        (image.Width, image.Height, image.Format).ShouldBe((4, 2, PixelFormat.Rgb8));
        image.Data.ShouldBe([1, 1, 1, 9, 9, 9, 3, 4, 5, 6, 7, 8, 2, 2, 2, 9, 9, 9, 9, 9, 9, 9, 9, 9]);
    }
}
