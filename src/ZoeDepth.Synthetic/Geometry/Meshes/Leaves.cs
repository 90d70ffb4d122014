namespace ZoeDepth.Synthetic.Geometry;

/// <summary>
/// Foliage. A leaf is an open kite of two triangles, seen from both sides; its normals lean outwards from the crown, so
/// that a crown is lit like the round thing it is.
/// </summary>
internal static class Leaves
{
    private static readonly Lazy<Mesh>[] _dense =
        [.. Enumerable.Range(0, 5).Select(i => new Lazy<Mesh>(() => Cluster(100, 0.44, true, 11 + i)))];

    private static readonly Lazy<Mesh>[] _hedges =
        [.. Enumerable.Range(0, 3).Select(i => new Lazy<Mesh>(() => HedgeBlock(51 + i)))];

    private static readonly Lazy<Mesh>[] _ivy =
        [.. Enumerable.Range(0, 3).Select(i => new Lazy<Mesh>(() => Ivy(71 + i)))];

    /// <summary>A ball of leaves of radius about 1 that cannot be seen through; 248 triangles.</summary>
    public static Mesh AnyDense(SeededRandom random) => _dense[random.Integer(0, _dense.Length - 1)].Value;

    /// <summary>A clipped block −½..½ along x and y, 0..1 along z; 830 triangles.</summary>
    public static Mesh AnyHedgeBlock(SeededRandom random) => _hedges[random.Integer(0, _hedges.Length - 1)].Value;

    /// <summary>A patch on the wall y = 0, −½..½ along x, 0..1 along z, thinning out upwards; 440 triangles.</summary>
    public static Mesh AnyIvy(SeededRandom random) => _ivy[random.Integer(0, _ivy.Length - 1)].Value;

    /// <summary>A leaf, folded along its middle.</summary>
    /// <param name="builder">where to</param>
    /// <param name="from">its stalk</param>
    /// <param name="along">unit vector to its tip</param>
    /// <param name="across">unit vector to its side</param>
    /// <param name="length">metres</param>
    /// <param name="width">metres</param>
    /// <param name="outwards">unit vector its normals lean to; the side that looks there is the outside</param>
    public static void Leaf(MeshBuilder builder, Vector from, Vector along, Vector across, double length, double width,
        Vector outwards)
    {
        var lift = along.Cross(across) * (0.18 * width);
        if (lift.Dot(outwards) < 0) (across, lift) = (-across, -lift);
        var (tip, middle) = (from + (along * length), from + (along * (0.45 * length)));
        var (right, left) = (middle + (across * (width / 2)) + lift, middle - (across * (width / 2)) + lift);
        Half(from, tip, right);
        Half(from, left, tip);

        void Half(Vector a, Vector b, Vector c)
        {
            var face = (b - a).Cross(c - a).Unit();
            if (face.Dot(outwards) < 0) (b, c, face) = (c, b, -face);
            var normal = (face + (0.8 * outwards)).Unit();
            builder.Triangle((a, normal), (b, normal), (c, normal));
        }
    }

    /// <summary>Small leaves about the end of a twig: three narrow ones of a triangle each.</summary>
    /// <param name="builder">where to</param>
    /// <param name="from">the end of the twig</param>
    /// <param name="along">unit vector, where the middle leaf points</param>
    /// <param name="length">of a leaf, metres</param>
    /// <param name="outwards">unit vector their normals lean to</param>
    /// <param name="random">how they lean</param>
    public static void Spray(MeshBuilder builder, Vector from, Vector along, double length, Vector outwards,
        SeededRandom random)
    {
        for (var i = 0; i < 3; i++)
        {
            var way = (along + (0.9 * AnyDirection(random))).Unit();
            var side = way.Cross(AnyDirection(random) + (0.4 * outwards)).Unit();
            var (size, stalk) = (length * random.Between(0.7, 1.25), from + (along * (0.45 * length * i)));
            var (tip, edge) = (stalk + (way * size),
                stalk + (way * (random.Between(0.3, 0.6) * size)) + (side * (random.Between(0.4, 0.62) * size)));
            var face = (tip - stalk).Cross(edge - stalk).Unit();
            if (face.Dot(outwards) < 0) (tip, edge, face) = (edge, tip, -face);
            var normal = (face + (0.7 * outwards)).Unit();
            builder.Triangle((stalk, normal), (tip, normal), (edge, normal));
        }
    }

    /// <summary>A ball of sprays of radius about 1 with gaps, about a dark middle.</summary>
    /// <param name="sprays">of three leaves each</param>
    /// <param name="size">of a leaf</param>
    /// <param name="core">radius of the middle that cannot be seen through; 0 for none</param>
    /// <param name="seed">which</param>
    public static Mesh Sprays(int sprays, double size, double core, int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var builder = new MeshBuilder();
        for (var i = 0; i < sprays; i++)
        {
            var direction = AnyDirection(random);
            // Boughs within the cluster: leaves gather where slow noise is high, and leave holes elsewhere.
            var full = 0.8 + (0.45 * LatticeNoise.At(2.2 * direction.X, 2.2 * direction.Y, 2.2 * direction.Z, seed));
            var from = direction * (full * random.Between(0.45, 1));
            var along = ((0.9 * AnyDirection(random)) + (0.7 * direction) - (0.35 * Vector.Up)).Unit();
            Spray(builder, from, along, size, direction, random);
        }
        if (core > 0) builder.Add(Balls.Rock(1, 0.5, seed), Affine.Scale((core, core, 0.9 * core)));
        return builder.Build();
    }

    /// <summary>A direction, all as likely.</summary>
    public static Vector AnyDirection(SeededRandom random)
    {
        var (z, angle) = (random.Between(-1, 1), random.Between(0, 2 * Math.PI));
        var level = Math.Sqrt(1 - (z * z));
        return (level * PortableMath.Cos(angle), level * PortableMath.Sin(angle), z);
    }

    /// <summary>See <see cref="AnyDense"/>; without a core it is airy.</summary>
    public static Mesh Cluster(int leaves, double size, bool core, int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var builder = new MeshBuilder();
        for (var i = 0; i < leaves; i++)
        {
            var direction = AnyDirection(random);
            var outwards = direction;
            var from = direction * random.Between(core ? 0.55 : 0.2, 0.9);
            var along = (AnyDirection(random) + (0.7 * direction) - (0.4 * Vector.Up)).Unit();
            var across = along.Cross(AnyDirection(random) + (0.8 * along.Cross(direction))).Unit();
            Leaf(builder, from, along, across, size * random.Between(0.8, 1.3), size * random.Between(0.55, 0.8),
                outwards);
        }
        if (core) builder.Add(Balls.Rock(2, 0.5, seed), Affine.Scale((0.58, 0.58, 0.54)));
        return builder.Build();
    }

    private static Mesh HedgeBlock(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var builder = new MeshBuilder()
            .Add(RoundedBox.Fitting((1, 1, 1), 0.1), new((0.84, 0, 0), (0, 0.84, 0), (0, 0, 0.94), (0, 0, 0.46)));
        for (var i = 0; i < 360; i++)
        {
            var (u, v) = (random.Between(-0.48, 0.48), random.Between(-0.48, 0.48));
            var (normal, from) = (i % 5) switch
            {
                0 => (new Vector(0, -1, 0), new Vector(u, -0.43, v + 0.5)),
                1 => (new Vector(0, 1, 0), new Vector(u, 0.43, v + 0.5)),
                2 => (new Vector(1, 0, 0), new Vector(0.43, u, v + 0.5)),
                3 => (new Vector(-1, 0, 0), new Vector(-0.43, u, v + 0.5)),
                _ => (new Vector(0, 0, 1), new Vector(u, v, 0.93)),
            };
            var flat = AnyDirection(random);
            var along = (flat - (normal * flat.Dot(normal)) + (random.Between(0, 0.7) * normal)).Unit();
            var across = (normal.Cross(along) + (0.4 * AnyDirection(random))).Unit();
            Leaf(builder, from, along, across, random.Between(0.12, 0.17), random.Between(0.08, 0.12), normal);
        }
        return builder.Build();
    }

    private static Mesh Ivy(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var builder = new MeshBuilder();
        for (var i = 0; i < 220; i++)
        {
            var (x, z) = (random.Between(-0.5, 0.5), random.Unit());
            if (z > 0.75 + (0.35 * LatticeNoise.At(5 * x, 0, 0, seed))) z *= 0.6;
            var from = new Vector(x, -random.Between(0.005, 0.03), z);
            var along = (AnyDirection(random) + new Vector(0, -0.6, -0.7)).Unit();
            Leaf(builder, from, along, along.Cross(new Vector(random.Between(-0.4, 0.4), -1, 0.3)).Unit(), 0.105, 0.09,
                (0, -1, 0));
        }
        return builder.Build();
    }
}
