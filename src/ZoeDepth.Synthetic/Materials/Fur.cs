using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>How fur is coloured.</summary>
internal enum FurPattern
{
    /// <summary>One colour, paler below.</summary>
    Plain,

    /// <summary>Large patches.</summary>
    Patches,

    /// <summary>Stripes across the body.</summary>
    Tabby,
}

/// <summary>Fur of dogs and cats whose body lies along local y.</summary>
/// <param name="color">albedo</param>
/// <param name="other">albedo of patches, stripes and the belly</param>
/// <param name="pattern">how they lie</param>
/// <param name="size">of patches and stripes, metres</param>
internal sealed class Fur(Color color, Color other, FurPattern pattern, double size) : Material
{
    public override Color Mean => color;

    /// <summary>Black, brown, sand, white, some patched.</summary>
    public static Fur DrawDog(SeededRandom random)
    {
        var color = Ground(random);
        return random.Chance(0.35)
            ? new(color, Color.Gray(random.Between(0.55, 0.75)), FurPattern.Patches, random.Between(0.2, 0.35))
            : new(color, color.Mixed(new Color(0.6, 0.5, 0.38), random.Between(0.1, 0.5)), FurPattern.Plain, 0.3);
    }

    /// <summary>Grey, ginger, black, often striped.</summary>
    public static Fur DrawCat(SeededRandom random)
    {
        var color = random.Chance(0.3)
            ? Color.Hsv(random.Between(22, 32), 0.6, random.Between(0.55, 0.75)) : Ground(random);
        return random.Pick(FurPattern.Plain, FurPattern.Patches, FurPattern.Tabby, FurPattern.Tabby) switch
        {
            FurPattern.Tabby =>
                new(color.Mixed(Color.Gray(0.4), 0.2), color * random.Between(0.4, 0.6), FurPattern.Tabby,
                random.Between(0.025, 0.038)),
            FurPattern.Patches =>
            new(color, Color.Gray(random.Between(0.6, 0.75)), FurPattern.Patches, random.Between(0.09, 0.16)),
            _ => new(color, color.Mixed(Color.Gray(0.5), 0.2), FurPattern.Plain, 0.2),
        };
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var (local, salt) = (at.Local, Pattern.Salt(at, 317));
        var spread = NoiseFractal.Space(local, size, 2, at.Footprint, salt);
        var share = pattern switch
        {
            FurPattern.Plain =>
                LaneMath.Smooth(LaneMath.All(0.3f), LaneMath.All(-0.9f), at.LocalNormal.Z) * LaneMath.All(0.8f),
            FurPattern.Patches => LaneMath.Smooth(LaneMath.All(-0.05f), LaneMath.All(0.05f),
                spread - LaneMath.All(0.1f) - (at.LocalNormal.Z * LaneMath.All(0.28f))),
            _ => LaneMath.Smooth(LaneMath.All(-0.3f), LaneMath.All(0.9f),
                LaneMath.SinTurns((local.Y * LaneMath.All(1 / size)) + (local.Z * LaneMath.All(0.3 / size))
                    + (spread * LaneMath.All(0.45f))))
                    * Noise.Kept(at.Footprint, size),
        };
        var hairs = Noise.Value(new Vectors(local.X * LaneMath.All(220f), local.Y * LaneMath.All(60f),
            local.Z * LaneMath.All(90f)), salt + 1)
            * Noise.Kept(at.Footprint, 0.008);
        surface.Albedo = Vectors.Mix(Vectors.All(color), Vectors.All(other), share)
            * (Floats.One + (hairs * LaneMath.All(0.45f)) + (spread * LaneMath.All(0.12f)));
        surface.LocalNormal += new Vectors(hairs * LaneMath.All(0.35f), hairs * LaneMath.All(0.2f),
            hairs * LaneMath.All(-0.35f));
        surface.Gloss = LaneMath.All(0.05f);
        surface.Roughness = LaneMath.All(0.55f);
    }

    private static Color Ground(SeededRandom random) => random.Unit() switch
    {
        < 0.25 => Color.Gray(random.Between(0.012, 0.03)),
        < 0.55 => Color.Hsv(random.Between(18, 28), random.Between(0.4, 0.6), random.Between(0.2, 0.45)),
        < 0.8 => Color.Hsv(random.Between(28, 38), random.Between(0.3, 0.5), random.Between(0.6, 0.8)),
        _ => Color.Gray(random.Between(0.25, 0.65)),
    };
}
