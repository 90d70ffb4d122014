using ZoeDepth.Imaging;

namespace ZoeDepth.Synthetic.Tests.Variants;

/// <summary>Samples whose depth is known without a renderer.</summary>
internal static class FakeScenes
{
    /// <summary>
    /// A floor 1.5 m below, a wall, a box and a ball. The floor is checked, the box speckled, the ball and half the
    /// wall plain.
    /// </summary>
    public static Sample Room(
        int width = 256, int height = 192, Domain domain = Domain.Indoor, string family = "fake-room", ulong seed = 7,
        double wall = 4)
    {
        var focal = width * 0.85;
        return Of(width, height, domain, family, seed, focal, (x, y) =>
        {
            var (u, v) = ((x + 0.5 - (width / 2.0)) / focal, (y + 0.5 - (height / 2.0)) / focal);
            var isPapered = ((int)Math.Floor((u * wall * 3) + 50) % 2 == 0 && u < 0.1) || x < width / 3;
            var (z, gray) = (wall, isPapered ? 120 + Speckle(x, y, 50) : 150);
            var (floor, middle) = (1.5 / v, 0.5 * wall);
            if (v > 0 && floor < z)
                (z, gray) = (floor, ((int)((floor * 3) + 100) + (int)Math.Floor((u * floor * 3) + 100)) % 2 == 0
                    ? 60 : 200);
            if (Math.Abs((u * middle) + 0.3) < 0.35 && v * middle is > -0.2 and < 0.6 && middle < z)
                (z, gray) = (middle, 90 + Speckle(x, y, 60));
            if (Ball(u, v, wall, out var ball) && ball < z) (z, gray) = (ball, 180);
            return (z, gray);
        });
    }

    /// <summary>Nothing but sky.</summary>
    public static Sample Sky(int width = 64, int height = 48, Domain domain = Domain.Outdoor) =>
        Of(width, height, domain, "fake-sky", 1, width, (_, _) => (0, 200));

    /// <summary>A wall at one distance, covered with speckles.</summary>
    public static Sample Wall(double distance, int width = 256, int height = 192, Domain domain = Domain.Indoor,
        string family = "fake-wall") =>
        Of(width, height, domain, family, 1, width * 0.85, (x, y) => (distance, 100 + Speckle(x, y, 100)));

    /// <summary>A speckled wall with a nearer panel before its middle half.</summary>
    public static Sample Panel(double near, double far, int width = 256, int height = 64,
        string family = "fake-panel") =>
        Of(width, height, Domain.Indoor, family, 1, width * 0.85,
            (x, y) => (x >= width / 4 && x < width * 3 / 4 ? near : far, 60 + Speckle(x, y, 150)));

    /// <summary>Any depth, speckled.</summary>
    public static Sample Of(
        int width, int height, Domain domain, string family, ulong seed, double focal,
        Func<int, int, (double Depth, int Gray)> at)
    {
        var (depth, bytes) = (new float[width * height], new byte[width * height * 3]);
        for (var i = 0; i < depth.Length; i++)
        {
            var (z, gray) = at(i % width, i / width);
            depth[i] = (float)z;
            bytes.AsSpan(3 * i, 3).Fill((byte)Math.Clamp(gray, 0, 255));
        }
        return new Sample
        {
            Family = family,
            Seed = seed,
            Domain = domain,
            Picture = new RasterImage(width, height, PixelFormat.Rgb8, bytes),
            JpegQuality = 90,
            Depth = depth,
            Intrinsics = new CameraIntrinsics(focal, width / 2.0, height / 2.0),
            Pose = [1, 0, 0, 0, 0, 0, 1, 0, 0, -1, 0, 1.5],
        };
    }

    private static int Speckle(int x, int y, int size) =>
        (int)((uint)((x * 73856093) ^ (y * 19349663)) * 2654435761u >> 16) % size;

    private static bool Ball(double u, double v, double wall, out double z)
    {
        // Centre (0.4 w/3, 0.25, 0.7 w), radius w/8.
        var (cx, cy, cz, radius) = (0.17 * wall, 0.06 * wall, 0.7 * wall, wall / 8);
        var (a, b, c) = ((u * u) + (v * v) + 1, (u * cx) + (v * cy) + cz,
            (cx * cx) + (cy * cy) + (cz * cz) - (radius * radius));
        var inside = (b * b) - (a * c);
        z = inside > 0 ? (b - Math.Sqrt(inside)) / a : 0;
        return inside > 0;
    }
}
