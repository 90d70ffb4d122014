using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>Grains of different minerals, cut and polished: granite worktops, terrazzo floors.</summary>
/// <param name="first">albedo of some grains</param>
/// <param name="second">albedo of others</param>
/// <param name="grain">size, metres: 0.004 granite .. 0.02 terrazzo</param>
/// <param name="gloss">0.1 honed .. 0.4 polished</param>
internal sealed class Granite(Color first, Color second, double grain = 0.006, double gloss = 0.3) : Material
{
    public override Color Mean => first.Mixed(second, 0.5);

    /// <summary>Black, grey, brown, pink; or pale terrazzo.</summary>
    public static Granite Draw(SeededRandom random)
    {
        var (pale, dark) = Palette.Stone(random);
        if (random.Chance(0.4)) (pale, dark) = (dark * 0.5, dark * 0.1);
        return new(pale, dark, random.LogBetween(0.003, 0.015), random.Pick(0.1, 0.25, 0.4));
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var salt = Pattern.Salt(at, 281);
        surface.Gloss = LaneMath.All(gloss);
        surface.Roughness = LaneMath.All(0.12f);
        var share = LaneMath.All(0.5f)
            + (NoiseFractal.Plane(face.U, face.V, 0.3, 2, at.Footprint, salt) * LaneMath.All(0.15f));
        var kept = Noise.Kept(at.Footprint, 2 * grain);
        if (!Vector512.EqualsAll(kept, Floats.Zero))
        {
            var scale = LaneMath.All(1 / grain);
            var cells = new NoiseCells(face.U * scale, face.V * scale, 0.9f, salt + 2);
            share += (Noise.Again(cells.Bits, 1) - LaneMath.All(0.5f)) * kept * LaneMath.All(0.9f);
        }
        surface.Albedo = Vectors.Mix(Vectors.All(first), Vectors.All(second), LaneMath.Saturate(share));
    }
}
