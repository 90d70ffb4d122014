using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Buildings;
using ZoeDepth.Synthetic.Parts.Street;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Parts.Vehicles;
using ZoeDepth.Synthetic.Parts.Weather;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// A street between houses: parked cars, traffic, people, trees, lamps; seen by a walker or a driver.
/// </summary>
internal sealed class CityStreet : IFamily
{
    public string Name => "city-street";

    public Domain Domain => Domain.Outdoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var weather = Weather.Draw(random);
        weather.Illuminate(scene);
        var trees = new Planting(weather.Season, random);
        var world = scene.World;
        var (half, pavement) = (random.Between(3, 9), random.Between(1.5, 6));
        var end = random.LogBetween(60, 260);
        var crossing = random.Between(14, 55);
        var side = random.Between(3, 5);
        world.Box((0, 150, -0.35), (900, 1000, 0.3), Grass.Draw(random));
        Road.Town(world, half, -40, end + 20, [crossing - 5 - random.Between(0, 2)], random);
        world.Part("road").Box((0, crossing + side, -0.248), (200, 2 * side, 0.5), Asphalt.Draw(random));

        // The side street cuts pavements and rows of houses in two.
        var (before, after) = (crossing - 0.5, crossing + (2 * side) + 0.5);
        Road.Pavements(world, half, pavement + 14, -40, before, random.Fork("pavement"));
        Road.Pavements(world, half, pavement + 14, after, end + 20, random.Fork("pavement"));
        var front = half + 0.16 + pavement;
        foreach (var right in (ReadOnlySpan<bool>)[true, false])
        {
            var row = HouseRow.Draw(trees, random);
            // Along the right side x of the row runs towards the camera, along the left away from it.
            var line = world.At(right ? front : -front, 0, Road.Kerb).Turned(right ? -90 : 90);
            void Fill(double from, double to)
            {
                var (a, b) = right ? (-to, -from) : (from, to);
                row.Fill(line, a, b, right ? (-50, 30) : (-30, 50), random);
            }
            Fill(-28, before - pavement * 0.3);
            Fill(after + (pavement * 0.3), end);
        }
        foreach (var x in (ReadOnlySpan<int>)[-1, 1])
            TownHouse.Add(world.At(x * random.Between(70, 96), crossing + side).Turned(-90 * x), random.Between(16, 26),
                random.Between(8, 18), 11,
                TownHouse.Plan(random, 5), 0.3, false, random);
        Closing(world, end, front, weather, trees, random);
        Kerbside(world, half, pavement, end, (crossing - 9, after + 2), weather, trees, random);
        Driving(world, half, end, weather, trees, random);
        PlaceCamera(scene, half, pavement, random);
    }

    /// <summary>What stands where the street ends.</summary>
    private static void Closing(LocalFrame world, double end, double front, Weather weather, Planting trees,
        SeededRandom random)
    {
        // Houses across: the street bends away there, or meets another.
        var x = -front - random.Between(6, 26);
        while (x < front + 8)
        {
            var width = random.Between(11, 20);
            TownHouse.Add(world.At(x + (width / 2), end + random.Between(14, 18)), width, random.Between(7, 20), 12,
                TownHouse.Plan(random, 5), 0.4,
                false, random);
            x += width + (random.Chance(0.2) ? random.Between(3, 7) : 0.01);
        }
        for (var i = random.Integer(0, 4); i > 0; i--)
            trees.Tree(world.At(random.Sign() * front * random.Between(0.7, 1.2), end + random.Between(6, 12)),
                random.Between(5, 9));
        for (var i = random.Integer(0, 4); i > 0; i--)
            House.Tower(world.At(random.Between(-120, 120), end + random.Between(40, 200)), random.Between(14, 30),
                random.Between(25, 80), random);
    }

    /// <summary>Parked cars, trees, lamps, signs and people.</summary>
    private static void Kerbside(LocalFrame world, double half, double pavement, double end,
        (double From, double To) free, Weather weather,
        Planting trees, SeededRandom random)
    {
        var (spacing, old, lit) = (random.Between(9, 25), random.Chance(0.3), weather.Kind == WeatherKind.Dusk);
        var parking = half > 4 ? random.Pick(0, 0.5, 0.8, 0.95) : 0;
        var avenue = pavement > 2.4 && random.Chance(0.6) ? random.Between(7, 16) : 1000;
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            if (random.Chance(0.75))
                Traffic.Parked(world, side * (half - 1.05), -9, Math.Min(end, 90), parking, side < 0, [free], random);
            var kerb = world.At(side * (half + 0.6), 0, Road.Kerb);
            var first = random.Between(-6, 6);
            for (var y = first; y < Math.Min(end, 120); y += spacing)
            {
                if (random.Chance(0.5) || side > 0)
                    Furniture.Lamp(kerb.At(0, y).Turned(side > 0 ? -90 : 90), old ? 0 : random.Between(5, 8), old,
                        lit && y < 40);
            }
            for (var y = random.Between(2, 9); y < Math.Min(end, 75); y += avenue)
            {
                var fromLamp = Math.Abs(((y - first + (spacing / 2)) % spacing) - (spacing / 2));
                if ((y > free.From && y < free.To) || fromLamp < 1.3) continue;
                var height = random.Between(4.5, 10);
                trees.Tree(kerb.At(side * 0.35, y), height);
            }
            Things(kerb, side, pavement, free, random);
            Traffic.Walkers(world.At(0, 0, Road.Kerb), side * (half + 1.2 + (0.4 * pavement)), pavement * 0.5, 3, 45,
                random.Integer(0, 4), random);
        }
        if (random.Chance(0.6)) Furniture.TrafficLight(world.At(half + 0.5, free.From + 3, Road.Kerb), random);
        if (random.Chance(0.6)) Furniture.TrafficLight(world.At(-half - 0.5, free.From + 3, Road.Kerb), random);
        if (!random.Chance(0.3)) return;
        for (var y = random.Between(4, 15); y < 70; y += random.Between(15, 25))
            Furniture.Wires(world.At(0, y), half + 2, random.Between(5.5, 7.5));
    }

    private static void Things(LocalFrame kerb, int side, double pavement, (double From, double To) free,
        SeededRandom random)
    {
        var slots = new int[9];
        for (var i = 0; i < slots.Length; i++) slots[i] = i;
        random.Shuffle<int>(slots);
        for (var i = random.Integer(2, 8); i > 0; i--)
        {
            var y = 2 + (4.4 * slots[i]) + random.Between(0, 1);
            if (y > free.From && y < free.To) continue;
            var place = kerb.At(side * random.Between(0, 0.4), y);
            switch (random.Integer(0, 9))
            {
                case 0: Furniture.LitterBin(place, random); break;
                case 1: Furniture.Sign(place.Turned(random.Normal(0, 10)), random); break;
                case 2: Furniture.Cabinet(kerb.At(side * (pavement - 1), y).Turned(-90 * side), random); break;
                case 3 when pavement > 3:
                    Furniture.Bench(kerb.At(side * (pavement - 1.6), y).Turned(-90 * side), random); break;
                case 4 when pavement > 3.5 && y > 6: Furniture.AdvertisingColumn(kerb.At(side * 0.9, y), random); break;
                case 5 when pavement > 3.2 && y > 5:
                    Furniture.BusStop(kerb.At(side * 1.2, y).Turned(90 * side), random); break;
                case 6: Cycle.Bicycle(kerb.At(side * 0.3, y).Turned(90 + random.Normal(0, 8)), random); break;
                case 7:
                    Cycle.Motorcycle(kerb.At(side * 0.45, y)
                        .Turned((random.Chance(0.5) ? 180 : 0) + random.Normal(0, 12)), random); break;
                case 8: Furniture.WheelieBin(kerb.At(side * (pavement - 1), y).Turned(-90 * side), random); break;
                default:
                    for (var n = 0; n < 3; n++) Furniture.Bollard(kerb.At(side * -0.2, y + (1.4 * n)));
                    break;
            }
        }
    }

    private static void Driving(LocalFrame world, double half, double end, Weather weather, Planting trees,
        SeededRandom random)
    {
        var lit = weather.Kind is WeatherKind.Dusk or WeatherKind.Mist or WeatherKind.LowSun;
        var lane = half > 5.5 ? (half - 2.1) / 2 : half / 2;
        var gap = random.LogBetween(9, 90);
        Traffic.Lane((x, y) => world.At(x, y), lane, random.Between(7, 14), Math.Min(end, 150), gap, false, 0.1, lit,
            random);
        Traffic.Lane((x, y) => world.At(x, y), -lane, random.Between(3, 12), Math.Min(end, 150), gap, true, 0.1, lit,
            random);
        if (half > 6 && random.Chance(0.2))
            HeavyVehicle.Tram(world.At(random.Sign() * 1.6, random.Between(24, 60)), random);
        if (random.Chance(0.3))
            Cycle.Scooter(world.At(lane * random.Between(0.7, 1.2), random.Between(5, 14)).Turned(180), random,
                ridden: true);
    }

    private static void PlaceCamera(Scene scene, double half, double pavement, SeededRandom random)
    {
        var height = Passerby.Height(random);
        if (random.Chance(0.5))
        {
            // A driver, or someone who crosses.
            var x = random.Chance(0.65) ? half * random.Between(0.25, 0.5) : random.Between(-0.4, 0.4) * half;
            scene.Camera = Passerby.Level(x, random.Between(-1, 1), height, random.Normal(0, 9), random);
            return;
        }
        var side = random.Sign();
        var heading = -side * random.Between(-6, 34);
        scene.Camera = Passerby.Level(side * (half + 0.4 + (pavement * random.Between(0.1, 0.6))), 0, height, heading,
            random);
    }
}
