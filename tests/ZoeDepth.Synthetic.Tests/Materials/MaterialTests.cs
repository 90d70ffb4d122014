using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Tests.Materials;

public class MaterialTests
{
    private const int Seeds = 4;

    [Theory]
    [MemberData(nameof(MaterialCases.Names), MemberType = typeof(MaterialCases))]
    public void Its_mean_is_what_is_seen_of_it_from_near_and_from_far(string name)
    {
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            var (material, size) = MaterialCases.Draw(name, seed);
            foreach (var footprint in new[] { 0.0005, 0.004, 0.02, 0.1, 0.5, 4, 100 })
            {
                var seen = Average(name, material, size, footprint);
                var mean = material.Mean;
                var tolerance = 0.012 + (0.07 * mean.Luminance);
                Math.Abs(seen.Red - mean.Red)
                    .ShouldBeLessThan(tolerance, $"{name}, seed {seed}, footprint {footprint}: {seen}, mean {mean}");
                Math.Abs(seen.Green - mean.Green)
                    .ShouldBeLessThan(tolerance, $"{name}, seed {seed}, footprint {footprint}: {seen}, mean {mean}");
                Math.Abs(seen.Blue - mean.Blue)
                    .ShouldBeLessThan(tolerance, $"{name}, seed {seed}, footprint {footprint}: {seen}, mean {mean}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(MaterialCases.Names), MemberType = typeof(MaterialCases))]
    public void It_returns_a_share_of_light_and_a_direction_everywhere(string name)
    {
        var random = new SeededRandom("places", 1);
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            var (material, size) = MaterialCases.Draw(name, seed);
            foreach (var reach in new[] { size, 1e4, 1e-9 })
            {
                foreach (var footprint in new[] { 0, 1e-5, 0.01, 1, 1e4, double.PositiveInfinity })
                {
                    for (var packet = 0; packet < 12; packet++)
                    {
                        var surface = Evaluate(material, Place(random, reach, footprint));
                        Check(surface, $"{name}, seed {seed}, reach {reach}, footprint {footprint}");
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(MaterialCases.Names), MemberType = typeof(MaterialCases))]
    public void A_place_looks_the_same_whatever_lane_it_is_in_and_whoever_is_beside_it(string name)
    {
        var (material, size) = MaterialCases.Draw(name, 5);
        var (again, _) = MaterialCases.Draw(name, 5);
        var random = new SeededRandom("lanes", 2);
        for (var packet = 0; packet < 20; packet++)
        {
            var at = Place(random, size, 0.01);
            // Lanes of very different footprints: some have faded, some have not.
            var widths = new float[16];
            for (var lane = 0; lane < 16; lane++)
                widths[lane] = lane % 3 == 0 ? 1000 : (float)random.LogBetween(1e-4, 10);
            at.Footprint = Vector512.Create(widths);
            var together = Bits(Evaluate(material, at));
            for (var lane = 0; lane < 16; lane++)
            {
                var alone = Bits(Evaluate(again, Alone(at, lane)));
                for (var value = 0; value < alone.Length; value++)
                    alone[value][0].ShouldBe(together[value][lane], $"{name}, lane {lane}, value {value}");
            }
        }
    }

    private static Color Average(string name, Material material, double size, double footprint)
    {
        var random = new SeededRandom("average", 3);
        var sum = Color.Black;
        const int packets = 700;
        for (var packet = 0; packet < packets; packet++)
        {
            // The roof of a house front has no windows.
            var at = Place(random, size / 2, footprint, name is "facade" or "office" ? 1 + (packet % 2) : packet % 2);
            var surface = Evaluate(material, at);
            var seen = surface.Albedo + surface.Emission;
            for (var lane = 0; lane < 16; lane++)
                sum += new Color(seen.X.GetElement(lane), seen.Y.GetElement(lane), seen.Z.GetElement(lane));
        }
        return sum * (1.0 / (16 * packets));
    }

    /// <summary>Sixteen places on a floor (side 0), on walls, or on round things.</summary>
    private static Surface Place(SeededRandom random, double reach, double footprint, int side = -1)
    {
        Span<float> x = stackalloc float[16], y = stackalloc float[16], z = stackalloc float[16];
        Span<float> nx = stackalloc float[16], ny = stackalloc float[16], nz = stackalloc float[16];
        if (side < 0) side = random.Integer(0, 3);
        for (var lane = 0; lane < 16; lane++)
        {
            x[lane] = (float)random.Between(-reach, reach);
            y[lane] = (float)random.Between(-reach, reach);
            z[lane] = (float)random.Between(-reach, reach);
            var normal = side switch
            {
                0 => new Vector(0, 0, 1),
                1 => new Vector(0, -1, 0),
                2 => new Vector(1, 0, 0),
                _ => new Vector(random.Normal(0, 1), random.Normal(0, 1), random.Normal(0, 1)).Unit(),
            };
            if (side == 0) z[lane] = 0;
            if (side == 1) y[lane] = 0;
            (nx[lane], ny[lane], nz[lane]) = ((float)normal.X, (float)normal.Y, (float)normal.Z);
        }
        var local = new Vectors(Vector512.Create<float>(x), Vector512.Create<float>(y), Vector512.Create<float>(z));
        return new Surface
        {
            Local = local,
            World = local,
            LocalNormal = new(Vector512.Create<float>(nx), Vector512.Create<float>(ny), Vector512.Create<float>(nz)),
            Footprint = Vector512.Create((float)footprint),
            Variation = (float)random.Unit(),
        };
    }

    private static SurfaceProperties Evaluate(Material material, Surface at)
    {
        var surface = SurfaceProperties.Matt(at);
        material.Evaluate(at, ref surface);
        return surface;
    }

    private static Surface Alone(Surface at, int lane) => new()
    {
        Local = All(at.Local, lane),
        World = All(at.World, lane),
        LocalNormal = All(at.LocalNormal, lane),
        Footprint = Vector512.Create(at.Footprint.GetElement(lane)),
        Variation = at.Variation,
    };

    private static Vectors All(Vectors v, int lane) =>
        Vectors.All(v.X.GetElement(lane), v.Y.GetElement(lane), v.Z.GetElement(lane));

    private static float[][] Bits(SurfaceProperties surface) => Array.ConvertAll(
        new[]
        {
            surface.Albedo.X, surface.Albedo.Y, surface.Albedo.Z, surface.Emission.X, surface.Emission.Y,
            surface.Emission.Z, surface.LocalNormal.X, surface.LocalNormal.Y, surface.LocalNormal.Z, surface.Gloss,
            surface.Roughness, surface.Mirror, surface.Translucency,
        },
        lanes =>
        {
            var values = new float[16];
            lanes.CopyTo(values);
            return values;
        });

    private static void Check(SurfaceProperties surface, string where)
    {
        var values = Bits(surface);
        for (var lane = 0; lane < 16; lane++)
        {
            for (var value = 0; value < values.Length; value++)
            {
                var number = values[value][lane];
                float.IsFinite(number).ShouldBeTrue($"{where}, value {value}");
                var (low, high) = value switch
                {
                    < 3 => (0f, 1.001f),
                    < 6 => (0f, 10f),
                    < 9 => (-20f, 20f),
                    10 => (0.01f, 1.001f),
                    _ => (-0.001f, 1.001f),
                };
                number.ShouldBeInRange(low, high, $"{where}, value {value}");
            }
            var length = new Vector(values[6][lane], values[7][lane], values[8][lane]).Length;
            length.ShouldBeGreaterThan(0.2, where);
        }
    }
}
