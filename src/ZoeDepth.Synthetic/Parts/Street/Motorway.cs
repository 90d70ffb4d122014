using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Buildings;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Street;

/// <summary>What stands beside and over great roads; long things run along y from the origin.</summary>
internal static class Motorway
{
    private static readonly Material _zinc = new Plain(Color.Gray(0.42), 0.5, 0.4);

    /// <summary>Four metres of a W-shaped rail with its post.</summary>
    private static readonly Lazy<Mesh> _rail = new(() =>
    {
        var builder = new MeshBuilder();
        var outline = new (double X, double Z)[]
        {
            (0.04, 0.45), (-0.04, 0.49), (-0.04, 0.54), (0.02, 0.6), (-0.04, 0.66), (-0.04, 0.71), (0.04, 0.75),
        };
        builder.Sheet(outline.Length - 1, 1, (column, row) => (outline[column].X, 4 * row, outline[column].Z));
        Block.Add(builder, (0.1, 2, 0.36), (0.1, 0.12, 0.72));
        return builder.Build(30);
    });

    private static readonly Lazy<Mesh> _concrete = new(() => Prism.Extruded(
        [(-0.3, 0), (0.3, 0), (0.22, 0.2), (0.1, 0.4), (0.08, 0.9), (-0.08, 0.9), (-0.1, 0.4), (-0.22, 0.2)]));

    /// <summary>A rail that faces −x, to keep cars on the road.</summary>
    public static void GuardRail(LocalFrame at, double length)
    {
        at = at.Part("guard rail");
        for (var y = 0.0; y < length; y += 4) at.Mesh(_rail.Value, (0, y, 0), _zinc);
    }

    /// <summary>A wall of concrete between carriageways.</summary>
    public static void ConcreteBarrier(LocalFrame at, double length, SeededRandom random) =>
        at.Part("barrier").At(0, length / 2).Scaled(1, length, 1)
            .Mesh(_concrete.Value, Vector.Zero, Concrete.Draw(random));

    /// <summary>Panels between steel posts against noise.</summary>
    public static void NoiseBarrier(LocalFrame at, double length, double height, SeededRandom random)
    {
        at = at.Part("noise barrier");
        Material panel = random.Integer(0, 3) switch
        {
            0 => Planks.Draw(random),
            1 => Concrete.Draw(random),
            2 => new Metal(random.Chance(0.5) ? Color.Srgb(80, 120, 90) : Color.Gray(0.4), 0.2, 0, 0, 0.15),
            _ => new Plain(new(0.12, 0.2, 0.18), 0.4, 0.1, 0.05),
        };
        at.Box((0, length / 2, height / 2), (0.14, length, height), panel);
        for (var y = 0.0; y <= length; y += 4) at.Box((0, y, (height / 2) + 0.05), (0.22, 0.2, height + 0.1), _zinc);
    }

    /// <summary>A bridge across the road, about x = 0, its middle at y = 0.</summary>
    /// <param name="at">the road below</param>
    /// <param name="reach">half its free length</param>
    /// <param name="middle">whether a pier stands in the middle</param>
    /// <param name="random">all else</param>
    public static void Overpass(LocalFrame at, double reach, bool middle, SeededRandom random)
    {
        at = at.Part("bridge");
        var (concrete, wide) = (Concrete.Draw(random), random.Between(6, 14));
        at.Box((0, 0, 5.6), (2 * reach + 30, wide, 1), concrete);
        foreach (var y in (ReadOnlySpan<double>)[-wide / 2, wide / 2])
        {
            at.Box((0, y, 6.2), ((2 * reach) + 30, 0.3, 0.7), concrete);
            at.Bar((-reach - 15, y, 7.1), (reach + 15, y, 7.1), 0.04, _zinc);
            for (var x = -reach - 15; x < reach + 15; x += 2) at.Bar((x, y, 6.5), (x, y, 7.1), 0.03, _zinc);
        }
        if (middle)
            foreach (var y in (ReadOnlySpan<double>)[-0.3, 0.3])
            at.Bar((0, y * wide, 0), (0, y * wide, 5.2), 0.5, concrete);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            at.Box((side * (reach + 1), 0, 2.6), (1.2, wide - 0.4, 5.2), concrete);
            at.At(side * (reach + 9), 0).Turned(side > 0 ? 0 : 180)
                .Fitted(Prism.Wedge, (0, 0, 2.7), (15, wide + 8, 5.6), Grass.Draw(random));
        }
    }

    /// <summary>
    /// Signs over the road on a frame that spans from <paramref name="left"/> to <paramref name="right"/>.
    /// </summary>
    public static void Gantry(LocalFrame at, double left, double right, Color board, SeededRandom random)
    {
        at = at.Part("gantry");
        foreach (var x in (ReadOnlySpan<double>)[left, right]) at.Bar((x, 0, 0), (x, 0, 7), 0.2, _zinc);
        foreach (var (y, z) in (ReadOnlySpan<(double, double)>)[(0, 6), (0, 7), (0.5, 6.5)])
            at.Bar((left, y, z), (right, y, z), 0.08, _zinc);
        var count = random.Integer(1, 3);
        for (var i = 0; i < count; i++)
        {
            var width = (right - left) / count * random.Between(0.6, 0.85);
            Board(at.At(left + ((i + 0.5) * (right - left) / count), -0.25, 5.6), Math.Min(width, 6),
                random.Between(1.8, 3), board, random);
        }
    }

    /// <summary>A board on two posts beside the road.</summary>
    public static void RoadsideBoard(LocalFrame at, Color board, SeededRandom random)
    {
        at = at.Part("sign");
        var (width, height) = (random.Between(1.6, 3.6), random.Between(1.2, 2.6));
        foreach (var x in (ReadOnlySpan<double>)[-0.35, 0.35])
            at.Bar((x * width, 0.1, 0), (x * width, 0.1, 1.4 + height), 0.06, _zinc);
        Board(at.At(0, 0, 1.5), width, height, board, random);
    }

    /// <summary>A white post with a reflector.</summary>
    public static void Delineator(LocalFrame at)
    {
        at = at.Part("delineator");
        at.Box((0, 0, 0.5), (0.12, 0.1, 1), new Plain(Color.Gray(0.75)));
        at.Box((0, 0, 0.78), (0.125, 0.105, 0.16), new Plain(Color.Gray(0.03)));
    }

    private static void Board(LocalFrame at, double width, double height, Color color, SeededRandom random)
    {
        var white = new Plain(Color.Gray(0.75), 0.1, 0.3);
        at.Box((0, 0, height / 2), (width, 0.08, height), white);
        at.Box((0, -0.02, height / 2), (width - 0.12, 0.08, height - 0.12), new Plain(color, 0.1, 0.3));
        var lines = Math.Max(1, (int)(height / 0.75));
        for (var i = 0; i < lines; i++)
        {
            var word = Lettering.Direction(random);
            var size = Math.Min(0.38, width * 0.8 / word.Bounds.Size.X);
            at.Mesh(word, (0, -0.07, ((i + 0.5) / lines * height) - (size / 2)), white, size);
        }
    }
}
