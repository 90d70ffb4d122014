using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Corridor;
using ZoeDepth.Synthetic.Parts.Office;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Stairs;

/// <summary>What is around stairs: walls, lamps, doors, windows.</summary>
internal static class Shaft
{
    private static readonly Material _pane = new Plain(Color.Gray(0.08), 0.4, 0.05, 0.04);

    /// <summary>Facing bricks of the standard size, their mortar near their own tone; sometimes painted over.</summary>
    private static Brick Bricks(SeededRandom random)
    {
        var (first, second) = Palette.Bricks(random);
        if (random.Chance(0.3)) (first, second) = (Color.Gray(0.62), Color.Gray(0.55));
        return new(first * 0.8, second * 0.8, first.Mixed(Color.Gray(0.22), 0.6), 0.215, 0.066, 0.01);
    }

    /// <summary>Walls, floor, ceiling and lamps of a shaft.</summary>
    public static void Shell(Scene scene, double side, double near, double far, double top, SeededRandom random)
    {
        var world = scene.World;
        var finish = RoomFinish.Work(random);
        var lower = random.Chance(0.25)
            ? new Plain(Color.Hsv(random.Between(0, 360), random.Between(0.15, 0.5), random.Between(0.3, 0.7)), 0.12,
                0.3)
            : null;
        var wall = random.Chance(0.12) ? Bricks(random) : random.Chance(0.15) ? Concrete.Draw(random) : finish.Wall;
        var (y, length) = ((near + far) / 2, far - near);
        world.Part("floor").Box((0, y, -0.1), ((2 * side) + 0.4, length + 0.4, 0.2), finish.Floor);
        world.Part("ceiling").Box((0, y, top + 0.1), ((2 * side) + 0.4, length + 0.4, 0.2), finish.Ceiling);
        foreach (var sign in (ReadOnlySpan<int>)[-1, 1])
        {
            world.Part("wall").Box((sign * (side + 0.1), y, top / 2), (0.2, length + 0.4, top + 0.1), wall);
            world.Part("wall").Box((0, sign > 0 ? far + 0.1 : near - 0.1, top / 2), (2 * side, 0.2, top + 0.1), wall);
            if (lower is not null) world.Part("wall").Box((sign * (side + 0.049), y, 0.65), (0.1, length, 1.3), lower);
        }
        var lamp = Color.Temperature(random.Between(2800, 5500));
        var count = Math.Max(1, (int)(top / 2.8));
        for (var i = 0; i < count; i++)
        {
            var z = i == count - 1 ? top : (i + 1) * top / count;
            var at = world.At(i == count - 1 ? 0 : (i % 2 == 0 ? -1 : 1) * (side - 0.08),
                i == count - 1 ? near + 0.7 : near + 0.5,
                z - 0.1).Part("lamp");
            at.Ball(Vector.Zero, (0.26, 0.26, 0.16), new Glow(lamp * 6));
            at.Lamp((0, 0, -0.16), 0.1, lamp * random.Between(1.5, 3));
        }
        scene.Sky = Sky.Even((lamp * random.Between(0.12, 0.3)).Mixed(finish.Wall.Mean * 0.25, 0.4));
        scene.OcclusionReach = 2;
    }

    /// <summary>
    /// A door, a poster, a letter of the storey at the wall behind a landing; the origin is on its floor, the wall is y
    /// = 0 and faces +y.
    /// </summary>
    public static void Fit(LocalFrame at, double side, SeededRandom random)
    {
        var wall = at.Turned(180);
        var style = DoorStyle.Draw(random);
        var door = wall.At(random.Between(-0.3, 0.3) * side, -0.03).Part("door");
        door.Box((0, 0.02, 1.04), (style.Width + 0.14, 0.06, 2.1), style.Frame);
        // White ones would be blank where a lamp shines on them.
        var leaf = style.Leaf.Mean.Luminance <= 0.5 ? style.Leaf
            : new Plain(Color.Hsv(random.Between(20, 220), random.Between(0.02, 0.25), random.Between(0.45, 0.75)),
                0.12, 0.35);
        door.Box((0, 0, 1.01), (style.Width, 0.06, 2.02), leaf);
        if (!style.Glazed)
        {
            foreach (var (z, high) in (ReadOnlySpan<(double, double)>)[(0.5, 0.6), (1.45, 0.9)])
                door.Box((0, -0.001, z), (0.68 * style.Width, 0.075, high), leaf);
        }
        door.Box((0, -0.004, 0.12), (style.Width - 0.04, 0.06, 0.2), Everyday.Steel(random));
        if (style.Glazed) door.Box((0, -0.001, 1.45), (style.Width * 0.5, 0.062, 0.8), _pane);
        door.Bar((style.Width * 0.4, -0.07, 1.03), (style.Width * 0.3, -0.07, 1.03), 0.009, Everyday.Steel(random));
        if (random.Chance(0.5)) Boards.Poster(wall.At(-0.75 * side, -0.002, 1.55), 0.35, 0.5, random);
        if (random.Chance(0.4)) Passage.Extinguisher(wall.At(0.82 * side, 0), random);
        if (random.Chance(0.4)) Passage.ExitSign(door.At(0, 0, 2.25));
    }

    /// <summary>A window over a landing, its wall y = 0, the place on the landing's floor.</summary>
    public static void Daylight(LocalFrame at, double width, SeededRandom random)
    {
        if (random.Chance(0.3)) return;
        var sky = Color.Temperature(random.Between(5500, 9000)) * random.LogBetween(0.4, 4);
        var (bottom, height) = (random.Between(0.8, 1.1), random.Between(1, 1.4));
        var window = at.At(0, 0, bottom + (height / 2)).Part("window");
        var frame = Everyday.Painted(random);
        window.Box((0, -0.01, 0), (width + 0.12, 0.06, height + 0.12), frame);
        var panes = random.Integer(1, 3);
        for (var i = 0; i < panes; i++)
        {
            var w = (width / panes) - 0.05;
            window.Box((((i + 0.5) / panes - 0.5) * width, -0.03, 0), (w, 0.03, height),
                WindowView.Draw(random, w, height, sky.Luminance));
        }
        window.Panel((0, -0.06, 0), (width / 2, 0, 0), (0, 0, height / 2), (0, -1, 0), sky * (0.32 * width * height));
    }
}
