using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Office;

/// <summary>A swivel chair; who sits in it looks to −y.</summary>
internal static class OfficeChair
{
    private static readonly Lazy<Mesh> _star = new(Star);

    private static readonly Lazy<Mesh> _lowBack = new(() => Back(0.45, 0.07));

    private static readonly Lazy<Mesh> _highBack = new(() => Back(0.68, 0.1));

    private static readonly Lazy<Mesh> _arm = new(() => Tube.Along(
        Curve.Through([(0, 0.06, 0), (0.06, 0.06, 0.0), (0.08, 0.05, 0.06), (0.08, 0.02, 0.19)], 3), 0.014));

    private static readonly Lazy<Mesh> _seat = new(() => RoundedBox.Fitting((0.5, 0.48, 0.09), 0.04));

    /// <summary>Stands on the origin.</summary>
    /// <param name="at">where</param>
    /// <param name="cover">cloth or leather of the office's chairs</param>
    /// <param name="random">which, and how high</param>
    public static void Add(LocalFrame at, Material cover, SeededRandom random)
    {
        at = at.Part("office chair");
        var frame = random.Chance(0.7) ? Everyday.Dark(random) : Everyday.Steel(random);
        var seat = random.Between(0.43, 0.52);
        at.Turned(random.Between(0, 72)).Mesh(_star.Value, Vector.Zero, frame);
        at.Bar((0, 0, 0.09), (0, 0, seat - 0.06), 0.026, Everyday.Steel(random));
        at.Box((0, 0.02, seat - 0.055), (0.2, 0.26, 0.035), frame);
        at.Fitted(_seat.Value, (0, 0, seat), (0.5, 0.48, 0.09), cover);
        var high = random.Chance(0.4);
        at.Box((0, 0.25, seat + 0.06), (0.07, 0.02, 0.26), frame);
        at.At(0, 0.2, seat + 0.13).Tilted(-random.Between(4, 14))
            .Mesh((high ? _highBack : _lowBack).Value, Vector.Zero, random.Chance(0.7) ? cover : frame);
        if (!random.Chance(0.75)) return;
        for (var side = -1; side <= 1; side += 2)
        {
            at.At(side * 0.2, 0, seat - 0.04).Scaled(side, 1, 1).Mesh(_arm.Value, Vector.Zero, frame);
            at.Fitted(RoundedBox.Fitting((0.07, 0.26, 0.03), 0.012), (side * 0.28, -0.01, seat + 0.165),
                (0.07, 0.26, 0.03), Everyday.Dark(random));
        }
    }

    /// <summary>Five legs on castors.</summary>
    private static Mesh Star()
    {
        var builder = new MeshBuilder();
        for (var i = 0; i < 5; i++)
        {
            var angle = PortableMath.Radians(72 * i);
            Vector tip = (0.3 * PortableMath.Cos(angle), 0.3 * PortableMath.Sin(angle), 0.075);
            builder.Add(Tube.Along([(0, 0, 0.105), tip * 0.5 + new Vector(0, 0, 0.055), tip], [0.03, 0.022, 0.016], 6));
            builder.Add(
                Tube.Along([tip + new Vector(0, 0, -0.05) + new Vector(-0.024 * tip.Y / 0.3, 0.024 * tip.X / 0.3, 0),
                tip + new Vector(0, 0, -0.05) - new Vector(-0.024 * tip.Y / 0.3, 0.024 * tip.X / 0.3, 0)], 0.025, 8));
        }
        builder.Add(Tube.Along([(0, 0, 0.06), (0, 0, 0.14)], 0.038, 10));
        return builder.Build();
    }

    /// <summary>A rest that bends around the back, its lower edge at the origin.</summary>
    private static Mesh Back(double height, double bend)
    {
        Vector At(double u, double v, double y)
        {
            var (x, z) = ((2 * u) - 1, v);
            var narrow = 1 - (0.35 * z * z * z) - (0.25 * (1 - z) * (1 - z) * (1 - z));
            var round = Math.Sqrt(Math.Max(0, 1 - (0.25 * x * x * x * x)));
            return (0.235 * x * narrow, y - (bend * x * x) - (0.03 * PortableMath.Sin(3.14159 * z)) + 0.02,
                height * (0.5 + ((z - 0.5) * round)));
        }
        return Cloth.Closed(8, 8, (u, v) => At(u, v, Thick(u, v, -1)), (u, v) => At(u, v, Thick(u, v, 1)));
    }

    private static double Thick(double u, double v, int side) =>
        side * 0.028 * Math.Min(1, 12 * Math.Min(Math.Min(u, 1 - u), Math.Min(v, 1 - v)));
}
