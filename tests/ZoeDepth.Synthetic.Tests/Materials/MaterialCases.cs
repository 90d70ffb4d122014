using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Tests.Materials;

/// <summary>
/// Every material that can be drawn, with the size of the plane it is looked at on: a picture's own, else twenty
/// metres.
/// </summary>
internal static class MaterialCases
{
    private const double Large = 20;

    private static readonly (string Name, Func<SeededRandom, Material> Draw, double Size)[] All =
    [
        ("wood", random => Wood.Draw(random), Large),
        ("upright wood", random => Wood.Draw(random, 2), Large),
        ("planks", Planks.Draw, Large),
        ("parquet", Parquet.Draw, Large),
        ("brick", Brick.Draw, Large),
        ("plaster", Plaster.Draw, Large),
        ("render", Plaster.DrawRender, Large),
        ("wallpaper", Wallpaper.Draw, Large),
        ("tiles", Tiles.Draw, Large),
        ("concrete", Concrete.Draw, Large),
        ("grass", Grass.Draw, 60),
        ("soil", Soil.Draw, Large),
        ("gravel", Stones.DrawGravel, Large),
        ("cobbles", Stones.DrawCobbles, Large),
        ("stone wall", Stones.DrawWall, Large),
        ("asphalt", Asphalt.Draw, 60),
        ("paving", Paving.Draw, Large),
        ("roof tiles", RoofTiles.Draw, Large),
        ("bark", Bark.Draw, Large),
        ("foliage", random => Foliage.Draw(random), Large),
        ("hedge", Foliage.DrawHedge, Large),
        ("fabric", Fabric.Draw, Large),
        ("curtain", Fabric.DrawCurtain, Large),
        ("clothes", Fabric.DrawClothes, Large),
        ("carpet", Carpet.Draw, Large),
        ("rug", random => Carpet.DrawRug(random, 2, 2), 2),
        ("leather", Leather.Draw, Large),
        ("bare metal", Metal.DrawBare, Large),
        ("painted metal", Metal.DrawPainted, Large),
        ("corrugated metal", Metal.DrawCorrugated, Large),
        ("car paint", CarPaint.Draw, Large),
        ("glass", Glass.Draw, Large),
        ("mirror", Glass.DrawMirror, Large),
        ("water", Water.Draw, Large),
        ("snow", Snow.Draw, Large),
        ("marble", Marble.Draw, Large),
        ("granite", Granite.Draw, Large),
        ("cardboard", Cardboard.Draw, Large),
        ("skin", random => new Skin(Palette.Skin(random)), Large),
        ("hair", random => new Hair(Palette.Hair(random)), Large),
        ("painting", random => Painting.Draw(random, 1, 1), 1),
        ("page", random => Print.DrawPage(random, 0.2, 0.2), 0.2),
        ("cover", random => Print.DrawCover(random, 0.2, 0.2), 0.2),
        ("package", random => Print.DrawPackage(random, 0.2, 0.2), 0.2),
        ("checkers", random => new Checkers(Palette.Clothes(random), Color.Gray(0.8), random.Between(0.02, 0.08)),
            Large),
        ("spine", random => Print.DrawSpine(random, 0.2, 0.2), 0.2),
        ("view", random => WindowView.Draw(random, 1, 1, 2), 1),
        ("screen", random => Screen.Draw(random, 0.5, 0.5, 1), 0.5),
        ("facade", random => Facade.Draw(random, -100), 60),
        ("field", random => new Field(Palette.Earth(random).Pale, Palette.Lawn(random)), 100),
        ("wicker", Fabric.DrawWicker, Large),
        ("autumn", random => Foliage.Draw(random, 2), Large),
        ("road markings", random =>
            new RoadMarkings(Asphalt.Draw(random), Color.Gray(0.7), 0.3, new RoadMark(0, 0.14, -500, 500, 3, 9)), 1000),
    ];

    public static TheoryData<string> Names
    {
        get
        {
            var names = new TheoryData<string>();
            foreach (var (name, _, _) in All) names.Add(name);
            return names;
        }
    }

    public static (Material Material, double Size) Draw(string name, ulong seed)
    {
        var found = All.Single(one => one.Name == name);
        return (found.Draw(new SeededRandom(name, seed)), found.Size);
    }
}
