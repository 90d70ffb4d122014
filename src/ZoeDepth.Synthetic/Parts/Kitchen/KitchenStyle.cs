using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Furniture;

namespace ZoeDepth.Synthetic.Parts.Kitchen;

/// <summary>What all units of one kitchen share.</summary>
/// <param name="Units">bodies, fronts and handles</param>
/// <param name="Worktop">wood, stone or a plain board</param>
/// <param name="Splash">the wall between worktop and cupboards</param>
/// <param name="Steel">of sink, taps and pots</param>
/// <param name="Appliance">of stove, refrigerator and hood: white, black or steel</param>
internal sealed record KitchenStyle(
    Cabinet Units, Material Worktop, Material Splash, Material Steel, Material Appliance)
{
    public static KitchenStyle Draw(SeededRandom random)
    {
        Material worktop = random.Integer(0, 3) switch
        {
            0 => Granite.Draw(random),
            1 => Wood.Draw(random),
            2 => new Plain(Color.Gray(random.Pick(0.05, 0.3, 0.8)), 0.15, 0.3, 0.02),
            _ => random.Chance(0.5) ? Marble.Draw(random) : Wood.Draw(random),
        };
        var tile = Palette.Tile(random);
        Material splash = random.Chance(0.75)
            ? new Tiles(tile, random.Chance(0.75) ? tile : Palette.Tile(random), Color.Gray(random.Between(0.3, 0.7)),
                random.Pick(0.1, 0.15, 0.2),
                random.Pick(0.075, 0.1, 0.15))
            : new Plain(Palette.WallPaint(random), 0.2, 0.15, 0.03);
        var steel = new Metal(Color.Gray(random.Between(0.4, 0.55)), random.Between(0.5, 0.75), random.Unit());
        Material appliance = random.Pick<Material>(new Plain(Color.Gray(0.86), 0.25, 0.2, 0.02),
            new Plain(Color.Gray(0.03), 0.3, 0.15, 0.03), steel);
        return new(Cabinet.Draw(random), worktop, splash, steel, appliance);
    }
}
