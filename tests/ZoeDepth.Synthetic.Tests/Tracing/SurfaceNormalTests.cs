using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Rendering;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tests.Tracing;

/// <summary>
/// Normals against the slope of the depth: what two neighbouring pixels see spans the surface between them.
/// </summary>
public sealed class SurfaceNormalTests
{
    private const int Side = 192;

    private static readonly Plain Gray = new(Color.Gray(0.5));

    public static TheoryData<string> Shapes => ["box", "ball", "cone", "stump", "bar", "mesh"];

    [Theory, MemberData(nameof(Shapes))]
    public void Normals_are_at_right_angles_to_the_surface_the_depth_draws(string shape)
    {
        for (var seed = 0UL; seed < 6; seed++)
        {
            var scene = new Scene(Domain.Indoor);
            var random = new SeededRandom(shape, seed);
            Add(Stretched(scene.World, random), shape);
            var camera = Camera.Looking((0, -6, 0.5), (0, 0, 0.3), 30);
            var geometry = new Renderer(scene, camera, Side, Side).Geometry(all: true);
            var (checks, wrong) = (0, 0);
            for (var i = 0; i < geometry.Depth.Length - Side; i++)
            {
                if (i % Side == Side - 1 || geometry.Depth[i] == 0 || geometry.Depth[i + 1] == 0
                    || geometry.Depth[i + Side] == 0) continue;
                var (here, right, down) = (Seen(camera, geometry, i), Seen(camera, geometry, i + 1),
                    Seen(camera, geometry, i + Side));
                var normal = Normal(geometry, i);
                normal.Length.ShouldBe(1, 1e-4);
                normal.Dot(here).ShouldBeLessThan(1e-5, "it faces the camera");
                // Over an edge, and where a surface turns away within a pixel, the three places span no tangent.
                if (normal.Dot(Normal(geometry, i + 1)) < 0.995 || normal.Dot(Normal(geometry, i + Side)) < 0.995)
                    continue;
                checks++;
                var slope = (right - here).Cross(down - here).Unit();
                if (Math.Abs(slope.Dot(normal)) < 0.99) wrong++;
            }
            checks.ShouldBeGreaterThan(1000, $"{shape} {seed}");
            wrong.ShouldBeLessThanOrEqualTo(checks / 80, $"{shape} {seed}: {wrong} of {checks}");
        }
    }

    /// <summary>Turned within what is stretched: its axes are skewed.</summary>
    private static LocalFrame Stretched(LocalFrame at, SeededRandom random) =>
        at.Turned(random.Between(0, 360)).Tilted(random.Between(-70, 70))
        .Scaled(random.Between(0.7, 1.6), random.Between(0.7, 1.6), random.Between(0.7, 1.6))
            .Turned(random.Between(0, 90));

    private static void Add(LocalFrame at, string shape)
    {
        switch (shape)
        {
            case "box": at.Box(Vector.Zero, (1.2, 1, 1.4), Gray); break;
            case "ball": at.Ball(Vector.Zero, 0.8, Gray); break;
            case "cone": at.Cone((0, 0, -0.7), (0, 0, 0.7), 0.7, 0, Gray); break;
            case "stump": at.Cone((0, 0, -0.7), (0, 0, 0.7), 0.4, 0.7, Gray); break;
            case "bar": at.Bar((0, 0, -0.7), (0, 0, 0.7), 0.6, Gray); break;
            default: at.Mesh(Balls.SuperEllipsoid(1, 1, 24), Vector.Zero, Gray, 0.8); break;
        }
    }

    /// <summary>Camera axes.</summary>
    private static Vector Seen(Camera camera, GeometryBuffers geometry, int pixel)
    {
        var focal = camera.FocalLength(Side, Side);
        var (x, y) = (((pixel % Side) + 0.5 - (Side / 2.0)) / focal, ((pixel / Side) + 0.5 - (Side / 2.0)) / focal);
        return new Vector(x, y, 1) * geometry.Depth[pixel];
    }

    private static Vector Normal(GeometryBuffers geometry, int pixel) =>
        new(geometry.Normals![3 * pixel], geometry.Normals[(3 * pixel) + 1], geometry.Normals[(3 * pixel) + 2]);
}
