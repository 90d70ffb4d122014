namespace ZoeDepth.Synthetic.Geometry;

/// <summary>
/// Soft flat things. One metre large, to be stretched; the hanging ones are open sheets that are seen from both sides.
/// </summary>
internal static class Cloth
{
    private static readonly Lazy<Mesh>[] _curtains =
        [.. Enumerable.Range(0, 5).Select(i => new Lazy<Mesh>(() => Hanging(5 + (2 * (i % 4)), i)))];

    private static readonly Lazy<Mesh>[] _duvets =
        [.. Enumerable.Range(0, 3).Select(i => new Lazy<Mesh>(() => Quilt(0.3 + (0.25 * i), i)))];

    private static readonly Lazy<Mesh>[] _blankets =
        [.. Enumerable.Range(0, 3).Select(i => new Lazy<Mesh>(() => Draped(i)))];

    private static readonly Lazy<Mesh>[] _cushions =
        [.. Enumerable.Range(0, 3).Select(i => new Lazy<Mesh>(() => Stuffed(i)))];

    private static readonly Lazy<Mesh> _squareTable = new(() => OverTable(round: false));

    private static readonly Lazy<Mesh> _roundTable = new(() => OverTable(round: true));

    private static readonly Lazy<Mesh> _overBar = new(OverBar);

    /// <summary>A curtain with upright folds over x, hanging from z = 1 to 0, about 0.12 deep; 900 triangles.</summary>
    public static Mesh AnyCurtain(SeededRandom random) => _curtains[random.Integer(0, _curtains.Length - 1)].Value;

    /// <summary>A puffed, rumpled bed cover −½..½ along x and y, lying on z = 0; closed, about 0.15 high.</summary>
    public static Mesh AnyDuvet(SeededRandom random) => _duvets[random.Integer(0, _duvets.Length - 1)].Value;

    /// <summary>
    /// A blanket over a bed: its top at z = 0 spans −½..½ along x and y; it hangs down 0.3 at both x sides.
    /// </summary>
    public static Mesh AnyBlanket(SeededRandom random) => _blankets[random.Integer(0, _blankets.Length - 1)].Value;

    /// <summary>A stuffed square about the origin, −½..½ along x and z, 0.36 thick along y; closed.</summary>
    public static Mesh AnyCushion(SeededRandom random) => _cushions[random.Integer(0, _cushions.Length - 1)].Value;

    /// <summary>
    /// A cloth on a table top −½..½ at z = 0, its hem in folds at z = −1, to be flattened to the wanted fall.
    /// </summary>
    public static Mesh TableCloth(bool round) => (round ? _roundTable : _squareTable).Value;

    /// <summary>A towel over a bar along x at z = 0: front to z = −1, back to −0.7; closed.</summary>
    public static Mesh Towel => _overBar.Value;

    /// <summary>
    /// A closed body from two sheets over 0..1 × 0..1 whose rims are joined; the front is seen where u × v points.
    /// </summary>
    public static Mesh Closed(int columns, int rows, Func<double, double, Vector> front,
        Func<double, double, Vector> back, double edge = 80)
    {
        var builder = new MeshBuilder();
        Vector Front(int i, int j) => front((double)i / columns, (double)j / rows);
        Vector Back(int i, int j) => back((double)i / columns, (double)j / rows);
        builder.Sheet(columns, rows, Front);
        builder.Sheet(rows, columns, (j, i) => Back(i, j));
        builder.Sheet(columns, 1, (i, side) => side == 1 ? Front(i, 0) : Back(i, 0));
        builder.Sheet(columns, 1, (i, side) => side == 0 ? Front(i, rows) : Back(i, rows));
        builder.Sheet(rows, 1, (j, side) => side == 0 ? Front(0, j) : Back(0, j));
        builder.Sheet(rows, 1, (j, side) => side == 1 ? Front(columns, j) : Back(columns, j));
        return builder.Build(edge);
    }

    /// <summary>Folds gather narrow and even at the rail, swing apart and join on their way down.</summary>
    private static Mesh Hanging(int folds, int seed)
    {
        const int Columns = 56, Rows = 8;
        var builder = new MeshBuilder();
        var tied = seed == 4;
        builder.Sheet(Columns, Rows, (column, row) =>
        {
            var (x, z) = ((double)column / Columns, (double)row / Rows);
            var fall = 1 - z;
            var drift = (2.2 * LatticeNoise.At(2.5 * x, 0.3, 0, seed))
                + (1.3 * fall * LatticeNoise.At(4 * x, 1.4 * z, 5, seed));
            var phase = (2 * Math.PI * folds * x) + drift;
            var size = 1 + (0.55 * LatticeNoise.At(6 * x, 0.8 * z, 2, seed));
            var depth = (0.02 + (0.03 * Math.Sqrt(fall))) * size;

            // A band ties it two fifths up.
            var far = (z - 0.42) / (z > 0.42 ? 0.55 : 0.3);
            var pinch = tied ? 1 - (0.62 * Math.Max(0, 1 - (far * far)))
                : 1 + (0.03 * LatticeNoise.At(2 * z, 1, 3, seed));
            return (((x - 0.5) * pinch) + (0.012 * PortableMath.Sin((2 * phase) + 1)), depth * PortableMath.Sin(phase),
                z);
        });
        return builder.Build(89);
    }

    private static Mesh Quilt(double rumple, int seed) => Closed(16, 16, (u, v) =>
    {
        var rim = 16 * u * (1 - u) * v * (1 - v);
        var puff = 0.09 * Math.Sqrt(Math.Sqrt(Math.Clamp(rim, 0, 1)));
        var folds = LatticeNoise.At(3 * u, 5 * v, 0, seed) + (0.5 * LatticeNoise.At((9 * u) + (3 * v), 7 * v, 1, seed));
        var x = u - 0.5 + (0.02 * rumple * LatticeNoise.At(0, 4 * v, 3, seed));
        return (x, v - 0.5 + (0.02 * rumple * LatticeNoise.At(4 * u, 0, 4, seed)),
            0.02 + (puff * (1 + (rumple * folds))));
    }, (u, v) => (u - 0.5 + (0.02 * rumple * LatticeNoise.At(0, 4 * v, 3, seed)),
        v - 0.5 + (0.02 * rumple * LatticeNoise.At(4 * u, 0, 4, seed)), 0));

    private static Mesh Draped(int seed)
    {
        const double Fall = 0.3;
        var builder = new MeshBuilder();
        builder.Sheet(28, 16, (column, row) =>
        {
            var along = ((1 + (2 * Fall)) * column / 28.0) - 0.5 - Fall;
            var y = (row / 16.0) - 0.5;
            var over = Math.Max(Math.Abs(along) - 0.5, 0);
            var side = Math.Sign(along);
            var wave = over / Fall
                * (0.018 + (0.022 * PortableMath.Sin((34 * y) + (3 * LatticeNoise.At(2 * y, side, 0, seed)))));
            var lift = over > 0 ? 0 : 0.008 * (1 + LatticeNoise.Octaves(5 * along, 5 * y, 0, 2, seed));
            var hem = over >= Fall - 1e-9 ? 0.03 * LatticeNoise.At(3 * y, side, 5, seed) : 0;
            return (over > 0 ? side * (0.505 + wave) : along, y, lift - over + hem);
        });
        return builder.Build(89);
    }

    private static Mesh Stuffed(int seed)
    {
        Vector Side(double u, double v, int side)
        {
            // Corners stay, sides are drawn in a little, the middle is thick.
            var (x, z) = ((2 * u) - 1, (2 * v) - 1);
            var (pullX, pullZ) = (1 - (0.1 * (1 - (z * z))), 1 - (0.1 * (1 - (x * x))));
            var thick = Math.Sqrt(Math.Max((1 - (x * x)) * (1 - (z * z)), 0));
            var dent = 1 + (0.12 * LatticeNoise.At(2.5 * u, 2.5 * v, side, seed));
            return (0.5 * x * pullX, side * 0.18 * thick * dent, 0.5 * z * pullZ);
        }
        return Closed(8, 8, (u, v) => Side(u, v, -1), (u, v) => Side(u, v, 1), 100);
    }

    private static Mesh OverTable(bool round)
    {
        const int Around = 64;
        var builder = new MeshBuilder();
        builder.Sheet(Around, 6, (column, row) =>
        {
            if (row == 0) return Vector.Zero;
            var angle = 2 * Math.PI * column / Around;
            var (x, y) = (PortableMath.Cos(angle), PortableMath.Sin(angle));
            var reach = round ? 0.5 : 0.5 / Math.Max(Math.Abs(x), Math.Abs(y));
            if (row == 1) return (0.97 * x * reach, 0.97 * y * reach, 0);
            var down = (row - 2) / 4.0;
            var corner = round ? 0 : Math.Max(Math.Min(Math.Abs(x), Math.Abs(y)) - 0.55, 0) / 0.16;
            var fold = PortableMath.Sin((round ? 12 : 9) * angle + (1.2 * LatticeNoise.At(2 * x, 2 * y, 1, 9)));
            reach += down * (0.015 + (0.022 * fold) - (0.05 * corner));
            return (x * reach, y * reach, row == 2 ? -0.02 : -0.02 - (0.98 * down));
        }, columnsClose: true);
        return builder.Build(60);
    }

    private static Mesh OverBar()
    {
        Vector Path(double u, double v, double lift)
        {
            // Along v: up the back, over the bar, down the front.
            var along = 1.75 * v;
            var wave = 0.02 * PortableMath.Sin((9 * u) + (2 * v));
            var x = (u - 0.5) * (1 - (0.05 * v));
            if (along < 0.7) return (x, 0.03 + lift + wave, along - 0.7);
            if (along > 0.75) return (x, -0.03 - lift + wave, 0.75 - along);
            return (x, wave, 0.03 + lift);
        }
        return Closed(10, 35, (u, v) => Path(1 - u, v, 0.012), (u, v) => Path(1 - u, v, 0), 89);
    }
}
