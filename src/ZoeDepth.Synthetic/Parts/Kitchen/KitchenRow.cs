using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Furniture;
using ZoeDepth.Synthetic.Parts.Lamps;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Kitchen;

/// <summary>
/// Kitchen units along a wall: base units under one worktop, cupboards and a hood above, all that stands there.
/// </summary>
internal static class KitchenRow
{
    /// <summary>Of the base units, metres.</summary>
    public const double Depth = 0.62;

    /// <summary>Of the worktop's upper side, metres.</summary>
    public const double Height = 0.91;

    private const double Foot = 0.1;
    private const double Board = 0.035;

    /// <summary>A row of units with its back to a wall; its place is the middle of its footprint.</summary>
    /// <param name="room">whose wall it is</param>
    /// <param name="side">which wall</param>
    /// <param name="along">the row's middle on the wall</param>
    /// <param name="at">where</param>
    /// <param name="units">how many, each 0.6 wide</param>
    /// <param name="wet">whether it has sink and stove</param>
    /// <param name="style">of this kitchen</param>
    /// <param name="light">of the room</param>
    /// <param name="mess">0 tidy .. 1</param>
    /// <param name="random">which</param>
    public static void Add(Room room, Side side, double along, LocalFrame at, int units, bool wet, KitchenStyle style,
        RoomLight light, double mess,
        SeededRandom random)
    {
        at = at.Part("kitchen");
        const double Unit = 0.6;
        var width = units * Unit;
        var sink = wet && units > 1 ? random.Integer(0, (units / 2) - (units > 2 ? 0 : 1)) : -1;
        var stove = wet && units > 2 ? random.Integer(Math.Min(sink + 2, units - 1), units - 1) : -1;
        if (stove == sink) stove = -1;
        for (var i = 0; i < units; i++)
        {
            var here = at.At((i + 0.5 - (units / 2.0)) * Unit, 0);
            if (i == stove) Appliances.Stove(here, style, random);
            else Base(here, Unit, i == sink, style, mess, random);
        }
        var back = (Depth / 2) + 0.025;
        at.Box((0, 0.04, Foot / 2), (width - 0.01, Depth - 0.12, Foot), style.Units.Timber.X);
        Worktop(at, width, units, sink, stove, style, random);
        var rise = room.Walls.IsFree(side, along, width - 0.1, Height + 0.02, 1.42) ? 0.5 : 0.06;
        at.Part("splashback").Box((0, back - 0.004, Height + (rise / 2) - 0.01), (width, 0.012, rise), style.Splash);
        room.Walls.Mark(side, along, width, Height, Height + 0.5);
        Above(room, side, along, at, units, stove, style, light, random);
        for (var i = 0; i < units; i++)
        {
            var top = at.At((i + 0.5 - (units / 2.0)) * Unit, 0.02, Height + 0.001);
            if (i == stove) Cookware.OnStove(top.At(0, -0.02, 0.012), style, mess, random);
            else if (i != sink) Cookware.OnWorktop(top, Unit, style, mess, random);
            else Cookware.AtSink(top, mess, random);
        }
    }

    private static void Base(
        LocalFrame at, double width, bool sink, KitchenStyle style, double mess, SeededRandom random)
    {
        var (face, top) = (-(Depth / 2) + 0.02, Height - Board);
        // The bowl of a sink hangs into its unit.
        var full = sink ? top - 0.2 : top - 0.001;
        at.Box((0, 0.02, (Foot + full) / 2), (width - 0.002, Depth - 0.06, full - Foot), style.Units.Timber.Z);
        if (sink)
        {
            foreach (var x in (double[])[-1, 1])
                at.Box((x * ((width / 2) - 0.011), 0.02, top - 0.15), (0.018, Depth - 0.062, 0.297),
                    style.Units.Timber.Z);
        }
        var free = top - Foot - 0.01;
        var kind = sink ? 0 : random.Integer(0, 3);
        if (kind == 3)
        {
            // A dishwasher or an oven's drawer: one front of the appliance's colour.
            at.Fitted(RoundedBox.Crisp, (0, face, Foot + (free / 2)), (width - 0.006, 0.024, free), style.Appliance);
            at.Box((0, face - 0.008, top - 0.06), (width - 0.03, 0.014, 0.09), new Plain(Color.Gray(0.04), 0.3, 0.2));
            at.Bar((-0.2, face - 0.045, top - 0.14), (0.2, face - 0.045, top - 0.14), 0.009, style.Steel);
            foreach (var x in (double[])[-0.18, 0.18])
                at.Bar((x, face, top - 0.14), (x, face - 0.045, top - 0.14), 0.006, style.Steel);
            return;
        }
        var drawers = kind switch { 0 => 0, 1 => 1, _ => 3 };
        var z = top - 0.005;
        for (var i = 0; i < drawers; i++)
        {
            var high = drawers == 1 ? 0.15 : free / 3;
            var pull = mess > 0.5 && random.Chance(0.08) ? random.Between(0.08, 0.25) : 0;
            if (pull > 0)
                at.Box((0, face - (pull / 2) + 0.005, z - (high * 0.6)), (width - 0.06, pull, high * 0.5),
                    style.Units.Timber.Y);
            style.Units.Panel(at.At(0, face - pull, z - (high / 2)), width - 0.005, high - 0.005, false, false);
            z -= high;
        }
        if (drawers == 3) return;
        if (random.Chance(0.5))
        {
            style.Units.Panel(
                at.At(0, face, (z + Foot) / 2), width - 0.005, z - Foot - 0.005, true, random.Chance(0.5));
            if (random.Chance(0.2))
                at.At(0, face - 0.035, Foot + 0.55).Scaled(0.4, 0.5, 0.45)
                .Mesh(Cloth.Towel, Vector.Zero, Fabric.Draw(random));
            return;
        }
        foreach (var x in (double[])[-0.25, 0.25])
            style.Units.Panel(at.At(x * width, face, (z + Foot) / 2), (width / 2) - 0.005, z - Foot - 0.005, true,
                x < 0);
    }

    private static void Worktop(LocalFrame at, double width, int units, int sink, int stove, KitchenStyle style,
        SeededRandom random)
    {
        var left = -(width / 2) - 0.008;
        for (var i = 0; i <= units; i++)
        {
            var end = i == units || i == stove || i == sink;
            if (!end) continue;
            var right = i == units ? (width / 2) + 0.008 : (i - (units / 2.0)) * 0.6;
            if (right > left + 0.01)
            {
                at.Fitted(RoundedBox.Fitting((right - left, Depth + 0.03, Board), 0.004),
                    ((left + right) / 2, 0.01, Height - (Board / 2)),
                    (right - left, Depth + 0.03, Board), style.Worktop);
            }
            left = right + 0.6;
        }
        if (sink >= 0) Sink(at.At((sink + 0.5 - (units / 2.0)) * 0.6, 0, Height), style, random);
    }

    /// <summary>A bowl sunk into the worktop, 0.6 wide, and its tap.</summary>
    private static void Sink(LocalFrame at, KitchenStyle style, SeededRandom random)
    {
        const double Deep = 0.17;
        var (front, back) = (-(Depth / 2) - 0.005, (Depth / 2) + 0.025);
        var steel = random.Chance(0.75) ? style.Steel : new Plain(Color.Gray(random.Pick(0.05, 0.85)), 0.2, 0.25);
        at.Box((0, (front - 0.215) / 2 + 0.002, -Board / 2), (0.6, -0.215 - front, Board), style.Worktop);
        at.Box((0, (back + 0.205) / 2, -Board / 2), (0.6, back - 0.205, Board), style.Worktop);
        foreach (var x in (double[])[-1, 1])
        {
            at.Box((x * 0.275, 0, -Board / 2), (0.05, 0.44, Board), style.Worktop);
            at.Box((x * 0.245, -0.005, -Deep / 2), (0.02, 0.43, Deep + 0.006), steel);
        }
        at.Box((0, -0.21, -Deep / 2), (0.5, 0.02, Deep + 0.0061), steel);
        at.Box((0, 0.2, -Deep / 2), (0.5, 0.02, Deep + 0.0061), steel);
        at.Box((0, 0, -Deep), (0.5, 0.43, 0.01), steel);
        at.Bar((0, 0, -Deep), (0, 0, -Deep + 0.008), 0.035, new Plain(Color.Gray(0.1), 0.4, 0.2));
        var high = random.Between(0.16, 0.3);
        var reach = 0.2;
        Vector[] line = [(0, 0.25, 0), (0, 0.25, high * 0.7), (0, 0.25 - (reach * 0.2), high),
            (0, 0.25 - (reach * 0.75), high),
            (0, 0.25 - reach, high * 0.75)];
        at.Part("tap").Mesh(Tube.Along(Curve.Through(line, 3), 0.011, 8), Vector.Zero, style.Steel);
        at.Bar((0, 0.25, 0), (0, 0.25, 0.06), 0.021, style.Steel);
        at.Bar((0, 0.25, 0.05), (0.09, 0.24, 0.09), 0.006, style.Steel);
    }

    /// <summary>Cupboards wherever the wall above is free, the hood above the stove.</summary>
    private static void Above(Room room, Side side, double along, LocalFrame at, int units, int stove,
        KitchenStyle style, RoomLight light, SeededRandom random)
    {
        var (low, high, deep) = (random.Between(1.4, 1.48), random.Between(0.6, 0.75), 0.34);
        high = Math.Min(high, room.Size.Height - low - 0.08);
        var (open, lit) = (random.Chance(0.15), light.LampsBurn && random.Chance(0.5) ? random.Integer(1, 2) : 0);
        for (var i = 0; i < units; i++)
        {
            var x = (i + 0.5 - (units / 2.0)) * 0.6;
            if (!room.Walls.Take(side, along + x, 0.598, low, low + high)) continue;
            var here = at.At(x, (Depth / 2) + 0.03 - (deep / 2), low);
            if (i == stove) room.Walls.Mark(side, along + x, 0.598, low, room.Size.Height);
            if (i == stove) Appliances.Hood(here.At(0, 0, 0.12), room.Size.Height - low - 0.12, style, random);
            else if (open) Shelves(here, high, deep, style, random);
            else if (random.Chance(0.92))
            {
                Cupboard(here, high, deep, style, random);
                if (random.Chance(0.2)) Cookware.OnRail(here.At(0, (deep / 2) - 0.03, -0.05), 0.5, style, random);
                if (lit-- > 0) Strip(here, light);
            }
        }
    }

    private static void Cupboard(LocalFrame at, double high, double deep, KitchenStyle style, SeededRandom random)
    {
        at.Part("cupboard").Box((0, 0.01, high / 2), (0.598, deep - 0.02, high), style.Units.Timber.Z);
        var doors = random.Chance(0.5) ? 1 : 2;
        for (var i = 0; i < doors; i++)
        {
            var x = (i + 0.5 - (doors / 2.0)) * 0.6 / doors;
            style.Units.Panel(at.Part("cupboard").At(x, -(deep / 2), high / 2), (0.6 / doors) - 0.005, high - 0.005,
                true, i == 0);
        }
    }

    /// <summary>A lamp under a cupboard.</summary>
    private static void Strip(LocalFrame at, RoomLight light)
    {
        at.Part("lamp").Box((0, -0.02, -0.008), (0.46, 0.03, 0.014), new Glow(light.LampColor * 5));
        at.Panel((0, -0.02, -0.017), (0.22, 0, 0), (0, 0.03, 0), (0, 0, -1), light.LampColor * 0.35);
    }

    private static void Shelves(LocalFrame at, double high, double deep, KitchenStyle style, SeededRandom random)
    {
        for (var z = 0.0; z < high - 0.1; z += 0.32)
        {
            at.Part("shelf").Box((0, 0.05, z), (0.6, deep - 0.1, 0.025), style.Units.Timber.X);
            Cookware.OnShelf(at.At(0, 0.05, z + 0.0125), 0.56, random);
        }
    }
}
