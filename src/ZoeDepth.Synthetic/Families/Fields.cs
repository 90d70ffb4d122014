using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Buildings;
using ZoeDepth.Synthetic.Parts.Terrain;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Parts.Weather;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>Farm land: a track, meadows or crops, bales or cattle, hedgerows, a farm, hills of fields beyond.</summary>
internal sealed class Fields : IFamily
{
    // Rows of beet, potatoes and maize stand so far from one another, metres.
    private const double Apart = 0.7;

    public string Name => "fields";

    public Domain Domain => Domain.Outdoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var weather = Weather.Draw(random);
        weather.Illuminate(scene);
        scene.OcclusionReach = 2.5;
        var (seed, rise, edge) = (random.Integer(0, 1 << 20), random.LogBetween(8, 90), random.Between(45, 130));
        var track = new Winding(random.Normal(0, 1.5), random.Normal(0, 0.15), 0.35, 70, random);
        var land = new Land(
            (x, y) => Relief.Swell(x, y, 80, 1.6, 2, seed) + Relief.Swell(x, y, 4, 0.05, 1, seed + 3)
                + (Relief.Step(150, 900, y) * rise * (0.6 + Relief.Swell(x, y, 420, 1, 3, seed + 5))),
            far: 2800);
        var hasTrack = random.Chance(0.7);
        var (green, dry) = (Palette.Lawn(random), Palette.DryGrass(random));
        var (crop, wide) = (random.Integer(0, 4), hasTrack ? random.Between(2, 3.2) : 0);
        land.Add(scene.World, Ground(crop, edge, wide, track, green, dry, weather, random));

        var grove = new Grove([WoodKind.Solitary, WoodKind.Solitary,
            random.Pick(WoodKind.Birch, WoodKind.Beech, WoodKind.Spruce)],
            weather.Season, random);
        foreach (var y in (double[])[edge, edge * random.Between(1.7, 2.4), edge * random.Between(3, 5)])
            Hedgerow(scene, land, grove, y, random);
        Lone(scene, land, grove, track, random);
        if (random.Chance(0.6)) FarmHouse(scene, land, edge, random);
        Stock(scene, land, crop, edge, track, random);
        if (random.Chance(0.55))
        {
            var (side, aside, start) = (random.Sign(), random.Between(2.2, 4), random.Integer(-1, 2));
            Farm.Fence(scene.World, land, i => (track.At(2.5 * (i + start)) + (side * aside), 2.5 * (i + start)),
                random.Integer(12, 26),
                random.Chance(0.5), random);
        }
        Near(scene, land, crop, wide, track, green, dry, weather, random);
        scene.Camera = Onlooker.At(land, hasTrack ? track.At(0) + random.Normal(0, 0.5) : 0, 0,
            hasTrack ? -track.Turn(8) : random.Normal(0, 9),
            random.Normal(-2, 4.5), random);
    }

    /// <summary>Beyond the first hedgerow the pattern of other people's fields.</summary>
    private static Material Ground(int crop, double edge, double wide, Winding track, Color green, Color dry,
        Weather weather,
        SeededRandom random)
    {
        if (weather.Snowy) return new Covered(Soil.Draw(random), Snow.Draw(random), Cover.Patches(0.95, 8, 351));
        var earth = Palette.Earth(random);
        Material near = crop switch
        {
            0 or 1 => new Grass(green, dry, random.Between(0.05, 0.5), random.Between(0.1, 0.3)),
            2 => new Covered(new Soil(earth.Pale, earth.Dark, 0.05, 0.8), new Grass(green, dry, 0.1, 0.2),
                Cover.Rows(Apart, 0.55)),
            3 => new Covered(new Soil(dry * 0.6, dry * 0.25, 0.03, 0.6), new Grass(dry, dry * 0.8, 0.5, 0.15),
                Cover.Rows(random.Between(0.2, 0.4), 0.6)),
            _ => new Covered(new Soil(earth.Pale * 0.8, earth.Dark * 0.6, 0.07, 0.9),
                new Soil(earth.Pale, earth.Dark, 0.05, 0.9),
                Cover.Rows(random.Between(0.35, 0.6), 0.5)),
        };
        near = new Covered(near, new FieldPattern(random, random.Between(70, 160), random.Between(0, 0.45)),
            Cover.Beyond(edge));
        if (wide == 0) return near;
        var verge = new Covered(near, new Grass(green * 0.9, dry, 0.3, 0.12), Cover.Along(track, wide + 2.5, 0.3));
        return new Covered(verge,
            new Rutted(random.Chance(0.3) ? Stones.DrawGravel(random) : Soil.DrawTrack(random), track, 1.45, 0.22),
            Cover.Along(track, wide, 0.3, random.Chance(0.7) ? 0.8 : 0));
    }

    private static void Hedgerow(Scene scene, Land land, Grove grove, double y, SeededRandom random)
    {
        var (half, drift, high) = (20 + (0.9 * y), random.Normal(0, 0.12), random.Between(2, 5));
        for (var x = -half; x < half; x += high * random.Between(0.5, 0.9) * (1 + (y / 300)))
        {
            if (random.Chance(0.07)) x += random.Between(3, 14);
            var place = scene.World.At(land.Point(x, y + (drift * x))).At(0, 0, -0.3);
            if (random.Chance(0.14)) grove.Tree(place, high * random.Between(1.8, 3.4), y);
            else grove.Distant(place, high * random.Between(0.7, 1.3));
        }
    }

    private static void Lone(Scene scene, Land land, Grove grove, Winding track, SeededRandom random)
    {
        var count = random.Integer(1, 7);
        for (var i = 0; i < count; i++)
        {
            var y = random.LogBetween(12, 160);
            var x = random.Chance(0.4) ? track.At(y) + (random.Sign() * random.Between(5, 8))
                : random.Between(-0.9, 0.9) * (y + 8);
            grove.Tree(scene.World.At(land.Point(x, y)), random.Between(6, 15), y);
        }
    }

    private static void FarmHouse(Scene scene, Land land, double edge, SeededRandom random)
    {
        var y = edge * random.Between(1.1, 2.5);
        var at = scene.World.At(land.Point(random.Between(-0.5, 0.5) * y, y)).At(0, 0, -0.4)
            .Turned(random.Between(-70, 70));
        House.Detached(at, random, near: false);
        House.Barn(at.At(random.Between(16, 26), random.Between(-5, 12)).Turned(random.Between(-90, 90)), random);
    }

    private static void Stock(Scene scene, Land land, int crop, double edge, Winding track, SeededRandom random)
    {
        var grazed = crop <= 1 && random.Chance(0.6);
        if (!grazed && crop != 3) return;
        var (count, sheep) = (random.Integer(5, 16), random.Chance(0.45));
        for (var i = 0; i < count; i++)
        {
            var y = random.LogBetween(9, edge * 0.9);
            var x = random.Between(-0.8, 0.8) * y;
            if (Math.Abs(x - track.At(y)) < 4.5) continue;
            var at = scene.World.At(land.Point(x, y));
            if (grazed) Farm.Livestock(at, sheep, random);
            else Farm.Bale(at, random);
        }
    }

    private static void Near(Scene scene, Land land, int crop, double wide, Winding track, Color green, Color dry,
        Weather weather,
        SeededRandom random)
    {
        if (weather.Snowy) return;
        var growth = new Undergrowth(land, scene.World, random)
            { Free = (x, y) => Math.Abs(x - track.At(y)) > 0.6 * wide };
        if (crop <= 2) growth.Sward(random.Integer(18, 40), crop == 2 ? 0.12 : random.Between(0.1, 0.3), 5, green, dry);
        if (crop == 2)
        {
            var tall = random.Chance(0.35);
            var far = new Undergrowth(land, scene.World, random)
                { Free = (x, y) => Math.Abs(x - track.At(y)) > (0.6 * wide) + (tall ? 1.5 : 0.6) };
            far.Crops(tall ? 700 : 450, Apart, tall ? random.Between(1.2, 2.2) : random.Between(0.25, 0.5),
                tall ? 38 : 26, green);
        }
        growth.Grass(crop is 2 or 4 ? 70 : 260, random.Between(0.18, 0.45), 24, green);
        if (crop <= 1 && weather.Season is Season.Spring or Season.Summer)
            growth.Flowers(random.Integer(20, 90), random.Between(0.2, 0.4), 18);
        growth.Stones(random.Integer(0, 25), 0.4, 20);
        growth.Bushes(random.Integer(0, 5), 1.6, 45, weather.Season);
    }
}
