using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Buildings;
using ZoeDepth.Synthetic.Parts.People;
using ZoeDepth.Synthetic.Parts.Terrain;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Parts.Weather;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// On the bank of a lake or a river, or on a beach: water, boats, a jetty, reeds, a far shore or the open sea.
/// </summary>
internal sealed class Waterside : IFamily
{
    public string Name => "waterside";

    public Domain Domain => Domain.Outdoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var weather = Weather.Draw(random);
        weather.Illuminate(scene);
        var (sea, seed, near, drift) = (random.Chance(0.35), random.Integer(0, 1 << 20), random.Between(5.5, 16),
            Math.Clamp(random.Normal(0, 0.3), -0.6, 0.6));
        var (far, rise, slope) = (sea ? 4000 : random.LogBetween(45, 700), random.LogBetween(12, 260),
            random.Between(0.05, 0.16));
        double Inland(double x, double y) => near + (drift * x) + Relief.Swell(x, 3.3, 24, 3, 2, seed + 1) - y;
        var land = new Land((x, y) =>
        {
            var bank = Math.Clamp(Inland(x, y) * slope, -2.5, 1.6) + Relief.Swell(x, y, 7, 0.12, 2, seed);
            if (y < 0.6 * far) return bank;
            var shore = Relief.Step(far, far * 1.25, y + Relief.Swell(x, y, 0.4 * far, 0.16 * far, 2, seed + 2));
            return bank + (shore * 3.5) + (Relief.Step(1.1 * far, (2.2 * far) + 300, y) * rise
                * (0.65 + Relief.Swell(x, y, 260, 0.8, 4, seed + 4)));
        }, far: sea ? 60 : 2600);
        land.Add(scene.World, Ground(sea, far, weather, random));
        Shore.Water(scene.World, 0, sea ? 4200 : 2 * far, sea
            ? new Water(new Color(0.03, 0.09, 0.12) * random.Between(0.7, 1.6), random.Between(0.06, 0.12),
                random.Between(0.5, 0.9))
            : new Water(Color.Hsv(random.Between(60, 210), random.Between(0.3, 0.6), random.Between(0.15, 0.3)),
                random.Between(0.006, 0.05),
                random.LogBetween(0.25, 0.8)));

        if (!sea) FarShore(scene, land, far, weather, random);
        Afloat(scene, sea, Math.Min(far, 130), near, random);
        if (sea) Beach(scene, land, Inland, random);
        else Bank(scene, land, Inland, near, weather, random);
        scene.Camera = Onlooker.At(land, 0, 0, random.Normal(0, 13), random.Normal(-3, 4), random);
    }

    private static Covered Ground(bool sea, double far, Weather weather, SeededRandom random)
    {
        var (pale, dark) = sea ? (new Color(0.55, 0.43, 0.28), new Color(0.36, 0.27, 0.17)) : Palette.Earth(random);
        Material dry = sea || random.Chance(0.2) ? new Soil(pale, pale * 0.75, 0.006, 0.3) : Grass.Draw(random);
        if (weather.Snowy) dry = Snow.Draw(random);
        Material wet = random.Chance(sea ? 0.1 : 0.4)
            ? Stones.DrawGravel(random) : new Soil(dark * 0.8, dark * 0.5, 0.02, 0.3);
        var shore = new Covered(wet, dry, Cover.Above(0.02, 0.22, 1.7));
        // Wet sand is darker and glossier.
        var washed = new Covered(shore, new Plain(dark * 0.42, 0.35, 0.25), Cover.Washed(0.2));
        shore = sea ? washed : shore;
        return sea ? shore
            : new Covered(shore, new FieldPattern(random, 90, random.Between(0.2, 0.6)), Cover.Beyond(0.8 * far));
    }

    private static void FarShore(Scene scene, Land land, double far, Weather weather, SeededRandom random)
    {
        var grove = new Grove([WoodKind.Beech, WoodKind.Solitary,
            random.Pick(WoodKind.Spruce, WoodKind.Birch, WoodKind.Solitary)],
            weather.Season, random);
        var step = Math.Max(4, far / 26);
        for (var x = -1.3 * far; x < 1.3 * far; x += step * random.Between(0.4, 1.3))
        {
            // From the water's edge up to where land surely is.
            var y = far * random.Between(1, 1.6);
            if (land.At(x, y) < 0.4) continue;
            var at = scene.World.At(land.Point(x, y)).At(0, 0, -0.4);
            if (random.Chance(0.04)) House.Detached(at.Turned(random.Between(-50, 50)), random, near: false);
            else grove.Tree(at, random.Between(6, 15), Math.Max(y, 60));
        }
    }

    private static void Afloat(Scene scene, bool sea, double far, double near, SeededRandom random)
    {
        var boats = random.Integer(sea ? 1 : 0, 5);
        for (var i = 0; i < boats; i++)
        {
            var y = near + 7 + random.LogBetween(1, far * 0.7);
            var at = scene.World.At(random.Between(-0.8, 0.8) * y, y).Turned(random.Between(0, 360));
            if (y > 30 && (sea || random.Chance(0.5))) Shore.Yacht(at, random);
            else Shore.Boat(at, random);
        }
    }

    private static void Beach(Scene scene, Land land, Func<double, double, double> inland, SeededRandom random)
    {
        var count = random.Integer(3, 18);
        for (var i = 0; i < count; i++)
        {
            var y = random.LogBetween(4, 45);
            var x = random.Between(-1, 1) * (y + 2);
            if (inland(x, y) < 1.5) continue;
            var at = scene.World.At(land.Point(x, y));
            switch (random.Integer(0, 5))
            {
                case 0: GardenThings.Parasol(at, random); break;
                case 1:
                    at.Part("towel").Turned(random.Between(0, 360))
                    .Box((0, 0, 0.03), (0.9, 1.8, 0.03), Fabric.DrawClothes(random)); break;
                case 2: Figure.Sitting(at.Turned(random.Between(0, 360)), 0.25, random); break;
                case 3: Shore.Boat(at.Turned(random.Between(0, 360)), random); break;
                default: Figure.Walking(at.Turned(random.Between(0, 360)), random); break;
            }
        }
        var growth = new Undergrowth(land, scene.World, random) { Free = (x, y) => inland(x, y) > 5 };
        growth.Grass(random.Integer(0, 140), 0.5, 25, Palette.DryGrass(random).Mixed(Palette.Lawn(random), 0.5));
        growth.Stones(random.Integer(0, 60), random.Between(0.2, 1.2), 25);
    }

    private static void Bank(Scene scene, Land land, Func<double, double, double> inland, double near, Weather weather,
        SeededRandom random)
    {
        if (random.Chance(0.5))
            Shore.Jetty(scene.World.At(random.Between(-0.6, 0.6) * near, near - 2).At(0, 0, random.Between(0.5, 0.8))
            .Turned(random.Normal(0, 14)), random.Between(7, 20), random);
        var growth = new Undergrowth(land, scene.World, random) { Free = (x, y) => inland(x, y) > 0.3 };
        var belt = random.Integer(0, 1 << 20);
        var reeds = new Undergrowth(land, scene.World, random)
        {
            // A belt along the water, with openings.
            Free = (x, y) => Math.Abs(inland(x, y) + 1) < 1.8 && Relief.Swell(x, y, 9, 1, 2, belt) > -0.15,
        };
        if (random.Chance(0.7))
        {
            var reed = Palette.Lawn(random).Mixed(Palette.DryGrass(random), 0.4);
            var high = random.Between(0.9, 1.7);
            reeds.Grass(random.Integer(60, 200), 0.7 * high, 26, reed);
            reeds.Sward(random.Integer(90, 220), high, 26, reed, reed * 0.7);
        }
        growth.Grass(weather.Snowy ? 0 : 150, 0.25, 14, Palette.Lawn(random));
        growth.Stones(random.Integer(10, 90), random.Between(0.3, 1.4), 20);
        growth.Bushes(random.Integer(0, 6), 1.5, 25, weather.Season);
        var grove = new Grove([WoodKind.Birch, WoodKind.Solitary, WoodKind.Pine], weather.Season, random);
        var trees = random.Integer(0, 4);
        for (var i = 0; i < trees; i++)
        {
            var (x, y) = (random.Sign() * random.Between(3, 12), random.Between(4, 14));
            if (inland(x, y) > 1) grove.Tree(scene.World.At(land.Point(x, y)), random.Between(6, 14), y);
        }
        if (random.Chance(0.3))
            Figure.Standing(scene.World.At(land.Point(random.Between(-2, 2), near * 0.7)).Turned(180), random);
    }
}
