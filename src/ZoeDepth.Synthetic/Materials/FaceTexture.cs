using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>
/// A face on a head whose origin is in the neck at the chin's height and that looks to −y: skin, eyes, brows, lips, the
/// shadow of a beard.
/// </summary>
/// <param name="skin">albedo</param>
/// <param name="hair">albedo of brows and stubble</param>
/// <param name="iris">albedo</param>
/// <param name="stubble">0 none .. 1</param>
/// <param name="lips">redness, 0.5 .. 1.5</param>
/// <param name="size">the head's scale along its axes: what is painted follows it</param>
internal sealed class FaceTexture(Color skin, Color hair, Color iris, double stubble, double lips, Vector size)
    : Material
{
    public override Color Mean => skin;

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var local = at.Local;
        var across = Vector512.Abs(local.X) * LaneMath.All(1 / Math.Abs(size.X));
        var (ahead, up) = (local.Y * LaneMath.All(-1 / size.Y), local.Z * LaneMath.All(1 / size.Z));
        var footprint = at.Footprint * LaneMath.All(1 / size.Z);
        var blotches = NoiseFractal.Space(local, 0.06, 2, at.Footprint, Pattern.Salt(at, 301));
        var color = Vectors.All(skin) * (Floats.One + (blotches * LaneMath.All(0.05f)));
        surface.Gloss = LaneMath.All(0.05f);
        surface.Roughness = LaneMath.All(0.45f);
        surface.Translucency = LaneMath.All(0.03f);

        var front = LaneMath.Smooth(LaneMath.All(0.05f), LaneMath.All(0.07f), ahead);
        color = Vectors.Mix(color, color * Vectors.All(1f, 0.8f, 0.76f),
            front * Round(across, up, 0.046, 0.082, 0.022, 0.022, LaneMath.All(0.02f)));
        if (stubble > 0)
        {
            var jaw = LaneMath.Smooth(LaneMath.All(0.066f), LaneMath.All(0.05f),
                up - (Vector512.Max(across - LaneMath.All(0.03f), Floats.Zero) * LaneMath.All(0.8f)))
                * LaneMath.Smooth(LaneMath.All(-0.005f), LaneMath.All(0.02f), ahead)
                    * LaneMath.Smooth(LaneMath.All(-0.03f), LaneMath.All(0.0f), up);
            color = Vectors.Mix(color, Vectors.All(hair), jaw * LaneMath.All(0.5 * stubble));
        }
        var mouth = front * Round(across, up, 0, 0.0455, 0.023, 0.0105, footprint);
        color = Vectors.Mix(color, Vectors.All(skin)
            * Vectors.All(0.8f, (float)(0.62 - (0.1 * lips)), (float)(0.6 - (0.08 * lips))), mouth);
        color *= Floats.One - (front * Round(across, up, 0, 0.0452, 0.021, 0.0016, footprint) * LaneMath.All(0.75f));
        color *= Floats.One - (front * Round(across, up, 0.007, 0.0745, 0.004, 0.0025, footprint) * LaneMath.All(0.6f));

        // Brows rise outwards a little.
        var lift = up - (across * LaneMath.All(0.12f));
        color = Vectors.Mix(color, Vectors.All(hair),
            front * Round(across, lift, 0.031, 0.132, 0.0165, 0.0036, footprint) * LaneMath.All(0.85f));
        var eye = front * Round(across, up, 0.0315, 0.1165, 0.0128, 0.0052, footprint);
        color *= Floats.One
            - (front * Round(across, up, 0.0315, 0.1175, 0.0152, 0.0072, footprint) * LaneMath.All(0.6f));
        color = Vectors.Mix(color, Vectors.All(0.4f, 0.385f, 0.365f), eye);
        color = Vectors.Mix(color, Vectors.All(iris),
            eye * Round(across, up, 0.0312, 0.117, 0.0058, 0.0058, footprint));
        color = Vectors.Mix(color, Vectors.All(0.008f, 0.007f, 0.006f),
            eye * Round(across, up, 0.0312, 0.117, 0.0027, 0.0027, footprint));
        surface.Albedo = color;
        surface.Gloss += eye * LaneMath.All(0.25f);
        surface.Roughness -= eye * LaneMath.All(0.35f);
    }

    /// <summary>How much of the sample lies in an ellipse, 0..1.</summary>
    private static Floats Round(Floats x, Floats y, double middleX, double middleY, double halfX, double halfY,
        Floats blur)
    {
        var (u, v) = ((x - LaneMath.All(middleX)) * LaneMath.All(1 / halfX),
            (y - LaneMath.All(middleY)) * LaneMath.All(1 / halfY));
        var radius = Vector512.Sqrt(Vector512.FusedMultiplyAdd(u, u, v * v));
        return Floats.One - Pattern.Beyond(radius, Floats.One, blur * LaneMath.All(1 / Math.Min(halfX, halfY)));
    }
}
