using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Tests.Lanes;

public class NoiseTests
{
    public static TheoryData<string, double> Functions => new()
    {
        { "value", 0.43 }, { "first of a pair", 0.43 }, { "second of a pair", 0.43 }, { "gradient", 0.28 },
            { "space", 0.37 },
        { "fractal plane", 0.28 }, { "fractal space", 0.37 },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void Its_mean_is_nothing_and_its_deviation_is_stated(string name, double deviation)
    {
        var (sum, squares, largest) = (0.0, 0.0, 0.0);
        var random = new SeededRandom("noise", 1);
        const int count = 3000;
        for (var i = 0; i < count; i++)
        {
            var value = At(name, Places(random, 500), Places(random, 500), Places(random, 500));
            for (var lane = 0; lane < 16; lane++)
            {
                var number = value.GetElement(lane);
                (sum, squares, largest) = (sum + number, squares + (number * number),
                    Math.Max(largest, Math.Abs(number)));
            }
        }
        (sum / (16 * count)).ShouldBe(0, 0.01);
        Math.Sqrt(squares / (16 * count)).ShouldBe(deviation, 0.03);
        largest.ShouldBeLessThan(1.8);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void It_is_continuous_across_the_lattice(string name, double deviation)
    {
        deviation.ShouldBeGreaterThan(0);
        var random = new SeededRandom("edges", 2);
        for (var i = 0; i < 200; i++)
        {
            var x = Vector512.Floor(Places(random, 100));
            var (y, z) = (Places(random, 100), Places(random, 100));
            var before = At(name, x - LaneMath.All(0.0001f), y, z);
            var after = At(name, x + LaneMath.All(0.0001f), y, z);
            for (var lane = 0; lane < 16; lane++) (after - before).GetElement(lane).ShouldBe(0, 0.01f);
        }
    }

    [Fact]
    public void Neighbouring_lattice_points_are_not_alike()
    {
        // Correlation of values one, two and eight lattice steps apart, along both axes.
        var random = new SeededRandom("correlation", 3);
        foreach (var (dx, dy) in new[] { (1f, 0f), (0f, 1f), (1f, 1f), (2f, 0f), (8f, 0f), (0f, 8f), (1f, -1f) })
        {
            var (product, square) = (0.0, 0.0);
            for (var i = 0; i < 2000; i++)
            {
                var (x, y) = (Vector512.Floor(Places(random, 1000)), Vector512.Floor(Places(random, 1000)));
                var (a, b) = (Noise.Value(x, y, 4), Noise.Value(x + LaneMath.All(dx), y + LaneMath.All(dy), 4));
                for (var lane = 0; lane < 16; lane++)
                {
                    product += a.GetElement(lane) * b.GetElement(lane);
                    square += a.GetElement(lane) * a.GetElement(lane);
                }
            }
            (product / square).ShouldBe(0, 0.03, $"{dx}, {dy}");
        }
    }

    [Fact]
    public void Detail_fades_by_half_at_half_its_wavelength()
    {
        Noise.Kept(LaneMath.All(0.05f), 0.1).GetElement(0).ShouldBe(0.5f, 1e-5f);
        Noise.Kept(LaneMath.All(0.02f), 0.1).GetElement(0).ShouldBe(1f);
        Noise.Kept(LaneMath.All(0.08f), 0.1).GetElement(0).ShouldBe(0f);
        NoiseFractal.Plane(LaneMath.All(3.3f), LaneMath.All(4.1f), 1, 4, LaneMath.All(1f), 5).GetElement(0)
            .ShouldBe(0f);
    }

    private static Floats At(string name, Floats x, Floats y, Floats z) => name switch
    {
        "value" => Noise.Value(x, y, 7),
        "first of a pair" => Noise.Pair(x, y, 7).First,
        "second of a pair" => Noise.Pair(x, y, 7).Second,
        "gradient" => Noise.Gradient(x, y, 7),
        "space" => Noise.Value(new Vectors(x, y, z), 7),
        "fractal plane" => NoiseFractal.Plane(x, y, 1, 4, Floats.Zero, 7),
        _ => NoiseFractal.Space(new Vectors(x, y, z), 1, 4, Floats.Zero, 7),
    };

    private static Floats Places(SeededRandom random, double reach)
    {
        Span<float> places = stackalloc float[16];
        foreach (ref var place in places) place = (float)random.Between(-reach, reach);
        return Vector512.Create<float>(places);
    }
}
