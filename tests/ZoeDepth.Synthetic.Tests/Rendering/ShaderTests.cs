using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Photography;
using ZoeDepth.Synthetic.Rendering;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tests.Rendering;

/// <summary>
/// Light of scenes whose light a pencil can tell. The camera stands 3 m over a wide floor and looks straight down.
/// </summary>
public sealed class ShaderTests
{
    private const int Side = 32;
    private const double Albedo = 0.4;

    private static readonly Plain Matt = new(new Color(Albedo, Albedo / 2, Albedo / 4));

    [Fact]
    public void A_plane_under_an_even_sky_of_radiance_1_is_as_bright_as_its_albedo()
    {
        var picture = Light(Floor(Sky.Even(Color.White)));
        picture.Red.ShouldAllBe(value => Math.Abs(value - Albedo) < 1e-4);
        picture.Blue.ShouldAllBe(value => Math.Abs(value - (Albedo / 4)) < 1e-4);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 5)]
    public void Under_a_lamp_it_gets_power_times_cosine_over_the_square_of_the_distance(double height, double power)
    {
        var scene = Floor(Sky.Even(Color.Black));
        scene.World.Lamp((0, 0, height), 0.001, Color.Gray(power));
        Each(scene, Light(scene), (light, place) =>
        {
            var distance = Math.Sqrt((height * height) + place.Dot(place));
            var expected = Albedo * power * height / Math.Pow(distance, 3);
            ((double)light).ShouldBe(expected, 0.04 * Albedo * power, $"at {place}: a window averages what bends");
        });
        scene.Camera = Camera.Looking((0, 0, 3), Vector.Zero, 4);
        Middle(Light(scene)).ShouldBe(Albedo * power / (height * height), 1e-3 * Albedo * power);
    }

    [Fact]
    public void Two_lamps_together_are_the_sum_of_both()
    {
        var scene = Floor(Sky.Even(Color.Black));
        scene.World.Lamp((0.6, 0, 1), 0.001, Color.Gray(3));
        scene.World.Lamp((-0.9, 0.4, 2), 0.001, Color.Gray(5));
        Each(scene, Light(scene), (light, place) =>
        {
            var expected = 0.0;
            foreach (var lamp in scene.Lights)
            {
                var way = lamp.Center - place;
                expected += Albedo * lamp.Power.Red * way.Z / Math.Pow(way.Length, 3);
            }
            ((double)light)
                .ShouldBe(expected, 0.12 * expected, $"at {place}: one of two is asked, and windows average");
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public void The_sun_gives_its_irradiance_times_the_cosine(double fromZenith)
    {
        var scene = Floor(Sky.Even(Color.Black));
        var angle = PortableMath.Radians(fromZenith);
        scene.Sun = new Sun((PortableMath.Sin(angle), 0, PortableMath.Cos(angle)), Color.Gray(3), 0.27);
        Light(scene).Red.ShouldAllBe(value => Math.Abs(value - (Albedo * 3 * PortableMath.Cos(angle))) < 0.01);
    }

    [Fact]
    public void In_full_shadow_only_the_light_of_the_sky_is_left()
    {
        var scene = Floor(Sky.Even(Color.White));
        scene.Sun = new Sun(Vector.Up, Color.Gray(3));
        // Beyond the reach of the surroundings' rays, and over the camera.
        scene.World.Box((0, 0, 20), (200, 200, 0.1), Matt);
        Light(scene).Red.ShouldAllBe(value => Math.Abs(value - Albedo) < 1e-4);
    }

    [Fact]
    public void Panes_let_the_sun_through()
    {
        var scene = Floor(Sky.Even(Color.Black));
        scene.Sun = new Sun(Vector.Up, Color.Gray(3), 0.27);
        scene.World.Box((0, 0, 20), (200, 200, 0.1), WindowView.Draw(new SeededRandom(1), 20, 20, 1));
        Middle(Light(scene)).ShouldBe(3 * Albedo, 0.01);
    }

    [Fact]
    public void A_corner_is_darker_than_the_open_floor_and_a_glow_is_seen_as_it_is()
    {
        var scene = Floor(Sky.Even(Color.White));
        scene.World.Box((1.5, 0, 1), (1, 200, 2), new Plain(Color.Black));
        scene.World.Box((-0.9, 0, 0.05), (0.4, 200, 0.1), new Glow(Color.Gray(7)));
        var picture = Light(scene);
        var row = picture.Red.AsSpan(Side * (Side / 2), Side).ToArray();
        row.Max().ShouldBe(7f, 1e-4f);
        var (nearWall, open) = (row[(int)(Side * 0.72)], Middle(picture));
        ((double)nearWall).ShouldBeLessThan(0.85 * open);
    }

    [Fact]
    public void Air_takes_light_and_gives_its_own()
    {
        var scene = Floor(Sky.Even(Color.White));
        scene.Fog = new Fog(6, Color.Gray(2));
        // Three metres through air of six: e^(−1/2) of the light comes through.
        var through = Math.Exp(-0.5);
        Middle(Light(scene)).ShouldBe((Albedo * through) + (2 * (1 - through)), 0.01);
    }

    [Fact]
    public void A_mirror_shows_the_sky()
    {
        var scene = Floor(Sky.Even(Color.White), new Plain(Color.Gray(0.02), 0, 0.1, 1));
        Middle(Light(scene)).ShouldBe(1, 1e-3);
    }

    private static Scene Floor(Sky sky, Material? material = null)
    {
        var scene = new Scene(Domain.Outdoor) { Sky = sky, Camera = Camera.Looking((0, 0, 3), Vector.Zero, 50) };
        scene.World.Box((0, 0, -0.5), (1000, 1000, 1), material ?? Matt);
        return scene;
    }

    private static RadianceImage Light(Scene scene) => new Renderer(scene, scene.Camera, Side, Side).Light(seed: 9);

    private static double Middle(RadianceImage picture) => picture.Red[(Side * Side / 2) + (Side / 2)];

    /// <summary>
    /// Each pixel's light and the place on the floor its middle sees, but for the rim, where the filter's windows are
    /// cut.
    /// </summary>
    private static void Each(Scene scene, RadianceImage picture, Action<float, Vector> check)
    {
        var (camera, focal) = (scene.Camera, scene.Camera.FocalLength(Side, Side));
        for (var i = 0; i < picture.Red.Length; i++)
        {
            var (x, y) = (i % Side, i / Side);
            if (x is < 2 or >= Side - 2 || y is < 2 or >= Side - 2) continue;
            var (right, down) = ((x + 0.5 - (Side / 2.0)) / focal, (y + 0.5 - (Side / 2.0)) / focal);
            check(picture.Red[i], camera.Position
                + ((camera.Ahead + (camera.Right * right) + (camera.Down * down)) * 3));
        }
    }
}
