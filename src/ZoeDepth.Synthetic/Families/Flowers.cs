using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Buildings;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Parts.Terrain;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Parts.Weather;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// Flowers, leaves, pots and moss in the open from a hand's breadth to an arm's length; what is behind melts away.
/// </summary>
internal sealed class Flowers : IFamily
{
    public string Name => "flowers";

    public Domain Domain => Domain.Outdoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var weather = Weather.Draw(random);
        weather.Illuminate(scene);
        scene.OcclusionReach = 1;
        var world = scene.World;
        var green = Palette.Lawn(random);
        world.Part("ground").Box((0, 100, -0.25), (900, 900, 0.5), random.Chance(0.65)
            ? new Grass(green, Palette.DryGrass(random), random.Between(0.05, 0.35), random.LogBetween(0.03, 0.1))
                : Soil.Draw(random));
        var focus = random.Unit() switch
        {
            < 0.6 => Bed(world, random),
            < 0.8 => Pots(world, random),
            _ => Wild(world, random),
        };
        Behind(world, weather, random);

        var distance = random.LogBetween(0.25, 1.5);
        var (pitch, heading) = (PortableMath.Radians(random.Between(-5, 55)),
            PortableMath.Radians(random.Normal(0, 35)));
        var at = focus + new Vector(random.Normal(0, 0.03), 0, random.Normal(0, 0.03));
        var from = at + new Vector(distance * PortableMath.Sin(heading) * PortableMath.Cos(pitch),
            -distance * PortableMath.Cos(heading) * PortableMath.Cos(pitch), distance * PortableMath.Sin(pitch));
        NearView.PlaceCamera(scene, at, (from.X, from.Y, Math.Max(from.Z, 0.06)), random.Between(30, 66), random, 3);
        scene.Camera = scene.Camera with
        {
            Aperture = random.Chance(0.25) ? random.Between(0.0015, 0.0035) : random.LogBetween(0.006, 0.03), Focus =
                distance * random.Normal(1, 0.03),
        };
    }

    /// <summary>A bed of some kinds of flowers; gives where the nearest head is.</summary>
    private static Vector Bed(LocalFrame world, SeededRandom random)
    {
        world.Part("flower bed").Fitted(RoundedBox.Fitting((3, 1.6, 0.1), 0.04), (0, 0.6, 0), (3, 1.6, 0.1),
            Greenery.Soil(random));
        var kinds = Enumerable.Range(0, random.Integer(1, 3)).Select(_ => FlowerKind.Draw(random)).ToArray();
        var focus = Vector.Zero;
        for (var i = random.Integer(16, 60); i >= 0; i--)
        {
            var (x, y) = i == 0 ? (0, 0) : (random.Normal(0, 0.4), random.Between(-0.12, 1.2));
            focus = random.Pick(kinds).Grow(world.At(x, y, 0.04), random);
        }
        for (var i = random.Integer(0, 6); i > 0; i--)
            Shrub.Fern(world.At(random.Between(-1.3, 1.3), random.Between(0.5, 1.3), 0.03), random.Between(0.3, 0.7),
                random);
        return focus;
    }

    /// <summary>Pots on a ledge or on the ground.</summary>
    private static Vector Pots(LocalFrame world, SeededRandom random)
    {
        var height = random.Chance(0.5) ? random.Between(0.3, 1) : 0;
        if (height > 0) world.Part("ledge").Box((0, 0.1, height / 2), (3, 0.4, height), random.Chance(0.5)
            ? Concrete.Draw(random) : Brick.Draw(random));
        var ledge = world.At(0, 0.08, height + 0.001);
        var size = random.Between(0.2, 0.5);
        for (var i = random.Integer(0, 4); i > 0; i--) PottedPlant.Add(ledge.At(random.Sign() * random.Between(0.9,
            2.4) * size, 0), random.Between(0.15, 0.5), random);
        PottedPlant.Add(ledge, size, random);
        return ledge.Map.Point((0, 0, 0.65 * size));
    }

    /// <summary>Grass with single flowers.</summary>
    private static Vector Wild(LocalFrame world, SeededRandom random)
    {
        Shrub.Grass(world.At(0, -0.5), 2.4, 3, 160, random.Between(0.06, 0.25), random);
        var kind = FlowerKind.Draw(random) with { Height = random.Between(0.08, 0.3) };
        for (var i = random.Integer(3, 16); i > 0; i--) kind.Grow(world.At(random.Normal(0, 0.5),
            random.Between(0.1, 1.6)), random);
        return kind.Grow(world, random);
    }

    private static void Behind(LocalFrame world, Weather weather, SeededRandom random)
    {
        for (var i = random.Integer(2, 8); i > 0; i--)
        {
            var y = random.LogBetween(1.6, 12);
            Shrub.Bush(world.At(random.Between(-1, 1) * (y + 0.6), y), random.Between(0.5, 1.6), Season.Summer, random);
        }
        if (random.Chance(0.35)) Shrub.Hedge(world.At(0, random.LogBetween(2, 8)), 20, 0.7, random.Between(0.8, 2),
            random);
        else if (random.Chance(0.3)) Enclosure.Any(world.At(0, random.LogBetween(1.6, 6)), 20, random);
        if (random.Chance(0.3)) House.Detached(world.At(random.Between(-8, 8), random.Between(6, 20)), random,
            near: false);
        var grove = new Grove([WoodKind.Solitary, WoodKind.Birch, WoodKind.Beech], weather.Season, random);
        for (var i = random.Integer(1, 6); i > 0; i--)
        {
            var y = random.LogBetween(5, 40);
            grove.Tree(world.At(random.Between(-1, 1) * y, y), random.Between(4, 12), y + 10);
        }
        for (var x = -50.0; x < 50; x += random.Between(4, 9)) grove.Distant(world.At(x, random.Between(40, 60))
            .At(0, 0, -0.5), random.Between(5, 14));
    }
}
