using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Buildings;
using ZoeDepth.Synthetic.Parts.Street;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Parts.Weather;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// A motorway of two times two to four lanes: rails, lorries, signs over the road, bridges, fields or noise barriers
/// beyond.
/// </summary>
internal sealed class Highway : IFamily
{
    private const double Lane = 3.65;

    private static readonly RoadLine[] _lines =
        [new(0, 0, 400), new(0.0003, 3, 420), new(-0.00035, 6, 500), new(0.0006, 0, 400), new(-0.0007, 2, 330),
            new(0.00012, 8, 620)];

    private static readonly Lazy<Mesh>[] _lands = [.. Enumerable.Range(0, 18).Select(i =>
        new Lazy<Mesh>(() => _lines[i % 6].Land(Half(2 + (i / 6)) + 1, 0.7, 20 + (7 * (i % 5)), 70 + i)))];

    public string Name => "highway";

    public Domain Domain => Domain.Outdoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var weather = Weather.Draw(random);
        weather.Illuminate(scene);
        var trees = new Planting(weather.Season, random);
        var world = scene.World;
        var (bend, lanes) = (random.Integer(0, _lines.Length - 1), random.Integer(2, 4));
        var (line, half) = (_lines[bend], Half(lanes));
        Material grass = weather.Snowy ? Snow.Draw(random) : Grass.Draw(random);
        Material fields = weather.Snowy ? grass : new Farmland(random, grass, line.Bend, half + random.Between(7, 16));
        world.Part("ground").Mesh(_lands[bend + (6 * (lanes - 2))].Value, Vector.Zero, fields);
        world.Box((0, 0, -40), (3000, 3000, 1), grass);

        Material surface = random.Chance(0.25) ? Concrete.Draw(random) : Asphalt.Draw(random);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1]) Carriageway(world, line, side, lanes, surface, random);
        Rails(world, line, half, random);
        Beside(world, line, half, weather, trees, random);
        Over(world, line, half, lanes, random);
        Flow(world, line, lanes, weather, trees, random);
        PlaceCamera(scene, lanes, half, random);
    }

    /// <summary>Half of the road with shoulders and median.</summary>
    private static double Half(int lanes) => 2 + (lanes * Lane) + 2.8;

    /// <summary>Middle of a lane, counted from the median.</summary>
    private static double Middle(int lane) => 2 + ((lane + 0.5) * Lane);

    private static void Carriageway(LocalFrame world, RoadLine line, int side, int lanes, Material surface,
        SeededRandom random)
    {
        var middle = side * (2 + (lanes * Lane / 2));
        var marks = new List<RoadMark>();
        for (var i = 0; i <= lanes; i++)
        {
            var edge = i == 0 || i == lanes;
            marks.Add(new(((i - (lanes / 2.0)) * Lane), edge ? 0.22 : 0.15, -60, 700, edge ? 0 : 6, edge ? 0 : 18));
        }
        var painted = new RoadMarkings(surface, Color.Gray(0.6), random.Between(0, 0.5), [.. marks]);
        var (near, far) = (1.0, 2 + (lanes * Lane) + 2.6);
        world.Part("road").Mesh(line.Strip(side > 0 ? near : -far, side > 0 ? far : -near, 0), Vector.Zero,
            new Bent(painted, line.Bend, middle));
    }

    /// <summary>Rails or a wall in the median, rails, lamps and delineators outside.</summary>
    private static void Rails(LocalFrame world, RoadLine line, double half, SeededRandom random)
    {
        var (wall, outer) = (random.Chance(0.35), random.Chance(0.65));
        for (var y = -12.0; y < 210; y += 4)
        {
            if (wall) Motorway.ConcreteBarrier(line.At(world, 0, y), 4.05, new SeededRandom(11));
            else
            {
                foreach (var side in (ReadOnlySpan<int>)[-1, 1])
                    Motorway.GuardRail(line.At(world, side * 0.5, y + (side < 0 ? 0 : 4)).Turned(side < 0 ? 0 : 180),
                        4);
            }
            if (outer) Motorway.GuardRail(line.At(world, half + 0.2, y), 4);
            if (outer) Motorway.GuardRail(line.At(world, -half - 0.2, y + 4).Turned(180), 4);
        }
        if (!outer)
            for (var y = 5.0; y < 300; y += 25)
                foreach (var side in (ReadOnlySpan<int>)[-1, 1])
                    Motorway.Delineator(line.At(world, side * (half + 0.2), y));
        if (!random.Chance(0.3)) return;
        for (var y = random.Between(0, 20); y < 300; y += 32)
            foreach (var side in (ReadOnlySpan<int>)[-1, 1])
                Furniture.Lamp(line.At(world, 0, y).Turned(90 * side), 10, false, false);
    }

    /// <summary>Trees, bushes, noise barriers, houses beyond.</summary>
    private static void Beside(LocalFrame world, RoadLine line, double half, Weather weather, Planting trees,
        SeededRandom random)
    {
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            if (random.Chance(0.28))
            {
                var high = random.Between(2.5, 5);
                var kind = random.Bits();
                for (var y = -12.0; y < 230; y += 8)
                    Motorway.NoiseBarrier(line.At(world, side * (half + 2.2), y, -0.5), 8, high,
                        new SeededRandom(kind));
            }
            else
            {
                var density = random.Pick(0, 12, 30, 45);
                for (var i = 0; i < density; i++)
                {
                    var (aside, y) = (half + random.LogBetween(5, 60), random.LogBetween(8, 300));
                    var place = line.At(world, side * aside, y, -0.4);
                    if (random.Chance(0.25)) Shrub.Bush(place, random.Between(1, 3), weather.Season, random);
                    else if (random.Chance(0.25)) trees.Conifer(place, random.Between(6, 16));
                    else trees.Tree(place, random.Between(5, 15));
                }
            }
            for (var i = random.Integer(0, 4); i > 0; i--)
            {
                var place = line.At(world, side * (half + random.Between(35, 160)), random.Between(50, 300), -0.5)
                    .Turned(random.Between(0, 360));
                if (random.Chance(0.4)) House.Hall(place, random.Between(30, 60), random.Between(7, 12), 25, random);
                else if (random.Chance(0.4)) House.Tower(place, random.Between(14, 30), random.Between(15, 60), random);
                else House.Detached(place, random, near: false);
            }
            if (random.Chance(0.6))
                Motorway.RoadsideBoard(line.At(world, half + 2.2, random.Between(20, 110), -0.3),
                    Color.Srgb(20, 70, 150), random);
        }
    }

    private static void Over(LocalFrame world, RoadLine line, double half, int lanes, SeededRandom random)
    {
        var board = random.Chance(0.6) ? Color.Srgb(15, 65, 150) : Color.Srgb(10, 95, 65);
        if (random.Chance(0.45))
            Motorway.Gantry(line.At(world, 0, random.LogBetween(22, 160)), 0.6, half + 1, board, random);
        if (random.Chance(0.45))
            Motorway.Overpass(line.At(world, 0, random.LogBetween(35, 220)), half + 3, true, random);
    }

    private static void Flow(LocalFrame world, RoadLine line, int lanes, Weather weather, Planting trees,
        SeededRandom random)
    {
        var lit = weather.Kind is WeatherKind.Dusk or WeatherKind.Mist or WeatherKind.LowSun || random.Chance(0.2);
        var gap = random.LogBetween(14, 90);
        LocalFrame Road(double x, double y) => line.At(world, x, y);
        for (var lane = 0; lane < lanes; lane++)
        {
            // The outer lane is the lorries'.
            var heavy = lane == lanes - 1 ? random.Between(0.2, 0.7) : lane == 0 ? 0 : 0.15;
            foreach (var side in (ReadOnlySpan<int>)[-1, 1])
                Traffic.Lane(Road, side * Middle(lane), side > 0 ? 9 : 2, 330, gap, side < 0, heavy, lit, random,
                    town: false);
        }
    }

    private static void PlaceCamera(Scene scene, int lanes, double half, SeededRandom random)
    {
        var (x, height, heading) = random.Unit() switch
        {
            < 0.55 => (Middle(random.Integer(0, lanes - 1)), random.Between(1.2, 1.7), random.Normal(0, 6)),
            < 0.68 => (Middle(lanes - 1), random.Between(2.2, 2.8), random.Normal(0, 6)),
            < 0.85 => (random.Between(-1, 1) * half, random.Between(6.5, 8), random.Normal(0, 8)),
            _ => (half + random.Between(0.8, 2.5), random.Between(1.5, 2.2), random.Between(-38, 0)),
        };
        scene.Camera = Passerby.Level(x, 0, height, heading, random);
    }
}
