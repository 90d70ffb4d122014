using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;

namespace ZoeDepth.Synthetic.Parts.Chaos;

/// <summary>Any material there is, in any colour.</summary>
internal static class AnyMaterial
{
    public static Material Draw(SeededRandom random) => random.Integer(0, 23) switch
    {
        0 => Wood.Draw(random, random.Integer(0, 2)),
        1 => Planks.Draw(random),
        2 => Brick.Draw(random),
        3 => Tiles.Draw(random),
        4 => Marble.Draw(random),
        5 => Granite.Draw(random),
        6 => Concrete.Draw(random),
        7 => Metal.DrawBare(random),
        8 => Metal.DrawPainted(random),
        9 => Fabric.Draw(random),
        10 => Fabric.DrawClothes(random),
        11 => Leather.Draw(random),
        12 => Cardboard.Draw(random),
        13 => Wallpaper.Draw(random),
        14 => Plaster.DrawRender(random),
        15 => Parquet.Draw(random),
        16 => Stones.DrawWall(random),
        17 => Painting.DrawLandscape(random, 0.6, 0.6),
        18 => Painting.DrawAbstract(random, 0.6, 0.6),
        19 => Glass.Draw(random),
        20 => Everyday.Cover(random),
        21 => new Plain(Everyday.Vivid(random), random.Unit() * random.Unit(), random.Between(0.05, 0.9)),
        _ => new Plain(Color.Hsv(random.Between(0, 360), random.Unit() * random.Unit(), random.Between(0.2, 0.95)),
            random.Unit() * random.Unit(),
            random.Between(0.1, 0.9)),
    };
}
