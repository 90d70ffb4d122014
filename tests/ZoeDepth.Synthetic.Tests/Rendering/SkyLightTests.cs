using System.Runtime.Intrinsics;
using FsCheck.Xunit;
using ZoeDepth.Synthetic.Rendering;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tests.Rendering;

public sealed class SkyLightTests
{
    private static readonly Color Blue = new(0.35, 0.55, 1), Pale = new(0.9, 0.95, 1.05), Brown = new(0.2, 0.18, 0.15);

    [Fact]
    public void An_even_sky_is_the_same_everywhere_and_its_own_mean()
    {
        var sky = new SkyLight(Sky.Even(new Color(0.7, 0.8, 0.9)), null);
        sky.Mean.Green.ShouldBe(0.8, 1e-9);
        Everywhere(1000, direction =>
        {
            sky.Smooth(direction).Y.GetElement(0).ShouldBe(0.8f, 1e-5f);
            sky.Seen(direction).Y.GetElement(0).ShouldBe(0.8f, 1e-5f);
        });
    }

    [Fact]
    public void The_light_of_a_clear_sky_is_about_what_is_seen_of_it()
    {
        var sky = new SkyLight(new Sky(Blue, Pale, Brown), null);
        var (smooth, seen) = (Average(sky.Smooth), Average(sky.Seen));
        smooth.Red.ShouldBe(seen.Red, 0.03 * seen.Red);
        smooth.Blue.ShouldBe(seen.Blue, 0.03 * seen.Blue);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.6)]
    public void The_mean_is_that_of_the_light_over_all_directions(double cover)
    {
        var sky = new SkyLight(new Sky(Blue, Pale, Brown, cover, Color.Gray(0.8)), null);
        var mean = Average(sky.Smooth);
        sky.Mean.Red.ShouldBe(mean.Red, 0.05 * mean.Red);
        sky.Mean.Blue.ShouldBe(mean.Blue, 0.05 * mean.Blue);
    }

    [Property(MaxTest = 100)]
    public void Light_is_finite_and_not_below_zero_wherever_one_looks(ulong seed)
    {
        var random = new SeededRandom(seed);
        var sun = random.Chance(0.7)
            ? new Sun(Direction(random), new Color(3, 2.8, 2.2) * random.Unit(), random.LogBetween(0.2, 12)) : null;
        var kind = random.Pick(CloudKind.Heaps, CloudKind.Layer, CloudKind.Veil);
        var cover = random.Pick(0, random.Unit(), 1);
        var sky = new SkyLight(new Sky(Blue, Pale, Brown, cover, Color.Gray(0.8), random.Integer(0, int.MaxValue),
            kind), sun);
        Vector[] ways =
        [
            (0, 0, 1), (0, 0, -1), (1, 0, 0), (0, 1, 0), new Vector(1, 0, 1e-7).Unit(), new Vector(1, 0, -1e-7).Unit(),
            sun?.Direction ?? Vector.Up, -(sun?.Direction ?? Vector.Up),
            .. Enumerable.Range(0, 40).Select(_ => Direction(random)),
        ];
        foreach (var way in ways)
        {
            foreach (var light in (Vectors[])[sky.Seen(Vectors.All(way)), sky.Smooth(Vectors.All(way))])
            {
                foreach (var value in (float[])[light.X.GetElement(0), light.Y.GetElement(0), light.Z.GetElement(0)])
                    (float.IsFinite(value) && value >= 0).ShouldBeTrue($"{value} towards {way}");
            }
        }
    }

    [Fact]
    public void It_is_brightest_towards_the_sun_unless_that_is_a_glow_behind_haze()
    {
        var direction = new Vector(0.3, 0.5, 0.6).Unit();
        double Towards(double radius) =>
            new SkyLight(new Sky(Blue, Pale, Brown), new Sun(direction, Color.White, radius))
            .Seen(Vectors.All(direction)).Y.GetElement(0);
        Towards(0.27).ShouldBeGreaterThan(20);
        Towards(8).ShouldBeLessThan(2);
    }

    [Fact]
    public void Below_the_horizon_is_the_ground()
    {
        var sky = new SkyLight(new Sky(Blue, Pale, Brown), new Sun(Vector.Up, Color.White));
        sky.Seen(Vectors.All(new Vector(1, 1, -0.3).Unit())).X.GetElement(0).ShouldBe(0.2f, 1e-5f);
        sky.Smooth(Vectors.All(new Vector(1, 1, -0.3).Unit())).X.GetElement(0).ShouldBe(0.2f, 1e-5f);
    }

    private delegate Vectors Radiance(in Vectors direction);

    private static Color Average(Radiance radiance)
    {
        var (sum, count) = (Color.Black, 0);
        Everywhere(20000, direction =>
        {
            var light = radiance(direction);
            sum += new Color(light.X.GetElement(0), light.Y.GetElement(0), light.Z.GetElement(0));
            count++;
        });
        return sum * (1.0 / count);
    }

    /// <summary>Directions of equal share of the sphere: heights in even steps, turned by the golden angle.</summary>
    private static void Everywhere(int count, Action<Vectors> look)
    {
        for (var i = 0; i < count; i++)
        {
            var z = 1 - (2 * (i + 0.5) / count);
            var (radius, angle) = (Math.Sqrt(1 - (z * z)), 2.399963229728653 * i);
            look(Vectors.All((float)(radius * Math.Cos(angle)), (float)(radius * Math.Sin(angle)), (float)z));
        }
    }

    private static Vector Direction(SeededRandom random) =>
        new Vector(random.Normal(0, 1), random.Normal(0, 1), random.Normal(0, 1)).Unit();
}
