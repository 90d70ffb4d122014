using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Terrain;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Parts.Weather;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>Inside a wood: trunks near and far, leaf litter, ferns, logs, mostly a path.</summary>
internal sealed class Forest : IFamily
{
    private const double Reach = 74;

    public string Name => "forest";

    public Domain Domain => Domain.Outdoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var weather = Weather.Draw(random);
        weather.Illuminate(scene);
        scene.OcclusionReach = 1.5;
        // Air between trunks is thick even on clear days, and lit by what light comes through the leaves.
        scene.Fog = new(
            Math.Min(scene.Fog!.Visibility, random.LogBetween(110, 900)),
            scene.Fog.Color * new Color(0.3, 0.34, 0.29) * random.Between(0.7, 1.5));
        WoodKind[] kinds = random.Integer(0, 5) switch
        {
            0 => [WoodKind.Pine],
            1 => [WoodKind.Spruce],
            2 => [WoodKind.Birch, WoodKind.Birch, WoodKind.Pine],
            3 => [WoodKind.Beech, WoodKind.Spruce, WoodKind.Birch],
            _ => [WoodKind.Beech],
        };
        var (tall, seed) = (random.Between(14, 27), random.Integer(0, 1 << 20));
        var (path, wide) = (new Winding(random.Normal(0, 0.6), random.Normal(0, 0.12), 0.5, 38, random),
            random.Chance(0.7) ? random.Between(1, 2.8) : 0);
        var (steep, closed) = (random.Between(0.3, 3), random.Between(7, 22));
        var land = new Land((x, y) =>
        {
            var aside = Math.Abs(x - path.At(y));
            var ground = Relief.Swell(x, y, 24, steep, 3, seed) + Relief.Swell(x, y, 3, 0.09, 1, seed + 7);
            // It rises beyond, so that trunks stand before more wood and not before the sky.
            ground += Relief.Step(38, 150, y) * (closed + Relief.Swell(x, y, 50, 4, 2, seed + 3));
            return ground - (wide > 0 ? 0.12 * (1 - Relief.Step(0.3 * wide, 0.9 * wide, aside)) : 0);
        }, far: 170, rows: 48, columns: 44);
        land.Add(scene.World, Ground(path, wide, weather, random));
        var grove = new Grove(kinds, weather.Season, random, whole: 17);
        Trees(scene, land, path, wide, tall, grove, kinds, random);
        Behind(scene, land, tall, grove, random);
        Below(scene, land, path, wide, weather, random);

        var (x, height) = (wide > 0 ? path.At(0) : 0, random.Normal(1.55, 0.22));
        var heading = (wide > 0 ? -path.Turn(6) : 0) + random.Normal(0, 6);
        scene.Camera = Camera.Heading(
            land.Point(x, 0) + (0, 0, Math.Max(0.6, height)), Math.Clamp(heading, -20, 20), random.Normal(1, 6),
                Math.Clamp(random.Normal(62, 12), 38, 92),
            random.Normal(0, random.Chance(0.1) ? 7 : 1.5));
    }

    private static Material Ground(Winding path, double wide, Weather weather, SeededRandom random)
    {
        var litter = weather.Season == Season.Autumn ? new Color(0.26, 0.155, 0.075) : new Color(0.16, 0.105, 0.06);
        Material floor = new Soil(litter * random.Between(0.8, 1.3), litter * 0.4, random.Between(0.03, 0.08), 0.7);
        var green = Palette.Lawn(random) * 0.7;
        floor = new Covered(floor, new Grass(green, green * 0.6, 0.2, 0.12),
            Cover.Patches(random.Between(0.1, 0.65), random.Between(3, 9), 331));
        if (weather.Snowy) floor = new Covered(floor, Snow.Draw(random), Cover.Patches(0.9, 4, 341));
        if (wide == 0) return floor;
        Material trodden = random.Chance(0.25) ? Stones.DrawGravel(random) : Soil.DrawTrack(random);
        trodden = wide > 2 ? new Rutted(trodden, path, 1.35, 0.2) : new Rutted(trodden, path, 0, 0.4 * wide);
        return new Covered(floor, trodden, Cover.Along(path, wide, 0.35, wide > 2 ? 0.7 : 0));
    }

    /// <summary>
    /// Closer together near the camera, where each can be seen; in groups with openings between, old ones beside young.
    /// </summary>
    private static void Trees(Scene scene, Land land, Winding path, double wide, double tall, Grove grove,
        WoodKind[] kinds, SeededRandom random)
    {
        var (spacing, seed) = (random.Between(4.4, 6), random.Integer(0, 1 << 20));
        for (var y = -5.0; y < Reach; y += spacing * (1 + (Math.Max(0, y) / 40)))
        {
            var (half, step) = (11 + (0.85 * Math.Max(0, y)), spacing * (1 + (Math.Max(0, y) / 40)));
            for (var x = -half; x < half; x += step)
            {
                var (treeX, treeY) = (x + (step * random.Normal(0, 0.5)), y + (step * random.Normal(0, 0.5)));
                if (random.Chance(0.1 - Relief.Swell(treeX, treeY, 13, 0.4, 2, seed))) continue;
                var distance = Math.Sqrt((treeX * treeX) + (treeY * treeY));
                var height = tall * (random.Chance(0.25) ? random.Between(0.3, 0.7) : random.Between(0.75, 1.2));
                var clear = kinds[0] == WoodKind.Spruce ? 2 + (0.16 * height) : 2.6;
                if (distance < clear || Math.Abs(treeX - path.At(treeY)) < (0.5 * wide) + 0.7) continue;
                grove.Tree(scene.World.At(land.Point(treeX, treeY)).At(0, 0, -0.1), height, distance);
            }
        }
    }

    /// <summary>The wood goes on: young growth below, crowns above, that close the view.</summary>
    private static void Behind(Scene scene, Land land, double tall, Grove grove, SeededRandom random)
    {
        for (var x = -125.0; x < 125; x += random.Between(3, 7))
        {
            var y = Reach + random.Between(2, 60);
            if (random.Chance(0.5))
                grove.Tree(scene.World.At(land.Point(x, y)).At(0, 0, -0.2), tall * random.Between(0.6, 1.2), y);
            else grove.Thicket(scene.World.At(land.Point(x, y)).At(0, 0, -0.5), random.Between(3, 9));
        }
        var young = random.Integer(10, 32);
        for (var i = 0; i < young; i++)
        {
            var y = random.Between(16, Reach);
            var x = random.Between(-0.9, 0.9) * y;
            grove.Thicket(scene.World.At(land.Point(x, y)).At(0, 0, -0.2), random.LogBetween(0.8, 4));
        }
    }

    private static void Below(Scene scene, Land land, Winding path, double wide, Weather weather, SeededRandom random)
    {
        var growth = new Undergrowth(land, scene.World, random)
            { Free = (x, y) => Math.Abs(x - path.At(y)) > 0.55 * wide };
        growth.Stones(random.Integer(5, 40), random.Between(0.3, 1.4), 30);
        growth.Logs(random.Integer(0, 5), 22);
        if (weather.Snowy) return;
        var green = Palette.Lawn(random) * 0.8;
        growth.Grass(random.Integer(20, 160), random.Between(0.15, 0.4), 22, green);
        if (random.Chance(0.4)) growth.Sward(random.Integer(8, 26), random.Between(0.1, 0.3), 7, green, green * 0.6);
        if (random.Chance(0.6)) growth.Ferns(random.Integer(10, 60), 28);
        growth.Bushes(random.Integer(0, 16), random.Between(0.8, 2), 40, weather.Season);
        if (weather.Season == Season.Autumn) growth.Litter(260, 9, new Color(0.42, random.Between(0.16, 0.3), 0.05));
    }
}
