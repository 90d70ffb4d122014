using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Chaos;

/// <summary>Shapes of all kinds, about 1 m large about their origin.</summary>
internal static class AnyShape
{
    private static readonly Lazy<Mesh>[] _turned =
        [.. Enumerable.Range(0, 20).Select(i => new Lazy<Mesh>(() => Turned(i)))];

    private static readonly Lazy<Mesh>[] _soft =
        [.. Enumerable.Range(0, 12).Select(i => new Lazy<Mesh>(() => Soft(i)))];

    private static readonly Lazy<Mesh>[] _tubes =
        [.. Enumerable.Range(0, 10).Select(i => new Lazy<Mesh>(() => Bent(i)))];

    private static readonly Lazy<Mesh>[] _rings =
        [.. Enumerable.Range(0, 4)
            .Select(i => new Lazy<Mesh>(() => Tube.Torus(0.5 - (0.04 * (i + 1)), 0.04 * (i + 1), 28, 9)))];

    private static readonly Lazy<Mesh>[] _cut = [.. Enumerable.Range(0, 10).Select(i => new Lazy<Mesh>(() => Cut(i)))];

    /// <summary>One shape of this size, stretched by chance.</summary>
    public static void Add(LocalFrame at, double size, Material material, SeededRandom random)
    {
        at = at.Part("shape");
        Vector stretch = random.Chance(0.4)
            ? (size, size, size) : (size, size * random.Between(0.25, 1), size * random.Between(0.25, 1));
        switch (random.Integer(0, 11))
        {
            case 0:
            case 1:
                at.Box(Vector.Zero, stretch, material);
                break;
            case 2:
                at.Fitted(RoundedBox.Fitting(stretch, size * random.Between(0.02, 0.2)), Vector.Zero, stretch,
                    material);
                break;
            case 3:
                at.Ball(Vector.Zero, stretch, material);
                break;
            case 4:
                at.Cone((0, 0, -size / 2), (0, 0, size / 2), size * random.Between(0.1, 0.5),
                    size * random.Between(0, 0.5), material);
                break;
            case 5:
            case 6:
                at.Fitted(random.Pick(_turned).Value, Vector.Zero, (stretch.X, stretch.X, stretch.Z), material);
                break;
            case 7:
                at.Fitted(random.Pick(_soft).Value, Vector.Zero, stretch, material);
                break;
            case 8:
                at.Mesh(random.Pick(_rings).Value, Vector.Zero, material, size);
                break;
            case 9:
                at.Mesh(random.Pick(_tubes).Value, Vector.Zero, material, size);
                break;
            case 10:
                at.Fitted(random.Chance(0.5) ? Balls.AnyRock(random) : Cloth.AnyCushion(random), Vector.Zero, stretch,
                    material);
                break;
            default:
                at.Fitted(random.Pick(_cut).Value, Vector.Zero, stretch, material);
                break;
        }
    }

    /// <summary>A random outline on a lathe: smooth or with edges.</summary>
    private static Mesh Turned(int seed)
    {
        var random = new SeededRandom("turned", (ulong)seed);
        var points = new (double, double)[random.Integer(4, 7)];
        for (var i = 0; i < points.Length; i++)
            points[i] = (random.Between(0.12, 0.5), (double)i / (points.Length - 1));
        var outline = random.Chance(0.65) ? Lathe.Smooth(points, 3) : points;
        return Lathe.Turned([(0, 0), .. outline.Select(p => (Math.Max(p.Item1, 0.03), p.Item2)), (0, 1)], 20);
    }

    private static Mesh Soft(int seed)
    {
        var random = new SeededRandom("soft", (ulong)seed);
        return Balls.SuperEllipsoid(random.Between(0.25, 1.8), random.Between(0.25, 1.8), 6);
    }

    private static Mesh Bent(int seed)
    {
        var random = new SeededRandom("bent", (ulong)seed);
        var points = new Vector[random.Integer(3, 6)];
        for (var i = 0; i < points.Length; i++)
            points[i] = (random.Between(-0.4, 0.4), random.Between(-0.4, 0.4), ((i + 0.5) / points.Length) - 0.5);
        var line = Curve.Through(points, 4);
        var thick = random.Between(0.02, 0.1);
        return Tube.Along(line, [.. line.Select((_, i) => thick * (1 - (0.5 * i / line.Length)))], 8, rounded: true);
    }

    /// <summary>A prism over a star, a polygon, a heart-like outline.</summary>
    private static Mesh Cut(int seed)
    {
        var random = new SeededRandom("cut", (ulong)seed);
        var (corners, star) = (random.Integer(3, 8), random.Chance(0.4) ? random.Between(0.4, 0.8) : 1);
        var count = star < 1 ? 2 * corners : corners;
        var outline = new (double, double)[count];
        for (var i = 0; i < count; i++)
        {
            var angle = 2 * Math.PI * (i + random.Between(0, 0.3)) / count;
            var radius = 0.5 * (i % 2 == 1 ? star : 1);
            outline[i] = (radius * PortableMath.Cos(angle), radius * PortableMath.Sin(angle));
        }
        return Prism.Extruded(outline);
    }
}
