using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Buildings;
using ZoeDepth.Synthetic.Parts.Street;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Parts.Vehicles;
using ZoeDepth.Synthetic.Parts.Weather;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// Rows of parked cars on marked bays, lamps, young trees on islands, a shop or blocks of flats behind.
/// </summary>
internal sealed class CarPark : IFamily
{
    private const double Bay = 2.5;
    private const double Deep = 5;

    public string Name => "car-park";

    public Domain Domain => Domain.Outdoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var weather = Weather.Draw(random);
        weather.Illuminate(scene);
        var trees = new Planting(weather.Season, random);
        var world = scene.World;
        var (rows, aisle, bays) = (random.Integer(2, 4), random.Between(5.5, 8), random.Integer(7, 15));
        world.Box((0, 100, -0.4), (900, 900, 0.3), Grass.Draw(random));
        var surface = Asphalt.Draw(random);
        var far = 8 + (rows * ((2 * Deep) + aisle));
        world.Part("ground").Box((0, (far / 2) - 10, -0.25), ((bays * 2 * Bay) + 30, far + 40, 0.5), surface);

        var taken = random.Pick(0.25, 0.6, 0.85, 0.95);
        var marks = new Plain(Color.Gray(random.Between(0.35, 0.65)));
        var lit = weather.Kind == WeatherKind.Dusk;
        for (var row = 0; row < rows; row++)
        {
            var y = 9 + (row * ((2 * Deep) + aisle));
            for (var half = 0; half < 2; half++)
                Bays(world.At(0, y + (half * Deep), 0.001).Turned(half == 0 ? 0 : 180), bays, taken, marks, random);
            if (random.Chance(0.6)) Island(world.At(0, y + (Deep / 2)), bays, weather, trees, random);
            for (var x = -bays * Bay / 1.3; x < bays * Bay; x += random.Between(18, 26))
                Furniture.Lamp(world.At(x, y + (Deep / 2)).Turned(random.Chance(0.5) ? 0 : 180), random.Between(6, 9),
                    false, lit && row == 0);
        }
        for (var i = random.Integer(0, 3); i > 0; i--)
            Car.Any(world.At(random.Between(-10, 10), 9 + (2 * Deep) - (Deep / 2) + random.Between(3.2, aisle - 2))
                .Turned(90 * random.Sign()),
                random, lit);
        Traffic.Walkers(world, random.Between(-4, 4), 10, 2.5, 5.6, random.Integer(0, 2), random);
        Traffic.Walkers(world, random.Between(-4, 4), 12, 17.5, 15.5 + aisle, random.Integer(0, 3), random);
        Behind(world, far + 6, weather, trees, random);
        var camera = Passerby.Level(random.Between(-6, 6), 0, Passerby.Height(random), random.Normal(0, 18), random);
        scene.Camera = camera;
    }

    /// <summary>A row of bays along x whose back is at y = 2.5 and whose cars stand nose or tail out.</summary>
    private static void Bays(LocalFrame at, int bays, double taken, Material paint, SeededRandom random)
    {
        for (var i = -bays; i <= bays; i++)
        {
            at.Part("marking").Box((i * Bay, 0, 0), (0.1, Deep, 0.004), paint);
            if (i == bays || !random.Chance(taken)) continue;
            var place = at.At((i + 0.5) * Bay, random.Normal(-0.1, 0.15))
                .Turned((random.Chance(0.6) ? 180 : 0) + random.Normal(0, 1.5));
            if (random.Chance(0.04)) Cycle.Motorcycle(place, random);
            else Car.Any(place, random);
        }
    }

    private static void Island(LocalFrame at, int bays, Weather weather, Planting trees, SeededRandom random)
    {
        at.Part("kerb")
            .Fitted(RoundedBox.Crisp, (0, 0, 0.03), (bays * 2 * Bay, 0.9, 0.24), new Plain(Color.Gray(0.35)));
        for (var i = -bays; i < bays; i += random.Integer(2, 5))
        {
            if (random.Chance(0.6)) trees.Tree(at.At(i * Bay, 0, 0.14), random.Between(3.5, 6.5));
            else Shrub.Bush(at.At(i * Bay, 0, 0.14), random.Between(0.6, 1.1), weather.Season, random);
        }
    }

    private static void Behind(LocalFrame world, double y, Weather weather, Planting trees, SeededRandom random)
    {
        if (random.Chance(0.6))
            House.Hall(world.At(random.Between(-12, 12), y + 4), random.Between(35, 70), random.Between(5, 9), 25,
                random);
        else
        {
            for (var x = -70.0; x < 70; x += random.Between(22, 38))
                TownHouse.Add(world.At(x, y + random.Between(4, 12)), random.Between(14, 24), random.Between(8, 24), 11,
                    TownHouse.Plan(random, 1),
                    0.1, y < 45, random);
        }
        for (var x = -60.0; x < 60; x += random.Between(5, 16))
            trees.Tree(world.At(x, y + random.Between(0, 3)), random.Between(5, 11));
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            Enclosure.Any(world.At(side * 52, y / 2).Turned(90 * side), y + 20, random);
            for (var i = 0; i < 5; i++)
                House.Tower(world.At(side * random.Between(70, 180), random.Between(20, 250))
                    .Turned(random.Between(0, 90)), random.Between(14, 30),
                    random.Between(12, 50), random);
        }
    }
}
