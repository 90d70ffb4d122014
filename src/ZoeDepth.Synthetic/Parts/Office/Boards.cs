using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Office;

/// <summary>
/// What hangs on the walls of offices, schools and corridors: the wall is the plane y = 0, the origin the middle of the
/// primitive.
/// </summary>
internal static class Boards
{
    /// <summary>White, with writing of felt pens.</summary>
    public static void White(LocalFrame at, double width, double height, SeededRandom random)
    {
        at = at.Part("whiteboard");
        var frame = Everyday.Steel(random);
        at.Box((0, -0.01, 0), (width + 0.03, 0.02, height + 0.03), frame);
        at.Box((0, -0.012, 0), (width, 0.02, height), new Plain(Color.Gray(0.88), 0.25, 0.12, 0.03));
        at.Box((0, -0.045, -(height / 2) - 0.01), (0.5 * width, 0.07, 0.012), frame);
        for (var i = 0; i < 3; i++)
            at.Bar((random.Between(-0.2, 0.2) * width, -0.05, 0.006 - (height / 2)),
                (random.Between(-0.2, 0.2) * width, -0.052, 0.006 - (height / 2)), 0.008, Everyday.Plastic(random));
        var pens = new[]
            { Color.Srgb(20, 25, 35), Color.Srgb(20, 50, 150), Color.Srgb(180, 25, 25), Color.Srgb(20, 110, 50) };
        Writing(at.At(0, -0.0224), width, height, random.Integer(0, 5), pens, random);
    }

    /// <summary>Green or black, with chalk, a tray, a sponge.</summary>
    public static void Black(LocalFrame at, double width, double height, SeededRandom random)
    {
        at = at.Part("blackboard");
        var frame = random.Chance(0.5) ? Everyday.Steel(random) : Wood.Draw(random);
        at.Box((0, -0.01, 0), (width + 0.06, 0.02, height + 0.06), frame);
        var slate = random.Chance(0.65)
            ? Color.Hsv(random.Between(140, 170), random.Between(0.35, 0.6), random.Between(0.22, 0.34))
            : Color.Gray(0.03);
        at.Box((0, -0.012, 0), (width, 0.022, height), new Plaster(slate, 0.25, 0.02, 0.01));
        if (random.Chance(0.6))
        {
            at.Box((-width / 4, -0.0235, 0), (0.006, 0.002, height), frame);
            at.Box((width / 4, -0.0235, 0), (0.006, 0.002, height), frame);
        }
        at.Box((0, -0.06, -(height / 2) - 0.03), (width, 0.09, 0.015), frame);
        at.Box((0.3 * width, -0.06, -(height / 2) - 0.005), (0.14, 0.06, 0.035), new Plain(Color.Srgb(220, 180, 60)));
        Writing(at.At(0, -0.0236), width, height, random.Integer(1, 6),
            [Color.Gray(0.8), Color.Gray(0.75), Color.Srgb(235, 220, 120), Color.Srgb(230, 160, 160)], random);
    }

    /// <summary>Cork or felt with sheets pinned to it.</summary>
    public static void Notices(LocalFrame at, double width, double height, SeededRandom random)
    {
        at = at.Part("notice board");
        at.Box((0, -0.012, 0), (width + 0.05, 0.024, height + 0.05),
            random.Chance(0.5) ? Everyday.Steel(random) : Wood.Draw(random));
        var ground = random.Chance(0.6) ? Color.Srgb(176, 132, 88) : Everyday.Vivid(random) * 0.6;
        at.Box((0, -0.0145, 0), (width, 0.024, height), new Plaster(ground, 0.15, 0.2, 0.006));
        var (columns, rows) = ((int)(width / 0.3), Math.Max(1, (int)(height / 0.36)));
        for (var i = 0; i < columns * rows; i++)
        {
            if (random.Chance(0.2)) continue;
            var (x, z) = (((i % columns) + 0.5) / columns * width - (width / 2),
                ((i / columns) + 0.5) / rows * height - (height / 2));
            var sheet = at.At(x + random.Normal(0, 0.02), -0.0275 - (0.0012 * (i % 3)), z + random.Normal(0, 0.02))
                .Leaning(random.Normal(0, 3));
            Sheet(sheet, random.Chance(0.75) ? 0.21 : 0.15, random.Chance(0.75) ? 0.297 : 0.2, random);
        }
    }

    /// <summary>A poster or a framed picture.</summary>
    public static void Poster(LocalFrame at, double width, double height, SeededRandom random)
    {
        at = at.Part("poster");
        var framed = random.Chance(0.4);
        if (framed)
            at.Box((0, -0.01, 0), (width + 0.05, 0.02, height + 0.05),
                random.Chance(0.5) ? Everyday.Dark(random) : Wood.Draw(random));
        var print = random.Chance(0.5)
            ? Painting.Draw(random, width, height) : (Material)Print.DrawCover(random, width, height);
        at.At(0, framed ? -0.021 : -0.003).Box(Vector.Zero, (width, 0.003, height), print);
    }

    /// <summary>A printed sheet, on the plane y = 0.</summary>
    public static void Sheet(LocalFrame at, double width, double height, SeededRandom random) =>
        at.Box(Vector.Zero, (width, 0.001, height),
            random.Chance(0.75) ? Everyday.Page(random) : Everyday.Cover(random));

    /// <summary>Words, boxes and arrows of somebody's hand on a plane y = 0.</summary>
    private static void Writing(LocalFrame at, double width, double height, int blocks, ReadOnlySpan<Color> pens,
        SeededRandom random)
    {
        for (var block = 0; block < blocks; block++)
        {
            var pen = new Plain(random.Pick(pens));
            var text = at.At(random.Between(-0.42, 0.1) * width, 0, random.Between(-0.1, 0.42) * height);
            if (random.Chance(0.3))
            {
                var (w, h) = (random.Between(0.12, 0.3), random.Between(0.08, 0.2));
                foreach (var z in new[] { 0, h }) text.Box((w / 2, 0, -z), (w, 0.001, 0.008), pen);
                foreach (var x in new[] { 0, w }) text.Box((x, 0, -h / 2), (0.008, 0.001, h), pen);
                text.Bar((w, 0, -h / 2), (w + 0.25, 0, (-h / 2) + random.Between(-0.1, 0.1)), 0.004, pen);
                continue;
            }
            var size = random.Between(0.035, 0.07);
            for (var line = random.Integer(1, 4); line > 0; line--)
            {
                var x = 0.0;
                for (var letter = random.Integer(6, 18); letter > 0; letter--)
                {
                    var (wide, tall) = (size * random.Between(0.2, 0.6), size * random.Between(0.4, 1));
                    if (random.Chance(0.8))
                    {
                        // A letter: an upright, and a bow or a bar beside it.
                        var here = text.At(x, 0, -1.5 * size * line).Leaning(random.Between(5, 25));
                        here.Box((0, 0, tall / 2), (0.15 * size, 0.001, tall), pen);
                        here.Box((wide / 2, 0, random.Pick(0, 0.5, 1) * tall), (wide, 0.001, 0.14 * size), pen);
                    }
                    x += wide + (0.25 * size);
                }
            }
        }
    }
}
