using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Buildings;
using ZoeDepth.Synthetic.Parts.People;
using ZoeDepth.Synthetic.Parts.Terrain;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Parts.Weather;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// Mountains: a stony slope with a trail, a valley with woods or a lake, ridges of rock and snow behind one another.
/// </summary>
internal sealed class Hills : IFamily
{
    public string Name => "hills";

    public Domain Domain => Domain.Outdoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var weather = Weather.Draw(random);
        weather.Illuminate(scene);
        scene.OcclusionReach = 2.5;
        // Mountains are photographed when they are seen.
        if (scene.Fog!.Visibility < 2600 && random.Chance(0.75))
            scene.Fog = scene.Fog with { Visibility = random.LogBetween(1900, 7000) };
        var (seed, steep, rise, lake) =
            (random.Integer(0, 1 << 20), random.Between(1, 4), random.LogBetween(200, 1300), random.Chance(0.4));
        var trail = new Winding(random.Normal(0, 0.8), random.Normal(0, 0.2), 0.7, 45, random);
        var valley = random.Between(12, 45);
        var land = new Land(
            (x, y) => Relief.Swell(x, y, 30, steep, 3, seed) + (0.7 * Relief.Ridges(x, y, 9, 1, 2, seed + 3))
            - (valley * Relief.Step(-2, 200, y))
                + (Relief.Step(260, 900, y) * rise * 0.35 * (1 + Relief.Swell(x, y, 260, 1, 3, seed + 4))),
            far: 1100, rows: 52);
        var mountains = new Land(
            (x, y) => -valley - 30
            + (Relief.Step(700, 1700, y) * (30 + Relief.Ridges(x, y, 800, 1.5 * rise, 5, seed + 5))), far: 3600,
                first: 120, rows: 22, columns: 100);

        var (green, dry) = (Palette.Lawn(random) * 0.85, Palette.DryGrass(random));
        var (pale, dark) = Palette.Stone(random);
        Material rock = new Soil(pale * 0.7, dark * 0.6, 0.12, 0.7);
        Material slope = new Covered(new Grass(green, dry, random.Between(0.2, 0.7), 0.15), rock,
            Cover.Steep(0.93, 0.72, 5));
        if (weather.Snowy) slope = new Covered(slope, Snow.Draw(random), Cover.Patches(0.85, 6, 361));
        var path = random.Chance(0.65) ? random.Between(0.5, 1.6) : 0;
        if (path > 0)
            slope = new Covered(slope, new Rutted(Soil.DrawTrack(random), trail, 0, 0.4 * path),
                Cover.Along(trail, path, 0.3));
        land.Add(scene.World, new Covered(slope, new Rugged(Wooded(green, random), 60), Cover.Beyond(230)));
        Material far = new Covered(new Soil(pale * 0.55, dark * 0.5, 14, 0.5),
            new Soil(green * 0.7, green * 0.3, 9, 0.4),
            Cover.Above(0.45 * rise, -0.05 * rise, 120));
        if (rise > 350 || weather.Snowy)
            far = new Covered(far, Snow.Draw(random), Cover.Above(0.55 * rise, 0.75 * rise, 90));
        mountains.Add(scene.World, new Rugged(far, random.Between(120, 220)));
        if (lake) Shore.Water(scene.World, -valley + 1.5, 800, Water.Draw(random));

        Woods(scene, land, valley, trail, lake, weather, random);
        Near(scene, land, trail, path, weather, green, dry, random);
        scene.Camera = Onlooker.At(land, path > 0 ? trail.At(0) : 0, 0, path > 0 ? -trail.Turn(6) : random.Normal(0, 9),
            random.Normal(-2, 5),
            random);
    }

    /// <summary>Meadows with woods, as they look across a valley.</summary>
    private static Covered Wooded(Color green, SeededRandom random)
    {
        var (meadow, wood) = (new Soil(green, green * 0.75, 3, 0.1), new Soil(green * 0.42, green * 0.15, 5, 0.9));
        return new Covered(meadow, wood, Cover.Patches(random.Between(0.3, 0.8), random.Between(90, 220), 381));
    }

    private static void Woods(Scene scene, Land land, double valley, Winding trail, bool lake, Weather weather,
        SeededRandom random)
    {
        var grove = new Grove([WoodKind.Spruce, WoodKind.Spruce,
            random.Pick(WoodKind.Spruce, WoodKind.Pine, WoodKind.Birch)], weather.Season,
            random);
        var count = random.Integer(20, 200);
        for (var i = 0; i < count; i++)
        {
            var y = random.LogBetween(25, 700);
            var x = random.Between(-1, 1) * y;
            var at = land.Point(x, y);
            if (Math.Abs(x - trail.At(y)) < 3 || (lake && at.Z < -valley + 2.5)) continue;
            grove.Tree(scene.World.At(at).At(0, 0, -0.3), random.Between(5, 16), y);
        }
        if (!random.Chance(0.35)) return;
        var (houseX, houseY) = (random.Between(-50, 50), random.Between(70, 200));
        if (land.At(houseX, houseY) > -valley + 3)
            House.Detached(scene.World.At(land.Point(houseX, houseY)).At(0, 0, -0.8)
            .Turned(random.Between(-60, 60)), random, near: false);
    }

    private static void Near(Scene scene, Land land, Winding trail, double path, Weather weather, Color green,
        Color dry,
        SeededRandom random)
    {
        var growth = new Undergrowth(land, scene.World, random)
            { Free = (x, y) => Math.Abs(x - trail.At(y)) > 0.6 * path };
        growth.Stones(random.Integer(40, 160), random.Between(0.8, 3), 70);
        if (!weather.Snowy)
        {
            growth.Grass(random.Integer(60, 240), random.Between(0.12, 0.3), 22, green.Mixed(dry, 0.2));
            growth.Sward(random.Integer(20, 42), random.Between(0.07, 0.2), 5, green, dry);
        }
        growth.Bushes(random.Integer(0, 12), 1.2, 60, weather.Season);
        if (random.Chance(0.3)) growth.Flowers(random.Integer(15, 60), 0.22, 14);
        var walkers = random.Chance(0.3) ? random.Integer(1, 3) : 0;
        for (var i = 0; i < walkers; i++)
        {
            var y = random.Between(6, 30);
            Figure.Walking(scene.World.At(land.Point(trail.At(y) + random.Normal(0, 0.3), y))
                .Turned(trail.Turn(y) + (random.Chance(0.5) ? 180 : 0)), random);
        }
    }
}
