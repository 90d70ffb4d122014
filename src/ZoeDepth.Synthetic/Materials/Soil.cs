using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>Loose ground: earth, sand, forest floor.</summary>
/// <param name="pale">albedo of dry crumbs</param>
/// <param name="dark">albedo of damp hollows</param>
/// <param name="crumb">size of the crumbs, metres: 0.004 sand .. 0.05 field</param>
/// <param name="relief">slope of the crumbs: 0.2 sand .. 0.8 ploughed</param>
internal sealed class Soil(Color pale, Color dark, double crumb = 0.02, double relief = 0.5) : Material
{
    public override Color Mean => pale.Mixed(dark, 0.5);

    /// <summary>Earth, sand or a path.</summary>
    public static Soil Draw(SeededRandom random)
    {
        var (pale, dark) = Palette.Earth(random);
        return new(pale, dark, random.LogBetween(0.005, 0.04), random.Between(0.25, 0.7));
    }

    /// <summary>What feet and wheels have bared: brown to grey, never red.</summary>
    public static Soil DrawTrack(SeededRandom random)
    {
        var pale = Color.Hsv(random.Between(28, 42), random.Between(0.2, 0.38), random.Between(0.38, 0.56));
        return new(pale, pale * random.Between(0.4, 0.6), random.LogBetween(0.006, 0.02), random.Between(0.4, 0.7));
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var salt = Pattern.Salt(at, 111);
        var damp = NoiseFractal.Plane(face.U, face.V, 2.3, 3, at.Footprint, salt);
        var crumbs = NoiseFractal.Plane(face.U, face.V, crumb * 2.5, 3, at.Footprint, salt + 3);
        var share = LaneMath.Saturate(LaneMath.All(0.5f) + (damp * LaneMath.All(0.5f))
            + (crumbs * LaneMath.All(0.55f)));
        surface.Albedo = Vectors.Mix(Vectors.All(pale), Vectors.All(dark), share);
        var kept = Noise.Kept(at.Footprint, crumb) * LaneMath.All(relief);
        if (!Vector512.EqualsAll(kept, Floats.Zero))
        {
            var scale = LaneMath.All(0.7 / crumb);
            var (slopeU, slopeV) = Noise.Pair(face.U * scale, face.V * scale, salt + 7);
            surface.LocalNormal = face.Tilted(surface.LocalNormal, slopeU * kept, slopeV * kept);
        }
        surface.Roughness = LaneMath.All(0.95f);
    }
}
