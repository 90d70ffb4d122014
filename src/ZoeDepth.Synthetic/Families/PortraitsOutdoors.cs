using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Buildings;
using ZoeDepth.Synthetic.Parts.People;
using ZoeDepth.Synthetic.Parts.Street;
using ZoeDepth.Synthetic.Parts.Terrain;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Parts.Vehicles;
using ZoeDepth.Synthetic.Parts.Weather;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// Somebody in the open, head and shoulders or half of the body: before a hedge, a street, a park, a wall.
/// </summary>
internal sealed class PortraitsOutdoors : IFamily
{
    public string Name => "portrait-outdoor";

    public Domain Domain => Domain.Outdoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var weather = Weather.Draw(random);
        weather.Illuminate(scene);
        scene.OcclusionReach = 2;
        var world = scene.World;
        var town = random.Chance(0.45);
        Material ground = weather.Snowy ? Snow.Draw(random) : town ? random.Chance(0.5) ? Paving.Draw(random)
            : Asphalt.Draw(random) : Grass.Draw(random);
        world.Part("ground").Box((0, 100, -0.25), (900, 900, 0.5), ground);
        var spot = world.At(0, 0).Turned(random.Normal(0, 20));
        var child = random.Chance(0.12);
        if (child) Figure.Child(spot, random);
        else Figure.Standing(spot, random);
        if (random.Chance(0.25)) Figure.Standing(spot.At(random.Sign() * random.Between(0.48, 0.75),
            random.Between(-0.05, 0.4)).Turned(random.Normal(0, 15)), random);
        if (town) Town(world, weather, random);
        else Green(world, weather, random);
        for (var i = random.Integer(0, 4); i > 0; i--)
        {
            var walker = world.At(random.Between(-5, 5), random.LogBetween(3, 25)).Turned(random.Between(0, 360));
            if (random.Chance(0.8)) Figure.Walking(walker, random);
            else Animal.Dog(walker, random);
        }
        NearPerson.PlaceCamera(scene, spot, (0, 0, child ? 1.05 : 1.58), random);
    }

    /// <summary>Houses across, parked cars, a shop.</summary>
    private static void Town(LocalFrame world, Weather weather, SeededRandom random)
    {
        var trees = new Planting(weather.Season, random);
        var away = random.LogBetween(1.6, 16);
        for (var x = -34.0; x < 34;)
        {
            var width = random.Between(8, 16);
            TownHouse.Add(world.At(x + (width / 2), away), width, random.Between(7, 16), 11, TownHouse.Plan(random, 5),
                0.3, random.Chance(0.3), random);
            x += width + 0.01;
        }
        if (away > 6) Traffic.Parked(world, away - 2.4, -20, 20, 0, false, [], random);
        for (var i = away > 5 ? random.Integer(0, 4) : 0; i > 0; i--) trees.Tree(world.At(random.Between(-9, 9),
            random.Between(3, away - 1.5)), random.Between(4, 8));
        for (var i = away > 4 ? random.Integer(0, 3) : 0; i > 0; i--)
            Cycle.Bicycle(world.At(random.Between(-4, 4), away - 0.6).Turned(random.Normal(0, 10)), random);
    }

    /// <summary>A garden, a park: hedges, bushes, trees, a house far off.</summary>
    private static void Green(LocalFrame world, Weather weather, SeededRandom random)
    {
        if (random.Chance(0.3)) Shrub.Hedge(world.At(0, random.LogBetween(1.2, 6)), 24, 0.8, random.Between(1.2, 2.4),
            random);
        else if (random.Chance(0.2)) Enclosure.Any(world.At(0, random.LogBetween(1.5, 7)), 24, random);
        for (var i = random.Integer(2, 10); i > 0; i--)
        {
            var y = random.LogBetween(1.8, 18);
            Shrub.Bush(world.At(random.Between(-1, 1) * (y + 2), y), random.Between(0.7, 2), weather.Season, random);
        }
        var grove = new Grove([WoodKind.Solitary, WoodKind.Birch, WoodKind.Spruce, WoodKind.Beech], weather.Season,
            random);
        for (var i = random.Integer(3, 10); i > 0; i--)
        {
            var y = random.LogBetween(5, 60);
            grove.Tree(world.At(random.Between(-1, 1) * (y + 1), y), random.Between(5, 14), y);
        }
        for (var x = -60.0; x < 60; x += random.Between(4, 9)) grove.Distant(world.At(x, random.Between(50, 80))
            .At(0, 0, -0.5), random.Between(6, 16));
        if (random.Chance(0.35)) House.Detached(world.At(random.Between(-12, 12), random.Between(14, 40)), random,
            near: false);
    }
}
