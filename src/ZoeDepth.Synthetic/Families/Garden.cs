using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Buildings;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.People;
using ZoeDepth.Synthetic.Parts.Street;
using ZoeDepth.Synthetic.Parts.Terrain;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Parts.Vehicles;
using ZoeDepth.Synthetic.Parts.Weather;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// Behind a house: lawn, terrace and garden furniture, fences, beds, a shed, washing; seen from the house or towards
/// it.
/// </summary>
internal sealed class Garden : IFamily
{
    public string Name => "garden";

    public Domain Domain => Domain.Outdoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var weather = Weather.Draw(random);
        weather.Illuminate(scene);
        var (width, length, seed) = (random.Between(8, 16), random.Between(10, 20), random.Integer(0, 1 << 20));
        var towardsHouse = random.Chance(0.45);
        var land = new Land((x, y) => Relief.Swell(x, y, 12, 0.12, 2, seed), far: 160, rows: 40, columns: 36);
        var (green, dry) = (Palette.Lawn(random), Palette.DryGrass(random));
        land.Add(scene.World, weather.Snowy ? Snow.Draw(random)
            : new Grass(green, dry, random.Between(0.05, 0.35), random.LogBetween(0.03, 0.1)));

        var terrace = scene.World.At(random.Between(-1, 1), towardsHouse ? length - 2.1 : 0.6);
        terrace.Part("terrace")
            .Box((0, 0, 0), (random.Between(0.6, 0.95) * width, 4.2, 0.34), random.Chance(0.3) ? Planks.Draw(random)
            : Paving.Draw(random));
        if (towardsHouse) House.Detached(scene.World.At(random.Between(-1, 1), length), random);
        Bounds(scene, land, width, length, towardsHouse, random);
        Terrace(terrace.At(0, 0, 0.17), width, towardsHouse, random);
        Lawn(scene, land, width, length, towardsHouse, random);
        Beds(scene, land, width, length, random);
        Beyond(scene, land, width, length, towardsHouse, weather, random);
        if (!weather.Snowy)
        {
            var growth = new Undergrowth(land, scene.World, random)
            {
                Free = (x, y) => Math.Abs(x) < 0.45 * width && (towardsHouse || y > 3) && y < length - 5,
            };
            growth.Grass(70, 0.07, 8, green);
            growth.Sward(random.Integer(16, 36), random.Between(0.03, 0.08), 5, green, dry);
        }

        var (cameraX, cameraY) = (random.Between(-0.28, 0.28) * width,
            towardsHouse ? random.Between(-1.5, length - 10.5)
            : random.Between(-1.4, 0.4));
        scene.Camera = Onlooker.At(land, cameraX, cameraY, (-cameraX * 2.5) + random.Normal(0, 12),
            random.Normal(-3, 5), random) is var camera
            && !towardsHouse
            ? camera with { Position = camera.Position + (0, 0, 0.17) } : camera;
    }

    private static void Bounds(Scene scene, Land land, double width, double length, bool towardsHouse,
        SeededRandom random)
    {
        foreach (var side in (int[])[-1, 1])
            Enclosure.Any(scene.World.At(side * width / 2, (length / 2) - 2).At(0, 0, -0.08).Turned(side * 90),
                length + 4, random);
        if (!towardsHouse) Enclosure.Any(scene.World.At(0, length).At(0, 0, -0.08), width, random);
        if (random.Chance(0.5))
            GardenThings.Shed(
                scene.World.At(land.Point(random.Sign() * ((width / 2) - 2), towardsHouse ? length * 0.4 : length - 3))
                .Turned(random.Normal(0, 4)), random);
    }

    private static void Terrace(LocalFrame at, double width, bool towardsHouse, SeededRandom random)
    {
        var side = random.Sign();
        var seats = at.At(side * random.Between(1.4, 0.26 * width),
            towardsHouse ? random.Between(-0.3, 0.3) : random.Between(1.8, 2.6),
            towardsHouse ? 0 : -0.17);
        GardenThings.Seats(seats.Turned(random.Between(-40, 40)), random);
        var pots = random.Integer(1, 6);
        for (var i = 0; i < pots; i++)
            PottedPlant.Add(at.At((-side * (1 + (0.55 * i))) + random.Normal(0, 0.1), towardsHouse ? 1.5 : 1.7),
                random.LogBetween(0.3, 1.3), random);
        if (random.Chance(0.3)) Belongings.Ball(at.At(-side * 1.5, -1.2), random);
        if (random.Chance(0.25))
            Figure.Standing(at.At(-side * 1.2, towardsHouse ? -0.9 : 4, towardsHouse ? 0 : -0.17)
                .Turned(random.Between(0, 360)), random);
    }

    private static void Lawn(Scene scene, Land land, double width, double length, bool towardsHouse,
        SeededRandom random)
    {
        LocalFrame On(double x, double y) => scene.World.At(land.Point(x * width, y * length));
        if (random.Chance(0.4))
            GardenThings.WashingLine(On(random.Between(-0.15, 0.15), random.Between(0.4, 0.6))
                .Turned(random.Between(-30, 30)),
                random.Between(3, 5), random);
        if (random.Chance(0.25))
            Play.Swing(On(random.Sign() * 0.22, random.Between(0.5, 0.75)).Turned(random.Between(-60, 60)), random);
        if (random.Chance(0.25))
            Play.Slide(On(random.Sign() * 0.2, random.Between(0.4, 0.65)).Turned(random.Between(-90, 90)), random);
        if (random.Chance(0.25)) Furniture.WheelieBin(On(random.Sign() * 0.42, towardsHouse ? 0.75 : 0.3), random);
        if (random.Chance(0.3))
            Animal.Dog(On(random.Between(-0.3, 0.3), random.Between(0.35, 0.6)).Turned(random.Between(0, 360)), random);
        if (random.Chance(0.3))
            Animal.Cat(On(random.Between(-0.3, 0.3), random.Between(0.3, 0.5)).Turned(random.Between(0, 360)), random);
        if (random.Chance(0.3))
            Figure.Child(On(random.Between(-0.3, 0.3), random.Between(0.35, 0.6)).Turned(random.Between(0, 360)),
                random);
        if (random.Chance(0.3)) Cycle.Bicycle(On(random.Sign() * 0.4, random.Between(0.3, 0.6)).Turned(90), random);
    }

    private static void Beds(Scene scene, Land land, double width, double length, SeededRandom random)
    {
        foreach (var side in (int[])[-1, 1])
        {
            for (var y = random.Between(3, 5); y < length - 5; y += random.Between(2.5, 5))
            {
                var at = scene.World.At(land.Point(side * ((width / 2) - 0.9), y));
                if (random.Chance(0.5))
                    Shrub.FlowerBed(at.Turned(90), random.Between(1.5, 3), random.Between(0.7, 1.1), random);
                else Shrub.Bush(at, random.Between(0.6, 1.6), Season.Summer, random);
            }
        }
    }

    /// <summary>Trees, and the neighbours.</summary>
    private static void Beyond(Scene scene, Land land, double width, double length, bool towardsHouse, Weather weather,
        SeededRandom random)
    {
        var grove = new Grove([WoodKind.Solitary, WoodKind.Birch, WoodKind.Spruce, WoodKind.Solitary], weather.Season,
            random);
        var inside = random.Integer(0, 2);
        for (var i = 0; i < inside; i++)
        {
            var (x, y) = (random.Sign() * ((width / 2) - 2), random.Between(5, length - 4));
            grove.Tree(scene.World.At(land.Point(x, y)), random.Between(3, 6), y);
        }
        for (var x = -55.0; x < 55; x += random.Between(4, 12))
        {
            var y = length + random.Between(towardsHouse ? 14 : 4, 45);
            if (random.Chance(0.8)) grove.Tree(scene.World.At(land.Point(x, y)), random.Between(5, 13), y + 20);
        }
        foreach (var x in (double[])[-1.9 * width, 0, 1.9 * width])
        {
            if (x == 0 && towardsHouse) continue;
            House.Detached(scene.World.At(land.Point(x + random.Normal(0, 2), length + random.Between(12, 22)))
                .At(0, 0, -0.2)
                .Turned(random.Normal(0, 12)), random, near: false);
        }
    }
}
