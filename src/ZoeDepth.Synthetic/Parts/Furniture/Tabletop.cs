using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Furniture;

/// <summary>The small things of a home on tables, shelves and boards.</summary>
internal static class Tabletop
{
    private static readonly Lazy<Mesh>[] _vases =
    [
        new(() => Lathe.Vessel(Lathe.Smooth([(0.16, 0), (0.3, 0.25), (0.24, 0.6), (0.12, 0.85), (0.16, 1)]), 0.02, 0.05, 18)),
        new(() => Lathe.Vessel(Lathe.Smooth([(0.2, 0), (0.44, 0.3), (0.4, 0.6), (0.14, 0.9), (0.18, 1)]), 0.02, 0.05, 18)),
        new(() => Lathe.Vessel([(0.22, 0), (0.24, 0.02), (0.2, 0.98), (0.19, 1)], 0.02, 0.05, 18)),
    ];

    private static readonly Lazy<Mesh> _cup = new(() => Lathe.Vessel(Lathe.Smooth([(0.3, 0), (0.4, 0.1), (0.46, 0.5), (0.48, 1)]), 0.04, 0.08, 18));

    private static readonly Lazy<Mesh> _handle = new(() => Tube.Along(Curve.Arc((0.46, 0, 0.55), (1, 0, 0), (0, 0, 1), 0.28, -95, 95, 7), 0.05));

    private static readonly Lazy<Mesh> _bowl = new(() => Lathe.Vessel(Lathe.Smooth([(0.2, 0), (0.24, 0.03), (0.4, 0.2), (0.5, 0.42)]), 0.02, 0.05, 22));

    private static readonly Lazy<Mesh> _bottle = new(() => Lathe.Turned([(0, 0), (0.13, 0), (0.14, 0.02), (0.14, 0.58), (0.12, 0.66), (0.05, 0.78), (0.045, 0.97), (0.05, 1), (0, 1)], 16));

    private static readonly Lazy<Mesh> _glass = new(() => Lathe.Vessel([(0.25, 0), (0.3, 1)], 0.02, 0.06, 14));

    private static readonly Lazy<Mesh> _plate = new(() => Lathe.Vessel(Lathe.Smooth([(0.26, 0), (0.3, 0.01), (0.44, 0.05), (0.5, 0.08)]), 0.015, 0.02, 24));

    /// <summary>Some things on a top whose middle the place is; they do not meet.</summary>
    public static void Scatter(Place top, double width, double depth, int count, Books books, SeededRandom random)
    {
        Span<(double X, double Y, double R)> taken = stackalloc (double, double, double)[32];
        var number = 0;
        for (var i = 0; i < count * 3 && number < Math.Min(count, 32); i++)
        {
            var size = Math.Min(random.LogBetween(0.09, 0.32), Math.Min(width, depth));
            var (x, y) = (random.Between(-0.5, 0.5) * (width - size), random.Between(-0.5, 0.5) * (depth - size));
            var free = true;
            foreach (var (otherX, otherY, radius) in taken[..number])
                free &= ((x - otherX) * (x - otherX)) + ((y - otherY) * (y - otherY)) > (radius + (size / 2)) * (radius + (size / 2));
            if (!free) continue;
            taken[number++] = (x, y, size / 2);
            Thing(top.At(x, y), size, 0.4, books, random);
        }
    }

    /// <summary>Anything that fits into this width and height; stands on the origin.</summary>
    public static void Thing(Place at, double size, double height, Books books, SeededRandom random)
    {
        at = at.Part("thing").Turned(random.Between(0, 360));
        var kind = random.Integer(0, 13);
        switch (kind)
        {
            case 0 or 1 when size > 0.17:
                books.Heap(at, random.Integer(1, Math.Min(4, (int)(height / 0.05))), random);
                break;
            case 2 or 3:
                Cup(at, random);
                break;
            case 4:
                var tall = Math.Min(random.Between(0.14, 0.3), height);
                at.Mesh(random.Pick(_vases).Value, Vector.Zero, Glaze(random), Math.Min(tall, size * 1.4));
                if (height > 0.35 && random.Chance(0.5)) Twigs(at.At(0, 0, 0.7 * Math.Min(tall, size * 1.4)), random);
                break;
            case 5:
                Bowl(at, Math.Min(size, 0.28), random);
                break;
            case 6:
                Bottle(at, Math.Min(height, random.Between(0.2, 0.32)), random);
                break;
            case 7:
                at.Mesh(_glass.Value, Vector.Zero, new Glass(new(0.25, 0.28, 0.28), 0.12, 0.5), random.Between(0.1, 0.15));
                break;
            case 8 or 9:
                PottedPlant.Add(at, Math.Min(random.Between(0.14, 0.34), Math.Min(height, size * 2)), random);
                break;
            case 10:
                Frame(at, Math.Min(size, 0.2), height, random);
                break;
            case 11:
                for (var i = random.Integer(1, 3); i > 0; i--)
                {
                    var (x, high) = (0.06 * (i - 2), random.Between(0.05, 0.16));
                    at.Bar((x, 0, 0), (x, 0, Math.Min(high, height)), random.Between(0.018, 0.035), new Plain(Color.Hsv(random.Between(0, 60), random.Between(0, 0.4), 0.9), 0.1, 0.4));
                }
                break;
            case 12:
                at.Fitted(RoundedBox.Fitting((0.05, 0.18, 0.02), 0.008), (0, 0, 0.01), (0.05, Math.Min(0.18, size), 0.02), new Plain(Color.Gray(0.02), 0.2, 0.3));
                break;
            default:
                Packet(at, Math.Min(size, 0.2), height, random);
                break;
        }
    }

    /// <summary>A mug or a cup.</summary>
    public static void Cup(Place at, SeededRandom random)
    {
        var (glaze, size) = (Glaze(random), random.Between(0.075, 0.1));
        at.Mesh(_cup.Value, Vector.Zero, glaze, size);
        at.Mesh(_handle.Value, Vector.Zero, glaze, size);
        at.Bar((0, 0, 0.6 * size), (0, 0, 0.72 * size), 0.415 * size, new Plain(Color.Srgb(70, 45, 30), 0.4, 0.1));
    }

    /// <summary>A bowl of this width, mostly with fruit.</summary>
    public static void Bowl(Place at, double width, SeededRandom random)
    {
        at.Mesh(_bowl.Value, Vector.Zero, random.Chance(0.3) ? Wood.Draw(random) : Glaze(random), width);
        if (width < 0.15 || random.Chance(0.3)) return;
        var fruit = random.Pick(Color.Srgb(200, 40, 30), Color.Srgb(240, 150, 20), Color.Srgb(230, 210, 60), Color.Srgb(120, 170, 50));
        for (var i = 0; i < 6; i++)
        {
            var spot = Affine.Turn(Vector.Up, 72 * i).Direction((i == 5 ? 0 : width * 0.26, 0, 0));
            at.Ball(spot + (0, 0, (i == 5 ? 0.36 : 0.27) * width), width * random.Between(0.12, 0.145), new Plain(fruit * random.Between(0.75, 1.1), 0.15, 0.3));
        }
    }

    /// <summary>A bottle with a label.</summary>
    public static void Bottle(Place at, double height, SeededRandom random)
    {
        var tint = random.Pick(new(0.02, 0.06, 0.02), new Color(0.08, 0.03, 0.01), Color.Gray(0.35), Palette.Plastic(random));
        at.Mesh(_bottle.Value, Vector.Zero, random.Chance(0.6) ? new Glass(tint, 0.12, 0.3) : new Plain(tint, 0.25, 0.2, 0.02), height);
        at.Bar((0, 0, 0.15 * height), (0, 0, 0.45 * height), 0.142 * height, new Plain(Palette.Plastic(random).Mixed(Color.White, random.Unit()), 0.05, 0.5));
    }

    /// <summary>Plates on one another.</summary>
    public static void Plates(Place at, int count, SeededRandom random)
    {
        var (glaze, size) = (Glaze(random), random.Between(0.18, 0.27));
        for (var i = 0; i < count; i++) at.At(random.Normal(0, 0.002), random.Normal(0, 0.002), 0.011 * i).Mesh(_plate.Value, Vector.Zero, glaze, size);
    }

    /// <summary>China: white most often.</summary>
    public static Material Glaze(SeededRandom random) =>
        new Plain(random.Chance(0.55) ? Color.Hsv(40, random.Between(0, 0.08), random.Between(0.82, 0.94)) : Palette.Fabric(random), 0.25, 0.15, 0.03);

    private static void Twigs(Place at, SeededRandom random)
    {
        var flower = Blossoms.AnyPlant(random);
        var size = random.Between(0.2, 0.35);
        at.Scaled(size).Mesh(flower.Green, Vector.Zero, Greenery.Herb(random));
        at.Scaled(size).Mesh(flower.Heads, Vector.Zero, Greenery.Petals(random));
    }

    private static void Frame(Place at, double size, double height, SeededRandom random)
    {
        var tall = Math.Min(size * 1.3, height - 0.02);
        Rooms.WallDecor.Picture(at.At(0, 0, tall / 2).Tilted(-8), Math.Min(size, tall), tall, random);
    }

    private static void Packet(Place at, double size, double height, SeededRandom random)
    {
        var (wide, deep, high) = (size * random.Between(0.6, 1), size * random.Between(0.3, 0.7), Math.Min(size * random.Between(0.4, 1.3), height));
        at.Box((0, 0, high / 2), (wide, deep, high), random.Chance(0.6) ? Print.DrawCover(random, wide, high) : new Plain(Palette.Plastic(random), 0.1, 0.4));
    }
}
