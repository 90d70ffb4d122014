using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Garage;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Hall;

/// <summary>Racks, pallets and what is on them.</summary>
internal static class Warehouse
{
    private static readonly Lazy<Mesh> _pallet = new(() =>
    {
        var builder = new MeshBuilder();
        void Board(Vector center, Vector size) =>
            builder.Add(RoundedBox.Crisp, new((size.X, 0, 0), (0, size.Y, 0), (0, 0, size.Z), center));
        for (var i = 0; i < 5; i++) Board((0, (i - 2) * 0.16, 0.133), (1.2, i % 2 == 0 ? 0.14 : 0.1, 0.022));
        for (var i = -1; i <= 1; i++)
        {
            Board((i * 0.52, 0, 0.111), (0.14, 0.8, 0.022));
            Board((0, i * 0.35, 0.011), (1.2, 0.1, 0.022));
            for (var j = -1; j <= 1; j++) Board((i * 0.52, j * 0.35, 0.061), (0.14, 0.1, 0.078));
        }
        return builder.Build();
    });

    private static readonly Material _wood = new Wood(Color.Srgb(200, 165, 120), Color.Srgb(160, 120, 80));

    /// <summary>A loaded or empty pallet, 1.2 x 0.8 m.</summary>
    public static void Pallet(LocalFrame at, double height, SeededRandom random)
    {
        at = at.Part("pallet");
        at.Mesh(_pallet.Value, Vector.Zero, _wood);
        var load = at.At(0, 0, 0.146);
        var tall = height - 0.16;
        switch (random.Integer(0, 5))
        {
            case 0:
                // Wrapped in film.
                load.Fitted(RoundedBox.Fitting((1.1, 0.76, tall), 0.05), (0, 0, tall / 2), (1.1, 0.76, tall),
                    new Plain(Color.Gray(random.Between(0.35, 0.7)), 0.5, 0.15));
                load.Box((random.Between(-0.3, 0.3), -0.382, tall * 0.6), (0.21, 0.006, 0.15), Everyday.Page(random));
                break;
            case 1:
                for (var i = 0; i < 3; i++)
                {
                    if (tall < 0.9) Belongings.Carton(load.At((i - 1) * 0.38, 0), (0.36, 0.7, tall * 0.8), random);
                    else if (i < 2) Workshop.Barrel(load.At((i - 0.5) * 0.58, 0), random);
                }
                break;
            case 2:
                var sacks = Everyday.Package(random);
                for (var layer = 0; layer < (int)(tall / 0.15); layer++)
                {
                    for (var i = 0; i < 2; i++)
                        load.Fitted(Balls.Pillow, ((i - 0.5) * 0.56, 0, 0.08 + (0.14 * layer)), (0.56, 0.72, 0.17),
                            sacks);
                }
                break;
            default:
                Cartons(load, tall, random);
                break;
        }
    }

    /// <summary>Equal boxes in layers, the topmost not complete.</summary>
    private static void Cartons(LocalFrame at, double tall, SeededRandom random)
    {
        var (columns, rows) = (random.Integer(2, 4), random.Integer(1, 2));
        var (wide, deep) = (1.16 / columns, 0.76 / rows);
        var high = random.Between(0.2, 0.4);
        var (board, label) = (Everyday.Cardboard(random), Everyday.Cover(random));
        // A delivery note, or the maker's print over most of the front.
        Vector note = random.Chance(0.5) ? (0.12, 0.006, 0.09) : (0.7 * wide, 0.006, 0.6 * high);
        var aside = note.X > 0.5 * wide ? 0 : 0.2 * wide;
        var layers = Math.Max(1, (int)(tall / high));
        for (var layer = 0; layer < layers; layer++)
        {
            for (var i = 0; i < columns * rows; i++)
            {
                if (layer == layers - 1 && layer > 0 && random.Chance(0.4)) continue;
                var box = at.Part("box").At(((i % columns) + 0.5) * wide - 0.58 + random.Normal(0, 0.004),
                    ((i / columns) + 0.5) * deep - 0.38,
                    layer * high);
                box.Box((0, 0, high / 2), (wide - 0.008, deep - 0.008, high - 0.003), board);
                if (i / columns == 0) box.Box((aside, -deep / 2, 0.5 * high), note, label);
            }
        }
    }

    /// <summary>A rack along x, open to −y and +y: blue uprights, orange beams, pallets on each level.</summary>
    public static void Rack(LocalFrame at, int bays, int levels, SeededRandom random)
    {
        const double Bay = 2.75;
        const double Level = 1.35;
        at = at.Part("rack");
        var (upright, beam) = (new Plain(random.Chance(0.7) ? Color.Srgb(25, 60, 130) : Color.Gray(0.4), 0.2, 0.35),
            new Plain(random.Chance(0.7) ? Color.Srgb(225, 95, 20) : Color.Srgb(220, 180, 30), 0.2, 0.35));
        var height = (levels * Level) - 0.3;
        for (var i = 0; i <= bays; i++)
        {
            var x = (i - (bays / 2.0)) * Bay;
            foreach (var y in (ReadOnlySpan<double>)[-0.5, 0.5])
                at.Box((x, y, height / 2), (0.1, 0.08, height), upright);
            for (var z = 0.3; z < height - 0.5; z += 1)
            {
                at.Bar((x, -0.5, z), (x, 0.5, z + 0.5), 0.014, upright);
                at.Bar((x, 0.5, z + 0.5), (x, -0.5, z + 1), 0.014, upright);
            }
        }
        for (var bay = 0; bay < bays; bay++)
        {
            for (var level = 0; level < levels; level++)
            {
                var (x, z) = ((bay + 0.5 - (bays / 2.0)) * Bay, level * Level);
                if (level > 0)
                {
                    foreach (var y in (ReadOnlySpan<double>)[-0.5, 0.5])
                        at.Box((x, y, z - 0.06), (Bay - 0.1, 0.05, 0.12), beam);
                }
                foreach (var side in (ReadOnlySpan<double>)[-0.65, 0.65])
                {
                    if (random.Chance(0.88))
                        Pallet(at.At(x + side + random.Normal(0, 0.02), random.Normal(0, 0.03), z + 0.001),
                            random.Between(0.5, 1.1), random);
                }
            }
        }
    }

    /// <summary>A fork lift truck, its forks to −y.</summary>
    public static void ForkLift(LocalFrame at, SeededRandom random)
    {
        at = at.Part("fork lift");
        var (paint, black) =
            (new Plain(random.Pick(Color.Srgb(230, 150, 20), Color.Srgb(200, 30, 25), Color.Srgb(240, 200, 40)), 0.3,
                0.2),
            Everyday.Dark(random));
        at.Fitted(RoundedBox.Soft, (0, 0.35, 0.55), (1, 1.5, 0.6), paint);
        at.Fitted(RoundedBox.Soft, (0, 0.85, 0.85), (1, 0.55, 0.6), paint);
        at.Fitted(RoundedBox.Round, (0, 0.4, 0.98), (0.5, 0.5, 0.2), black);
        at.Fitted(RoundedBox.Round, (0, 0.62, 1.25), (0.5, 0.14, 0.55), black);
        foreach (var x in (ReadOnlySpan<double>)[-0.42, 0.42])
        {
            at.Bar((x, -0.2, 0.8), (x, -0.05, 2.05), 0.03, black);
            at.Bar((x, 1, 1.1), (x, 0.75, 2.05), 0.03, black);
            at.Bar((x - 0.09, -0.2, 0.27), (x + 0.09, -0.2, 0.27), 0.27, black);
            at.Bar((x - 0.08, 0.85, 0.22), (x + 0.08, 0.85, 0.22), 0.22, black);
            at.Box((x * 0.6, -0.55, 1.1), (0.08, 0.1, 2.1), black);
            at.Box((x * 0.7, -1.1, 0.09), (0.12, 1.1, 0.04), black);
        }
        at.Box((0, 0.35, 2.07), (0.95, 1, 0.05), black);
    }
}
