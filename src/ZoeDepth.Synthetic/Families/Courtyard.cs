using ZoeDepth.Synthetic.Geometry;
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
/// A yard between houses on all four sides: doors, bicycles, bins, plants, washing, a table under a tree.
/// </summary>
internal sealed class Courtyard : IFamily
{
    public string Name => "courtyard";

    public Domain Domain => Domain.Outdoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var weather = Weather.Draw(random);
        weather.Illuminate(scene);
        var trees = new Planting(weather.Season, random);
        var world = scene.World;
        var (width, length, height) = (random.Between(7, 17), random.Between(9, 24), random.Between(6, 17));
        Material floor = random.Integer(0, 3) switch
        {
            0 => Stones.DrawCobbles(random),
            1 => Stones.DrawGravel(random),
            2 => Asphalt.Draw(random),
            _ => Paving.Draw(random),
        };
        world.Part("ground").Box((0, length / 2, -0.2), (width + 60, length + 60, 0.4), floor);
        var character = random.Integer(0, 5);
        var sides = new[]
            { (0.0, length, width, 0.0), (width / 2, length / 2, length, -90.0), (-width / 2, length / 2, length, 90.0),
            (0.0, 0.0, width, 180.0) };
        foreach (var (x, y, wide, turn) in sides)
        {
            var side = world.At(x, y).Turned(turn);
            if (turn != 0 && random.Chance(0.15)) Enclosure.Wall(side, wide + 0.5, random.Between(2.4, 4), random);
            else House(side, wide, height * random.Between(0.75, 1.2), character, random);
            WallThings.Add(side, wide - 1, random.Between(2.2, height * 0.7), random.Integer(1, 6), random);
            Along(side, wide, weather, trees, random);
        }
        Middle(world, width, length, weather, trees, random);
        PlaceCamera(scene, width, length, random);
    }

    /// <summary>The back of a house, a little longer than its side so that corners are closed.</summary>
    private static void House(LocalFrame side, double wide, double height, int character, SeededRandom random)
    {
        var plan = TownHouse.Plan(random, character);
        TownHouse.Add(side, wide + 0.6, height, 9, plan, 0, true, random);
    }

    /// <summary>What leans on a wall.</summary>
    private static void Along(LocalFrame side, double wide, Weather weather, Planting trees, SeededRandom random)
    {
        var x = (-wide / 2) + random.Between(0.6, 1.6);
        while (x < (wide / 2) - 0.8)
        {
            switch (random.Integer(0, 9))
            {
                case 0 or 1:
                    for (var n = random.Integer(1, 4); n > 0 && x < (wide / 2) - 0.8; n--, x += 0.75)
                        Furniture.WheelieBin(side.At(x, -0.65).Turned(random.Normal(0, 6)), random);
                    break;
                case 2 or 3:
                    for (var n = random.Integer(1, 5); n > 0 && x < (wide / 2) - 0.8; n--, x += 0.55)
                        Cycle.Bicycle(side.At(x, -1.05).Turned(180 + random.Normal(0, 10)), random);
                    break;
                case 4 or 5:
                    for (var n = random.Integer(1, 4); n > 0; n--, x += 0.5)
                        PottedPlant.Add(side.At(x, -random.Between(0.35, 0.7)), random.Between(0.4, 1.7), random);
                    break;
                case 6: Furniture.Bench(side.At(x + 0.9, -0.6), random); x += 1.4; break;
                case 7:
                    Shrub.Ivy(side.At(x + 1, 0), random.Between(1.5, 4), random.Between(2, 6), random); x += 1.5; break;
                case 8: Crates(side.At(x, -0.5), random); break;
                default:
                    Shrub.Bush(side.At(x + 0.5, -0.7), random.Between(0.7, 1.6), weather.Season, random); x += 0.8;
                    break;
            }
            x += random.Between(0.7, 2.6);
        }
    }

    private static void Crates(LocalFrame at, SeededRandom random)
    {
        var z = 0.0;
        for (var i = random.Integer(1, 4); i > 0; i--)
        {
            var (spring, autumn) = Palette.Wood(random);
            var size = random.Between(0.25, 0.4);
            at.Part("crate").At(0, 0, z).Turned(random.Normal(0, 8)).Box((0, 0, size / 2), (0.6, 0.42, size),
                new Planks(spring, autumn, 0.09, 0.8, 0.012));
            z += size;
        }
    }

    /// <summary>A tree, a table with chairs and a parasol, washing on a line, a parked car.</summary>
    private static void Middle(LocalFrame world, double width, double length, Weather weather, Planting trees,
        SeededRandom random)
    {
        LocalFrame Somewhere(double margin) =>
            world.At(random.Between(-0.5, 0.5) * (width - (2 * margin)), random.Between(0.35, 0.85) * length);
        if (random.Chance(0.55)) trees.Tree(Somewhere(3), random.Between(4, 9));
        if (random.Chance(0.5)) Shrub.FlowerBed(Somewhere(2.5), random.Between(1.5, 4), random.Between(1, 2), random);
        for (var i = random.Integer(0, 2); i > 0; i--) Table(Somewhere(2.2).Turned(random.Between(0, 360)), random);
        if (random.Chance(0.22))
            Washing.Hang(world.At(0, random.Between(0.4, 0.8) * length, 2.25).Part("washing"), width, random);
        if (width > 10 && random.Chance(0.35))
            Car.Any(Somewhere(4).Turned(random.Pick(0, 90, 180, 270) + random.Normal(0, 4)), random);
        if (random.Chance(0.25)) Cycle.Scooter(Somewhere(2).Turned(random.Between(0, 360)), random);
        for (var i = random.Integer(0, 2); i > 0; i--)
            Figure.Standing(Somewhere(2).Turned(random.Between(0, 360)), random);
        if (random.Chance(0.3)) Figure.Child(Somewhere(2).Turned(random.Between(0, 360)), random);
    }

    private static void Table(LocalFrame at, SeededRandom random)
    {
        var wood = Wood.Draw(random);
        var metal = new Plain(Color.Gray(0.06), 0.2, 0.4);
        at = at.Part("table");
        at.Fitted(RoundedBox.Crisp, (0, 0, 0.72), (1.5, 0.8, 0.04), wood);
        foreach (var x in (ReadOnlySpan<double>)[-0.6, 0.6]) at.Box((x, 0, 0.36), (0.06, 0.6, 0.7), wood);
        for (var i = 0; i < 4; i++)
        {
            var side = i % 2 == 0 ? -1 : 1;
            var chair = at.At(i < 2 ? -0.4 : 0.4, side * 0.75).Turned((side < 0 ? 180 : 0) + random.Normal(0, 15))
                .Part("chair");
            chair.Box((0, 0, 0.44), (0.44, 0.44, 0.035), wood);
            chair.Box((0, 0.22, 0.75), (0.44, 0.03, 0.3), wood);
            foreach (var (x, y) in (ReadOnlySpan<(double, double)>)[(-0.2, -0.2), (0.2, -0.2), (-0.2, 0.22),
                (0.2, 0.22)])
                chair.Bar((x, y, 0), (x, y, y > 0 ? 0.9 : 0.43), 0.016, metal);
        }
        if (random.Chance(0.5)) Parasol.Add(at, random);
    }

    private static void PlaceCamera(Scene scene, double width, double length, SeededRandom random)
    {
        var height = random.Chance(0.15) ? random.Between(3, 6) : random.Between(1.2, 1.9);
        var x = random.Between(-0.34, 0.34) * width;
        var heading = (-x / width * 60) + random.Normal(0, 16);
        scene.Camera = Passerby.Level(x, random.Between(1.2, 0.22 * length), height, heading, random);
    }
}
