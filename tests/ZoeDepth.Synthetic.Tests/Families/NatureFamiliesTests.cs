using ZoeDepth.Synthetic.Families;
using ZoeDepth.Synthetic.Rendering;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tests.Families;

/// <summary>Places of the open air hold what such places hold, at the distances they hold it.</summary>
public sealed class NatureFamiliesTests
{
    private const int Seeds = 20;
    private const int Width = 48;
    private const int Height = 36;

    /// <summary>
    /// Family; bounds of the mean share of sky; of the median of depth, metres; of the number of things.
    /// </summary>
    public static TheoryData<string, double, double, double, double, int, int> Bands => new()
    {
        { "fields", 0.2, 0.6, 4, 40, 60, 1500 },
        { "hills", 0.1, 0.55, 4, 60, 80, 1200 },
        { "forest", 0, 0.3, 4, 22, 120, 1500 },
        { "park", 0.05, 0.5, 4, 30, 100, 1800 },
        { "garden", 0.05, 0.5, 3, 16, 60, 1500 },
        { "waterside", 0.2, 0.65, 4, 60, 3, 1500 },
        { "drone-low", 0, 0.35, 20, 120, 60, 2500 },
    };

    [Theory, MemberData(nameof(Bands))]
    public void Sky_depth_and_things_are_those_of_such_places(
        string name, double leastSky, double mostSky, double nearest, double farthest, int fewest, int most)
    {
        var family = AllFamilies.List.Single(f => f.Name == name);
        var (sky, depths) = (0, new List<float>());
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            var scene = Studio.Compose(family, new SeededRandom(name, seed));
            scene.Primitives.Count.ShouldBeInRange(fewest, most, $"seed {seed}");
            scene.Fog.ShouldNotBeNull();
            var depth = new Renderer(scene, scene.Camera, Width, Height).Geometry(all: false).Depth;
            var seen = depth.Where(d => d > 0).Order().ToArray();
            seen.Length.ShouldBeGreaterThan((int)(0.25 * depth.Length), $"seed {seed}");
            // Something near and something far in each picture.
            (seen[(int)(0.9 * seen.Length)] / seen[(int)(0.1 * seen.Length)]).ShouldBeGreaterThan(1.3f, $"seed {seed}");
            sky += depth.Length - seen.Length;
            depths.AddRange(seen);
        }
        depths.Sort();
        ((double)sky / (Seeds * Width * Height)).ShouldBeInRange(leastSky, mostSky);
        ((double)depths[depths.Count / 2]).ShouldBeInRange(nearest, farthest);
    }

    [Theory, InlineData("fields"), InlineData("hills"), InlineData("forest"), InlineData("park"), InlineData("garden"),
        InlineData("waterside"),
        InlineData("drone-low")]
    public void A_seed_is_a_picture_for_ever(string name)
    {
        var options = new SampleOptions { Width = 64, Height = 48 };
        var (one, other) = (SyntheticWorld.Generate(name, 7, options), SyntheticWorld.Generate(name, 7, options));
        one.Picture.Data.ShouldBe(other.Picture.Data);
        one.Depth.ShouldBe(other.Depth);
        SyntheticWorld.Generate(name, 8, options).Depth.ShouldNotBe(one.Depth);
    }

    [Theory, InlineData("fields"), InlineData("hills"), InlineData("forest"), InlineData("park"), InlineData("garden"),
        InlineData("drone-low")]
    public void Cameras_are_not_under_the_ground(string name)
    {
        var family = AllFamilies.List.Single(f => f.Name == name);
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            var scene = Studio.Compose(family, new SeededRandom(name, seed));
            var below = Camera.Looking(scene.Camera.Position, scene.Camera.Position + new Vector(0, 0.01, -1), 4);
            var depth = new Renderer(scene, below, 16, 16).Geometry(all: false).Depth;
            depth.Min().ShouldBeInRange(0.25f, 45f, $"seed {seed}");
        }
    }
}
