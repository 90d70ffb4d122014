using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Corridor;

/// <summary>What belongs to corridors of schools, clinics, hotels and offices.</summary>
internal static class Passage
{
    private const double DoorHeight = 2.06;

    private static readonly Lazy<Mesh> _bottle = new(() => Lathe.Turned(
        [(0, 0), .. Lathe.Smooth([(0.07, 0), (0.078, 0.02), (0.078, 0.2), (0.078, 0.38), (0.06, 0.45), (0.025, 0.48)],
            2), (0.025, 0.54), (0, 0.54)],
            18));

    /// <summary>
    /// A door in its niche: shut, or open to a bright room; with a sign beside it. False where the wall is taken.
    /// </summary>
    /// <param name="room">the corridor, not closed yet</param>
    /// <param name="side">wall</param>
    /// <param name="along">where</param>
    /// <param name="style">what its doors are like</param>
    /// <param name="random">state</param>
    public static bool Door(Room room, Side side, double along, DoorStyle style, SeededRandom random)
    {
        if (!room.Open(side, along, style.Width, 0, DoorHeight)) return false;
        var at = room.At(side, along).Part("door");
        var (half, trim) = (style.Width / 2, style.Frame);
        foreach (var x in (ReadOnlySpan<double>)[-half - 0.02, half + 0.02])
        {
            at.Box((x, 0.05, (DoorHeight + 0.05) / 2), (0.09, 0.14, DoorHeight + 0.05), trim);
            at.Box((Math.Sign(x) * (half - 0.008), 0.2, DoorHeight / 2), (0.02, 0.18, DoorHeight), trim);
        }
        at.Box((0, 0.05, DoorHeight + 0.03), (style.Width + 0.128, 0.139, 0.08), trim);
        var hinge = random.Sign();
        var angle = random.Chance(0.14) ? random.Between(15, 85) : 0;
        if (angle > 0)
        {
            // The room behind: a picture of it.
            var shine = Color.Temperature(random.Between(4000, 7000)) * random.Between(0.25, 0.9);
            at.Box((0, 0.288, DoorHeight / 2), (style.Width + 0.3, 0.02, DoorHeight + 0.3),
                new RoomBeyond(random, shine));
            at.Panel((0, 0.26, 1), (half, 0, 0), (0, 0, 1), (0, -1, 0), shine * 0.6);
        }
        else
        {
            at.Box((0, 0.27, DoorHeight / 2), (style.Width + 0.1, 0.04, DoorHeight + 0.1), trim);
        }
        var leaf = at.At(hinge * (half - 0.02), 0.1).Turned(-hinge * angle).At(-hinge * (half - 0.02), 0);
        Leaf(leaf, style, hinge, random);
        if (random.Chance(0.6))
            at.Box((half + 0.2, -0.006, 1.55), (0.16, 0.012, 0.1),
                random.Chance(0.5) ? Everyday.Steel(random) : Everyday.Plastic(random));
        return true;
    }

    /// <summary>The leaf alone, its middle at the origin.</summary>
    private static void Leaf(LocalFrame at, DoorStyle style, int hinge, SeededRandom random)
    {
        var (width, height) = (style.Width - 0.04, DoorHeight - 0.02);
        at.Box((0, 0, height / 2), (width, 0.045, height), style.Leaf);
        if (style.Glazed)
        {
            var pane = new Plain(Color.Gray(0.25), 0.4, 0.05, 0.12);
            at.Box((0, 0, 1.5), (0.5 * width, 0.05, 0.8), pane);
            foreach (var z in (ReadOnlySpan<double>)[1.09, 1.91])
                at.Box((0, 0, z), ((0.5 * width) + 0.06, 0.054, 0.03), style.Frame);
            foreach (var x in (ReadOnlySpan<double>)[-0.25, 0.25])
                at.Box((x * width, 0, 1.5), (0.03, 0.054, 0.85), style.Frame);
        }
        else if (style.Panels)
        {
            foreach (var z in (ReadOnlySpan<double>)[0.55, 1.5])
                at.Box((0, 0, z), (0.7 * width, 0.06, 0.62), style.Leaf);
        }
        if (style.Kick) at.Box((0, 0, 0.14), (width - 0.06, 0.05, 0.22), Everyday.Steel(random));
        var metal = Everyday.Steel(random);
        var x0 = -hinge * ((width / 2) - 0.07);
        at.Box((x0, -0.025, 1.02), (0.035, 0.008, 0.2), metal);
        at.Bar((x0, -0.02, 1.05), (x0, -0.065, 1.05), 0.009, metal);
        at.Bar((x0, -0.065, 1.05), (x0 + (hinge * 0.12), -0.065, 1.05), 0.009, metal);
    }

    /// <summary>A red fire extinguisher on the wall, which is y = 0; the origin is on the floor.</summary>
    public static void Extinguisher(LocalFrame at, SeededRandom random)
    {
        at = at.Part("fire extinguisher");
        var (red, black) = (new Plain(Color.Srgb(175, 18, 20), 0.25, 0.15), Everyday.Dark(random));
        at = at.At(0, -0.1, random.Chance(0.3) ? 0.003 : 0.75);
        at.Mesh(_bottle.Value, Vector.Zero, red);
        at.Box((0, -0.02, 0.53), (0.03, 0.12, 0.03), black);
        at.Bar((0.03, 0, 0.5), (0.09, 0, 0.15), 0.011, black);
        at.Box((0, -0.076, 0.25), (0.1, 0.01, 0.14), new Plain(Color.Gray(0.8)));
        at.Box((0, 0.096, 0.85), (0.2, 0.006, 0.2), new Plain(Color.Srgb(185, 20, 25)));
        at.Box((0, 0.0925, 0.85), (0.06, 0.006, 0.13), new Plain(Color.Gray(0.85)));
    }

    /// <summary>A rail along a wall between two places.</summary>
    public static void Handrail(Room room, Side side, double from, double to, Material material)
    {
        var at = room.At(side, 0).Part("handrail");
        at.Bar((from, -0.07, 0.9), (to, -0.07, 0.9), 0.022, material);
        foreach (var x in (ReadOnlySpan<double>)[from, to]) at.Ball((x, -0.07, 0.9), 0.022, material);
        for (var x = from + 0.15; x < to; x += 1.1) at.Bar((x, -0.005, 0.86), (x, -0.07, 0.89), 0.008, material);
    }

    /// <summary>A green sign over a door or under a ceiling, which shines.</summary>
    public static void ExitSign(LocalFrame at)
    {
        at = at.Part("sign");
        at.Box(Vector.Zero, (0.36, 0.05, 0.18), new Glow(Color.Srgb(10, 150, 70) * 2));
        at.Box((0.07, -0.024, 0), (0.14, 0.006, 0.05), new Glow(Color.Gray(1.6)));
        at.Box((-0.09, -0.024, 0), (0.05, 0.006, 0.1), new Glow(Color.Gray(1.6)));
    }

    /// <summary>A bench of slats or a row of seats; who sits there looks to −y.</summary>
    public static void Bench(LocalFrame at, double width, bool seats, SeededRandom random)
    {
        at = at.Part("bench");
        var (frame, surface) = (Everyday.Steel(random), seats ? Everyday.Plastic(random) : Wood.Draw(random));
        foreach (var x in (ReadOnlySpan<double>)[-0.4, 0.4])
        {
            at.Box((x * width, 0, 0.2), (0.05, 0.06, 0.4), frame);
            at.Box((x * width, 0, 0.02), (0.06, 0.4, 0.035), frame);
        }
        at.Box((0, 0, 0.4), (width - 0.1, 0.05, 0.04), frame);
        if (seats)
        {
            var count = (int)(width / 0.55);
            for (var i = 0; i < count; i++)
            {
                var seat = at.At(((i + 0.5) / count - 0.5) * width, 0);
                seat.Fitted(RoundedBox.Fitting((0.46, 0.44, 0.03), 0.012), (0, 0, 0.435), (0.46, 0.44, 0.03), surface);
                seat.At(0, 0.23, 0.45).Tilted(-14)
                    .Fitted(RoundedBox.Fitting((0.46, 0.03, 0.4), 0.012), (0, 0, 0.2), (0.46, 0.03, 0.38), surface);
            }
            return;
        }
        for (var i = 0; i < 4; i++)
            at.Fitted(RoundedBox.Crisp, (0, (i - 1.5) * 0.11, 0.435), (width, 0.09, 0.03), surface);
    }

    /// <summary>Narrow metal doors side by side, 1.85 m high.</summary>
    public static void Lockers(LocalFrame at, int count, SeededRandom random)
    {
        at = at.Part("lockers");
        var (body, front) = (Everyday.Painted(random),
            random.Chance(0.5) ? Everyday.Painted(random) : new Plain(Everyday.Vivid(random), 0.2, 0.3));
        at.Box((0, 0, 0.925), (0.3 * count, 0.45, 1.85), body);
        var rows = random.Integer(1, 2);
        for (var i = 0; i < count; i++)
        {
            for (var row = 0; row < rows; row++)
            {
                var (x, z, tall) = ((i - ((count - 1) / 2.0)) * 0.3, 0.08 + ((row + 0.5) * 1.74 / rows),
                    (1.74 / rows) - 0.03);
                at.Box((x, -0.226, z), (0.285, 0.014, tall), front);
                for (var slit = 0; slit < 4; slit++)
                    at.Box((x, -0.2331, z + (tall * 0.4) - (0.03 * slit)), (0.13, 0.002, 0.008), Everyday.Dark(random));
                at.Box((x + 0.1, -0.24, z), (0.02, 0.02, 0.06), Everyday.Steel(random));
            }
        }
    }
}
