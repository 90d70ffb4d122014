using System.Collections.Concurrent;

namespace ZoeDepth.Synthetic.Geometry;

/// <summary>Boxes −½..½ whose edges are rounded, to be stretched: furniture, cars, devices, cushions.</summary>
internal static class RoundedBox
{
    /// <summary>
    /// Radii are rounded to these shares of a side, so that all boxes of a process share some hundred meshes.
    /// </summary>
    private static readonly double[] _shares = [0.01, 0.025, 0.05, 0.1, 0.17, 0.25, 0.36, 0.5];

    private static readonly ConcurrentDictionary<(int X, int Y, int Z), Lazy<Mesh>> _made = new();

    /// <summary>Sharp-looking: only the light on its edges tells that they are round.</summary>
    public static Mesh Crisp => Fitting((1, 1, 1), 0.025);

    /// <summary>Like a refrigerator.</summary>
    public static Mesh Soft => Fitting((1, 1, 1), 0.1);

    /// <summary>Like a seat.</summary>
    public static Mesh Round => Fitting((1, 1, 1), 0.25);

    /// <summary>
    /// The unit box that has edges of about this radius once it is stretched to this size; 108 or 300 triangles.
    /// </summary>
    public static Mesh Fitting(Vector size, double radius)
    {
        var key = (Nearest(radius / size.X), Nearest(radius / size.Y), Nearest(radius / size.Z));
        return _made.GetOrAdd(key, k => new(() => Make((_shares[k.X], _shares[k.Y], _shares[k.Z])))).Value;
    }

    /// <summary>One of size 1 with this radius along each axis, up to ½.</summary>
    private static Mesh Make(Vector radius)
    {
        var steps = Math.Max(radius.X, Math.Max(radius.Y, radius.Z)) > 0.14 ? 2 : 1;
        var core = new Vector(0.5 - radius.X, 0.5 - radius.Y, 0.5 - radius.Z);
        var builder = new MeshBuilder();

        // A face's grid has one wide cell for the flat and `steps` on either side up to the middle of the edge.
        (Vector At, Vector? Normal) End(Vector x, Vector y, Vector z, int column, int row)
        {
            var (u, v) = (Turn(column, steps), Turn(row, steps));
            var direction = ((x * u) + (y * v) + z).Unit();
            var sides = z + (x * (column <= steps ? -1 : 1)) + (y * (row <= steps ? -1 : 1));
            var normal = new Vector(direction.X / radius.X, direction.Y / radius.Y, direction.Z / radius.Z).Unit();
            return (core.Times(sides) + radius.Times(direction), normal);
        }
        var cells = (2 * steps) + 1;
        foreach (var (x, y, z) in Balls.CubeFaces)
        {
            for (var row = 0; row < cells; row++)
            {
                for (var column = 0; column < cells; column++)
                {
                    var (a, b) = (End(x, y, z, column, row), End(x, y, z, column + 1, row));
                    var (c, d) = (End(x, y, z, column + 1, row + 1), End(x, y, z, column, row + 1));
                    builder.Triangle(a, b, c);
                    builder.Triangle(a, c, d);
                }
            }
        }
        return builder.Build();
    }

    private static double Turn(int i, int steps)
    {
        var beyond = i <= steps ? i - steps : i - steps - 1;
        if (Math.Abs(beyond) == steps) return Math.Sign(beyond);
        var tangent = PortableMath.Tan(Math.PI / 4 * Math.Abs(beyond) / steps);
        return beyond < 0 ? -tangent : tangent;
    }

    private static int Nearest(double share)
    {
        var best = 0;
        for (var i = 1; i < _shares.Length; i++)
        {
            if (Math.Abs(_shares[i] - share) < Math.Abs(_shares[best] - share)) best = i;
        }
        return best;
    }
}
