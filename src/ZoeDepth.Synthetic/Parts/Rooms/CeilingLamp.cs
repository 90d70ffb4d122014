using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Lamps;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Rooms;

/// <summary>
/// What lights a room from above: a pendant, a dome, a flat panel, spots on a rail or in the ceiling.
/// </summary>
internal static class CeilingLamp
{
    private static readonly Lazy<Mesh>[] _shades =
    [
        new(() => Lathe.Turned([(0.05, 0.95), (0.08, 0.9), (0.25, 0.6), (0.5, 0.02), (0.5, 0), (0.485, 0.01),
            (0.23, 0.58), (0.05, 0.9)], 24)),
        new(() => Lathe.Turned([(0.4, 0.6), (0.5, 0), (0.49, 0), (0.39, 0.6)], 24)),
        new(() => Lathe.Turned([.. Lathe.Smooth([(0.06, 0.62), (0.3, 0.52), (0.46, 0.3), (0.5, 0)]),
            .. Lathe.Smooth([(0.48, 0), (0.44, 0.29), (0.28, 0.5), (0.06, 0.6)])], 24)),
        new(() => Lathe.Turned(Lathe.Smooth([(0, 0), (0.3, 0.1), (0.5, 0.45), (0.3, 0.8), (0.08, 0.9), (0, 0.9)]), 24)),
    ];

    /// <summary>Hangs one lamp, or one set of them, in the middle of the room or near it.</summary>
    public static void Add(Room room, RoomLight light, SeededRandom random)
    {
        var at = room.Middle.At(random.Normal(0, 0.1), random.Normal(0, 0.15), room.Size.Height).Part("lamp");
        var kind = random.Unit();
        if (kind < 0.45)
            Pendant(at, room.Size.Height > 2.45 ? random.Between(0.35, 0.75) : 0.3, light, random.Between(2.5, 5),
                random);
        else if (kind < 0.7) Dome(at, light, random);
        else if (kind < 0.82)
            Panel(at, random.Between(0.3, 0.6), random.Between(0.3, 0.6), light, random.Between(2.5, 4.5));
        else Spots(room, light, random);
    }

    /// <summary>A shade on a cord; the place is on the ceiling.</summary>
    public static void Pendant(LocalFrame at, double drop, RoomLight light, double power, SeededRandom random)
    {
        var (kind, size) = (random.Integer(0, 3), random.Between(0.25, 0.5));
        var color = Color.Hsv(random.Between(0, 360), random.Chance(0.6) ? 0.03 : random.Between(0.2, 0.6),
            random.Between(0.3, 0.92));
        Material shade = kind == 0 || (kind == 2 && random.Chance(0.5))
            ? new Plain(color, 0.2, 0.3)
            : new Drape(color.Mixed(Color.White, 0.5), 0.4, 0,
                light.LampsBurn ? light.LampColor * (power * 0.35) : Color.Black);
        at.Cone((0, 0, 0), (0, 0, -0.035), 0.05, 0.03, new Plain(Color.Gray(0.7), 0.1, 0.4));
        at.Bar((0, 0, -0.02), (0, 0, -drop + (0.4 * size)), 0.004, new Plain(Color.Gray(random.Pick(0.03, 0.75))));
        at.At(0, 0, -drop - (0.1 * size)).Mesh(_shades[kind].Value, Vector.Zero, shade, size);
        if (kind != 3) at.Ball((0, 0, -drop + (0.12 * size)), 0.035, Bulb(light, power));
        if (!light.LampsBurn) return;
        at.Lamp((0, 0, -drop - (0.14 * size) - 0.08), 0.07, light.LampColor * (power * 0.8));
        if (kind != 3) at.Lamp((0, 0, -drop + (0.75 * size) + 0.1), 0.05, light.LampColor * (power * 0.15));
    }

    /// <summary>A glowing rectangle in the ceiling; sides in metres.</summary>
    public static void Panel(LocalFrame at, double width, double depth, RoomLight light, double power)
    {
        at.Box((0, 0, -0.008), (width + 0.04, depth + 0.04, 0.02), new Plain(Color.Gray(0.85), 0.1, 0.4));
        at.Box((0, 0, -0.012), (width, depth, 0.02), Bulb(light, power / (width * depth) * 0.2));
        if (light.LampsBurn)
            at.Panel((0, 0, -0.03), (width / 2, 0, 0), (0, depth / 2, 0), (0, 0, -1), light.LampColor * power);
    }

    private static void Dome(LocalFrame at, RoomLight light, SeededRandom random)
    {
        var (radius, power) = (random.Between(0.14, 0.25), random.Between(2.5, 4.5));
        at.Bar((0, 0, 0), (0, 0, -0.03), radius * 0.8, new Plain(Color.Gray(0.7), 0.4, 0.3));
        at.Fitted(Balls.SoftDrum, (0, 0, -0.06), (2 * radius, 2 * radius, 0.09), Bulb(light, power * 0.8));
        if (light.LampsBurn) at.Lamp((0, 0, -0.22), 0.12, light.LampColor * power);
    }

    private static void Spots(Room room, RoomLight light, SeededRandom random)
    {
        var (rail, count) = (random.Chance(0.5), random.Integer(3, 4));
        var metal = new Plain(Color.Gray(random.Pick(0.05, 0.5, 0.85)), 0.5, 0.3, 0.05);
        var (spacing, z) = (rail ? 0.35 : 2 * room.Size.HalfLength / (count + 0.5), room.Size.Height);
        if (rail) room.Middle.At(0, 0, z).Part("lamp").Box((0, 0, -0.015), (0.04, spacing * count, 0.03), metal);
        for (var i = 0; i < count; i++)
        {
            var at = room.Middle.At(0, (i - ((count - 1) / 2.0)) * spacing, z).Part("lamp");
            if (rail)
            {
                var head = at.At(0, 0, -0.07).Turned(random.Between(0, 360)).Tilted(random.Between(10, 55));
                head.Cone((0, 0, 0.05), (0, 0, -0.07), 0.028, 0.045, metal);
                head.Ball((0, 0, -0.062), 0.036, Bulb(light, 6));
            }
            else
            {
                at.Bar((0, 0, 0.01), (0, 0, -0.006), 0.045, metal);
                at.Bar((0, 0, 0.0), (0, 0, -0.008), 0.036, Bulb(light, 6));
            }
            if (light.LampsBurn)
                at.Panel((0, 0, -0.17), (0.04, 0, 0), (0, 0.04, 0),
                    (random.Normal(0, 0.25), random.Normal(0, 0.25), -1), light.LampColor * 2);
        }
    }

    /// <summary>What is seen of a lamp: white glass, bright where it burns.</summary>
    private static Material Bulb(RoomLight light, double brightness) =>
        light.LampsBurn ? new Glow(light.LampColor * brightness) : new Plain(Color.Gray(0.85), 0.3, 0.2);
}
