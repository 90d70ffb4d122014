using System.Runtime.Intrinsics;
using FsCheck.Xunit;
using ZoeDepth.Synthetic.Rendering;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tests.Rendering;

public sealed class LightingTests
{
    private const int Packets = 512;

    [Property(MaxTest = 60)]
    public void The_mean_over_many_choices_of_a_lamp_is_the_light_of_all(ulong seed)
    {
        var random = new SeededRandom(seed);
        var scene = Lamps(random, random.Integer(1, 24));
        Vector camera = (random.Normal(0, 1), random.Normal(0, 1), 1.5), normal = Direction(random);
        var translucency = random.Chance(0.5) ? 0 : random.Unit();
        var expected = scene.Lights.Aggregate(Color.Black,
            (sum, light) => sum + Sent(light, camera, normal, translucency));

        var lighting = new Lighting(scene, camera);
        var (red, blue) = (0.0, 0.0);
        for (var packet = 0; packet < Packets; packet++)
        {
            var choice =
                (Vector512.Create(0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f, 6.5f, 7.5f, 8.5f, 9.5f, 10.5f, 11.5f, 12.5f,
                    13.5f, 14.5f, 15.5f)
                + LaneMath.All(16f * packet)) * LaneMath.All(1.0 / (16 * Packets));
            var half = LaneMath.All(0.5f);
            var chosen = lighting.Lamp(Vectors.Zero, Vectors.All(normal), LaneMath.All(translucency), choice,
                Floats.Zero, half);
            var light = chosen.Power * Lighting.Facing(Vectors.All(normal).Dot(chosen.Towards.Unit()),
                LaneMath.All(translucency));
            for (var lane = 0; lane < 16; lane++)
            {
                if (chosen.Limit.GetElement(lane) < 0) continue;
                (red, blue) = (red + light.X.GetElement(lane), blue + light.Z.GetElement(lane));
            }
        }
        (red / (16 * Packets)).ShouldBe(expected.Red, (0.02 * expected.Red) + 1e-6);
        (blue / (16 * Packets)).ShouldBe(expected.Blue, (0.02 * expected.Blue) + 1e-6);
    }

    [Property(MaxTest = 60)]
    public void A_lamp_that_sends_nothing_is_never_asked(ulong seed)
    {
        var random = new SeededRandom(seed);
        var (scene, normal) = (Lamps(random, random.Integer(1, 8)), Direction(random));
        var random16 = Vector512.Create<float>([.. Enumerable.Range(0, 16).Select(_ => (float)random.Unit())]);
        var chosen = new Lighting(scene, Vector.Zero)
            .Lamp(Vectors.Zero, Vectors.All(normal), Floats.Zero, random16, Floats.Zero, random16);
        for (var lane = 0; lane < 16; lane++)
        {
            var towards = new Vector(chosen.Towards.X.GetElement(lane), chosen.Towards.Y.GetElement(lane),
                chosen.Towards.Z.GetElement(lane));
            if (chosen.Limit.GetElement(lane) >= 0) towards.Dot(normal).ShouldBeGreaterThan(0);
            else scene.Lights.Where(light => light.Radius > 0).ShouldAllBe(light => light.Center.Dot(normal) < 0.1);
        }
    }

    [Fact]
    public void Points_of_a_lamp_lie_on_it()
    {
        var scene = new Scene(Domain.Indoor);
        scene.World.Panel((0, 0, 2), (0.6, 0, 0), (0, 0.3, 0), (0, 0, -1), Color.White);
        var random = new SeededRandom(5);
        for (var i = 0; i < 100; i++)
        {
            var (u, v) = (random.Unit(), random.Unit());
            var towards = new Lighting(scene, Vector.Zero).Lamp(
                Vectors.Zero, Vectors.All(0, 0, 1), Floats.Zero, Floats.Zero, LaneMath.All(u), LaneMath.All(v)).Towards;
            towards.X.GetElement(0).ShouldBe((float)(0.6 * ((2 * u) - 1)), 1e-5f);
            towards.Y.GetElement(0).ShouldBe((float)(0.3 * ((2 * v) - 1)), 1e-5f);
            towards.Z.GetElement(0).ShouldBe(2f, 1e-6f);
        }
    }

    [Fact]
    public void The_sun_shines_from_its_disc_on_what_faces_it()
    {
        var scene = new Scene(Domain.Outdoor)
            { Sun = new Sun(new Vector(1, 2, 3).Unit(), new Color(3, 2, 1), AngularRadius: 2) };
        var lighting = new Lighting(scene, (5, 6, 7));
        var random = new SeededRandom(6);
        for (var i = 0; i < 200; i++)
        {
            var normal = Direction(random);
            var (u, v) = (LaneMath.All(random.Unit()), LaneMath.All(random.Unit()));
            var sun = lighting.Sun(Vectors.All(normal), Floats.Zero, u, v);
            sun.Power.X.GetElement(0).ShouldBe(3);
            sun.Power.Z.GetElement(0).ShouldBe(1);
            sun.Towards.Dot(sun.Towards).GetElement(0).ShouldBe(1, 1e-5f);
            var away = sun.Towards.Dot(Vectors.All(scene.Sun.Direction)).GetElement(0);
            away.ShouldBeGreaterThan((float)Math.Cos(PortableMath.Radians(2)) - 1e-5f);
            (sun.Limit.GetElement(0) > 0).ShouldBe(Vectors.All(normal).Dot(sun.Towards).GetElement(0) > 0);
            lighting.Sun(Vectors.All(normal), LaneMath.All(0.3f), u, v).Limit.GetElement(0)
                .ShouldBeGreaterThan(0, "leaves are lit from behind");
        }
    }

    [Fact]
    public void A_scene_says_whether_it_has_a_sun_and_lamps()
    {
        var dark = new Lighting(new Scene(Domain.Indoor), Vector.Zero);
        (dark.HasSun, dark.HasLamps).ShouldBe((false, false));
        var scene = new Scene(Domain.Outdoor) { Sun = new Sun(Vector.Up, Color.White) };
        scene.World.Lamp((0, 0, 2), 0.1, Color.White);
        var lit = new Lighting(scene, Vector.Zero);
        (lit.HasSun, lit.HasLamps).ShouldBe((true, true));
    }

    private static Scene Lamps(SeededRandom random, int count)
    {
        var scene = new Scene(Domain.Indoor);
        for (var i = 0; i < count; i++)
        {
            var center = Direction(random) * random.Between(0.5, 6);
            var power = new Color(random.LogBetween(0.1, 8), random.LogBetween(0.1, 8), random.LogBetween(0.1, 8));
            if (random.Chance(0.5)) scene.World.Lamp(center, 0.05, power);
            else scene.World.Panel(center, (0.2, 0, 0), (0, 0.2, 0), Direction(random), power);
        }
        return scene;
    }

    /// <summary>What the middle of a ball, or the middle of a rectangle's edge, sends to a place.</summary>
    private static Color Sent(Light light, Vector place, Vector normal, double translucency)
    {
        var towards = light.Center - light.EdgeA - place;
        var square = Math.Max(towards.Dot(towards), 0.01);
        var way = towards / Math.Sqrt(square);
        var cosine = normal.Dot(way);
        var facing = cosine > 0 ? cosine : -cosine * translucency;
        return light.Power * (facing / square * (light.Radius > 0 ? 1 : Math.Max(0, -way.Dot(light.Facing))));
    }

    private static Vector Direction(SeededRandom random) =>
        new Vector(random.Normal(0, 1), random.Normal(0, 1), random.Normal(0, 1)).Unit();
}
