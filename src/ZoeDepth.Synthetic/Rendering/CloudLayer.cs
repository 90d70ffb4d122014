using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Rendering;

/// <summary>
/// Clouds of a level layer above: a pattern of the plane that shrinks towards the horizon and fades into the air there.
/// How much is cloud is decided by a threshold on noise; how dark a cloud is by how far the noise is above it, and by
/// what stands between it and the sun.
/// </summary>
internal sealed class CloudLayer
{
    private readonly CloudKind _kind;
    private readonly float _cover;
    private readonly float _edge;
    private readonly float _shiftX;
    private readonly float _shiftY;
    private readonly Vectors _color;
    private readonly Vectors _sunIrradiance;
    private readonly float _towardsX;
    private readonly float _towardsY;

    public CloudLayer(Sky sky, Sun? sun)
    {
        (_kind, _cover, _color) = (sky.Clouds, (float)sky.CloudCover, Vectors.All(sky.CloudColor));
        (_shiftX, _shiftY) = (sky.CloudSeed % 977, sky.CloudSeed % 1013);
        // The noise is about normally distributed; its quantile by the logistic curve.
        var cover = Math.Clamp(sky.CloudCover, 0.01, 0.99);
        _edge = (float)(0.33 * PortableMath.Log((1 - cover) / cover) / 1.702);
        if (sun is null) return;
        var level = Math.Max(0.1, Math.Sqrt((sun.Direction.X * sun.Direction.X) + (sun.Direction.Y * sun.Direction.Y)));
        (_towardsX, _towardsY) = ((float)(0.22 * sun.Direction.X / level), (float)(0.22 * sun.Direction.Y / level));
        _sunIrradiance = Vectors.All(sun.Irradiance);
    }

    /// <summary>The clear sky with the clouds before it.</summary>
    /// <param name="clear">what is behind</param>
    /// <param name="direction">of length 1</param>
    /// <param name="up">its z, 0..1</param>
    /// <param name="glow">of the sun there, as a share of its light</param>
    public Vectors Before(in Vectors clear, in Vectors direction, Floats up, Floats glow)
    {
        var scale = LaneMath.All(2.1f) / (up + LaneMath.All(0.17f));
        var (x, y) = ((direction.X * scale) + LaneMath.All(_shiftX), (direction.Y * scale) + LaneMath.All(_shiftY));
        var footprint = LaneMath.All(0.0015f) * scale * scale;
        var clouded = _kind switch
        {
            CloudKind.Heaps => Heaps(clear, x, y, footprint, glow),
            CloudKind.Layer => Layer(clear, x, y, footprint, glow),
            _ => Veil(clear, x, y, footprint, glow),
        };
        // Near the horizon all clouds are one: their mean.
        var apart = LaneMath.Smooth(LaneMath.All(0.02f), LaneMath.All(0.13f), up);
        return Vectors.Mix(Vectors.Mix(clear, _color, LaneMath.All(0.5f * _cover)), clouded, apart);
    }

    private Vectors Heaps(in Vectors clear, Floats x, Floats y, Floats footprint, Floats glow)
    {
        var rough = Rough(x, y);
        // Folded noise has round tops and sharp valleys: cauliflower.
        var puffs = Folded(x, y, 0.9, footprint, 31) + (Folded(x, y, 0.42, footprint, 32) * LaneMath.All(0.5f))
            + (Folded(x, y, 0.19, footprint, 33) * LaneMath.All(0.25f));
        var density = rough + (puffs * LaneMath.All(0.34f));
        var edge = LaneMath.All(_edge);
        var alpha = LaneMath.Smooth(edge, edge + LaneMath.All(0.16f), density);
        if (Vector512.EqualsAll(alpha, Floats.Zero)) return clear;
        var shadowed = rough - Rough(x + LaneMath.All(_towardsX), y + LaneMath.All(_towardsY));
        var thick = LaneMath.Smooth(edge, edge + LaneMath.All(0.75f), density);
        var shade = LaneMath.All(1.18f) - (thick * LaneMath.All(0.52f)) + (shadowed * LaneMath.All(0.55f))
            + (puffs * LaneMath.All(0.12f));
        return Vectors.Mix(clear, Lit(Vector512.Max(shade, LaneMath.All(0.35f)), glow, thick), alpha);
    }

    private Vectors Layer(in Vectors clear, Floats x, Floats y, Floats footprint, Floats glow)
    {
        var rolls = NoiseFractal.Plane(x * LaneMath.All(0.7f), (y * LaneMath.All(1.15f)) + (x * LaneMath.All(0.3f)),
            2.2, 4, footprint, 41);
        var edge = LaneMath.All(_cover > 0.9f ? -1.2f : _edge);
        var alpha = LaneMath.Smooth(edge - LaneMath.All(0.1f), edge + LaneMath.All(0.32f), rolls);
        var shade = LaneMath.All(1.04f) - (rolls * LaneMath.All(0.26f));
        return Vectors.Mix(clear, Lit(shade, glow, LaneMath.All(0.6f)), alpha);
    }

    private Vectors Veil(in Vectors clear, Floats x, Floats y, Floats footprint, Floats glow)
    {
        var (bendX, bendY) = Noise.Pair(x * LaneMath.All(0.35f), y * LaneMath.All(0.35f), 51);
        var (u, v) = ((x * LaneMath.All(0.8f)) + (y * LaneMath.All(0.6f)),
            (y * LaneMath.All(0.8f)) - (x * LaneMath.All(0.6f)));
        (u, v) = ((u + bendX) * LaneMath.All(0.28f), v + (bendY * LaneMath.All(1.2f)));
        var streaks = NoiseFractal.Plane(u, v, 1.3, 4, footprint, 53);
        var edge = LaneMath.All(_edge - 0.25f);
        var alpha = LaneMath.Smooth(edge, edge + LaneMath.All(0.9f), streaks) * LaneMath.All(0.75f);
        return Vectors.Mix(clear, Lit(LaneMath.All(1.02f), glow, LaneMath.All(0.2f)), alpha);
    }

    /// <summary>The cloud's own light; thin edges before the sun shine (silver linings).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vectors Lit(Floats shade, Floats glow, Floats thick) =>
        (_color * shade) + (_sunIrradiance * (glow * (LaneMath.All(0.9f) - (thick * LaneMath.All(0.75f)))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats Rough(Floats x, Floats y) =>
        (Noise.Gradient(x * LaneMath.All(0.38f), y * LaneMath.All(0.38f), 21) * LaneMath.All(0.62f))
        + (Noise.Gradient(x * LaneMath.All(0.8f), y * LaneMath.All(0.8f), 22) * LaneMath.All(0.4f));

    /// <summary>Mean 0, standard deviation near 0.5.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats Folded(Floats x, Floats y, double wavelength, Floats footprint, int salt)
    {
        var kept = Noise.Kept(footprint, wavelength);
        if (Vector512.EqualsAll(kept, Floats.Zero)) return Floats.Zero;
        var scale = LaneMath.All(1 / wavelength);
        var noise = Vector512.Abs(Noise.Gradient(x * scale, y * scale, salt));
        return (LaneMath.All(0.55f) - (noise * LaneMath.All(2f))) * kept;
    }
}
