using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Rendering;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tests.Tracing;

/// <summary>Depth against what a pencil says.</summary>
public sealed class ExactDepthTests
{
    private const int Width = 128;
    private const int Height = 96;

    private static readonly Plain Gray = new(Color.Gray(0.5));

    [Theory]
    [InlineData(1.5, -5, 60)]
    [InlineData(1.2, 0, 90)]
    [InlineData(30, -35, 50)]
    public void The_ground_is_the_height_over_the_slope(double height, double pitch, double fieldOfView)
    {
        var scene = new Scene(Domain.Outdoor);
        scene.World.Box((0, 0, -0.5), (10000, 10000, 1), Gray);
        var camera = Camera.Heading((3, -7, height), 33, pitch, fieldOfView, roll: 2);
        var seen = 0;
        Each(scene, camera, (depth, direction) =>
        {
            // z = 0 at t = height / −slope; beyond the edge of the world nothing is asked.
            if (!(direction.Z < 0) || height / -direction.Z > 4000) return;
            Near(depth, height / -direction.Z);
            seen++;
        });
        seen.ShouldBeGreaterThan(Width * Height / 4);
    }

    [Theory]
    [InlineData(2, 0.5)]
    [InlineData(20, 3)]
    [InlineData(79, 0.4)]
    public void A_ball_is_the_nearer_root(double distance, double radius)
    {
        var scene = new Scene(Domain.Outdoor);
        Vector center = (0.3, distance, 1.7), from = (0.1, 0.2, 1.5);
        scene.World.Ball(center, radius, Gray);
        var seen = 0;
        Each(scene, Camera.Looking(from, center, 2.2 * PortableMath.Atan(radius / distance) * 180 / Math.PI),
            (depth, direction) =>
        {
            var to = center - from;
            var (a, b, c) = (direction.Dot(direction), to.Dot(direction), to.Dot(to) - (radius * radius));
            var discriminant = (b * b) - (a * c);
            // The last hair of the rim is a matter of rounding in the packet.
            if (discriminant < 1e-3 * radius * radius) return;
            Near(depth, (b - Math.Sqrt(discriminant)) / a);
            seen++;
        });
        seen.ShouldBeGreaterThan(Height * Height / 4);
    }

    [Fact]
    public void A_turned_box_is_its_nearest_face()
    {
        var scene = new Scene(Domain.Indoor);
        scene.World.At(0.2, 4, 1).Turned(31).Tilted(17).Box(Vector.Zero, (1.4, 0.8, 2.2), Gray);
        var camera = Camera.Looking((0, 0, 1.6), (0, 4, 1), 60, roll: -4);
        var (seen, disagreed) = (0, 0);
        Each(scene, camera, (depth, direction) =>
        {
            var expected = NaiveTracer.First(scene.Primitives, camera.Position, direction).Distance;
            if (double.IsInfinity(expected) != (depth == 0)) disagreed++;
            else if (depth != 0)
            {
                Near(depth, expected);
                seen++;
            }
        });
        seen.ShouldBeGreaterThan(500);
        // A ray along the very outline may be rounded to either side in the packet.
        disagreed.ShouldBeLessThanOrEqualTo(2, "hit by one, missed by the other");
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Any_heap_of_shapes_is_as_deep_as_single_rays_say(int seed)
    {
        var scene = RandomScenes.Of((ulong)seed, 60);
        var camera = Camera.Looking((0, -12, 0), Vector.Zero, 60);
        var (pixels, wrong) = (0, 0);
        Each(scene, camera, (depth, direction) =>
        {
            var expected = NaiveTracer.First(scene.Primitives, camera.Position, direction).Distance;
            pixels++;
            if (double.IsInfinity(expected) ? depth != 0 : !(Math.Abs(depth - expected) <= 1e-6 * expected)) wrong++;
        });
        wrong.ShouldBeLessThanOrEqualTo(pixels / 500, $"{wrong} of {pixels} pixels: more than grazing rays explain");
    }

    [Fact]
    public void The_ray_is_longer_than_the_depth_by_its_slant()
    {
        var scene = RandomScenes.Of(13, 60);
        var camera = Camera.Looking((0, -12, 0), Vector.Zero, 80);
        var geometry = new Renderer(scene, camera, Width, Height).Geometry(all: true);
        var focal = camera.FocalLength(Width, Height);
        for (var i = 0; i < geometry.Depth.Length; i++)
        {
            var (x, y) = (((i % Width) + 0.5 - (Width / 2.0)) / focal, ((i / Width) + 0.5 - (Height / 2.0)) / focal);
            var slant = Math.Sqrt(1 + (x * x) + (y * y));
            geometry.RayLength![i].ShouldBe((float)(geometry.Depth[i] * slant), 1e-5 * geometry.RayLength[i] + 1e-9);
            (geometry.Parts![i] >= 0).ShouldBe(geometry.Depth[i] > 0);
        }
    }

    [Fact]
    public void Normals_point_at_the_camera_and_fit_the_depth()
    {
        // A wall straight ahead: its normal is −z of the camera everywhere.
        var scene = new Scene(Domain.Indoor);
        scene.World.Box((0, 5, 0), (50, 1, 50), Gray);
        var geometry = new Renderer(scene, Camera.Looking(Vector.Zero, (0, 1, 0), 60), Width, Height)
            .Geometry(all: true);
        for (var i = 0; i < geometry.Depth.Length; i++)
        {
            geometry.Depth[i].ShouldBe(4.5f, 1e-6f);
            geometry.Normals![3 * i].ShouldBe(0, 1e-6f);
            geometry.Normals[(3 * i) + 1].ShouldBe(0, 1e-6f);
            geometry.Normals[(3 * i) + 2].ShouldBe(-1, 1e-6f);
        }
    }

    private static void Near(float depth, double expected) =>
        Math.Abs(depth - expected).ShouldBeLessThanOrEqualTo(1e-6 * expected, $"depth {depth}, expected {expected}");

    private static void Each(Scene scene, Camera camera, Action<float, Vector> check)
    {
        var depth = new Renderer(scene, camera, Width, Height).Geometry(all: false).Depth;
        var focal = camera.FocalLength(Width, Height);
        for (var row = 0; row < Height; row++)
        {
            for (var column = 0; column < Width; column++)
            {
                var (right, down) = ((column + 0.5 - (Width / 2.0)) / focal, (row + 0.5 - (Height / 2.0)) / focal);
                check(depth[(row * Width) + column], camera.Ahead + (camera.Right * right) + (camera.Down * down));
            }
        }
    }
}
