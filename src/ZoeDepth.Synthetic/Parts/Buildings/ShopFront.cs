using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Hall;
using ZoeDepth.Synthetic.Parts.People;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Buildings;

/// <summary>Shops on the ground floor: their front lies in y = 0, seen from −y, about x = 0.</summary>
internal static class ShopFront
{
    private static readonly Material _dark = new Plain(Color.Gray(0.04), 0.1, 0.5);

    private static readonly Material _stage = new Plain(Color.Srgb(150, 125, 100), 0.1, 0.5);
    private static readonly Material _spot = new Glow(Color.Temperature(3600) * 3);

    private static readonly Lazy<Material>[] _posters = [.. Enumerable.Range(0, 12).Select(i =>
        new Lazy<Material>(() => Painting.DrawAbstract(new SeededRandom("poster", (ulong)i), 0.62, 0.88)))];

    /// <summary>A third of a roll of cloth, falling forwards, 1 wide and 1 deep and 1 high, with a valance.</summary>
    private static readonly Lazy<Mesh> _awning = new(() =>
    {
        var builder = new MeshBuilder();
        var line = new Vector[] { (0, 0, 1), (0, -0.4, 0.8), (0, -0.75, 0.5), (0, -1, 0.15), (0, -1, -0.12) };
        builder.Sheet(10, 4, (column, row) => ((column / 10.0) - 0.5, line[4 - row].Y, line[4 - row].Z));
        return builder.Build(60);
    });

    /// <summary>
    /// Shops side by side over a width, up to a height; what is in their windows is built near the camera only.
    /// </summary>
    public static void Row(LocalFrame at, double width, double height, Material wall, bool near, SeededRandom random)
    {
        at = at.Part("shop");
        var shops = Math.Max(1, (int)Math.Round(width / random.Between(5, 8)));
        var each = width / shops;
        at.Box((0, near ? 1.6 : 1.5, height / 2), (width - 0.01, near ? 1 : 2, height - 0.02), _dark);
        for (var i = 0; i < shops; i++)
            One(at.At((i + 0.5 - (shops / 2.0)) * each, 0), each, height, wall, near, random);
    }

    private static void One(LocalFrame at, double width, double height, Material wall, bool near, SeededRandom random)
    {
        var pier = random.Between(0.3, 0.7);
        var colour = random.Chance(0.35) ? Color.Gray(random.Between(0.02, 0.7)) : Palette.Paint(random);
        var frame = new Plain(colour, 0.15, 0.3);
        var fascia = random.Between(0.5, 0.85);
        var glass = height - fascia - random.Between(0.15, 0.4);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
            at.Box((side * (width - pier) / 2, 0.15, height / 2), (pier, 0.3, height), wall);
        at.Box((0, 0.16, (glass + height) / 2), (width - pier, 0.28, height - glass), wall);
        var inner = width - (2 * pier);
        var riser = random.Pick(0.1, 0.35, 0.55);

        var trade = random.Integer(0, Lettering.Shops.Count - 1);
        var light = random.Chance(0.62) ? random.Between(0.35, 1.3) : 0;
        Inside(at, inner, riser, glass, trade, light, near, random);
        at.Box((0, 0.27, riser / 2), (inner, 0.1, riser), frame);
        at.Box((0, 0.27, glass - 0.05), (inner, 0.1, 0.1), frame);
        var door = random.Between(-0.5, 0.5) * (inner - 1.3);
        var parts = Math.Max(2, (int)(inner / random.Between(1, 1.9)));
        for (var i = 0; i <= parts; i++)
            at.Box(((i / (double)parts - 0.5) * inner, 0.27, glass / 2), (0.07, 0.1, glass), frame);
        at.Box((door - 0.5, 0.24, 1.1), (0.09, 0.1, 2.2), frame);
        at.Box((door + 0.5, 0.24, 1.1), (0.09, 0.1, 2.2), frame);
        at.Box((door, 0.24, 2.2), (1.09, 0.1, 0.1), frame);
        at.Box((door, 0.24, 0.2), (1, 0.08, 0.4), frame);
        Sign(at.At(0, 0, glass + 0.06), inner, fascia, colour, trade, random);
        if (random.Chance(0.45)) Awning(at.At(0, -0.02, glass + 0.04), inner, random);
    }

    /// <summary>The stage behind the pane, the room behind it, and what the shop shows.</summary>
    private static void Inside(LocalFrame at, double inner, double riser, double glass, int trade, double light,
        bool near, SeededRandom random)
    {
        var word = Lettering.Shops[trade];
        var view = new ShopView(random, glass, light,
            word is "CAFE" or "BAR" or "HOTEL" or "BISTRO" or "BANK" or "GALLERY" or "HAIR" ? 0.35 : 0.75);
        at.Box((0, near ? 1.06 : 0.46, glass * 0.5), (inner + 0.3, 0.06, glass), view);
        if (!near) return;
        at.Box((0, 0.66, riser / 2), (inner + 0.3, 0.76, riser - 0.02), _stage);
        at.Box((0, 0.66, glass + 0.03), (inner + 0.4, 0.76, 0.04), _dark);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
            at.Box((side * ((inner / 2) + 0.2), 0.66, glass / 2), (0.1, 0.76, glass), _dark);
        if (light > 0 && at.Origin.Length < 40)
            for (var x = -0.4 * inner; x < 0.45 * inner; x += 0.9) at.Ball((x, 0.5, glass - 0.02), 0.06, _spot);
        if (at.Origin.Length < 24) Goods(at.At(0, 0.62, riser), inner, word, glass - riser, random);
    }

    /// <summary>Dummies, plants, tables, shelves or posters, as befits the trade.</summary>
    private static void Goods(LocalFrame at, double inner, string trade, double room, SeededRandom random)
    {
        var count = Math.Max(1, (int)(inner / random.Between(1, 1.8)));
        for (var i = 0; i < count; i++)
        {
            var place = at.At(((i + random.Between(0.35, 0.65)) / count - 0.5) * inner * 0.94, 0);
            switch (trade)
            {
                case "FASHION" or "SHOES" or "TAILOR" when room > 1.95 && i % 2 == 0:
                    Figure.Standing(place.Turned(random.Normal(0, 25)), random);
                    break;
                case "FLOWERS" or "FRUIT" or "GALLERY" or "HOTEL":
                    PottedPlant.Add(place, random.Between(0.3, 0.9), random);
                    break;
                case "CAFE" or "BAR" or "BISTRO" or "PIZZA" or "KEBAB":
                    place.Bar((0, 0, 0), (0, 0, 0.7), 0.03, _dark);
                    place.Bar((0, 0, 0.7), (0, 0, 0.73), 0.3, _stage);
                    if (random.Chance(0.4)) Figure.Sitting(place.At(0.55, 0.05).Turned(-70), 0.46, random);
                    break;
                case "BANK" or "TRAVEL" or "PHONES" or "HAIR" or "OPTICIAN":
                    if (i % 2 == 0) place.Box((0, -0.2, 0.85), (0.62, 0.02, 0.88), random.Pick(_posters).Value);
                    break;
                default:
                    if (i % 2 == 0)
                        Shop.Side(place.At(0, 0.3), Math.Min(1.6, inner / count * 1.6), random.Pick(0.9, 1.3), _stage,
                            random);
                    break;
            }
        }
    }

    private static void Sign(LocalFrame at, double width, double height, Color frame, int trade, SeededRandom random)
    {
        var ground = random.Chance(0.4) ? frame : random.Chance(0.5)
            ? Palette.Paint(random) : Color.Gray(random.Between(0.01, 0.8));
        at.Box((0, -0.05, height / 2), (width, 0.12, height), new Plain(ground, 0.15, 0.3));
        var bright = ground.Luminance < 0.3;
        var word = Lettering.Shop(trade);
        var size = Math.Min(height * 0.6, width * 0.9 / word.Bounds.Size.X);
        var letters = bright ? Color.Gray(0.8) : Color.Gray(0.03);
        at.Mesh(word, (random.Between(-0.1, 0.1) * width, -0.12, (height - size) / 2),
            random.Chance(0.15) ? new Glow(letters * 1.6)
            : new Plain(letters, 0.1), size);
        if (!random.Chance(0.3)) return;
        var x = random.Sign() * (width / 2);
        at.Box((x, -0.42, 0.55), (0.1, 0.6, 0.6), new Plain(Palette.Paint(random), 0.2, 0.3));
        at.Bar((x, 0, 0.75), (x, -0.7, 0.75), 0.02, _dark);
    }

    private static void Awning(LocalFrame at, double width, SeededRandom random)
    {
        var (reach, drop) = (random.Between(0.8, 1.5), random.Between(0.4, 0.8));
        Material cloth = random.Chance(0.45)
            ? new Fabric(Color.Gray(0.7), Palette.Paint(random), FabricPattern.Stripes, 0.3)
            : new Plain(Palette.Paint(random), 0.02, 0.8);
        at.At(0, 0, -drop).Scaled(width * 0.98, reach, drop).Mesh(_awning.Value, Vector.Zero, cloth);
    }
}
