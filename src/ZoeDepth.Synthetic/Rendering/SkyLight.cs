using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Rendering;

/// <summary>Radiance of the sky in sixteen directions: a gradient from horizon to zenith, clouds, and the glow about the sun.</summary>
internal sealed class SkyLight
{
    private readonly Sky _sky;
    private readonly Sun? _sun;
    private readonly Vectors _zenith;
    private readonly Vectors _horizon;
    private readonly Vectors _ground;

    public SkyLight(Sky sky, Sun? sun)
    {
        (_sky, _sun) = (sky, sun);
        // Clouds count as light from everywhere above.
        _zenith = Vectors.All(sky.Zenith.Mixed(sky.CloudColor, sky.CloudCover));
        _horizon = Vectors.All(sky.Horizon.Mixed(sky.CloudColor, sky.CloudCover * 0.7));
        _ground = Vectors.All(sky.Ground);
        Mean = (sky.Zenith.Mixed(sky.CloudColor, sky.CloudCover) * 0.35) + (sky.Horizon * 0.15) + (sky.Ground * 0.5);
    }

    /// <summary>Over all directions.</summary>
    public Color Mean { get; }

    /// <summary>Without clouds' shapes and the sun's glow: what lights matt surfaces.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vectors Smooth(in Vectors direction)
    {
        var up = LaneMath.Saturate(direction.Z);
        var low = Floats.One - up;
        var share = Floats.One - (low * low * low);
        var below = LaneMath.Smooth(Floats.Zero, LaneMath.All(-0.06f), direction.Z);
        return Vectors.Mix(Vectors.Mix(_horizon, _zenith, share), _ground, below);
    }

    /// <summary>What is seen where nothing is in the way; directions are of length 1.</summary>
    public Vectors Seen(in Vectors direction)
    {
        var up = LaneMath.Saturate(direction.Z);
        var low = Floats.One - up;
        var clear = Vectors.Mix(Vectors.All(_sky.Horizon), Vectors.All(_sky.Zenith), Floats.One - (low * low * low));
        if (_sun is not null)
        {
            var toSun = LaneMath.Saturate(direction.Dot(Vectors.All(_sun.Direction)));
            var glow = (LaneMath.Pow(toSun, LaneMath.All(400f)) * LaneMath.All(1.5f)) + (LaneMath.Pow(toSun, LaneMath.All(12f)) * LaneMath.All(0.12f));
            clear += Vectors.All(_sun.Irradiance) * glow;
        }
        if (_sky.CloudCover > 0) clear = UnderClouds(clear, direction, up);
        var below = LaneMath.Smooth(Floats.Zero, LaneMath.All(-0.06f), direction.Z);
        return Vectors.Mix(clear, _ground, below);
    }

    private Vectors UnderClouds(in Vectors clear, in Vectors direction, Floats up)
    {
        // A flat layer above: its pattern shrinks towards the horizon and fades into haze there.
        var scale = LaneMath.All(2.2f) / (up + LaneMath.All(0.12f));
        var shift = LaneMath.All(_sky.CloudSeed % 977);
        var (x, y) = ((direction.X * scale) + shift, direction.Y * scale);
        var density = (NoiseFractal.Plane(x, y, wavelength: 2, octaves: 4, LaneMath.All(0.004f) * scale, 11) * LaneMath.All(0.5f)) + LaneMath.All(0.5f);
        var edge = LaneMath.All(0.72 - (0.55 * _sky.CloudCover));
        var cover = LaneMath.Smooth(edge, edge + LaneMath.All(0.22f), density);
        cover = LaneMath.Mix(LaneMath.All(_sky.CloudCover), cover, LaneMath.Smooth(LaneMath.All(0.02f), LaneMath.All(0.22f), up));
        var shade = LaneMath.Mix(LaneMath.All(1.12f), LaneMath.All(0.72f), LaneMath.Smooth(edge, edge + LaneMath.All(0.4f), density));
        return Vectors.Mix(clear, Vectors.All(_sky.CloudColor) * shade, cover);
    }
}
