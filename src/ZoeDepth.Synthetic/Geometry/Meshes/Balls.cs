namespace ZoeDepth.Synthetic.Geometry;

/// <summary>
/// Closed meshes seen from their middle: a cube's grid pushed outwards. No poles, so triangles are of about one size.
/// </summary>
internal static class Balls
{
    private static readonly Lazy<Mesh>[] _rocks =
        [.. Enumerable.Range(0, 6).Select(i => new Lazy<Mesh>(() => Rock(5, 0.35, 40 + i)))];

    private static readonly Lazy<Mesh>[] _pebbles =
        [.. Enumerable.Range(0, 4).Select(i => new Lazy<Mesh>(() => Rock(3, 0.2, 70 + i)))];

    private static readonly Lazy<Mesh> _pillow = new(() => SuperEllipsoid(0.95, 0.55, 6));

    private static readonly Lazy<Mesh> _softCube = new(() => SuperEllipsoid(0.75, 0.75, 5));

    private static readonly Lazy<Mesh> _drum = new(() => SuperEllipsoid(0.35, 1, 6));

    /// <summary>Boulders, about 2 wide, flat-faced; 300 triangles.</summary>
    public static Mesh AnyRock(SeededRandom random) => _rocks[random.Integer(0, _rocks.Length - 1)].Value;

    /// <summary>Small stones; 108 triangles.</summary>
    public static Mesh AnyPebble(SeededRandom random) => _pebbles[random.Integer(0, _pebbles.Length - 1)].Value;

    /// <summary>Thick in the middle, thin at four rounded sides: 2 wide, to be flattened.</summary>
    public static Mesh Pillow => _pillow.Value;

    /// <summary>Between ball and cube.</summary>
    public static Mesh SoftCube => _softCube.Value;

    /// <summary>A cylinder with much rounded edges about z.</summary>
    public static Mesh SoftDrum => _drum.Value;

    /// <summary>
    /// (|x|^(2/e) + |y|^(2/e))^(e/n) + |z|^(2/n) = 1 with n the exponent of the upright and e that of the level
    /// outline: 1 round, 0 square, 2 pinched.
    /// </summary>
    /// <param name="upright">n, 0.2..2</param>
    /// <param name="level">e, 0.2..2</param>
    /// <param name="cells">along a cube's edge; 12·cells² triangles</param>
    public static Mesh SuperEllipsoid(double upright, double level, int cells) => Outwards(cells, direction =>
    {
        var outline = PortableMath.Pow(Math.Abs(direction.X), 2 / level)
            + PortableMath.Pow(Math.Abs(direction.Y), 2 / level);
        var sum = PortableMath.Pow(outline, level / upright) + PortableMath.Pow(Math.Abs(direction.Z), 2 / upright);
        return direction / PortableMath.Pow(sum, upright / 2);
    });

    /// <summary>A ball with hills and some faces cut flat.</summary>
    public static Mesh Rock(int cells, double roughness, int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var cuts = new (Vector Normal, double Distance)[7];
        for (var i = 0; i < cuts.Length; i++)
        {
            var normal = new Vector(random.Between(-1, 1), random.Between(-1, 1), random.Between(-1, 1)).Unit();
            cuts[i] = (normal, random.Between(0.6, 0.95));
        }
        return Outwards(cells, direction =>
        {
            var radius = 1
                + (roughness * LatticeNoise.Octaves(1.3 * direction.X, 1.3 * direction.Y, 1.3 * direction.Z, 2, seed));
            foreach (var (normal, distance) in cuts)
            {
                var towards = direction.Dot(normal);
                if (towards > 0.2) radius = Math.Min(radius, distance / towards);
            }
            return direction * radius;
        });
    }

    /// <summary>Any closed surface that every ray from the origin meets once.</summary>
    /// <param name="cells">along a cube's edge; 12·cells² triangles</param>
    /// <param name="point">the surface in a direction of length 1</param>
    /// <param name="edge">see <see cref="MeshBuilder.Build"/></param>
    public static Mesh Outwards(int cells, Func<Vector, Vector> point, double edge = 60)
    {
        var builder = new MeshBuilder();
        foreach (var (x, y, z) in CubeFaces)
        {
            builder.Sheet(cells, cells, (column, row) =>
                point(((x * Warped(column, cells)) + (y * Warped(row, cells)) + z).Unit()));
        }
        return builder.Build(edge);
    }

    /// <summary>Right, up and outwards of a cube's six faces.</summary>
    internal static readonly (Vector X, Vector Y, Vector Z)[] CubeFaces =
    [
        ((1, 0, 0), (0, 1, 0), (0, 0, 1)), ((-1, 0, 0), (0, 1, 0), (0, 0, -1)),
        ((0, 1, 0), (0, 0, 1), (1, 0, 0)), ((0, -1, 0), (0, 0, 1), (-1, 0, 0)),
        ((0, 0, 1), (1, 0, 0), (0, 1, 0)), ((0, 0, -1), (1, 0, 0), (0, -1, 0)),
    ];

    /// <summary>Equal angles instead of equal steps; exactly odd, so that faces meet.</summary>
    private static double Warped(int i, int cells)
    {
        var steps = (2 * i) - cells;
        if (Math.Abs(steps) == cells) return steps / cells;
        var tangent = PortableMath.Tan(Math.PI / 4 * Math.Abs(steps) / cells);
        return steps < 0 ? -tangent : tangent;
    }
}
