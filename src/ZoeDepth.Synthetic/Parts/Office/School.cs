using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Office;

/// <summary>
/// What class rooms and canteens sit on: light tables and chairs of bent tube; who sits there looks to +y at a table,
/// to −y on a chair.
/// </summary>
internal static class School
{
    private static readonly Lazy<Mesh> _shell = new(() => Cloth.Closed(
        6, 14, (u, v) => Shell(u, v, 0.005), (u, v) => Shell(u, v, -0.005), 89));

    private static readonly Lazy<Mesh> _sledge = new(() =>
    {
        var builder = new MeshBuilder();
        for (var side = -1; side <= 1; side += 2)
        {
            builder.Add(Tube.Along(
                Curve.Through([(side * 0.15, 0.13, 0.44), (side * 0.2, -0.15, 0.43), (side * 0.21, -0.22, 0.3),
                    (side * 0.22, -0.22, 0.012),
                    (side * 0.22, 0.2, 0.012)], 3), 0.011));
        }
        return builder.Build();
    });

    private static readonly Lazy<Mesh> _legs = new(() =>
    {
        var builder = new MeshBuilder();
        for (var i = 0; i < 4; i++)
        {
            var (x, y) = (i % 2 == 0 ? -1 : 1, i < 2 ? -1 : 1);
            builder.Add(Tube.Along([(x * 0.16, y * 0.15, 0.44), (x * 0.21, y * 0.2, 0)], 0.012));
        }
        return builder.Build();
    });

    /// <summary>A chair: a shell of plastic or plywood on a frame.</summary>
    /// <param name="at">where</param>
    /// <param name="shell">seat and back, one piece</param>
    /// <param name="frame">tubes</param>
    /// <param name="sledge">runners instead of legs</param>
    public static void Chair(LocalFrame at, Material shell, Material frame, bool sledge)
    {
        at = at.Part("chair");
        at.Mesh(_shell.Value, Vector.Zero, shell);
        at.Mesh((sledge ? _sledge : _legs).Value, Vector.Zero, frame);
    }

    /// <summary>A table for one or two.</summary>
    public static void Table(LocalFrame at, double width, double depth, double height, Material top, Material frame)
    {
        at = at.Part("table");
        at.Fitted(RoundedBox.Fitting((width, depth, 0.022), 0.006), (0, 0, height - 0.011), (width, depth, 0.022), top);
        foreach (var x in (ReadOnlySpan<double>)[-1, 1])
        {
            foreach (var y in (ReadOnlySpan<double>)[-1, 1])
                at.Bar((x * ((width / 2) - 0.05), y * ((depth / 2) - 0.05), 0),
                    (x * ((width / 2) - 0.05), y * ((depth / 2) - 0.05), height - 0.022),
                    0.015, frame);
            at.Box((x * ((width / 2) - 0.05), 0, height - 0.04), (0.02, depth - 0.1, 0.03), frame);
        }
        at.Box((0, (depth / 2) - 0.05, height - 0.04), (width - 0.1, 0.02, 0.03), frame);
    }

    /// <summary>A projector under the ceiling, which the origin is on; it shines to +y.</summary>
    public static void Projector(LocalFrame at, double drop, SeededRandom random)
    {
        at = at.Part("projector");
        var shell = random.Chance(0.7) ? new Plain(Color.Gray(0.75), 0.15, 0.35) : Everyday.Dark(random);
        at.Bar(Vector.Zero, (0, 0, -drop), 0.02, shell);
        at.Fitted(RoundedBox.Fitting((0.34, 0.26, 0.1), 0.02), (0, 0, -drop - 0.05), (0.34, 0.26, 0.1), shell);
        at.Bar((0.07, 0.1, -drop - 0.055), (0.07, 0.15, -drop - 0.055), 0.04, Everyday.Dark(random));
        at.Ball((0.07, 0.145, -drop - 0.055), 0.028, new Glow(Color.Gray(3)));
    }

    /// <summary>A globe on its foot, 0.4 m high.</summary>
    public static void Globe(LocalFrame at, SeededRandom random)
    {
        at = at.Part("globe");
        var foot = Wood.Draw(random);
        at.Cone((0, 0, 0), (0, 0, 0.025), 0.1, 0.09, foot);
        at.Bar((0, 0, 0.02), (0, 0, 0.08), 0.012, foot);
        at.Ball((0, 0, 0.23), 0.15, Painting.DrawLandscape(random, 0.5, 0.5));
    }

    /// <summary>From the front rim of the seat (v = 0) over the bend to the top of the back (v = 1).</summary>
    private static Vector Shell(double u, double v, double lift)
    {
        var x = (2 * u) - 1;
        ReadOnlySpan<(double Y, double Z)> line =
            [(-0.21, 0.435), (-0.19, 0.452), (0, 0.44), (0.15, 0.445), (0.19, 0.5), (0.21, 0.62), (0.235, 0.8)];
        var step = Math.Min((int)(v * 6), 5);
        var t = (v * 6) - step;
        t = step is 0 or 5 ? t : t * t * (3 - (2 * t)) * 0.5 + (0.5 * t);
        var (y, z) = (line[step].Y + ((line[step + 1].Y - line[step].Y) * t),
            line[step].Z + ((line[step + 1].Z - line[step].Z) * t));
        var half = 0.2 - (0.05 * Math.Max(0, v - 0.6)) - (v > 0.55 && v < 0.75 ? 0.02 : 0);
        var rim = Math.Sqrt(Math.Max(0, 1 - (0.2 * x * x * x * x * (v is > 0.93 or < 0.07 ? 1 : 0))));
        var hollow = 0.02 * x * x;
        return v < 0.55 ? (half * x * rim, y, z + hollow + lift) : (half * x * rim, y - hollow - lift, z);
    }
}
