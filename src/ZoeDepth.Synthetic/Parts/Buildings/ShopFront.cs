using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Buildings;

/// <summary>Shops on the ground floor: their front lies in y = 0, seen from −y, about x = 0.</summary>
internal static class ShopFront
{
    private static readonly Material _dark = new Plain(Color.Gray(0.04), 0.1, 0.5);

    /// <summary>A third of a roll of cloth, falling forwards, 1 wide and 1 deep and 1 high, with a valance.</summary>
    private static readonly Lazy<Mesh> _awning = new(() =>
    {
        var builder = new MeshBuilder();
        var line = new Vector[] { (0, 0, 1), (0, -0.4, 0.8), (0, -0.75, 0.5), (0, -1, 0.15), (0, -1, -0.12) };
        builder.Sheet(10, 4, (column, row) => ((column / 10.0) - 0.5, line[4 - row].Y, line[4 - row].Z));
        return builder.Build(60);
    });

    /// <summary>Shops side by side over a width, up to a height; what is in their windows is built near the camera only.</summary>
    public static void Row(Place at, double width, double height, Material wall, bool near, SeededRandom random)
    {
        at = at.Part("shop");
        var shops = Math.Max(1, (int)Math.Round(width / random.Between(5, 8)));
        var each = width / shops;
        at.Box((0, 1.5, height / 2), (width - 0.01, 2, height - 0.02), _dark);
        for (var i = 0; i < shops; i++) One(at.At((i + 0.5 - (shops / 2.0)) * each, 0), each, height, wall, near, random);
    }

    private static void One(Place at, double width, double height, Material wall, bool near, SeededRandom random)
    {
        var pier = random.Between(0.3, 0.7);
        var colour = random.Chance(0.35) ? Color.Gray(random.Between(0.02, 0.7)) : Palette.Paint(random);
        var frame = new Plain(colour, 0.15, 0.3);
        var fascia = random.Between(0.5, 0.85);
        var glass = height - fascia - random.Between(0.15, 0.4);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1]) at.Box((side * (width - pier) / 2, 0.15, height / 2), (pier, 0.3, height), wall);
        at.Box((0, 0.16, (glass + height) / 2), (width - pier, 0.28, height - glass), wall);
        var inner = width - (2 * pier);
        var riser = random.Pick(0.1, 0.35, 0.55);

        // Behind the pane: a lit or dark room with things on a low stage.
        var lit = random.Chance(0.45);
        Material back = lit ? new Glow(Color.Temperature(random.Between(2800, 4500)) * random.Between(0.25, 0.8))
            : new Plain(Color.Gray(random.Between(0.03, 0.15)));
        at.Box((0, 0.46, glass * 0.5), (inner, 0.06, glass), back);
        if (near) Goods(at, inner, riser, glass, random);
        at.Box((0, 0.27, riser / 2), (inner, 0.1, riser), frame);
        at.Box((0, 0.27, glass - 0.05), (inner, 0.1, 0.1), frame);
        var door = random.Between(-0.5, 0.5) * (inner - 1.3);
        var parts = Math.Max(2, (int)(inner / random.Between(1, 1.9)));
        for (var i = 0; i <= parts; i++) at.Box(((i / (double)parts - 0.5) * inner, 0.27, glass / 2), (0.07, 0.1, glass), frame);
        at.Box((door - 0.5, 0.24, 1.1), (0.09, 0.1, 2.2), frame);
        at.Box((door + 0.5, 0.24, 1.1), (0.09, 0.1, 2.2), frame);
        at.Box((door, 0.24, 2.2), (1.09, 0.1, 0.1), frame);
        at.Box((door, 0.24, 0.2), (1, 0.08, 0.4), frame);
        Sign(at.At(0, 0, glass + 0.06), inner, fascia, colour, random);
        if (random.Chance(0.45)) Awning(at.At(0, -0.02, glass - 0.35), inner, random);
    }

    /// <summary>Posters, shelves, dummies, plants behind the pane.</summary>
    private static void Goods(Place at, double inner, double riser, double glass, SeededRandom random)
    {
        var kind = random.Pick(0, 0, 1, 2, 2, 2, 3);
        var count = (int)(inner * random.Between(0.6, 1.6));
        for (var i = 0; i < count; i++)
        {
            var x = ((i + random.Between(0.3, 0.7)) / count - 0.5) * inner * 0.96;
            var tone = random.Chance(0.7) ? Palette.Clothes(random) * 0.9 : Palette.Plastic(random) * 0.5;
            var material = new Plain(tone, 0.05, 0.5);
            switch (kind)
            {
                case 0:
                    var (wide, high) = (random.Between(0.4, 0.9), random.Between(0.5, 1.1));
                    at.Box((x, 0.36, (glass * 0.55) + (random.Between(-0.1, 0.1) * glass)), (wide, 0.02, high),
                        Painting.DrawAbstract(random, wide, high));
                    break;
                case 1:
                    at.Cone((x, 0.37, riser), (x, 0.37, riser + 0.75), 0.06, 0.1, material);
                    at.Ball((x, 0.37, riser + 0.95), (0.36, 0.12, 0.62), material);
                    at.Ball((x, 0.37, riser + 1.42), (0.16, 0.12, 0.22), new Plain(Color.Gray(0.5)));
                    break;
                case 2:
                    for (var z = riser + 0.25; z < glass - 0.4; z += 0.42)
                    {
                        at.Box((x, 0.38, z), (inner / count * 0.95, 0.1, 0.025), _dark);
                        at.Fitted(RoundedBox.Soft, (x + random.Between(-0.1, 0.1), 0.37, z + 0.14),
                            (inner / count * random.Between(0.3, 0.8), 0.08, random.Between(0.14, 0.28)), material);
                    }
                    break;
                default:
                    var size = random.Between(0.2, 0.5);
                    at.Fitted(random.Chance(0.5) ? Balls.SoftCube : RoundedBox.Soft, (x, 0.36, riser + (size / 2)), (size, 0.12, size), material);
                    break;
            }
        }
    }

    private static void Sign(Place at, double width, double height, Color frame, SeededRandom random)
    {
        var ground = random.Chance(0.4) ? frame : random.Chance(0.5) ? Palette.Paint(random) : Color.Gray(random.Between(0.01, 0.8));
        at.Box((0, -0.05, height / 2), (width, 0.12, height), new Plain(ground, 0.15, 0.3));
        var bright = ground.Luminance < 0.3;
        var word = Lettering.Any(random);
        var size = Math.Min(height * 0.6, width * 0.9 / word.Bounds.Size.X);
        var letters = bright ? Color.Gray(0.8) : Color.Gray(0.03);
        at.Mesh(word, (random.Between(-0.1, 0.1) * width, -0.12, (height - size) / 2), random.Chance(0.15) ? new Glow(letters * 1.6)
            : new Plain(letters, 0.1), size);
        if (!random.Chance(0.3)) return;
        var x = random.Sign() * (width / 2);
        at.Box((x, -0.42, 0.55), (0.1, 0.6, 0.6), new Plain(Palette.Paint(random), 0.2, 0.3));
        at.Bar((x, 0, 0.75), (x, -0.7, 0.75), 0.02, _dark);
    }

    private static void Awning(Place at, double width, SeededRandom random)
    {
        var (reach, drop) = (random.Between(0.8, 1.5), random.Between(0.4, 0.8));
        Material cloth = random.Chance(0.45)
            ? new Fabric(Color.Gray(0.7), Palette.Paint(random), FabricPattern.Stripes, 0.3)
            : new Plain(Palette.Paint(random), 0.02, 0.8);
        at.Scaled(width * 0.98, reach, drop).Mesh(_awning.Value, Vector.Zero, cloth);
    }
}
