using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Buildings;
using ZoeDepth.Synthetic.Parts.People;
using ZoeDepth.Synthetic.Parts.Street;
using ZoeDepth.Synthetic.Parts.Terrain;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Parts.Weather;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// A city park: lawns, paths with benches and lamps, large trees, people and dogs, flower beds, a pond or a playground,
/// houses behind.
/// </summary>
internal sealed class Park : IFamily
{
    public string Name => "park";

    public Domain Domain => Domain.Outdoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var weather = Weather.Draw(random);
        weather.Illuminate(scene);
        scene.OcclusionReach = 2;
        var (seed, wide) = (random.Integer(0, 1 << 20), random.Between(1.8, 3.6));
        var path = new Winding(random.Normal(0, 1), random.Normal(0, 0.15), 0.5, 55, random);
        var (pondX, pondY, pondSize) = (random.Sign() * random.Between(9, 22), random.Between(16, 45),
            random.Chance(0.35) ? random.Between(6, 15) : 0);
        double Pond(double x, double y) => pondSize == 0 ? 0
            : Relief.Step(1.25, 0.75, (Math.Sqrt(((x - pondX) * (x - pondX)) + ((y - pondY) * (y - pondY))) / pondSize)
                + Relief.Swell(x, y, 8, 0.25, 2, seed + 9));
        var rise = random.Between(0.3, 1.6);
        var land = new Land((x, y) => Relief.Swell(x, y, 38, rise, 2, seed) - (1.3 * Pond(x, y)), far: 420, rows: 50,
            columns: 46);
        var (green, dry) = (Palette.Lawn(random), Palette.DryGrass(random));
        var lawn = weather.Snowy ? Snow.Draw(random)
            : (Material)new Grass(green, dry, random.Between(0.05, 0.35), random.LogBetween(0.03, 0.12));
        Material gravel = random.Integer(0, 3) switch
            { 0 => Asphalt.Draw(random), 1 => Paving.Draw(random), _ => Stones.DrawGravel(random) };
        land.Add(scene.World, new Covered(lawn, gravel, Cover.Along(path, wide, 0.09)));
        if (pondSize > 0)
            Shore.Water(scene.World.At(pondX, pondY), land.At(pondX, pondY) + 0.75, 1.2 * pondSize, Water.Draw(random));

        bool Free(double x, double y) => Math.Abs(x - path.At(y)) > (0.5 * wide) + 0.3 && Pond(x, y) < 0.02;
        Trees(scene, land, path, wide, Free, weather, random);
        AlongPath(scene, land, path, wide, random);
        People(scene, land, path, wide, Free, random);
        if (random.Chance(0.35)) Playground(scene, land, Free, random);
        var growth = new Undergrowth(land, scene.World, random) { Free = Free };
        if (!weather.Snowy)
        {
            growth.Grass(60, 0.09, 12, green);
            growth.Sward(random.Integer(14, 36), random.Between(0.04, 0.1), 4, green, dry);
        }
        growth.Bushes(random.Integer(2, 14), 1.6, 60, weather.Season);
        if (weather.Season == Season.Autumn) growth.Litter(200, 10, new(0.45, 0.25, 0.05));
        Skyline(scene, land, random);
        scene.Camera = Onlooker.At(
            land, path.At(0) + random.Normal(0, random.Chance(0.7) ? 0.5 : 4), 0,
            (random.Chance(0.7) ? -path.Turn(8) : 0) + random.Normal(0, 9),
                random.Normal(-1, 4), random);
    }

    private static void Trees(Scene scene, Land land, Winding path, double wide, Func<double, double, bool> free,
        Weather weather,
        SeededRandom random)
    {
        var grove = new Grove([WoodKind.Solitary, WoodKind.Solitary, WoodKind.Beech,
            random.Pick(WoodKind.Birch, WoodKind.Pine, WoodKind.Solitary)], weather.Season, random, whole: 19);
        void Plant(double x, double y, double height)
        {
            if (free(x, y) && ((x * x) + (y * y) > 12))
                grove.Tree(scene.World.At(land.Point(x, y)).At(0, 0, -0.05), height, Math.Abs(y));
        }
        if (random.Chance(0.3))
        {
            var (step, tall) = (random.Between(7, 10), random.Between(8, 14));
            for (var y = 3.0; y < 110; y += step)
            {
                foreach (var side in (int[])[-1, 1])
                    Plant(path.At(y) + (side * ((0.5 * wide) + 1.6)), y, tall * random.Between(0.9, 1.1));
            }
        }
        var count = random.Integer(10, 26);
        for (var i = 0; i < count; i++)
        {
            var y = random.LogBetween(7, 150);
            Plant(random.Between(-1, 1) * (y + 4), y, random.Between(7, 18));
        }
        // What ends the park: groups of trees of all ages, bushes before them, gaps.
        var seed = random.Integer(0, 1 << 20);
        for (var x = -190.0; x < 190; x += random.Between(3, 11))
        {
            var y = 135 + random.Between(-30, 55);
            if (Relief.Swell(x, y, 45, 1, 2, seed) < -0.3) continue;
            var at = scene.World.At(land.Point(x, y)).At(0, 0, -0.5);
            if (random.Chance(0.4)) grove.Thicket(at, random.LogBetween(1.5, 6));
            else grove.Distant(at, random.LogBetween(6, 22));
        }
    }

    /// <summary>Benches, lamps, bins, beds, hedges.</summary>
    private static void AlongPath(Scene scene, Land land, Winding path, double wide, SeededRandom random)
    {
        LocalFrame Beside(double y, int side, double aside) =>
            scene.World.At(land.Point(path.At(y) + (side * ((0.5 * wide) + aside)), y))
                .Turned(path.Turn(y) - (side * 90));
        var (old, lampSide, every) = (random.Chance(0.6), random.Sign(), random.Between(13, 24));
        for (var y = random.Between(4, 10); y < 95; y += every)
            Furniture.Lamp(Beside(y, lampSide, 0.5), old ? 3.6 : random.Between(4, 5.5), old,
            lit: false);
        for (var y = random.Between(3, 9); y < 80; y += random.Between(6, 18))
        {
            var side = random.Sign();
            Furniture.Bench(Beside(y, side, 0.8), random);
            if (random.Chance(0.4)) Furniture.LitterBin(Beside(y + 1.6, side, 0.6), random);
            if (random.Chance(0.25)) Figure.Sitting(Beside(y, side, 0.85), 0.45, random);
        }
        var beds = random.Integer(0, 4);
        for (var i = 0; i < beds; i++)
        {
            var place = Beside(random.Between(5, 30), random.Sign(), random.Between(1.8, 4));
            Shrub.FlowerBed(place, random.Between(2, 5), random.Between(1, 2), random);
        }
        if (random.Chance(0.3))
            Shrub.Hedge(Beside(random.Between(12, 30), -lampSide, 2.5), random.Between(8, 20), 0.8,
                random.Between(0.7, 1.4),
            random);
    }

    private static void People(Scene scene, Land land, Winding path, double wide, Func<double, double, bool> free,
        SeededRandom random)
    {
        var count = random.Integer(0, 8);
        for (var i = 0; i < count; i++)
        {
            var y = random.LogBetween(5, 70);
            var walks = random.Chance(0.7);
            var x = walks ? path.At(y) + (random.Between(-0.4, 0.4) * wide) : random.Between(-0.8, 0.8) * y;
            if (!walks && !free(x, y)) continue;
            var at = scene.World.At(land.Point(x, y))
                .Turned(walks ? path.Turn(y) + (random.Chance(0.5) ? 180 : 0) : random.Between(0, 360));
            if (random.Chance(0.2)) Figure.Child(at, random);
            else if (walks) Figure.Walking(at, random);
            else Figure.Standing(at, random);
            if (random.Chance(0.25))
                Animal.Dog(scene.World.At(land.Point(x + 0.8, y - 0.4)).Turned(random.Between(0, 360)), random);
        }
    }

    private static void Playground(Scene scene, Land land, Func<double, double, bool> free, SeededRandom random)
    {
        var (x, y) = (random.Sign() * random.Between(5, 12), random.Between(11, 26));
        if (!free(x, y)) return;
        LocalFrame At(double dx, double dy) =>
            scene.World.At(land.Point(x + dx, y + dy)).Turned(random.Between(-50, 50));
        Play.Swing(At(0, 0), random);
        if (free(x + 5, y + 2)) Play.Slide(At(5, 2), random);
        if (free(x + 3, y - 2)) Figure.Child(At(3, -2), random);
    }

    private static void Skyline(Scene scene, Land land, SeededRandom random)
    {
        if (random.Chance(0.4)) return;
        for (var x = -220.0; x < 220; x += random.Between(18, 60))
            House.Tower(scene.World.At(land.Point(x, 210)).At(0, 0, -1),
            random.Between(12, 24), random.Between(12, 42), random);
    }
}
