namespace ZoeDepth.Synthetic.Geometry;

/// <summary>What lies on beds: covers and pillows, to be stretched over a mattress.</summary>
internal static class Bedding
{
    /// <summary>How far a spread cover hangs down, metres.</summary>
    public const double Fall = 0.26;

    private static readonly Lazy<Mesh>[] _spread =
        [.. Enumerable.Range(0, 3).Select(i => new Lazy<Mesh>(() => Spread(i)))];

    private static readonly Lazy<Mesh>[] _thrown =
        [.. Enumerable.Range(0, 4).Select(i => new Lazy<Mesh>(() => Thrown(i)))];

    private static readonly Lazy<Mesh>[] _pillows =
        [.. Enumerable.Range(0, 4).Select(i => new Lazy<Mesh>(() => Pillow(i)))];

    private static readonly Lazy<Mesh> _turned = new(() => Turned(7));

    /// <summary>
    /// A duvet over the whole bed: its top −½..½ along x and y, 0.03..0.1 above z = 0, hanging at both x sides and at
    /// −y.
    /// </summary>
    public static Mesh AnySpread(SeededRandom random) => random.Pick(_spread).Value;

    /// <summary>
    /// A duvet as it was left: ridges and folds, its upper edge askew and rolled, up to about 0.25 high.
    /// </summary>
    public static Mesh AnyThrown(SeededRandom random) => random.Pick(_thrown).Value;

    /// <summary>A pillow −½..½ along x and y, 0.3 thick about z = 0, somebody's head was on it; closed.</summary>
    public static Mesh AnyPillow(SeededRandom random) => random.Pick(_pillows).Value;

    /// <summary>The upper edge of a spread duvet, turned back.</summary>
    public static Mesh TurnedBack => _turned.Value;

    /// <summary>Ridges as cloth has them: sharp above, wide below, 0..1.</summary>
    private static double Ridges(double x, double y, double z, int seed)
    {
        var away = Math.Min(Math.Abs(LatticeNoise.At(x, y, z, seed)) * 1.8, 1);
        return (1 - away) * (1 - away);
    }

    private static Mesh Spread(int seed)
    {
        const int Across = 34, Along = 26;
        var builder = new MeshBuilder();
        builder.Sheet(Across, Along, (column, row) =>
        {
            var (s, y) = (((double)column / Across * 2) - 1, ((double)row / Along * 1.1) - 0.6);
            return Over(s, y, seed);
        });
        return builder.Build(89);
    }

    private static Mesh Turned(int seed)
    {
        var builder = new MeshBuilder();
        builder.Sheet(30, 10, (column, row) =>
        {
            // Up from the cover, round its edge and back.
            var (s, v) = ((column / 15.0) - 1, row / 10.0);
            var p = Over(s, 0.1, seed);
            var (lift, y) = row == 0 ? (0, -0.5) : row >= 9 ? (row == 9 ? 0.02 : -0.02, 0.5) : (0.035, v - 0.5);
            var outwards = Math.Abs(p.X) > 0.49 ? 0.015 * Math.Sign(p.X) : 0;
            return (p.X + outwards, y + (0.03 * LatticeNoise.At(3 * s, 2 * v, 1, seed)),
                p.Z + lift + (0.012 * LatticeNoise.At(5 * s, 3 * v, 2, seed)));
        });
        return builder.Build(89);
    }

    /// <summary>s −1..1 across, with the hanging sides; y below −½ hangs at the foot.</summary>
    private static Vector Over(double s, double y, int seed)
    {
        const double Round = 0.06;
        var along = s * (0.5 + Fall);
        var (side, beyond) = (Math.Sign(along), Math.Max(Math.Abs(along) - 0.5 + Round, 0));
        var foot = Math.Max(-0.5 + Round - y, 0);
        (double Out, double Down) Turn(double over)
        {
            const double Quarter = Math.PI / 2 * Round;
            if (over >= Quarter) return (Round, Round + over - Quarter);
            var angle = over / Round;
            return (Round * PortableMath.Sin(angle), Round * (1 - PortableMath.Cos(angle)));
        }
        var (outX, downX) = Turn(beyond);
        var (outY, downY) = Turn(foot * 1.8);
        var hanging = Math.Clamp((downX - Round) / (Fall - Round), 0, 1);
        var wave = hanging * 0.02 * (1 + PortableMath.Sin((24 * y) + (4 * LatticeNoise.At(2.5 * y, side, 0, seed))));
        var flat = 1 - Math.Clamp((downX + downY) / Round, 0, 1);
        var folds = (0.035 * Ridges((2.5 * along) + (1.5 * y), (2.2 * y) - along, 0, seed))
            + (0.018 * Ridges(5 * along, (4 * y) + (2 * along), 3, seed))
            + (0.012 * LatticeNoise.At(3 * along, 3 * y, 5, seed));
        var x = beyond > 0 ? side * (0.5 - Round + outX + wave) : along;
        var hem = hanging > 0.9 ? 0.02 * LatticeNoise.At(4 * y, side, 6, seed) : 0;
        return (x, foot > 0 ? -0.5 + Round - outY - (0.2 * wave) : y,
            0.045 + (folds * (0.25 + (0.75 * flat))) - Math.Max(downX, downY) + hem);
    }

    /// <summary>Pushed down towards the foot and aside, its upper edge gathered in a roll.</summary>
    private static Mesh Thrown(int seed)
    {
        const int Across = 40, Along = 32;
        var slope = (seed % 2 == 0 ? 1 : -1) * (0.12 + (0.05 * seed));
        var builder = new MeshBuilder();
        builder.Sheet(Across, Along, (column, row) =>
        {
            var (s, v) = (((double)column / Across * 2) - 1, (double)row / Along);
            var edge = 0.86 + (slope * s) + (0.2 * LatticeNoise.At(1.7 * s, 3.1, 0, seed + 40));
            var y = -0.6 + (1.1 * edge * v);
            var p = Over(s + (0.09 * LatticeNoise.At(2.2 * y, 0.4, 2, seed + 41)),
                y + (0.04 * LatticeNoise.At(3 * s, 3 * v, 3, seed)), seed + 42);
            var lying = Math.Clamp(1 + (p.Z / 0.1), 0, 1);
            var turn = 1.6 * LatticeNoise.At(0.9 * s, 0.9 * v, 9, seed);
            var folds = (0.085 * Ridges((1.7 * s) + ((1 + turn) * v), (3.1 * v) - s, 0, seed))
                + (0.05 * Ridges((3.4 * s) - v, (5 * v) + (1.5 * s), 2, seed));
            var (last, first) = (Math.Min((1 - v) / 0.12, 1), Math.Max(1 - (Math.Abs(v - 0.84) / 0.16), 0));
            var roll = 0.07 * first * first * (3 - (2 * first)) * (1 + LatticeNoise.At(2 * s, 7, 1, seed));
            var round = Math.Sqrt(Math.Max(1 - ((1 - last) * (1 - last)), 0));
            return (p.X, p.Y, (lying > 0.5 ? -0.03 : p.Z)
                + (lying > 0.5 ? (p.Z + 0.03 + ((folds + roll) * lying)) * round : folds * 0.3));
        });
        return builder.Build(89);
    }

    private static Mesh Pillow(int seed)
    {
        Vector Side(double u, double v, int side)
        {
            var (x, y) = ((2 * u) - 1, (2 * v) - 1);
            var (pullX, pullY) = (1 - (0.07 * (1 - (y * y))), 1 - (0.09 * (1 - (x * x))));
            var thick = PortableMath.Pow(Math.Max((1 - (x * x)) * (1 - (y * y)), 0), 0.42);
            var (dx, dy) = (x - (0.3 * LatticeNoise.At(3.3, 1, 0, seed)), y + 0.1);
            var dent = side > 0 ? 0.45 * Math.Max(0, 1 - (2.2 * ((dx * dx) + (dy * dy)))) : 0;
            var creases = (0.25 * Ridges(3 * x, (3 * y) + x, side, seed))
                + (0.12 * LatticeNoise.At(4 * x, 4 * y, side, seed));
            return (0.5 * x * pullX, 0.5 * y * pullY,
                side * 0.14 * thick * (0.9 - dent + (creases * (side > 0 ? 1 : 0.3))));
        }
        return Cloth.Closed(16, 12, (u, v) => Side(u, v, 1), (u, v) => Side(u, v, -1), 100);
    }
}
