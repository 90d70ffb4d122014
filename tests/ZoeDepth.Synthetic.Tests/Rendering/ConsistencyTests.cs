using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Families;
using ZoeDepth.Synthetic.Rendering;
using ZoeDepth.Synthetic.Scenes;
using ZoeDepth.Synthetic.Tracing;

namespace ZoeDepth.Synthetic.Tests.Rendering;

/// <summary>Two cameras of one scene see the same world.</summary>
public sealed class ConsistencyTests
{
    private const int Width = 96;
    private const int Height = 72;

    // What counts as the same depth, and from where on something in front hides a point.
    private const double Same = 1e-3;
    private const double Hidden = 5e-3;

    public static TheoryData<string> Families => [.. SyntheticWorld.Families];

    [Theory, MemberData(nameof(Families))]
    public void A_point_one_camera_sees_is_as_deep_as_another_says(string name)
    {
        var family = AllFamilies.List.Single(f => f.Name == name);
        var (points, consistent) = (0, 0);
        for (var seed = 0UL; seed < 3; seed++)
        {
            var scene = Studio.Compose(family, new SeededRandom(name, seed));
            var one = scene.Camera;
            var step = (family.Domain == Domain.Indoor ? 0.15 : 0.4) * (scene.NearestScale < 1 ? 0.5 : 1);
            var other = one with { Position = one.Position + (one.Right * step) - (one.Down * step * 0.5) };
            var depth = new Renderer(scene, one, Width, Height).Geometry(all: false).Depth;
            var traced = new TracedScene(scene, other.Position);
            foreach (var point in Points(one, depth))
            {
                var towards = point - other.Position;
                var along = towards.Dot(other.Ahead);
                if (along < 0.05) continue;
                // One unit of depth long: t is the depth the other camera sees there.
                var ray = new Packet(Vectors.Zero, Vectors.All(towards / along));
                var seen = traced.First(ray, LaneMath.All(6000f)).Distance.GetElement(0);
                if (seen < along * (1 - Hidden)) continue;
                points++;
                if (Math.Abs(seen - along) <= along * Same) consistent++;
            }
        }
        points.ShouldBeGreaterThan(Width * Height, "most of a picture is seen by both cameras");
        ((double)consistent / points).ShouldBeGreaterThanOrEqualTo(0.99, $"{consistent} of {points}");
    }

    private static IEnumerable<Vector> Points(Camera camera, float[] depth)
    {
        var focal = camera.FocalLength(Width, Height);
        for (var i = 0; i < depth.Length; i++)
        {
            if (depth[i] == 0) continue;
            var (right, down) = (((i % Width) + 0.5 - (Width / 2.0)) / focal,
                ((i / Width) + 0.5 - (Height / 2.0)) / focal);
            yield return camera.Position + ((camera.Ahead + (camera.Right * right) + (camera.Down * down)) * depth[i]);
        }
    }
}
