using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Parts.Terrain;

/// <summary>Farm land as a hillside shows it: strips of pasture, corn, earth, each with its rows, dark hedges between,
/// woods here and there.</summary>
internal sealed class FieldPattern : Material
{
    private readonly Vectors[] _crops;
    private readonly Vectors _hedge;
    private readonly Vectors _wood;
    private readonly Color _mean;
    private readonly double _size;
    private readonly double _woods;

    /// <param name="random">which crops</param>
    /// <param name="size">of a field, metres</param>
    /// <param name="woods">share of the land, 0..0.6</param>
    public FieldPattern(SeededRandom random, double size, double woods)
    {
        var green = Palette.Lawn(random);
        Color[] crops = [green, green * 0.7, green.Mixed(Palette.DryGrass(random), 0.5), Palette.DryGrass(random) * 0.9,
            Palette.Earth(random).Pale * 0.7, green * 1.2];
        (_size, _woods, _mean) = (size, woods, green);
        _crops = [.. crops.Select(Vectors.All)];
        (_hedge, _wood) = (Vectors.All(green * 0.35), Vectors.All(green.Mixed(new(0.03, 0.06, 0.02), 0.6) * 0.7));
    }

    public override Color Mean => _mean;

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var scale = LaneMath.All(1 / _size);
        var bend = Noise.Value(at.World.X * LaneMath.All(0.3 / _size), at.World.Y * LaneMath.All(0.3 / _size), 401)
            * LaneMath.All(0.35f);
        var u = ((at.World.X * LaneMath.All(0.92f)) + (at.World.Y * LaneMath.All(0.39f))) * scale + bend;
        var v = ((at.World.Y * LaneMath.All(0.92f)) - (at.World.X * LaneMath.All(0.39f))) * scale * LaneMath.All(0.55f)
            + bend;
        var row = Vector512.Floor(v);
        u += Noise.Cell(row, Floats.Zero, 402) * LaneMath.All(7f);
        var column = Vector512.Floor(u);
        var bits = Noise.CellBits(column, row, 403);
        var choice = Noise.Again(bits, 1) * LaneMath.All((float)_crops.Length);
        var color = _crops[0];
        for (var i = 1; i < _crops.Length; i++)
            color = Vectors.Select(Vector512.GreaterThan(choice, LaneMath.All((float)i)), _crops[i], color);
        var across = Vector512.ConditionalSelect(Vector512.GreaterThan(Noise.Again(bits, 2), LaneMath.All(0.5f)),
            at.World.X, at.World.Y);
        var rows = LaneMath.SinTurns(across * LaneMath.All(1 / 2.4f)) * Noise.Kept(at.Footprint, 2.4)
            * LaneMath.All(0.16f);
        var mottle = NoiseFractal.Plane(at.World.X, at.World.Y, 17, 7, at.Footprint, 405);
        color *= Floats.One + rows + (mottle * LaneMath.All(0.2f));
        var (inU, inV) = (u - column - LaneMath.All(0.5f), v - row - LaneMath.All(0.5f));
        var edge = LaneMath.All(0.5f) - Vector512.Max(Vector512.Abs(inU), Vector512.Abs(inV));
        var soft = (at.Footprint * scale) + LaneMath.All(0.006f);
        color = Vectors.Mix(_hedge, color, LaneMath.Saturate(edge / soft * LaneMath.All(0.5f)));
        if (_woods > 0)
        {
            var wood = NoiseFractal.Plane(at.World.X, at.World.Y, 3.1 * _size, 3, at.Footprint, 407);
            var share = LaneMath.Smooth(LaneMath.All(0.42 - _woods), LaneMath.All(0.44 - _woods), wood);
            var crowns = NoiseFractal.Plane(at.World.X, at.World.Y, 9, 2, at.Footprint, 411);
            color = Vectors.Mix(color, _wood * (Floats.One + (crowns * LaneMath.All(0.8f))), share);
        }
        surface.Albedo = color;
        surface.Roughness = LaneMath.All(0.9f);
    }
}
