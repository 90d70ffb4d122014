namespace ZoeDepth.Synthetic.Geometry;

/// <summary>
/// Plants that are leaves from one root: grass, ferns, palms and what stands in pots. About one metre high, root at the
/// origin.
/// </summary>
internal static class Fronds
{
    private static readonly Lazy<Mesh>[] _grass =
        [.. Enumerable.Range(0, 4).Select(i => new Lazy<Mesh>(() => Tuft(26, 0.045, 0.7, 100 + i)))];

    private static readonly Lazy<Mesh>[] _sward =
        [.. Enumerable.Range(0, 4).Select(i => new Lazy<Mesh>(() => Patch(330, 110 + i)))];

    private static readonly Lazy<Mesh>[] _reeds =
        [.. Enumerable.Range(0, 2).Select(i => new Lazy<Mesh>(() => Tuft(30, 0.03, 0.25, 120 + i)))];

    private static readonly Lazy<Mesh> _blades = new(() => Tuft(13, 0.11, 0.1, 130));

    private static readonly Lazy<Mesh> _arching = new(() => Tuft(36, 0.05, 1.3, 140));

    private static readonly Lazy<Mesh>[] _ferns =
        [.. Enumerable.Range(0, 2).Select(i => new Lazy<Mesh>(() => Feathered(11, 9, 0.3, 0.75, 150 + i)))];

    private static readonly Lazy<Mesh>[] _rosettes =
        [.. Enumerable.Range(0, 3).Select(i => new Lazy<Mesh>(() => Broad(16 + (6 * i), 170 + i)))];

    private static readonly Lazy<Mesh> _succulent = new(() => Rosette(180));

    /// <summary>Meadow grass, bending over; 104 triangles.</summary>
    public static Mesh AnyGrass(SeededRandom random) => _grass[random.Integer(0, _grass.Length - 1)].Value;

    /// <summary>
    /// A piece of meadow of radius about ½ and height up to 1, thinner towards its rim; 330 blades of a triangle each.
    /// </summary>
    public static Mesh AnySward(SeededRandom random) => random.Pick(_sward).Value;

    /// <summary>Straight tall stems.</summary>
    public static Mesh AnyReed(SeededRandom random) => _reeds[random.Integer(0, _reeds.Length - 1)].Value;

    /// <summary>Few broad upright blades, like a snake plant.</summary>
    public static Mesh Blades => _blades.Value;

    /// <summary>Many narrow leaves in wide arcs, like a spider plant or a yucca.</summary>
    public static Mesh Arching => _arching.Value;

    /// <summary>Feathered leaves; about 400 triangles.</summary>
    public static Mesh AnyFern(SeededRandom random) => _ferns[random.Integer(0, _ferns.Length - 1)].Value;

    /// <summary>Large oval leaves on stalks, like a rubber plant.</summary>
    public static Mesh AnyBroad(SeededRandom random) => _rosettes[random.Integer(0, _rosettes.Length - 1)].Value;

    /// <summary>A low rosette of thick leaves, about 1 wide.</summary>
    public static Mesh Succulent => _succulent.Value;

    private static Mesh Tuft(int blades, double width, double bend, int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var builder = new MeshBuilder();
        for (var i = 0; i < blades; i++)
        {
            var level = Level(random.Between(0, 360));
            var height = random.Between(0.55, 1);
            var lean = bend * random.Between(0.2, 0.6);
            var root = level * random.Between(0, 0.12);
            Vector At(double t) =>
                root + (level * (lean * t * t)) + (Vector.Up * (height * (t - (0.25 * bend * t * t * t))));
            var turn = Affine.Turn(Vector.Up, random.Between(-50, 50));
            Blade(builder, At, turn.Direction(Vector.Up.Cross(level)), width * random.Between(0.7, 1.2), 2,
                (level + Vector.Up).Unit());
        }
        return builder.Build();
    }

    private static Mesh Patch(int blades, int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var builder = new MeshBuilder();
        for (var i = 0; i < blades; i++)
        {
            var share = random.Unit();
            var root = Level(random.Between(0, 360)) * (0.62 * Math.Sqrt(share) * (1 - (0.25 * share)));
            var lean = Level(random.Between(0, 360)) * random.Between(0.03, 0.22);
            var height = random.Between(0.3, 1) * (1 - (0.5 * share));
            var across = Level(random.Between(0, 360)) * random.Between(0.003, 0.007);
            Face(builder, root - across - (0, 0, 0.05), root + across - (0, 0, 0.05),
                root + (lean * height) + (0, 0, height), Vector.Up);
        }
        return builder.Build();
    }

    /// <summary>A strip along a curve that narrows to its tip: 2·<paramref name="steps"/> − 1 triangles.</summary>
    private static void Blade(MeshBuilder builder, Func<double, Vector> at, Vector across, double width, int steps,
        Vector outwards)
    {
        for (var step = 0; step < steps; step++)
        {
            var (a, b) = (at((double)step / steps), at((step + 1.0) / steps));
            var (wide, narrow) = (across * (width / 2 * (steps - (0.6 * step)) / steps),
                across * (width / 2 * (steps - (0.6 * (step + 1))) / steps));
            if (step == steps - 1) narrow = Vector.Zero;
            Face(builder, a - wide, a + wide, b + narrow, outwards);
            Face(builder, a - wide, b + narrow, b - narrow, outwards);
        }
    }

    private static void Face(MeshBuilder builder, Vector a, Vector b, Vector c, Vector outwards)
    {
        var face = (b - a).Cross(c - a);
        if (face.Length == 0) return;
        face = face.Unit();
        if (face.Dot(outwards) < 0) (b, c, face) = (c, b, -face);
        var normal = (face + (0.7 * outwards)).Unit();
        builder.Triangle((a, normal), (b, normal), (c, normal));
    }

    private static Mesh Feathered(int fronds, int leaflets, double leaflet, double reach, int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var builder = new MeshBuilder();
        for (var i = 0; i < fronds; i++)
        {
            var level = Level((360.0 * i / fronds) + random.Between(-12, 12));
            var (length, rise) = (reach * random.Between(0.85, 1.1), random.Between(0.35, 0.75));
            Vector At(double t) => (level * (length * t)) + (Vector.Up * ((rise * t * 2) - (rise * 1.8 * t * t)));
            Blade(builder, At, Vector.Up.Cross(level), 0.03, 4, Vector.Up);
            for (var k = 1; k <= leaflets; k++)
            {
                var t = (k + 0.5) / (leaflets + 1.0);
                var from = At(t);
                var forward = (At(Math.Min(t + 0.05, 1)) - At(t - 0.05)).Unit();
                var size = leaflet * (1.15 - t) * Math.Min(1, 3 * t + 0.3);
                foreach (var side in (int[])[-1, 1])
                {
                    var across = Vector.Up.Cross(forward).Unit() * side;
                    var along = (across + (0.55 * forward) - (0.3 * Vector.Up)).Unit();
                    Leaves.Leaf(builder, from, along, along.Cross(Vector.Up).Unit(), size, 0.3 * size, Vector.Up);
                }
            }
        }
        return builder.Build();
    }

    private static Mesh Broad(int leaves, int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var builder = new MeshBuilder();
        for (var i = 0; i < leaves; i++)
        {
            var level = Level((137.5 * i) + random.Between(-15, 15));
            var height = 0.15 + (0.7 * i / leaves);
            var root = Vector.Up * (height * 0.75);
            var joint = root + (level * random.Between(0.08, 0.16)) + (Vector.Up * random.Between(0.05, 0.15));
            Blade(builder, t => root + ((joint - root) * t), Vector.Up.Cross(level), 0.03, 1,
                (level + Vector.Up).Unit());
            var along = (level + (Vector.Up * random.Between(-0.35, 0.6))).Unit();
            var size = random.Between(0.22, 0.34);
            Leaves.Leaf(builder, joint, along, along.Cross(Vector.Up).Unit(), size, 0.62 * size,
                (Vector.Up + (0.5 * level)).Unit());
        }
        builder.Add(Tube.Along([(0, 0, 0), (0.02, 0, 0.3), (0, 0.01, 0.72)], [0.025, 0.02, 0.01], 5));
        return builder.Build();
    }

    private static Mesh Rosette(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var builder = new MeshBuilder();
        for (var i = 0; i < 24; i++)
        {
            var level = Level(137.5 * i);
            var along = (level * (1.1 - (0.03 * i)) + (Vector.Up * (0.25 + (0.04 * i)))).Unit();
            var size = 0.5 - (0.012 * i) + random.Between(-0.03, 0.03);
            var leaf = Balls.SuperEllipsoid(1, 1, 2);
            var (axes, middle) = (Affine.Along(along), along * (size / 2));
            builder.Add(leaf,
                new(axes.X * (0.2 * size), axes.Y * (0.12 * size), axes.Z * (size / 2), middle + (Vector.Up * 0.05)));
        }
        return builder.Build();
    }

    private static Vector Level(double degrees)
    {
        var angle = PortableMath.Radians(degrees);
        return (PortableMath.Cos(angle), PortableMath.Sin(angle), 0);
    }
}
