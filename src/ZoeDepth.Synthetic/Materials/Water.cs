using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>A pond, river or puddle: dark, rippled, half a mirror.</summary>
/// <param name="color">albedo of the depth</param>
/// <param name="ripples">slope of the waves: 0 puddle .. 0.15 breeze</param>
/// <param name="wavelength">of the middle waves, metres</param>
internal sealed class Water(Color color, double ripples = 0.05, double wavelength = 0.9) : Material
{
    // Four waves, each shorter and turned by another angle, so that their lattices do not line up: cosine, sine,
    // length, slope.
    private static readonly (float Cosine, float Sine, double Length, double Slope)[] _waves =
        [(0.96f, 0.28f, 6.3, 0.45), (0.6f, 0.8f, 2.1, 0.75), (0.8f, -0.6f, 0.77, 0.9), (0.28f, 0.96f, 0.27, 0.7)];

    public override Color Mean => color;

    /// <summary>Clear, green or brown.</summary>
    public static Water Draw(SeededRandom random) => new(
        Color.Hsv(random.Between(60, 220), random.Between(0.3, 0.6), random.Between(0.15, 0.32)),
        random.Between(0.01, 0.12), random.LogBetween(0.4, 2));

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        surface.Gloss = LaneMath.All(0.8f);
        surface.Mirror = LaneMath.All(0.4f);
        var face = new Face(at);
        var salt = Pattern.Salt(at, 251);
        // Gusts: how rough the water is varies over tens of wavelengths.
        var gusts = NoiseFractal.Plane(face.U * LaneMath.All(0.45f), face.V, 17 * wavelength, 3, at.Footprint,
            salt + 7);
        var wind = LaneMath.All(ripples)
            * Vector512.Max(LaneMath.All(0.15f), Floats.One + (gusts * LaneMath.All(1.3f)));
        var (slopeU, slopeV, lost) = (Floats.Zero, Floats.Zero, Floats.Zero);
        for (var i = 0; i < _waves.Length; i++)
        {
            var (cosine, sine, length, slope) = _waves[i];
            var kept = Noise.Kept(at.Footprint, 0.7 * length * wavelength);
            lost += (Floats.One - kept) * LaneMath.All(slope);
            if (Vector512.EqualsAll(kept, Floats.Zero)) continue;
            var scale = LaneMath.All(1 / (length * wavelength));
            var x = (face.U * LaneMath.All(cosine)) - (face.V * LaneMath.All(sine));
            var y = (face.U * LaneMath.All(sine)) + (face.V * LaneMath.All(cosine));
            // Crests are long across the wind.
            var (first, second) = Noise.Pair(x * scale * LaneMath.All(0.6f), y * scale, salt + i);
            slopeU += first * kept * LaneMath.All(0.6 * slope);
            slopeV += second * kept * LaneMath.All(slope);
        }
        surface.LocalNormal = face.Tilted(surface.LocalNormal, slopeU * wind, slopeV * wind);
        // Waves too small to be seen one by one blur the image, and more of the depth shows in the sides they turn to
        // the eye.
        surface.Roughness = LaneMath.All(0.05f) + Vector512.Min(LaneMath.All(0.3f), lost * wind * LaneMath.All(1.5f));
        surface.Mirror *= Floats.One - Vector512.Min(LaneMath.All(0.45f), lost * wind * LaneMath.All(2f));
        surface.Albedo = Vectors.All(color) * (Floats.One - (gusts * LaneMath.All(0.15f)));
    }
}
