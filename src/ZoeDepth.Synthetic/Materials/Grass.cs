using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>A lawn or meadow seen as a surface: blades, tufts, paler patches.</summary>
/// <param name="green">albedo of fresh grass</param>
/// <param name="dry">albedo of dry or trodden grass</param>
/// <param name="dryness">how much of it is dry, 0..1</param>
/// <param name="height">of the blades, metres: 0.03 lawn .. 0.3 meadow</param>
internal sealed class Grass(Color green, Color dry, double dryness = 0.2, double height = 0.04) : Material
{
    public override Color Mean => green.Mixed(dry, dryness) * 0.95;

    /// <summary>Of any season.</summary>
    public static Grass Draw(SeededRandom random)
    {
        var green = Palette.Lawn(random);
        return new(green, Palette.DryGrass(random), random.Between(0.05, 0.45), random.LogBetween(0.03, 0.15));
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var (u, v) = (face.U, face.V);
        var salt = Pattern.Salt(at, 61);
        var patches = NoiseFractal.Plane(u, v, 3.7, 3, at.Footprint, salt);
        var tufts = NoiseFractal.Plane(u, v, height * 2.4, 3, at.Footprint, salt + 4);
        // Blades lie this way here and that way there: the plane is bent before it is cut into streaks, finer ones upon
        // coarser ones.
        var blades = Floats.Zero;
        var coarse = Noise.Kept(at.Footprint, 0.11);
        if (!Vector512.EqualsAll(coarse, Floats.Zero))
        {
            var (x, y) = (u + (patches * LaneMath.All(0.4f)) + (tufts * LaneMath.All(0.05f)),
                v + (tufts * LaneMath.All(0.08f)));
            blades = Noise.Gradient(x * LaneMath.All(15f), y * LaneMath.All(5.3f), salt + 9) * coarse
                * LaneMath.All(0.6f);
            var middle = Noise.Kept(at.Footprint, 0.036);
            if (!Vector512.EqualsAll(middle, Floats.Zero))
                blades += Noise.Gradient((x + (y * LaneMath.All(0.35f))) * LaneMath.All(47f), y * LaneMath.All(11f),
                    salt + 10) * middle;
            var thin = Noise.Kept(at.Footprint, 0.012);
            if (!Vector512.EqualsAll(thin, Floats.Zero))
                blades += Noise.Gradient((x - (y * LaneMath.All(0.2f))) * LaneMath.All(140f), y * LaneMath.All(28f),
                    salt + 11) * thin;
        }
        var mixture = (patches * LaneMath.All(0.3f)) + (tufts * LaneMath.All(0.2f)) + (blades * LaneMath.All(0.35f));
        var share = LaneMath.Saturate(LaneMath.All(dryness) + (mixture * LaneMath.All(Math.Min(1, 4 * dryness))));
        // Between tufts it is dark.
        var light = LaneMath.All(0.97f) + (tufts * LaneMath.All(0.35f)) + (patches * LaneMath.All(0.1f))
            + (blades * LaneMath.All(0.62f));
        surface.Albedo = Vectors.Mix(Vectors.All(green), Vectors.All(dry), share)
            * Vector512.Max(light, LaneMath.All(0.12f));
        var kept = Noise.Kept(at.Footprint, 0.06) * LaneMath.All(0.45f);
        surface.LocalNormal = face.Tilted(surface.LocalNormal, blades * kept, tufts * kept);
        surface.Translucency = LaneMath.All(0.15f);
        surface.Roughness = LaneMath.All(0.7f);
    }
}
