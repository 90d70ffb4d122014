using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Tests.Materials;

public class PaletteTests
{
    private static readonly (string Name, Func<SeededRandom, Color> Draw, double Low, double High)[] Colors =
    [
        ("wall paint", Palette.WallPaint, 0.05, 0.9),
        ("facade", Palette.Facade, 0.08, 0.9),
        ("spring wood", random => Palette.Wood(random).Spring, 0.03, 0.75),
        ("autumn wood", random => Palette.Wood(random).Autumn, 0.008, 0.5),
        ("pale brick", random => Palette.Bricks(random).Pale, 0.08, 0.85),
        ("tile", Palette.Tile, 0.05, 0.9),
        ("lawn", Palette.Lawn, 0.05, 0.25),
        ("dry grass", Palette.DryGrass, 0.1, 0.45),
        ("earth", random => Palette.Earth(random).Pale, 0.04, 0.7),
        ("stone", random => Palette.Stone(random).Pale, 0.08, 0.7),
        ("roof", Palette.Roof, 0.02, 0.4),
        ("spring leaves", random => Palette.Leaves(random, 0).Fresh, 0.1, 0.4),
        ("summer leaves", random => Palette.Leaves(random, 1).Fresh, 0.05, 0.25),
        ("autumn leaves", random => Palette.Leaves(random, 2).Fresh, 0.06, 0.5),
        ("evergreen", random => Palette.Leaves(random, 3).Fresh, 0.02, 0.15),
        ("fabric", Palette.Fabric, 0.01, 0.85),
        ("clothes", Palette.Clothes, 0.01, 0.85),
        ("leather", Palette.Leather, 0.01, 0.7),
        ("car", Palette.Car, 0.01, 0.85),
        ("plastic", Palette.Plastic, 0.01, 0.9),
        ("ink", Palette.Ink, 0.004, 0.9),
        ("paint", Palette.Paint, 0.01, 0.85),
        ("skin", Palette.Skin, 0.03, 0.75),
        ("hair", Palette.Hair, 0.005, 0.6),
    ];

    [Fact]
    public void Its_colours_return_as_much_light_as_the_real_ones()
    {
        foreach (var (name, draw, low, high) in Colors)
        {
            for (ulong seed = 0; seed < 500; seed++)
            {
                var color = draw(new SeededRandom(name, seed));
                color.Luminance.ShouldBeInRange(low, high, $"{name}, seed {seed}");
                Math.Min(color.Red, Math.Min(color.Green, color.Blue)).ShouldBeGreaterThanOrEqualTo(0, name);
                Math.Max(color.Red, Math.Max(color.Green, color.Blue)).ShouldBeLessThan(1, name);
            }
        }
    }

    [Fact]
    public void Green_is_green_and_autumn_is_not()
    {
        for (ulong seed = 0; seed < 100; seed++)
        {
            var summer = Palette.Leaves(new SeededRandom("leaves", seed), 1).Fresh;
            summer.Green.ShouldBeGreaterThan(summer.Red);
            var autumn = Palette.Leaves(new SeededRandom("leaves", seed), 2).Fresh;
            autumn.Red.ShouldBeGreaterThan(autumn.Green);
        }
    }
}
