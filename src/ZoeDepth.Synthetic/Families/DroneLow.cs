using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Buildings;
using ZoeDepth.Synthetic.Parts.People;
using ZoeDepth.Synthetic.Parts.Terrain;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Parts.Vehicles;
using ZoeDepth.Synthetic.Parts.Weather;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// From a small drone, 8 to 40 m up: roofs, gardens and a road, or fields and woods, seen from above.
/// </summary>
internal sealed class DroneLow : IFamily
{
    public string Name => "drone-low";

    public Domain Domain => Domain.Outdoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var weather = Weather.Draw(random);
        weather.Illuminate(scene);
        var (seed, rise, village) = (random.Integer(0, 1 << 20), random.LogBetween(5, 60), random.Chance(0.7));
        var (road, wide) = (new Winding(random.Normal(0, 6), random.Normal(0, 0.15), village ? 0.25 : 0.5, 140, random),
            random.Between(3.5, 6));
        var land = new Land(
            (x, y) => Relief.Swell(x, y, 70, 1.5, 2, seed)
            + (Relief.Step(220, 800, y) * rise * (0.5 + Relief.Swell(x, y, 330, 1, 3, seed + 1))),
            far: 2200, first: 1.3, rows: 46, beside: 45);
        var pattern = new FieldPattern(random, random.Between(55, 120), random.Between(0, 0.4));
        Material ground = village ? new Covered(Grass.Draw(random), pattern, Cover.Beyond(random.Between(110, 200)))
            : pattern;
        if (weather.Snowy) ground = new Covered(ground, Snow.Draw(random), Cover.Patches(0.93, 15, 371));
        Material surface = village || random.Chance(0.5) ? Asphalt.Draw(random) : Soil.Draw(random);
        land.Add(scene.World, new Covered(ground, surface, Cover.Along(road, wide, 0.12)));

        var grove = new Grove([WoodKind.Solitary, WoodKind.Beech, WoodKind.Spruce, WoodKind.Birch], weather.Season,
            random);
        if (village) Village(scene, land, road, wide, grove, weather, random);
        else Country(scene, land, road, wide, grove, random);
        Traffic(scene, land, road, random);
        for (var i = 0; i < 70; i++)
        {
            var y = random.LogBetween(150, 700);
            grove.Distant(scene.World.At(land.Point(random.Between(-1, 1) * y, y)).At(0, 0, -0.4),
                random.Between(6, 14));
        }

        var height = random.LogBetween(8, 40);
        var field = Math.Clamp(random.Normal(66, 10), 48, 88);
        var pitch = Math.Clamp(random.Normal(-24, 11), -50, -8);
        var (x, heading) = (Math.Clamp(road.At(10) + random.Normal(0, 7), -12, 12), random.Normal(0, 9));
        scene.Camera = Camera.Heading(land.Point(x, 0) + (0, 0, height),
            Math.Clamp(heading, (field / 2) - 52, 52 - (field / 2)), pitch, field,
            random.Normal(0, 1));
    }

    private static void Village(Scene scene, Land land, Winding road, double wide, Grove grove, Weather weather,
        SeededRandom random)
    {
        foreach (var side in (int[])[-1, 1])
        {
            var (lot, end) = (random.Between(17, 26), random.Between(80, 170));
            for (var y = random.Between(4, 14); y < end; y += lot * random.Between(0.85, 1.2))
            {
                if (random.Chance(0.12)) continue;
                var setback = (0.5 * wide) + random.Between(5, 9);
                var plot = scene.World.At(land.Point(road.At(y) + (side * setback), y))
                    .Turned(road.Turn(y) - (side * 90));
                Plot(scene, land, plot, setback - (0.5 * wide), lot, random);
                // The front faces −y of its place: towards the road.
                House.Detached(plot.At(0, 0, -0.3), random, near: false);
                Enclosure.Any(plot.At(0, -setback + (0.5 * wide) + 1.2, -0.1), lot * 0.7, random);
                if (random.Chance(0.6))
                    Shrub.Hedge(plot.At(-lot / 2, 9, -0.1).Turned(90), random.Between(10, 20), 0.9,
                        random.Between(1, 2), random);
                if (random.Chance(0.4))
                    GardenThings.Shed(plot.At(random.Between(-6, 6), random.Between(15, 19), -0.1), random);
                if (random.Chance(0.35))
                {
                    var parked = On(land, plot.At(lot * 0.36, random.Between(-3, 1))).At(0, 0, 0.06);
                    Car.Any(parked.Turned(random.Chance(0.5) ? 0 : 180), random);
                }
                if (random.Chance(0.3))
                    GardenThings.Seats(plot.At(random.Between(-4, 4), random.Between(12, 14)), random);
                var trees = random.Integer(2, 7);
                for (var i = 0; i < trees; i++)
                {
                    var at = plot.At(random.Between(-0.45, 0.45) * lot,
                        random.Chance(0.75) ? random.Between(12, 34) : -3.5);
                    // Cars stand on this side.
                    if (at.Origin.Y < 0 || (plot.At(lot * 0.36, -1).Origin - at.Origin).Length < 5) continue;
                    grove.Tree(at, random.Between(3.5, 10), at.Origin.Y + 15);
                }
                Shrub.Bush(plot.At(random.Between(-0.4, 0.4) * lot, -2), random.Between(0.8, 2), weather.Season,
                    random);
            }
        }
    }

    /// <summary>
    /// The drive, the way to the door, a terrace behind, beds of vegetables: laid on the ground as it is there.
    /// </summary>
    private static void Plot(Scene scene, Land land, LocalFrame plot, double toRoad, double lot, SeededRandom random)
    {
        Material stone = random.Integer(0, 2) switch
            { 0 => Paving.Draw(random), 1 => Stones.DrawGravel(random), _ => Asphalt.Draw(random) };
        Strip(lot * 0.36, -toRoad - 0.4, 3, random.Between(2.8, 3.6), stone, "drive");
        Strip(random.Between(-1.5, 1.5), -toRoad - 0.4, 0.5, random.Between(1, 1.5), stone, "path");
        if (random.Chance(0.7))
        {
            Strip(random.Between(-3, 3), random.Between(7.5, 9), random.Between(11, 13), random.Between(3.5, 7),
                Paving.Draw(random), "terrace");
        }
        if (!random.Chance(0.5)) return;
        var (earth, rows, x) = (Soil.Draw(random), random.Integer(2, 4), random.Between(-0.3, 0.1) * lot);
        for (var i = 0; i < rows; i++) Strip(x + (1.5 * i), 15, random.Between(18, 21), 1.1, earth, "bed");

        void Strip(double across, double from, double to, double width, Material material, string part)
        {
            var count = Math.Max(1, (int)((to - from) / 2.5));
            for (var i = 0; i < count; i++)
            {
                var near = On(land, plot.At(across, from + ((to - from) * i / count))).Origin;
                var far = On(land, plot.At(across, from + ((to - from) * (i + 1) / count))).Origin;
                var along = far - near;
                var side = along.Cross(Vector.Up).Unit();
                new LocalFrame(scene, new Affine(side, along / along.Length, side.Cross(along.Unit()),
                    (near + far) / 2), scene.Part(part))
                    .Box(Vector.Zero, (width, along.Length * 1.02, 0.09), material);
            }
        }
    }

    private static LocalFrame On(Land land, LocalFrame at) =>
        at.At(0, 0, land.At(at.Origin.X, at.Origin.Y) - at.Origin.Z);

    private static void Country(Scene scene, Land land, Winding road, double wide, Grove grove, SeededRandom random)
    {
        LocalFrame On(double x, double y) => scene.World.At(land.Point(x, y));
        var (rows, woods, bales) = (random.Integer(2, 5), random.Integer(0, 90),
            random.Chance(0.4) ? random.Integer(8, 25) : 0);
        for (var row = 0; row < rows; row++)
        {
            var (y, tilt) = (random.Between(15, 130), random.Normal(0, 0.4));
            for (var x = -90.0; x < 90; x += random.Between(2.5, 4.5))
            {
                var hedgeY = y + (tilt * x);
                if (hedgeY > 3 && Math.Abs(x - road.At(hedgeY)) > wide)
                    grove.Distant(On(x, hedgeY).At(0, 0, -0.3), random.Between(1.8, 4));
            }
        }
        var (middleX, middleY) = (random.Sign() * random.Between(25, 60), random.Between(40, 110));
        for (var i = 0; i < woods; i++)
        {
            var (x, y) = (middleX + random.Normal(0, 18), middleY + random.Normal(0, 16));
            if (y > 12 && Math.Abs(x - road.At(y)) > wide) grove.Tree(On(x, y), random.Between(7, 15), y + 25);
        }
        for (var i = 0; i < bales; i++)
        {
            var y = random.Between(10, 80);
            Farm.Bale(On(random.Between(-0.8, 0.8) * (y + 8), y), random);
        }
        if (random.Chance(0.5))
            Tractor.Add(On(random.Between(-15, 15), random.Between(20, 55)).Turned(random.Between(0, 360)), random);
        if (!random.Chance(0.6)) return;
        var farm = On(-Math.Sign(middleX) * random.Between(15, 35), random.Between(35, 80)).At(0, 0, -0.4)
            .Turned(random.Between(-90, 90));
        House.Detached(farm, random, near: false);
        House.Barn(farm.At(24, 4).Turned(random.Between(-90, 90)), random);
    }

    private static void Traffic(Scene scene, Land land, Winding road, SeededRandom random)
    {
        var cars = random.Integer(0, 6);
        for (var i = 0; i < cars; i++)
        {
            var y = random.Between(8, 140);
            Car.Any(scene.World.At(land.Point(road.At(y) + (random.Sign() * 1.3), y))
                .Turned(road.Turn(y) + (random.Chance(0.5) ? 180 : 0)), random);
        }
        var people = random.Integer(0, 4);
        for (var i = 0; i < people; i++)
        {
            var y = random.Between(8, 70);
            Figure.Walking(scene.World.At(land.Point(road.At(y) + random.Normal(0, 4), y))
                .Turned(random.Between(0, 360)), random);
        }
    }
}
