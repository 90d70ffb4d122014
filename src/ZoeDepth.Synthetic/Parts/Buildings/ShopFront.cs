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

    /// <summary>Shops side by side over a width, up to a height.</summary>
    public static void Row(Place at, double width, double height, Material wall, SeededRandom random)
    {
        at = at.Part("shop");
        var shops = Math.Max(1, (int)Math.Round(width / random.Between(5, 8)));
        var each = width / shops;
        at.Box((0, 1.5, height / 2), (width - 0.01, 2, height - 0.02), _dark);
        for (var i = 0; i < shops; i++) One(at.At((i + 0.5 - (shops / 2.0)) * each, 0), each, height, wall, random);
    }

    private static void One(Place at, double width, double height, Material wall, SeededRandom random)
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
        Material back = lit ? new Glow(Color.Temperature(random.Between(2800, 4500)) * random.Between(0.25, 0.8)) : new Plain(Color.Gray(random.Between(0.03, 0.15)));
        at.Box((0, 0.46, glass * 0.5), (inner, 0.06, glass), back);
        var goods = (int)(inner * random.Between(1, 2.4));
        for (var i = 0; i < goods; i++)
        {
            var (x, size) = (((i + 0.5) / goods - 0.5) * inner * 0.95, random.Between(0.2, 0.7));
            var thing = new Plain(Palette.Plastic(random), 0.1, 0.4);
            if (random.Chance(0.6)) at.Fitted(RoundedBox.Soft, (x, 0.36, riser + (size / 2)), (size * 0.8, 0.12, size), thing);
            else at.Cone((x, 0.36, riser), (x, 0.36, riser + (size * 1.6)), 0.06, 0.05, thing);
        }
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

    private static void Sign(Place at, double width, double height, Color frame, SeededRandom random)
    {
        var ground = random.Chance(0.4) ? frame : random.Chance(0.5) ? Palette.Paint(random) : Color.Gray(random.Between(0.01, 0.8));
        at.Box((0, -0.05, height / 2), (width, 0.12, height), new Plain(ground, 0.15, 0.3));
        var bright = ground.Luminance < 0.3;
        var word = Lettering.Any(random);
        var size = Math.Min(height * 0.6, width * 0.9 / word.Bounds.Size.X);
        var letters = bright ? Color.Gray(0.8) : Color.Gray(0.03);
        at.Mesh(word, (random.Between(-0.1, 0.1) * width, -0.12, (height - size) / 2), random.Chance(0.15) ? new Glow(letters * 1.6) : new Plain(letters, 0.1), size);
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
