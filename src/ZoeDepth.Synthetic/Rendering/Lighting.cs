using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Rendering;

/// <summary>
/// The sun, or one lamp chosen for each of sixteen places, and what it sends there if nothing is in the way.
/// </summary>
internal struct ChosenLight
{
    /// <summary>From the place to a point of the lamp; for the sun a unit vector.</summary>
    public Vectors Towards;

    /// <summary>How far along it the way must be free; below 0 where no lamp shines.</summary>
    public Floats Limit;

    /// <summary>Light at right angles to the way there, divided by the chance of the choice.</summary>
    public Vectors Power;
}

/// <summary>
/// The sun and the lamps of a scene, camera-centred. Each place asks the sun and one lamp, the more likely the more
/// light it would send; the light of the lamp is divided by the chance, so that the mean over many choices is the light
/// of all. A part of the chances is shared out evenly: the strongest lamp may be hidden, and what then is left to a
/// rare choice would be a few bright sparks.
/// </summary>
internal sealed class Lighting
{
    private const float SunDistance = 2000;

    /// <summary>Share of the chances that all lamps have alike.</summary>
    private const float Even = 0.3f;

    private readonly Light[] _lights;
    private readonly Sun? _sun;
    private readonly Vector _sunX;
    private readonly Vector _sunY;

    public Lighting(Scene scene, Vector camera)
    {
        _lights = [.. scene.Lights.Select(light => light with { Center = light.Center - camera })];
        _sun = scene.Sun;
        if (_sun is null) return;
        var frame = Affine.Along(_sun.Direction);
        var radius = PortableMath.Tan(PortableMath.Radians(_sun.AngularRadius));
        (_sunX, _sunY) = (frame.X * radius, frame.Y * radius);
    }

    public bool HasSun => _sun is not null;

    public bool HasLamps => _lights.Length > 0;

    /// <summary>A point of the sun's disc.</summary>
    public ChosenLight Sun(in Vectors normal, Floats translucency, Floats u, Floats v)
    {
        var (x, y) = Disc(u, v);
        var towards = (Vectors.All(_sun!.Direction) + (Vectors.All(_sunX) * x) + (Vectors.All(_sunY) * y)).Unit();
        var lit = Vector512.GreaterThan(Facing(normal.Dot(towards), translucency), Floats.Zero);
        return new()
        {
            Towards = towards,
            Power = Vectors.All(_sun.Irradiance),
            Limit = Vector512.ConditionalSelect(lit, LaneMath.All(SunDistance), LaneMath.All(-1f)),
        };
    }

    /// <summary>A point of one lamp for each place; translucent places are lit from behind too.</summary>
    /// <param name="point">the places</param>
    /// <param name="normal">where they face</param>
    /// <param name="translucency">how much comes through from behind</param>
    /// <param name="choice">0..1, decides for a lamp</param>
    /// <param name="u">0..1, where on it</param>
    /// <param name="v">0..1, where on it</param>
    public ChosenLight Lamp(in Vectors point, in Vectors normal, Floats translucency, Floats choice, Floats u, Floats v)
    {
        var (x, y) = Disc(u, v);
        Span<Offer> offers = _lights.Length <= 16 ? stackalloc Offer[_lights.Length] : new Offer[_lights.Length];
        var total = Floats.Zero;
        for (var i = 0; i < offers.Length; i++)
        {
            ref readonly var light = ref _lights[i];
            var towards = Vectors.All(light.Center) - point
                + (light.Radius > 0 ? OnBall(light, point, x, y) : OnPanel(light, u, v));
            var square = Vector512.Max(towards.Dot(towards), LaneMath.All(0.01f));
            var way = towards * (Floats.One / Vector512.Sqrt(square));
            var falling = Floats.One / square;
            if (!(light.Radius > 0))
                falling *= Vector512.Max(Floats.Zero, Floats.Zero - way.Dot(Vectors.All(light.Facing)));
            var weight = Facing(normal.Dot(way), translucency) * falling * LaneMath.All(light.Power.Luminance);
            offers[i] = new() { Towards = towards, Falling = falling, Weight = weight };
            total += weight;
        }

        var even = total * LaneMath.All(Even / Math.Max(1, offers.Length));
        var chances = Floats.Zero;
        foreach (ref var offer in offers)
        {
            var share = (offer.Weight * LaneMath.All(1 - Even)) + even;
            offer.Weight = Vector512.ConditionalSelect(Vector512.GreaterThan(offer.Weight, Floats.Zero), share,
                Floats.Zero);
            chances += offer.Weight;
        }
        var chosen = new ChosenLight { Limit = LaneMath.All(-1f) };
        var (rest, open) = (choice * chances, Vector512.GreaterThan(chances, Floats.Zero));
        for (var i = 0; i < offers.Length; i++)
        {
            ref readonly var offer = ref offers[i];
            // The last that shines takes what rounding left over.
            var take = open & Vector512.GreaterThan(offer.Weight, Floats.Zero);
            var enough = Vector512.LessThan(rest, offer.Weight);
            chosen.Towards = Vectors.Select(take, offer.Towards, chosen.Towards);
            // A weight of 0 is never taken, and must not be divided by.
            var perChance = offer.Falling * chances / Vector512.Max(offer.Weight, LaneMath.All(1e-20f));
            chosen.Power = Vectors.Select(take, Vectors.All(_lights[i].Power) * perChance, chosen.Power);
            chosen.Limit = Vector512.ConditionalSelect(take, LaneMath.All(0.999f), chosen.Limit);
            open &= ~enough;
            rest -= offer.Weight;
        }
        return chosen;
    }

    /// <summary>Cosine in front; behind, the share that comes through.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Facing(Floats cosine, Floats translucency) =>
        Vector512.Max(cosine, Floats.Zero) + (Vector512.Max(Floats.Zero - cosine, Floats.Zero) * translucency);

    /// <summary>From the middle of a ball to a point of the disc that is seen of it.</summary>
    private static Vectors OnBall(in Light light, in Vectors point, Floats x, Floats y)
    {
        var frame = (Vectors.All(light.Center) - point).Unit();
        var side = (new Vectors(frame.Y, Floats.Zero - frame.X, Floats.Zero) + Vectors.All(1e-6f, 0, 0)).Unit();
        return (side * (x * LaneMath.All(light.Radius))) + (side.Cross(frame) * (y * LaneMath.All(light.Radius)));
    }

    private static Vectors OnPanel(in Light light, Floats u, Floats v) =>
        (Vectors.All(light.EdgeA) * (u + u - Floats.One)) + (Vectors.All(light.EdgeB) * (v + v - Floats.One));

    private static (Floats X, Floats Y) Disc(Floats u, Floats v)
    {
        var radius = Vector512.Sqrt(u);
        return (LaneMath.CosTurns(v) * radius, LaneMath.SinTurns(v) * radius);
    }

    /// <summary>What one lamp would send.</summary>
    private struct Offer
    {
        public Vectors Towards;
        public Floats Falling;
        public Floats Weight;
    }
}
