using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Lanes;

/// <summary>
/// Sums of noise at halving wavelengths. Octaves that a sample cannot resolve fade out and, when no lane sees them,
/// cost nothing.
/// </summary>
internal static class NoiseFractal
{
    // Not quite 2, so that the lattices of the octaves never line up.
    private const double Lacunarity = 2.03;

    /// <summary>Clouds of mean 0, in about −1..1, standard deviation near 0.28.</summary>
    /// <param name="u">metres</param>
    /// <param name="v">metres</param>
    /// <param name="wavelength">of the coarsest octave, metres</param>
    /// <param name="octaves">how many, each half as strong as the one before</param>
    /// <param name="footprint">width of a sample, metres</param>
    /// <param name="salt">different functions for different salts</param>
    public static Floats Plane(Floats u, Floats v, double wavelength, int octaves, Floats footprint, int salt)
    {
        var sum = Floats.Zero;
        var amplitude = Amplitude(octaves);
        for (var octave = 0; octave < octaves; octave++)
        {
            var kept = Noise.Kept(footprint, wavelength);
            if (Vector512.EqualsAll(kept, Floats.Zero)) break;
            var scale = LaneMath.All(1 / wavelength);
            sum += Noise.Gradient(u * scale, v * scale, salt + octave) * kept * Vector512.Create(amplitude);
            (wavelength, amplitude) = (wavelength / Lacunarity, amplitude / 2);
        }
        return sum;
    }

    /// <summary>Clouds of space of mean 0, in about −1..1, standard deviation near 0.37.</summary>
    /// <inheritdoc cref="Plane"/>
    public static Floats Space(Vectors at, double wavelength, int octaves, Floats footprint, int salt)
    {
        var sum = Floats.Zero;
        var amplitude = Amplitude(octaves);
        for (var octave = 0; octave < octaves; octave++)
        {
            var kept = Noise.Kept(footprint, wavelength);
            if (Vector512.EqualsAll(kept, Floats.Zero)) break;
            sum += Noise.Value(at * (float)(1 / wavelength), salt + octave) * kept * Vector512.Create(amplitude);
            (wavelength, amplitude) = (wavelength / Lacunarity, amplitude / 2);
        }
        return sum;
    }

    /// <summary>
    /// Of the first octave, so that the standard deviation of the sum is that of one: √(Σ 4⁻ᵏ) ≈ 1.15.
    /// </summary>
    private static float Amplitude(int octaves) => octaves == 1 ? 1 : 0.88f;
}
