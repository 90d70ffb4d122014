using ZoeDepth.Training;

namespace ZoeDepth.Training.Tests;

/// <summary>What happens to pictures between a place and the network.</summary>
public sealed class DegradationTests
{
    private const int Rows = 32, Columns = 64;

    public static TheoryData<string> Parts => ["channels", "shading", "blur", "downscale", "jpeg", "cutOut"];

    private static AugmentationRecipe Only(string part, double share) => part switch
    {
        "channels" => new() { Channels = share },
        "shading" => new() { Shading = share },
        "blur" => new() { Blur = share },
        "downscale" => new() { Downscale = share },
        "jpeg" => new() { Jpeg = share },
        _ => new() { CutOut = share },
    };

    [Theory, MemberData(nameof(Parts))]
    public void A_part_changes_the_picture_and_stays_within_its_range(string part)
    {
        var picture = Picture();
        for (var slot = 0; slot < 20; slot++)
        {
            var changed = Changed(Only(part, 1), slot);
            changed.ShouldNotBe(picture);
            changed.ShouldAllBe(value => value >= 0 && value <= 1);
        }
        Changed(Only(part, 0), 0).ShouldBe(picture);
    }

    [Theory, MemberData(nameof(Parts))]
    public void The_same_place_of_a_run_gives_the_same_picture_and_another_another(string part)
    {
        Changed(Only(part, 1), 3).ShouldBe(Changed(Only(part, 1), 3));
        if (part != "blur")
            Enumerable.Range(0, 10).Select(slot => string.Join(',', Changed(Only(part, 1), slot).Take(600))).Distinct()
                .Count().ShouldBeGreaterThan(1);
    }

    [Theory, MemberData(nameof(Parts))]
    public void It_happens_as_often_as_the_recipe_says(string part)
    {
        var picture = Picture();
        const int Slots = 400;
        var times = Enumerable.Range(0, Slots).Count(slot => !Changed(Only(part, 0.3), slot).SequenceEqual(picture));
        // Five standard errors.
        Math.Abs(times - (0.3 * Slots)).ShouldBeLessThan(5 * Math.Sqrt(0.21 * Slots));
    }

    [Fact]
    public void One_part_more_leaves_the_numbers_of_the_others()
    {
        for (var slot = 0; slot < 30; slot++)
        {
            var shaded = Changed(new() { Shading = 0.5 }, slot);
            var both = Changed(new() { Shading = 0.5, CutOut = 1 }, slot);
            // Boxes hide a part; what they leave is shaded as before.
            var same = shaded.Zip(both).Count(pair => pair.First == pair.Second);
            same.ShouldBeGreaterThan(shaded.Length * 3 / 4);
        }
    }

    [Fact]
    public void Channels_change_places_and_nothing_else()
    {
        var picture = Picture();
        for (var slot = 0; slot < 20; slot++)
        {
            var changed = Changed(new() { Channels = 1 }, slot);
            changed[..3].ShouldNotBe(picture[..3]);
            for (var i = 0; i < picture.Length; i += 3)
                changed[i..(i + 3)].Order().ShouldBe(picture[i..(i + 3)].Order());
        }
    }

    [Fact]
    public void Blur_and_shading_leave_a_flat_picture_flat_or_smooth()
    {
        var flat = Enumerable.Repeat(0.4f, Rows * Columns * 3).ToArray();
        var blurred = (float[])flat.Clone();
        Degradation.Apply(new() { Blur = 1 }, blurred, Rows, Columns, new Draws(1, Purpose.Picture, 1));
        blurred.ShouldAllBe(value => Math.Abs(value - 0.4f) < 1e-6);
        var shaded = (float[])flat.Clone();
        Degradation.Apply(new() { Shading = 1 }, shaded, Rows, Columns, new Draws(1, Purpose.Picture, 1));
        shaded.ShouldAllBe(value => value > 0.4f * 0.7499f && value < 0.4f * 1.2501f);
        // From one column to the next at most what half the range is over half the columns.
        for (var at = 3; at < Columns * 3; at++)
            Math.Abs(shaded[at] - shaded[at - 3]).ShouldBeLessThan(0.4f * 0.5f / 30);
    }

    [Fact]
    public void Boxes_are_of_one_colour_and_a_tenth_to_three_tenths_of_the_sides()
    {
        var picture = Picture();
        for (var slot = 0; slot < 40; slot++)
        {
            var changed = Changed(new() { CutOut = 1 }, slot);
            var hidden = Enumerable.Range(0, Rows * Columns)
                .Where(at => !changed.AsSpan(3 * at, 3).SequenceEqual(picture.AsSpan(3 * at, 3))).ToList();
            hidden.Count.ShouldBeInRange(Rows * Columns / 150, 2 * Rows * Columns * 9 / 100);
            hidden.Select(at => (changed[3 * at], changed[(3 * at) + 1], changed[(3 * at) + 2])).Distinct().Count()
                .ShouldBeLessThanOrEqualTo(2);
        }
    }

    private static float[] Changed(AugmentationRecipe recipe, int slot)
    {
        var pixels = Picture();
        Degradation.Apply(recipe, pixels, Rows, Columns, new Draws(7, Purpose.Picture, 11, slot));
        return pixels;
    }

    /// <summary>Bytes as numbers, each pixel of three different ones.</summary>
    private static float[] Picture()
    {
        var random = new Random(5);
        var pixels = new float[Rows * Columns * 3];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = (random.Next(80) + (80 * (i % 3))) / 255f;
        return pixels;
    }
}
