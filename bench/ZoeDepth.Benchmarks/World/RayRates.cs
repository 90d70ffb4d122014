using System.Diagnostics;
using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic;
using ZoeDepth.Synthetic.Families;
using ZoeDepth.Synthetic.Lanes;
using ZoeDepth.Synthetic.Numbers;
using ZoeDepth.Synthetic.Rendering;
using ZoeDepth.Synthetic.Scenes;
using ZoeDepth.Synthetic.Tracing;

namespace ZoeDepth.Benchmarks.World;

/// <summary>
/// Rays a second by kind, over one picture of each family: from the camera, to the sun or a lamp, and into the
/// bounces.
/// </summary>
internal static class RayRates
{
    private const int Width = 256;
    private const int Height = 192;
    private const int Repeats = 5;

    public static void Run(IReadOnlyList<IFamily> families)
    {
        double[] seconds = new double[3];
        long[] rays = new long[3];
        var bound = new TraversalBound();
        foreach (var family in families)
        {
            var scene = Studio.Compose(family, new SeededRandom(family.Name, 1000));
            var traced = new TracedScene(scene, scene.Camera.Position);
            var camera = CameraRays(scene.Camera);
            var met = camera.Select(packet => traced.First(packet, LaneMath.All(5000f))).ToArray();
            var (lamps, bounces) = Secondary(scene, traced, camera, met);
            for (var repeat = 0; repeat < Repeats; repeat++)
            {
                Time(0, camera, packet => traced.First(packet, LaneMath.All(5000f)).Distance);
                Time(1, lamps, packet => traced.Open(packet, LaneMath.All(0.999f)));
                Time(2, bounces, packet => traced.First(packet, LaneMath.All(scene.OcclusionReach)).Distance);
            }
            foreach (var (packet, found) in camera.Zip(met).Where((_, i) => i % 16 == 0))
                bound.Add(traced, packet, found);
        }
        foreach (var (kind, i) in new[]
            { "from the camera", "to a lamp or the sun", "into the surroundings" }.Select((kind, i) => (kind, i)))
            Console.WriteLine($"rays {kind}: {rays[i] / seconds[i] / 1e6:0.0} million a second and core");
        bound.Report(rays[0] / 16.0 / seconds[0]);

        void Time(int kind, Packet[] packets, Func<Packet, Floats> trace)
        {
            var sum = Floats.Zero;
            var clock = Stopwatch.StartNew();
            foreach (var packet in packets) sum += trace(packet);
            seconds[kind] += clock.Elapsed.TotalSeconds;
            rays[kind] += 16L * packets.Length;
            GC.KeepAlive(sum);
        }
    }

    private static Packet[] CameraRays(Camera camera)
    {
        var packets = new List<Packet>();
        var scale = LaneMath.All(1 / camera.FocalLength(Width, Height));
        for (var y = 0; y < Height; y += 4)
        {
            for (var x = 0; x < Width; x += 4)
            {
                var u = (SampleGrid.LaneX + LaneMath.All(x + 0.5 - (Width / 2.0))) * scale;
                var v = (SampleGrid.LaneY + LaneMath.All(y + 0.5 - (Height / 2.0))) * scale;
                packets.Add(new(Vectors.Zero, Vectors.All(camera.Ahead) + (Vectors.All(camera.Right) * u)
                    + (Vectors.All(camera.Down) * v)));
            }
        }
        return [.. packets];
    }

    /// <summary>Rays as the shader would send them from what the camera's rays met.</summary>
    private static (Packet[] Lamps, Packet[] Bounces) Secondary(Scene scene, TracedScene traced, Packet[] camera,
        Hits[] met)
    {
        var grid = new SampleGrid(1);
        var lighting = new Lighting(scene, scene.Camera.Position);
        var (lamps, bounces) = (new List<Packet>(), new List<Packet>());
        for (var i = 0; i < camera.Length; i++)
        {
            if (Vector512.LessThanAny(met[i].Primitive, Vector512<int>.Zero)) continue;
            var seen = SeenSurface.Find(traced, met[i], camera[i], Vectors.All(scene.Camera.Position),
                LaneMath.All(0.005f));
            var start = seen.Point + (seen.TrueNormal * 1e-3f);
            var (sample, translucency) = (i & 3, seen.Properties.Translucency);
            var (u, v) = (grid.Number(sample, 1), grid.Number(sample, 2));
            var light = lighting.HasLamps
                ? lighting.Lamp(start, seen.Normal, translucency, grid.Number(sample, 0), u, v)
                : lighting.HasSun ? lighting.Sun(seen.Normal, translucency, u, v) : default;
            if (Vector512.GreaterThanAll(light.Limit, Floats.Zero))
                lamps.Add(new(start, light.Towards * Vector512.Max(light.Limit, Floats.One)));
            var half = LaneMath.All(0.5f);
            var aside = new Vectors(grid.Number(sample, 3) - half, grid.Number(sample, 4) - half,
                grid.Number(sample, 0) - half);
            bounces.Add(new(start, (seen.Normal + aside.Unit()).Unit()));
        }
        return ([.. lamps], [.. bounces]);
    }
}
