using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Buildings;

/// <summary>
/// What is screwed to walls outside. The wall lies in y = 0 about x = 0 and is seen from −y; z = 0 is the ground.
/// </summary>
internal static class WallThings
{
    private static readonly Material _zinc = new Plain(Color.Gray(0.3), 0.4, 0.35);
    private static readonly Material _dark = new Plain(Color.Gray(0.04), 0.1, 0.5);
    private static readonly Material _glass = new Plain(Color.Gray(0.7), 0.4, 0.2);

    /// <summary>Pipes, lamps, boxes, plates and vents along a width, not above a height.</summary>
    public static void Add(LocalFrame at, double width, double height, int count, SeededRandom random)
    {
        at = at.Part("wall thing");
        for (var i = 0; i < count; i++)
        {
            var place = at.At((((i + random.Unit()) / count) - 0.5) * width, 0);
            switch (random.Integer(0, 8))
            {
                case 0 or 1:
                    place.Bar((0, -0.1, 0.1), (0, -0.1, height), 0.05, _zinc);
                    for (var z = 0.6; z < height; z += 1.6) place.Bar((0, -0.1, z), (0, -0.1, z + 0.05), 0.062, _dark);
                    break;
                case 2: Lamp(place.At(0, 0, random.Between(2, 2.6)), random); break;
                case 3:
                    var (wide, high) = (random.Between(0.3, 0.7), random.Between(0.4, 0.9));
                    var box = new Plain(Color.Gray(random.Between(0.3, 0.6)), 0.1, 0.5);
                    place.Fitted(RoundedBox.Crisp, (0, -0.07, random.Between(0.8, 1.3)), (wide, 0.16, high), box);
                    break;
                case 4: LetterBoxes(place.At(0, 0, 1.1), random); break;
                case 5:
                    place.Box((0, -0.01, random.Between(0.3, 2.4)), (0.32, 0.03, 0.22), _dark);
                    break;
                case 6:
                    var word = Lettering.Any(random);
                    place.Box((0, -0.015, 1.7), (0.5, 0.02, 0.34),
                        new Plain(random.Chance(0.5) ? Color.Gray(0.7) : Palette.Paint(random), 0.2, 0.3));
                    place.Mesh(word, (0, -0.03, 1.66), _dark, Math.Min(0.1, 0.42 / word.Bounds.Size.X));
                    break;
                case 7:
                    place.Bar((-0.9, -0.02, height * 0.6), (1.4, -0.02, height * 0.58), 0.012, _dark);
                    place.Bar((-0.9, -0.02, height * 0.6), (-0.9, -0.02, 0.4), 0.012, _dark);
                    break;
                default: AirConditioner(place.At(0, 0, height * random.Between(0.4, 0.9))); break;
            }
        }
    }

    private static void Lamp(LocalFrame at, SeededRandom random)
    {
        if (random.Chance(0.5))
        {
            at.Bar((0, 0, 0), (0, -0.22, 0.06), 0.015, _dark);
            at.Cone((0, -0.24, -0.16), (0, -0.24, 0.1), 0.06, 0.1, _glass);
            at.Cone((0, -0.24, 0.1), (0, -0.24, 0.2), 0.13, 0.02, _dark);
            return;
        }
        at.Ball((0, -0.08, 0), (0.26, 0.16, 0.26), _glass);
        at.Bar((0, 0, 0), (0, -0.05, 0), 0.15, _dark);
    }

    private static void LetterBoxes(LocalFrame at, SeededRandom random)
    {
        var box = new Plain(random.Chance(0.6) ? Color.Gray(random.Between(0.2, 0.6)) : Palette.Paint(random), 0.3,
            0.3);
        var (columns, rows) = (random.Integer(1, 4), random.Integer(1, 3));
        for (var i = 0; i < columns * rows; i++)
        {
            var (x, z) = (0.3 * (i % columns), 0.36 * (i / columns));
            at.Box((x, -0.06, z), (0.28, 0.14, 0.34), box);
            at.Box((x, -0.135, z + 0.1), (0.2, 0.01, 0.03), _dark);
        }
    }

    private static void AirConditioner(LocalFrame at)
    {
        at.Fitted(RoundedBox.Crisp, (0, -0.22, 0), (0.85, 0.32, 0.6), _glass);
        at.Bar((-0.12, -0.37, 0), (-0.12, -0.4, 0), 0.23, _dark);
        foreach (var x in (ReadOnlySpan<double>)[-0.35, 0.35]) at.Box((x, -0.2, -0.33), (0.04, 0.4, 0.04), _dark);
    }
}
