using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Buildings;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Terrain;

/// <summary>What stands on fields.</summary>
internal static class Farm
{
    private static readonly Lazy<Mesh> _body = new(() =>
    {
        // A body of length 1 along y, its head towards −y; legs to the ground.
        var builder = new MeshBuilder();
        var body = Loft.Through([Section.At(-0.5, 0.1, 0.12), Section.At(-0.4, 0.19, 0.21, 0.3),
            Section.At(0, 0.23, 0.26, 0.2),
            Section.At(0.35, 0.2, 0.23, 0.3), Section.At(0.48, 0.1, 0.14)]);
        builder.Add(body, new((1, 0, 0), (0, 0, 1), (0, -1, 0), (0, 0, 0.66)));
        builder.Add(Tube.Along([(0, -0.4, 0.74), (0, -0.58, 0.86), (0, -0.68, 0.88), (0, -0.85, 0.76)],
            [0.13, 0.1, 0.11, 0.06], 8, true));
        foreach (var (x, y) in ((double, double)[])[(-0.13, -0.36), (0.13, -0.36), (-0.13, 0.4), (0.13, 0.4)])
            builder.Add(Tube.Along([(x, y, 0.62), (x * 1.05, y, 0.3), (x, y, 0)], [0.085, 0.045, 0.04], 6));
        foreach (var x in (double[])[-1, 1])
            builder.Add(Tube.Along([(x * 0.08, -0.62, 0.93), (x * 0.18, -0.6, 0.95)], [0.04, 0.015], 5));
        builder.Add(Tube.Along([(0, 0.5, 0.76), (0, 0.55, 0.5), (0, 0.53, 0.3)], [0.02, 0.016, 0.02], 5));
        return builder.Build(70);
    });

    private static readonly Lazy<Mesh> _rails = Block.Made(builder =>
    {
        Block.Add(builder, (-1.25, 0, 0.55), (0.11, 0.11, 1.3));
        Block.Add(builder, (0, -0.03, 0.42), (2.5, 0.03, 0.1));
        Block.Add(builder, (0, -0.03, 0.76), (2.5, 0.03, 0.1));
        Block.Add(builder, (0, -0.03, 1.08), (2.5, 0.03, 0.1));
    });

    private static readonly Lazy<Mesh> _wires = Block.Made(builder =>
    {
        Block.Add(builder, (-1.25, 0, 0.5), (0.09, 0.09, 1.3));
        foreach (var z in (double[])[0.3, 0.6, 0.85, 1.05]) Block.Add(builder, (0, 0.05, z), (2.5, 0.012, 0.012));
    });

    /// <summary>A fence over the ground from point to point.</summary>
    public static void Fence(LocalFrame world, Land land, Func<double, (double X, double Y)> line, int panels,
        bool wires, SeededRandom random)
    {
        var tone = Palette.Wood(random).Autumn * random.Between(0.6, 1.1);
        var (material, part) = (new Wood(tone, tone * 0.6, 2), world.Part("fence"));
        for (var i = 0; i < panels; i++)
        {
            var ((x, y), (nextX, nextY)) = (line(i), line(i + 1));
            var (from, to) = (land.Point(x, y), land.Point(nextX, nextY));
            var along = (to - from) / 2.5;
            var map = new Affine(along, new Vector(-along.Y, along.X, 0).Unit(), Vector.Up, (from + to) / 2);
            new LocalFrame(part.Scene, map, part.Scene.Part("fence"))
                .Mesh((wires ? _wires : _rails).Value, Vector.Zero, material);
        }
    }

    /// <summary>A round bale, lying.</summary>
    public static void Bale(LocalFrame at, SeededRandom random)
    {
        at = at.Part("bale").Turned(random.Between(0, 360));
        var (straw, radius) = (Palette.DryGrass(random), random.Between(0.6, 0.8));
        var side = new Soil(straw * 1.1, straw * 0.6, 0.02, 0.7);
        if (random.Chance(0.2))
            at.Bar((-0.62, 0, radius * 0.96), (0.62, 0, radius * 0.96), radius,
                new Plain(random.Chance(0.5) ? Color.Gray(0.75) : Color.Srgb(90, 140, 90), 0.2, 0.4));
        else at.Bar((-0.62, 0, radius * 0.96), (0.62, 0, radius * 0.96), radius, side);
    }

    /// <summary>A cow, or a sheep.</summary>
    public static void Livestock(LocalFrame at, bool sheep, SeededRandom random)
    {
        at = at.Part(sheep ? "sheep" : "cow").Turned(random.Between(0, 360));
        if (sheep)
        {
            var (wool, face) = (new Soil(new(0.6, 0.56, 0.47), new(0.36, 0.33, 0.28), 0.03, 0.6),
                new Plain(Color.Gray(random.Chance(0.5) ? 0.04 : 0.45)));
            at.Scaled(0.95, 0.95, 0.8).Mesh(_body.Value, Vector.Zero, face);
            at.Ball((0, 0.02, 0.58), (0.62, 1.12, 0.6), wool);
            return;
        }
        var color = random.Integer(0, 2) switch
            { 0 => Color.Gray(0.6), 1 => new Color(0.2, 0.08, 0.035), _ => new Color(0.32, 0.2, 0.1) };
        Material hide = random.Chance(0.5)
            ? new Covered(new Plain(color), new Plain(Color.Gray(0.02)),
                Cover.Patches(0.45, 0.9, random.Integer(0, 999)))
            : new Plain(color);
        at.Scaled(random.Between(1.5, 1.75)).Mesh(_body.Value, Vector.Zero, hide);
    }
}
