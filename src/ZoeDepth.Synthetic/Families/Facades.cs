using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Buildings;
using ZoeDepth.Synthetic.Parts.People;
using ZoeDepth.Synthetic.Parts.Street;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Parts.Vehicles;
using ZoeDepth.Synthetic.Parts.Weather;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>One side of a street fills the view: shop fronts, walls, hedges, parked vans; little sky or none.</summary>
internal sealed class Facades : IFamily
{
    public string Name => "facade";

    public Domain Domain => Domain.Outdoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var weather = Weather.Draw(random);
        weather.Illuminate(scene);
        var trees = new Planting(weather.Season, random);
        var world = scene.World;

        // The front lies in y = 0; the street is before it, the camera looks along +y.
        var pavement = random.Between(1.6, 5);
        var half = random.Between(2.5, 5);
        world.Box((0, 0, -0.35), (700, 700, 0.3), Asphalt.Draw(random));
        var street = world.At(0, -pavement - 0.16 - half).Turned(90);
        Road.Town(street, half, -90, 90, [], random);
        Road.Pavements(street, half, pavement + 16, -90, 90, random);
        var ground = world.At(0, 0, Road.Kerb);
        var kind = random.Integer(0, 9);
        if (kind < 6) Houses(ground, kind < 4 ? 0.85 : 0.1, weather, trees, random);
        else if (kind == 6) Garden(ground, weather, trees, random);
        else if (kind == 7) Yard(ground, random);
        else Blank(ground, weather, trees, random);
        Before(ground, pavement, kind, weather, trees, random);
        Street(world, pavement, half, random);
        PlaceCamera(scene, pavement, half, kind, random);
    }

    private static void Houses(LocalFrame ground, double shops, Weather weather, Planting trees, SeededRandom random)
    {
        var high = random.Between(9, 20);
        var row = new HouseRow(random.Integer(0, 5), shops, high, high * 1.4, 0, trees);
        row.Fill(ground, -70 - random.Between(0, 9), 75, (-26, 26), random);
        if (shops < 0.5) WallThings.Add(ground, 26, random.Between(3, 9), random.Integer(3, 12), random);
    }

    /// <summary>A hedge or a fence with a house close behind it.</summary>
    private static void Garden(LocalFrame ground, Weather weather, Planting trees, SeededRandom random)
    {
        for (var x = -40.0; x < 40; x += random.Between(9, 16))
            Enclosure.Any(ground.At(x + 5, 0), random.Between(8.5, 10), random);
        for (var x = -36.0; x < 40; x += random.Between(12, 17))
            House.Detached(ground.At(x, random.Between(3, 6)), random);
        for (var i = 0; i < 9; i++)
        {
            var place = ground.At(random.Between(-25, 25), random.Between(1, 3));
            if (random.Chance(0.5)) Shrub.Bush(place, random.Between(0.8, 2.2), weather.Season, random);
            else trees.Tree(place, random.Between(4, 9));
        }
    }

    /// <summary>Garages or a hall.</summary>
    private static void Yard(LocalFrame ground, SeededRandom random)
    {
        if (random.Chance(0.5))
        {
            for (var x = -33.0; x < 33; x += 3.02) House.Garage(ground.At(x, 0), random);
            House.Tower(ground.At(random.Between(-20, 20), 12), 50, 22, random);
        }
        else House.Hall(ground, random.Between(70, 110), random.Between(7, 11), 30, random);
    }

    /// <summary>A long wall with ivy, posters, pipes; houses above it.</summary>
    private static void Blank(LocalFrame ground, Weather weather, Planting trees, SeededRandom random)
    {
        Enclosure.Wall(ground, 160, random.Between(2.4, 5), random);
        WallThings.Add(ground, 24, 2.3, random.Integer(1, 9), random);
        for (var i = random.Integer(1, 5); i > 0; i--)
            Shrub.Ivy(ground.At(random.Between(-12, 12), 0), random.Between(2, 6), random.Between(1.5, 3.5), random);
        for (var i = random.Integer(0, 5); i > 0; i--)
        {
            var (width, height) = (random.Between(0.6, 2.4), random.Between(0.8, 1.7));
            ground.Part("poster").Box((random.Between(-9, 9), -0.012, 1 + (height / 2)), (width, 0.02, height),
                Painting.DrawAbstract(random, width, height));
        }
        var row = new HouseRow(random.Integer(0, 5), 0, 12, 20, 0, trees);
        row.Fill(ground.At(0, random.Between(2, 8)), -70, 75, (-20, 20), random);
    }

    /// <summary>What stands on the pavement before the front.</summary>
    private static void Before(LocalFrame ground, double pavement, int kind, Weather weather, Planting trees,
        SeededRandom random)
    {
        var slots = new int[12];
        for (var i = 0; i < slots.Length; i++) slots[i] = i;
        random.Shuffle<int>(slots);
        for (var i = random.Integer(5, 11); i > 0; i--)
        {
            var x = (2.1 * (slots[i] - 5.5)) + random.Between(-0.3, 0.3);
            switch (random.Integer(0, 8))
            {
                case 0: Cycle.Bicycle(ground.At(x, -0.45).Turned(90 + random.Normal(0, 6)), random); break;
                case 1: Furniture.WheelieBin(ground.At(x, -0.6), random); break;
                case 2 when kind < 4: CafeTable(ground.At(x, -1.1), random); break;
                case 3: PottedPlant.Add(ground.At(x, -0.4), random.Between(0.5, 1.6), random); break;
                case 4:
                    Figure.Walking(ground.At(x, -pavement * random.Between(0.35, 0.8)).Turned(90 * random.Sign()),
                        random); break;
                case 5: Furniture.Bench(ground.At(x, -0.6), random); break;
                case 6:
                    Furniture.Lamp(ground.At(x, -pavement + 0.4).Turned(0), random.Between(4.5, 7), random.Chance(0.4),
                    weather.Kind == WeatherKind.Dusk); break;
                case 7: Furniture.Sign(ground.At(x, -pavement + 0.5), random); break;
                default: Furniture.LitterBin(ground.At(x, -pavement + 0.6), random); break;
            }
        }
        if (pavement > 2.6 && random.Chance(0.35))
        {
            for (var x = random.Between(-24, -16); x < 24; x += random.Between(6, 10))
                trees.Tree(ground.At(x, -pavement + 0.7), random.Between(5, 9));
        }
    }

    /// <summary>A table with two chairs.</summary>
    private static void CafeTable(LocalFrame at, SeededRandom random)
    {
        at = at.Part("table");
        var (top, legs) = (new Plain(random.Chance(0.5) ? Color.Gray(0.6) : Palette.Wood(random).Autumn, 0.2, 0.3),
            new Plain(Color.Gray(0.05), 0.2, 0.4));
        at.Bar((0, 0, 0.71), (0, 0, 0.74), 0.34, top);
        at.Bar((0, 0, 0.03), (0, 0, 0.71), 0.03, legs);
        at.Cone((0, 0, 0), (0, 0, 0.06), 0.25, 0.03, legs);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            var chair = at.At(side * 0.62, random.Between(-0.1, 0.1)).Turned((side * 90) + random.Normal(0, 14))
                .Part("chair");
            chair.Box((0, 0, 0.45), (0.42, 0.42, 0.03), top);
            chair.Box((0, 0.2, 0.75), (0.4, 0.03, 0.22), top);
            foreach (var (x, y) in (ReadOnlySpan<(double, double)>)[(-0.18, -0.18), (0.18, -0.18), (-0.18, 0.2),
                (0.18, 0.2)])
                chair.Bar((x, y, 0), (x, y, y > 0 ? 0.85 : 0.44), 0.014, legs);
        }
    }

    /// <summary>Cars at the kerb, a van close by.</summary>
    private static void Street(LocalFrame world, double pavement, double half, SeededRandom random)
    {
        var along = world.At(0, -pavement - 0.16 - half).Turned(90);
        if (random.Chance(0.55))
            Traffic.Parked(along, half - 1.1, -45, 45, random.Between(0.2, 0.9), false,
                random.Chance(0.6) ? [(-5, 5)] : [], random);
        if (random.Chance(0.2)) Car.Van(along.At(half - 1.2, random.Between(-5, 5)).Turned(180), random);
    }

    private static void PlaceCamera(Scene scene, double pavement, double half, int kind, SeededRandom random)
    {
        var height = random.Between(1.2, 2);
        var away = Math.Min(random.LogBetween(kind >= 8 ? 2 : 3, 13), pavement + half + 4);

        // Not between parked cars.
        if (away > pavement - 0.3 && away < pavement + 4.2)
            away = pavement > 3 && random.Chance(0.5) ? pavement - 0.3 : pavement + 4.2;
        var oblique = random.Chance(0.45) ? random.Normal(0, 12) : random.Sign() * random.Between(20, 68);
        var fov = Math.Clamp(random.Normal(58, 12), 35, 95);
        scene.Camera = Camera.Heading((0, -away, height), oblique, random.Normal(1, 4), fov, Passerby.Roll(random));
    }
}
