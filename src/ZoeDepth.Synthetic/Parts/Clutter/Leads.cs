using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Clutter;

/// <summary>Cables that lie about.</summary>
internal static class Leads
{
    /// <summary>A lead from the origin, in bends of its own.</summary>
    /// <param name="at">one end</param>
    /// <param name="ground">height of what it lies on, metres</param>
    /// <param name="step">from bend to bend, metres; there are five to nine</param>
    /// <param name="random">which</param>
    public static void Loose(LocalFrame at, double ground, double step, SeededRandom random)
    {
        var (x, y, heading) = (0.0, 0.0, random.Between(0, 360));
        var line = new List<Vector>();
        var radius = random.Between(0.0018, 0.0045);
        for (var i = random.Integer(5, 9); i > 0; i--)
        {
            line.Add((x, y, radius + ground));
            heading += random.Normal(0, 45);
            (x, y) = (x + (step * PortableMath.Cos(PortableMath.Radians(heading))),
                y + (step * PortableMath.Sin(PortableMath.Radians(heading))));
        }
        at.Part("cable").Mesh(Tube.Along(Curve.Through([.. line], 4), radius, 6), Vector.Zero, random.Chance(0.6)
            ? Everyday.Dark(random)
            : Everyday.Plastic(random));
    }
}
