using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Buildings;
using ZoeDepth.Synthetic.Parts.People;
using ZoeDepth.Synthetic.Parts.Street;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Parts.Vehicles;
using ZoeDepth.Synthetic.Parts.Weather;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// Two lanes through fields: trees along them, ditches, fences, a farm, telegraph poles, hills beyond.
/// </summary>
internal sealed class CountryRoad : IFamily
{
    private const double Half = 3;

    private static readonly RoadLine[] _lines =
        [new(0.0011, 4, 160), new(-0.0013, 6, 230), new(0.0022, 3, 190), new(-0.0024, 9, 330), new(0, 8, 210),
            new(0.0005, 11, 300),
            new(-0.0006, 2, 120), new(0, 0, 200)];

    private static readonly Lazy<Mesh>[] _lands = [.. Enumerable.Range(0, 16).Select(i =>
        new Lazy<Mesh>(() => _lines[i % 8].Land(Half + 0.9, 0.3 + (0.15 * (i % 4)), 25 + (12 * (i % 5)), 30 + i)))];

    private static readonly Lazy<Mesh>[] _roads =
        [.. _lines.Select(line => new Lazy<Mesh>(() => line.Strip(-Half - 0.35, Half + 0.35, 0)))];

    public string Name => "country-road";

    public Domain Domain => Domain.Outdoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var weather = Weather.Draw(random);
        weather.Illuminate(scene);
        var trees = new Planting(weather.Season, random);
        var world = scene.World;
        var number = random.Integer(0, _lands.Length - 1);
        var line = _lines[number % 8];
        Material grass = weather.Snowy ? Snow.Draw(random) : Grass.Draw(random);
        world.Part("ground").Mesh(_lands[number].Value, Vector.Zero, weather.Snowy ? grass
            : new Farmland(random, grass, line.Bend, Half + random.Between(3.5, 9)));
        world.Box((0, 0, -40), (3000, 3000, 1), grass);
        world.Part("road").Mesh(_roads[number % 8].Value, Vector.Zero, new Bent(Painted(random), line.Bend, 0));
        foreach (var side in (ReadOnlySpan<int>)[-1, 1]) Along(world, line, side, weather, trees, random);
        Far(world, line, weather, trees, random);
        Driving(world, line, weather, trees, random);
        var x = random.Chance(0.6) ? Half * random.Between(0.3, 0.6) : random.Sign() * random.Between(0.8, Half + 1.2);
        var height = Passerby.Height(random);
        scene.Camera = Passerby.Level(x, 0, height, (line.Bend * 2800) + random.Normal(0, 14), random);
    }

    private static Material Painted(SeededRandom random)
    {
        var shade = random.Between(0.07, 0.15);
        var surface = new Asphalt(new(shade * 1.02, shade, shade * 0.98),
            random.Chance(0.3) ? random.Between(0, 0.07) : 0, random.Between(0, 0.7));
        if (random.Chance(0.15)) return surface;
        var marks = new List<RoadMark> { new(0, 0.12, -60, 700, random.Pick(3, 4), random.Pick(6, 9, 12)) };
        if (random.Chance(0.6)) marks.AddRange([new(-Half + 0.15, 0.12, -60, 700), new(Half - 0.15, 0.12, -60, 700)]);
        if (random.Chance(0.25)) marks[0] = new(0, 0.12, -60, 700);
        return new RoadMarkings(surface, Color.Gray(0.6), random.Between(0.1, 0.8), [.. marks]);
    }

    /// <summary>Verges: reeds, delineators, a row of trees, a fence, poles, a hedge.</summary>
    private static void Along(LocalFrame world, RoadLine line, int side, Weather weather, Planting trees,
        SeededRandom random)
    {
        LocalFrame At(double aside, double y, double up = -0.1) => line.At(world, side * (Half + aside), y, up);
        if (random.Chance(0.6)) for (var y = random.Between(2, 20); y < 260; y += 25) Motorway.Delineator(At(0.9, y));
        if (random.Chance(0.45))
        {
            var (spacing, height, birch) = (random.Between(6, 14), random.Between(6, 13), random.Chance(0.2));
            for (var y = random.Between(-4, 8); y < 200; y += spacing * random.Between(0.85, 1.2))
            {
                if (birch) trees.Birch(At(3.4, y), height * random.Between(0.8, 1.2));
                else trees.Tree(At(3.4, y), height * random.Between(0.8, 1.2));
            }
        }
        if (random.Chance(0.45)) Fence(At, random);
        else if (random.Chance(0.3))
            for (var y = -6.0; y < 90; y += 6) Shrub.Hedge(At(4.5, y).Turned(90), 6.3, 1.2, 1.6, random);
        if (random.Chance(0.35))
            for (var y = random.Between(0, 20); y < 280; y += 35) Furniture.TelegraphPole(At(5.5, y), 35, random);
        if (random.Chance(0.3))
            for (var y = random.Between(0, 30); y < random.Between(40, 120); y += 4)
                Motorway.GuardRail(side > 0 ? At(0.7, y, 0) : At(0.7, y + 4, 0).Turned(180), 4);
        if (random.Chance(0.5)) Furniture.Sign(At(1.2, random.Between(7, 50)), random);
        if (weather.Snowy) return;
        var (tufts, tall) = (random.Integer(30, 90), random.Between(0.25, 0.6));
        Shrub.Grass(world.At(side * (Half + 2.4), 1.2), 2.6, 26, tufts, tall, random, (_, y) => line.Z(y) - 0.35);
    }

    /// <summary>Posts with two rails or wires.</summary>
    private static void Fence(Func<double, double, double, LocalFrame> at, SeededRandom random)
    {
        var (spring, autumn) = Palette.Wood(random);
        var wood = new Wood(spring * 0.7, autumn * 0.7, 2);
        var (wires, aside) = (random.Chance(0.5), random.Between(4, 6));
        for (var y = -6.0; y < 130; y += 3)
        {
            var post = at(aside, y, -0.15).Part("fence");
            post.Bar((0, 0, -0.1), (0, 0, 1.2), 0.06, wood);
            foreach (var z in (ReadOnlySpan<double>)[0.55, 1])
                post.Bar((0, 0, z), (0, 3.05, z), wires ? 0.008 : 0.05, wood);
        }
    }

    /// <summary>Farms, woods, animals, bales.</summary>
    private static void Far(LocalFrame world, RoadLine line, Weather weather, Planting trees, SeededRandom random)
    {
        for (var i = random.Integer(1, 5); i > 0; i--)
        {
            var place = line.At(world, random.Sign() * random.LogBetween(16, 90), random.LogBetween(25, 220), -0.6)
                .Turned(random.Between(-40, 40) + (90 * random.Integer(0, 3)));
            if (random.Chance(0.45)) House.Barn(place, random);
            else House.Detached(place, random, near: true);
            for (var t = random.Integer(0, 4); t > 0; t--)
                trees.Tree(place.At(random.Between(-16, 16), random.Between(-6, 18)), random.Between(5, 12));
        }
        for (var i = random.Integer(3, 30); i > 0; i--)
        {
            var place = line.At(world, random.Sign() * random.LogBetween(12, 140), random.LogBetween(15, 300), -0.8);
            if (random.Chance(0.3)) trees.Conifer(place, random.Between(6, 18));
            else if (random.Chance(0.3)) Shrub.Bush(place, random.Between(1, 3), weather.Season, random);
            else trees.Tree(place, random.Between(6, 15));
        }
        if (random.Chance(0.25))
        {
            var straw = new Plain(Palette.DryGrass(random));
            for (var i = 0; i < 9; i++)
            {
                var bale = line.At(world, random.Sign() * random.Between(12, 50), random.Between(15, 110), 0.5)
                    .Turned(random.Between(0, 180)).Part("bale");
                bale.Bar((-0.6, 0, 0), (0.6, 0, 0), 0.75, straw);
            }
        }
    }

    private static void Driving(LocalFrame world, RoadLine line, Weather weather, Planting trees, SeededRandom random)
    {
        var lit = weather.Kind is WeatherKind.Dusk or WeatherKind.Mist or WeatherKind.LowSun || random.Chance(0.2);
        LocalFrame Road(double x, double y) => line.At(world, x, y);
        if (random.Chance(0.6))
            Traffic.Lane(Road, Half / 2, 10, 240, random.LogBetween(30, 160), false, 0.12, lit, random, town: false);
        if (random.Chance(0.7))
            Traffic.Lane(Road, -Half / 2, 7, 240, random.LogBetween(30, 160), true, 0.12, lit, random, town: false);
        if (random.Chance(0.12)) Tractor.Add(Road(Half / 2, random.Between(8, 25)).Turned(180), random);
        else if (random.Chance(0.15))
            Tractor.Add(line.At(world, random.Sign() * random.Between(12, 40), random.Between(15, 60), -0.3)
                .Turned(random.Between(0, 360)),
                random);
        if (random.Chance(0.15))
            Figure.Walking(Road(random.Sign() * (Half + 0.4), random.Between(5, 25)).Turned(random.Pick(0, 180)),
                random);
        if (random.Chance(0.1)) Cycle.Motorcycle(Road(-Half / 2, random.Between(6, 20)), random, ridden: true);
    }
}
