using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>Metal: bare and brushed, or painted; rust eats it in patches.</summary>
internal sealed class Metal : Material
{
    private static readonly Color Rust = Color.Srgb(112, 70, 48);
    private static readonly Color OldRust = Color.Srgb(66, 46, 38);

    private readonly Color _color;
    private readonly double _gloss;
    private readonly double _brush;
    private readonly double _rust;
    private readonly double _wave;
    private readonly Color _mean = Color.Gray(0.3);

    /// <param name="color">albedo</param>
    /// <param name="gloss">0.1 dull paint .. 0.8 bare steel</param>
    /// <param name="brush">0 smooth .. 1 strongly brushed along u</param>
    /// <param name="rust">0 none .. 1 all over</param>
    /// <param name="wave">distance of the corrugations, which run up along v, metres; 0 for a flat sheet</param>
    public Metal(Color color, double gloss = 0.4, double brush = 0, double rust = 0, double wave = 0)
    {
        (_color, _gloss, _brush, _rust, _wave) = (color, gloss, brush, rust, wave);
        _mean = rust > 0 ? Averages.Of(this, 20, 20) : color;
    }

    public override Color Mean => _mean;

    /// <summary>Stainless steel, aluminium, brass.</summary>
    public static Metal DrawBare(SeededRandom random)
    {
        var color = random.Pick(Color.Gray(0.5), Color.Gray(0.38), new(0.5, 0.49, 0.46), new(0.55, 0.4, 0.18),
            Color.Gray(0.2));
        return new(color, random.Between(0.4, 0.8), random.Unit());
    }

    /// <summary>Railings, radiators, doors, containers: painted, sometimes rusty.</summary>
    public static Metal DrawPainted(SeededRandom random) =>
        new(Palette.Paint(random), random.Between(0.05, 0.3), 0, random.Chance(0.3) ? random.Between(0.1, 0.6) : 0);

    /// <summary>Corrugated sheet of sheds, containers and fences.</summary>
    public static Metal DrawCorrugated(SeededRandom random)
    {
        var color = random.Chance(0.5) ? Color.Gray(random.Between(0.25, 0.5)) : Palette.Paint(random);
        return new(color, 0.25, 0, random.Chance(0.6) ? random.Between(0.1, 0.6) : 0,
            random.Pick(0.076, 0.12, 0.2, 0.3));
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var salt = Pattern.Salt(at, 221);
        var (slopeU, slopeV) = (Floats.Zero, Floats.Zero);
        var light = Floats.One;
        surface.Gloss = LaneMath.All(_gloss);
        surface.Roughness = LaneMath.All(0.3f);
        if (_brush > 0)
        {
            var kept = Noise.Kept(at.Footprint, 0.004);
            if (!Vector512.EqualsAll(kept, Floats.Zero))
            {
                var streak = Noise.Value(face.U * LaneMath.All(9f), face.V * LaneMath.All(500f), salt) * kept
                    * LaneMath.All(_brush);
                light += streak * LaneMath.All(0.15f);
                slopeV = streak * LaneMath.All(0.1f);
            }
        }
        surface.Albedo = Vectors.All(_color) * light;
        if (_rust > 0)
        {
            var patches = NoiseFractal.Plane(face.U, face.V, 0.8, 5, at.Footprint, salt + 1);
            var streaks = Noise.Gradient(face.U * LaneMath.All(14f), face.V * LaneMath.All(1.3f), salt + 7)
                * Noise.Kept(at.Footprint, 0.07);
            var share = LaneMath.Saturate(
                (patches + (streaks * LaneMath.All(0.35f)) + LaneMath.All((1.3 * _rust) - 0.75)) * LaneMath.All(3f));
            var rust = Vectors.Mix(Vectors.All(Rust), Vectors.All(OldRust),
                LaneMath.Saturate(LaneMath.All(0.5f) + (streaks * LaneMath.All(0.8f))));
            surface.Albedo = Vectors.Mix(Vectors.All(_mean), Vectors.Mix(surface.Albedo, rust, share),
                Noise.Kept(at.Footprint, 0.8));
            surface.Gloss *= Floats.One - share;
            surface.Roughness = LaneMath.Mix(surface.Roughness, LaneMath.All(0.9f), share);
        }
        if (_wave > 0)
            slopeU += LaneMath.SinTurns(face.U * LaneMath.All(1 / _wave)) * LaneMath.All(0.8f)
            * Noise.Kept(at.Footprint, _wave);
        surface.LocalNormal = face.Tilted(surface.LocalNormal, slopeU, slopeV);
    }
}
