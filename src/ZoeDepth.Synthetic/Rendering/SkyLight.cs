using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Rendering;

/// <summary>
/// Radiance of the sky in sixteen directions: a gradient from horizon to zenith, clouds, the sun and the glow about it.
/// </summary>
internal sealed class SkyLight
{
    // Degrees; wider suns are a glow from behind the horizon or cloud, their disc is not seen.
    private const double WidestDisc = 4.5;

    private readonly Sun? _sun;
    private readonly CloudLayer? _clouds;
    private readonly Vectors _zenith;
    private readonly Vectors _horizon;
    private readonly Vectors _ground;
    private readonly Vectors _haze;
    private readonly Vectors _clearZenith;
    private readonly Vectors _clearHorizon;
    private readonly Vectors _sunDirection;
    private readonly Vectors _sunIrradiance;
    private readonly float _disc;

    public SkyLight(Sky sky, Sun? sun)
    {
        _sun = sun;
        // Clouds count as light from everywhere above.
        var thick = sky.CloudCover * (sky.Clouds == CloudKind.Veil ? 0.4 : 0.85);
        var (zenith, horizon) = (sky.Zenith.Mixed(sky.CloudColor, thick),
            sky.Horizon.Mixed(sky.CloudColor, thick * 0.7));
        (_zenith, _horizon) = (Vectors.All(zenith), Vectors.All(horizon));
        _ground = Vectors.All(sky.Ground);
        (_clearZenith, _clearHorizon, _haze) =
            (Vectors.All(sky.Zenith), Vectors.All(sky.Horizon), Vectors.All(sky.Haze));
        // Half of all directions are below the horizon; above it the mean of the lowness (1 − z)⁴ is a fifth.
        Mean = (zenith * 0.4) + (horizon * 0.1) + (sky.Ground * 0.5);
        if (sky.CloudCover > 0) _clouds = new CloudLayer(sky, sun);
        if (sun is null) return;
        (_sunDirection, _sunIrradiance) = (Vectors.All(sun.Direction), Vectors.All(sun.Irradiance));
        _disc = sun.AngularRadius > WidestDisc ? 0 : 30;
    }

    /// <summary>Over all directions.</summary>
    public Color Mean { get; }

    /// <summary>Without clouds' shapes and the sun's glow: what lights matt surfaces.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vectors Smooth(in Vectors direction)
    {
        var below = LaneMath.Smooth(LaneMath.All(-0.005f), LaneMath.All(-0.09f), direction.Z);
        return Vectors.Mix(Vectors.Mix(_zenith, _horizon, Lowness(direction.Z)), _ground, below);
    }

    /// <summary>What is seen where nothing is in the way; directions are of length 1.</summary>
    public Vectors Seen(in Vectors direction)
    {
        var up = LaneMath.Saturate(direction.Z);
        var clear = Vectors.Mix(_clearZenith, _clearHorizon, Lowness(direction.Z));
        var (glow, disc) = (Floats.Zero, Floats.Zero);
        if (_sun is not null)
        {
            var toSun = Vector512.Max(direction.Dot(_sunDirection), LaneMath.All(1e-4f));
            var log = LaneMath.Log2(toSun);
            // Haze about the sun, the aureole, and the glare at its rim: powers of a cosine that fall to half at 22, 7
            // and 1.7 degrees.
            glow = (LaneMath.Exp2(log * LaneMath.All(9f)) * LaneMath.All(0.07f))
                + (LaneMath.Exp2(log * LaneMath.All(90f)) * LaneMath.All(0.22f))
                + (LaneMath.Exp2(log * LaneMath.All(1500f)) * LaneMath.All(0.053f * _disc));
            // The sun's disc: half a degree across.
            disc = LaneMath.Smooth(LaneMath.All(0.999976f), LaneMath.All(0.999994f), toSun) * LaneMath.All(_disc);
            clear += _sunIrradiance * (glow + disc);
        }
        var light = _clouds is null ? clear : _clouds.Before(clear, direction, up, glow);
        // Air near the ground is lit by all of the sky.
        var near = Floats.One - LaneMath.Saturate(up * LaneMath.All(11f));
        light = Vectors.Mix(light, _haze + (_sunIrradiance * (glow * LaneMath.All(0.6f))),
            near * near * LaneMath.All(0.85f));
        var below = LaneMath.Smooth(LaneMath.All(-0.005f), LaneMath.All(-0.09f), direction.Z);
        return Vectors.Mix(light, _ground, below);
    }

    /// <summary>1 at the horizon and below, 0 straight above; half way down at ten degrees.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats Lowness(Floats z)
    {
        var low = Floats.One - LaneMath.Saturate(z);
        low *= low;
        return low * low;
    }
}
