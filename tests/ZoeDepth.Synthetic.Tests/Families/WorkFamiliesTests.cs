using ZoeDepth.Synthetic.Families;
using ZoeDepth.Synthetic.Rendering;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tests.Families;

/// <summary>
/// Places of work and what else has a roof but is no home: closed, walkable, of the right size, the same each time.
/// </summary>
public class WorkFamiliesTests
{
    private const int Seeds = 20;

    private static readonly SampleOptions _small = new() { Width = 64, Height = 48 };

    /// <summary>Family, least and greatest median depth over a seed's picture, metres.</summary>
    public static TheoryData<string, double, double> Bands => new()
    {
        { "office", 0.8, 7 },
        { "classroom", 0.8, 8 },
        { "corridor", 0.6, 12 },
        { "stairs", 0.6, 9 },
        { "hall", 0.7, 14 },
        { "garage", 0.7, 9 },
        { "table-top", 0.25, 4.5 },
        { "chaos", 0.5, 6 },
    };

    public static TheoryData<string> Names =>
        new() { "office", "classroom", "corridor", "stairs", "hall", "garage", "table-top", "chaos" };

    [Theory]
    [MemberData(nameof(Bands))]
    public void Every_seed_gives_a_closed_place_seen_from_free_space_at_its_depth(string family, double least,
        double greatest)
    {
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            var depth = SyntheticWorld.Generate(family, seed, _small).Depth;
            depth.ShouldAllBe(metres => metres > 0, $"{family} {seed} shows the sky");
            var sorted = depth.Order().ToArray();
            sorted[sorted.Length / 20].ShouldBeGreaterThan(0.12f, $"{family} {seed} stands in a thing");
            ((double)sorted[sorted.Length / 2]).ShouldBeInRange(least, greatest, $"{family} {seed}");
            sorted[^1].ShouldBeLessThan(40f, $"{family} {seed} sees out of its walls");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_seed_is_furnished_within_what_can_be_afforded(string family)
    {
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            var scene = Composed(family, seed);
            scene.Primitives.Count.ShouldBeInRange(40, 4000, $"{family} {seed}");
            scene.Lights.Count.ShouldBeInRange(0, 24, $"{family} {seed}");
            scene.PartNames.Count.ShouldBeGreaterThan(4, $"{family} {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Most_first_attempts_are_worth_a_picture(string family)
    {
        var good = 0;
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            if (Composition.IsWorthAPicture(Composition.Sketch(Composed(family, seed)))) good++;
        }
        good.ShouldBeGreaterThanOrEqualTo(Seeds * 3 / 5, family);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others(string family)
    {
        var (first, again, other) =
            (SyntheticWorld.Generate(family, 3, _small), SyntheticWorld.Generate(family, 3, _small),
                SyntheticWorld.Generate(family, 4, _small));
        again.Picture.Data.ShouldBe(first.Picture.Data);
        again.Depth.ShouldBe(first.Depth);
        other.Depth.SequenceEqual(first.Depth).ShouldBeFalse();
    }

    private static Scene Composed(string name, ulong seed)
    {
        var family = AllFamilies.List.Single(f => f.Name == name);
        var scene = new Scene(family.Domain);
        family.Compose(scene, new SeededRandom(name, seed).Fork("scene"));
        return scene;
    }
}
