using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Terrain;

/// <summary>Shirts, trousers, socks, towels and sheets on a line, which hangs through under them.</summary>
internal static class Washing
{
    private static readonly Lazy<Mesh>[] _sheets =
        [.. Enumerable.Range(0, 4).Select(i => new Lazy<Mesh>(() => Sheet(i)))];

    /// <summary>Pegged at the shoulders.</summary>
    private static readonly Lazy<Mesh>[] _shirts =
        [.. Enumerable.Range(0, 3).Select(i => new Lazy<Mesh>(() => Shirt(i)))];

    private static readonly Lazy<Mesh>[] _trousers =
        [.. Enumerable.Range(0, 3).Select(i => new Lazy<Mesh>(() => Trousers(i)))];

    private static readonly Lazy<Mesh> _sock =
        new(() => new Clay().Bone((0, 0, 0.03), (0.005, 0, -0.2), 0.05, 0.042, 0.01, (0, 1, 0), 0.35)
        .Bone((0.005, 0, -0.2), (0.09, 0, -0.25), 0.042, 0.038, 0.03, (0, 1, 0), 0.4).Cut((0, 0, 0.01), (0, 0, 1))
            .Build(0.018));

    /// <summary>Along x about the place's origin, which is the height of the line's ends.</summary>
    public static void Hang(LocalFrame at, double length, SeededRandom random)
    {
        var sag = length * random.Between(0.015, 0.035);
        double Height(double x) => -sag * (1 - (4 * x * x / (length * length)));
        var line = new Vector[13];
        for (var i = 0; i < line.Length; i++)
        {
            var x = length * ((i / 12.0) - 0.5);
            line[i] = (x, 0, Height(x));
        }
        at.Mesh(Tube.Along(line, 0.005, 5), Vector.Zero, new Plain(Color.Gray(0.45), 0.1, 0.5));
        var (wind, wood) = (random.Normal(0, 5), new Plain(Color.Srgb(190, 150, 105)));
        // Long lines are seldom full.
        var (first, last) = ((-length / 2) + (length > 5 ? random.Between(0.1, 0.35) * length : 0.4),
            (length / 2) - (length > 5 ? random.Between(0.1, 0.4) * length : 0.5));
        for (var x = first; x < last;)
        {
            var room = Math.Min((length / 2) - 0.25 - x, 1.7);
            x += One(at.Part("washing"), x, Height, room, wind, wood, random) + random.LogBetween(0.03, 0.4);
            if (random.Chance(0.2)) x += random.Between(0.3, 1.2);
        }
    }

    /// <returns>metres of line it takes</returns>
    private static double One(LocalFrame at, double x, Func<double, double> height, double most, double wind,
        Material peg, SeededRandom random)
    {
        var (kind, cloth) = (random.Unit(), Fabric.DrawClothes(random));
        var (width, mesh, tall) = kind switch
        {
            < 0.3 => (random.Between(0.45, 0.58), random.Pick(_shirts).Value, random.Between(0.9, 1.2)),
            < 0.48 => (random.Between(0.38, 0.46), random.Pick(_trousers).Value, random.Between(0.75, 1.05)),
            < 0.6 => (0.11, _sock.Value, 1),
            < 0.85 => (random.Between(0.4, 0.7), random.Pick(_sheets).Value, random.Between(0.5, 0.9)),
            _ => (random.Between(1.1, 1.6), random.Pick(_sheets).Value, random.Between(1.0, 1.45)),
        };
        width = Math.Min(width, most);
        if (kind >= 0.6)
            cloth = random.Chance(0.5) ? new(Color.Gray(random.Between(0.6, 0.8)), Color.Gray(0.7), translucency: 0.25)
                : Fabric.DrawCurtain(random);
        var count = kind is >= 0.48 and < 0.6 ? random.Integer(2, 4) : 1;
        for (var i = 0; i < count; i++)
        {
            var (middle, half) = (x + (i * 0.16) + (width / 2), 0.46 * width);
            var slope = (height(middle + half) - height(middle - half)) / (2 * half);
            var here = at.At(middle, 0, height(middle)).Leaning(-PortableMath.Atan2(slope, 1) * 180 / Math.PI)
                .Tilted(random.Normal(wind, 2));
            var across = kind < 0.48 ? width / 0.5 : kind < 0.6 ? 1 : width;
            here.Scaled(across * random.Sign(), kind < 0.6 ? 1 : random.Between(0.7, 1.3), tall)
                .Mesh(mesh, Vector.Zero, cloth);
            foreach (var side in (int[])[-1, 1])
            {
                if (kind is < 0.48 or >= 0.6 || side > 0)
                    at.Box((middle + (kind is >= 0.48 and < 0.6 ? 0 : side * half), 0,
                    height(middle + (side * half)) + 0.01), (0.014, 0.024, 0.075), peg);
            }
        }
        return (count * width) + ((count - 1) * 0.05) + (kind < 0.3 ? 0.15 : 0);
    }

    /// <summary>−½..½ along x, hanging 1 down; it sags between its pegs and folds run down from them.</summary>
    private static Mesh Sheet(int seed)
    {
        const int Across = 28, Down = 14;
        var builder = new MeshBuilder();
        builder.Sheet(Across, Down, (column, row) =>
        {
            var (x, low) = (((double)column / Across) - 0.5, 1 - ((double)row / Down));
            var pegs = seed < 2 ? 1 : 2;
            var swing = PortableMath.Sin(Math.PI * pegs * (x + 0.5));
            var sag = 0.035 * swing * swing * (1 - (0.6 * low));
            var folds = PortableMath.Sin((2 * Math.PI * (4 + seed) * x)
                + (2.5 * LatticeNoise.At(2 * x, 1.5 * low, 1, seed)));
            var depth = (0.008 + (0.05 * low)) * (0.6 + (0.5 * LatticeNoise.At(3 * x, low, 2, seed))) * folds;
            var billow = (0.06 * low * LatticeNoise.At(1.4 * x, 1.2 * low, 3, seed)) + (0.02 * swing * low);
            var narrow = 1 - (0.06 * low) + (0.03 * LatticeNoise.At(0, 3 * low, x < 0 ? 4 : 5, seed));
            return (x * narrow, depth + billow, -low - sag - (0.02 * low * LatticeNoise.At(3 * x, 0, 6, seed)));
        });
        return builder.Build(89);
    }

    private static Mesh Shirt(int seed)
    {
        var clay = new Clay().Bone((-0.09, 0, 0.05), (-0.085, 0, -0.8), 0.16, 0.165, 0.05, (0, 1, 0), 0.18)
            .Bone((0.09, 0, 0.05), (0.085, 0, -0.8), 0.16, 0.165, 0.05, (0, 1, 0), 0.18).Cut((0, 0, -0.64), (0, 0, -1));
        foreach (var side in (int[])[-1, 1])
        {
            var root = new Vector(0.2 * side, 0, -0.07);
            if (seed == 0) clay.Bone(root, (0.34 * side, 0.01, -0.23), 0.09, 0.085, 0.02, (0, 1, 0), 0.3);
            else clay.Bone(root, (0.3 * side, 0.02, -0.3), 0.085, 0.07, 0.02, (0, 1, 0), 0.3)
                .Bone((0.3 * side, 0.02, -0.3), (0.31 * side, -0.01, -0.56), 0.07, 0.05, 0.02, (0, 1, 0), 0.35);
        }
        return clay.Hollow((0, -0.02, 0.03), (0, -0.02, 0.03), 0.1, 0.1, 0.01).Cut((0, 0, 0), (0, 0, 1))
            .Relief(p => Creased(p, seed)).Build(0.022);
    }

    private static Mesh Trousers(int seed)
    {
        var clay = new Clay().Bone((-0.09, 0, 0.02), (0.09, 0, 0.02), 0.15, 0.15, 0.02, (0, 1, 0), 0.22);
        foreach (var side in (int[])[-1, 1])
            clay.Bone((0.115 * side, 0, -0.05), ((0.11 + (0.03 * seed)) * side, 0.02 * side, -1.06), 0.115, 0.085, 0.03,
                (0, 1, 0), 0.28);
        return clay.Cut((0, 0, 0), (0, 0, 1)).Cut((0, 0, -1.03), (0, 0, -1)).Relief(p => Creased(p, seed + 5))
            .Build(0.024);
    }

    private static double Creased(Vector p, int seed) =>
        0.012 * LatticeNoise.At((16 * p.X) + (4 * p.Z), 5 * p.Y, 5 * p.Z, seed) * Math.Clamp(0.3 - (1.2 * p.Z), 0.3, 1);
}
