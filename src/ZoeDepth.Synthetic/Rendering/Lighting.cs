using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Scenes;
using ZoeDepth.Synthetic.Tracing;

namespace ZoeDepth.Synthetic.Rendering;

/// <summary>One lamp chosen for each of sixteen places, and what it sends there if nothing is in the way.</summary>
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
/// The lamps of a scene, camera-centred. Each place asks one of them, the more likely the more light it would send; the light of the chosen one is divided by
/// the chance, so that the mean over many choices is the light of all (reservoir of one, Chao 1982).
/// </summary>
internal sealed class Lighting
{
    private const float SunDistance = 2000;

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

    /// <summary>Chooses for places with the given normals; translucent places are lit from behind too.</summary>
    public ChosenLight Choose(in Vectors point, in Vectors normal, Floats translucency, Floats choice, Floats u, Floats v)
    {
        // The point of a unit disc, and of a square −1..1.
        var radius = Vector512.Sqrt(u);
        var (x, y) = (LaneMath.CosTurns(v) * radius, LaneMath.SinTurns(v) * radius);
        var chosen = new ChosenLight { Limit = LaneMath.All(-1f) };
        var total = Floats.Zero;
        var chosenWeight = Floats.One;
        if (_sun is not null)
        {
            var towards = (Vectors.All(_sun.Direction) + (Vectors.All(_sunX) * x) + (Vectors.All(_sunY) * y)).Unit();
            var cosine = Facing(normal.Dot(towards), translucency);
            total = cosine * LaneMath.All(_sun.Irradiance.Luminance);
            chosen.Towards = towards;
            chosen.Power = Vectors.All(_sun.Irradiance);
            chosenWeight = total;
            chosen.Limit = Vector512.ConditionalSelect(Vector512.GreaterThan(total, Floats.Zero), LaneMath.All(SunDistance), chosen.Limit);
        }
        foreach (ref readonly var light in _lights.AsSpan())
        {
            var isBall = light.Radius > 0;
            var center = Vectors.All(light.Center) - point;
            Vectors towards;
            if (isBall)
            {
                var frame = center.Unit();
                var side = new Vectors(frame.Y, Floats.Zero - frame.X, Floats.Zero);
                side = (side + Vectors.All(1e-6f, 0, 0)).Unit();
                towards = center + (side * (x * LaneMath.All(light.Radius))) + (side.Cross(frame) * (y * LaneMath.All(light.Radius)));
            }
            else
            {
                towards = center + (Vectors.All(light.EdgeA) * (u + u - Floats.One)) + (Vectors.All(light.EdgeB) * (v + v - Floats.One));
            }
            var square = Vector512.Max(towards.Dot(towards), LaneMath.All(0.01f));
            var way = towards * (Floats.One / Vector512.Sqrt(square));
            var falling = Floats.One / square;
            if (!isBall) falling *= Vector512.Max(Floats.Zero, Floats.Zero - way.Dot(Vectors.All(light.Facing)));
            var cosine = Facing(normal.Dot(way), translucency);
            var weight = cosine * falling * LaneMath.All(light.Power.Luminance);
            total += weight;
            // One number decides all choices: what is left of it after each is as even as before.
            var chance = weight / Vector512.Max(total, LaneMath.All(1e-20f));
            var take = Vector512.LessThan(choice, chance);
            choice = Vector512.ConditionalSelect(take, choice / chance, (choice - chance) / Vector512.Max(Floats.One - chance, LaneMath.All(1e-7f)));
            chosen.Towards = Vectors.Select(take, towards, chosen.Towards);
            chosen.Power = Vectors.Select(take, Vectors.All(light.Power) * falling, chosen.Power);
            chosenWeight = Vector512.ConditionalSelect(take, weight, chosenWeight);
            chosen.Limit = Vector512.ConditionalSelect(take, LaneMath.All(0.999f), chosen.Limit);
        }
        var over = Vector512.Max(chosenWeight, LaneMath.All(1e-20f));
        chosen.Power *= Vector512.ConditionalSelect(Vector512.GreaterThan(total, Floats.Zero), total / over, Floats.Zero);
        return chosen;
    }

    /// <summary>Cosine in front; behind, the share that comes through.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Facing(Floats cosine, Floats translucency) =>
        Vector512.Max(cosine, Floats.Zero) + (Vector512.Max(Floats.Zero - cosine, Floats.Zero) * translucency);
}
