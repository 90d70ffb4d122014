using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>Irregular stones side by side: gravel, cobbles, crazy paving, walls of field stone.</summary>
internal sealed class Stones : Material
{
    private readonly Color _first;
    private readonly Color _second;
    private readonly Color _joint;
    private readonly double _length;
    private readonly double _height;
    private readonly double _gap;
    private readonly float _jitter;
    private readonly double _relief;
    private readonly Color _mean = Color.Gray(0.3);

    /// <param name="first">albedo of some stones</param>
    /// <param name="second">albedo of others</param>
    /// <param name="joint">albedo between them</param>
    /// <param name="length">of a stone along u, metres</param>
    /// <param name="height">of a stone along v, metres</param>
    /// <param name="gap">between stones, as a part of their size</param>
    /// <param name="jitter">0 set in rows .. 0.9 strewn</param>
    /// <param name="relief">steepness of the rims: 0.3 worn slabs .. 1 pebbles</param>
    public Stones(Color first, Color second, Color joint, double length, double height, double gap = 0.1,
        double jitter = 0.6, double relief = 0.8)
    {
        (_first, _second, _joint, _length, _height) = (first, second, joint, length, height);
        (_gap, _jitter, _relief) = (gap, (float)jitter, relief);
        _mean = Averages.Of(this, 25 * length, 25 * height);
    }

    public override Color Mean => _mean;

    /// <summary>Pebbles of a drive or a river.</summary>
    public static Stones DrawGravel(SeededRandom random)
    {
        var (pale, dark) = Palette.Stone(random);
        var size = random.LogBetween(0.015, 0.06);
        return new(pale, dark, dark * 0.4, size, size * random.Between(0.75, 1), 0.2, 0.85, 0.9);
    }

    /// <summary>A cobbled street.</summary>
    public static Stones DrawCobbles(SeededRandom random)
    {
        var (pale, dark) = Palette.Stone(random);
        var size = random.Between(0.08, 0.16);
        var joint = dark.Mixed(new(0.1, 0.085, 0.06), 0.6);
        return new(pale * 0.8, dark, joint, size, size * random.Between(0.7, 1), 0.16, random.Between(0.2, 0.45), 0.8);
    }

    /// <summary>A wall of field stones or rubble.</summary>
    public static Stones DrawWall(SeededRandom random)
    {
        var (pale, dark) = Palette.Stone(random);
        var length = random.Between(0.22, 0.42);
        var joint = random.Chance(0.6) ? pale.Mixed(Color.Gray(0.4), 0.6) : dark * 0.35;
        return new(pale, dark, joint, length, length * random.Between(0.45, 0.75), random.Between(0.07, 0.14),
            random.Between(0.55, 0.75), 0.7);
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var salt = Pattern.Salt(at, 121);
        var kept = Noise.Kept(at.Footprint, Math.Min(_length, _height) * 2);
        surface.Roughness = LaneMath.All(0.8f);
        surface.Albedo = Vectors.All(_mean);
        if (Vector512.EqualsAll(kept, Floats.Zero)) return;

        var (bendU, bendV) = Noise.Pair(face.U * LaneMath.All(2.2 / _length), face.V * LaneMath.All(2.2 / _height),
            salt + 1);
        var x = Vector512.FusedMultiplyAdd(bendU, LaneMath.All(0.1f), face.U * LaneMath.All(1 / _length));
        var y = Vector512.FusedMultiplyAdd(bendV, LaneMath.All(0.1f), face.V * LaneMath.All(1 / _height));
        var cells = new NoiseCells(x, y, _jitter, salt);
        // Twice the distance to the seam, nearly; blurred by what the sample covers.
        var toSeam = cells.Second - cells.Nearest;
        var blur = at.Footprint * LaneMath.All(1 / _length);
        var joint = Floats.One
            - LaneMath.Saturate((toSeam - LaneMath.All(0.6 * _gap) + blur) / (LaneMath.All(0.8 * _gap) + blur + blur));
        var stone = Vectors.Mix(Vectors.All(_first), Vectors.All(_second), Noise.Again(cells.Bits, 1));
        var rough = NoiseFractal.Plane(face.U, face.V, _length * 0.3, 2, at.Footprint, salt + 2);
        stone = stone * (Floats.One + ((Noise.Again(cells.Bits, 2) - LaneMath.All(0.5f)) * LaneMath.All(0.4f))
            + (rough * LaneMath.All(0.2f)));
        surface.Albedo = Vectors.Mix(Vectors.All(_mean), Vectors.Mix(stone, Vectors.All(_joint), joint), kept);
        var rim = LaneMath.Saturate(Floats.One - (toSeam * LaneMath.All(1.6f))) * (Floats.One - joint) * kept
            * LaneMath.All(2.2 * _relief);
        var bump = rough * kept * LaneMath.All(0.3f);
        surface.LocalNormal = face.Tilted(
            surface.LocalNormal, bump - (cells.OffsetX * rim), bump - (cells.OffsetY * rim));
    }
}
