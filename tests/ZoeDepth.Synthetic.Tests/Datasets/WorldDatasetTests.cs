using ZoeDepth.Synthetic.Datasets;
using ZoeDepth.Synthetic.Variants;

namespace ZoeDepth.Synthetic.Tests.Datasets;

/// <summary>The world as a dataset without a disk.</summary>
public sealed class WorldDatasetTests
{
    private static readonly WorldDatasetOptions Options = new()
    {
        Families = new Dictionary<string, double> { ["living-room"] = 3, ["city-street"] = 1 },
        Seed = 40,
        Sizes = [(32, 48), (48, 32)],
        Round = 8,
    };

    [Fact]
    public void A_picture_is_the_worlds_whenever_it_is_asked_for()
    {
        var dataset = new WorldDataset(Options);
        foreach (var index in new[] { 5, 0, 1_000_003 })
        {
            var info = dataset.Describe(index);
            var sample = dataset.Load(index);
            var world = SyntheticWorld.Generate(info.Family!, 40 + (ulong)index,
                new() { Width = info.Width!.Value, Height = info.Height!.Value });
            sample.Image.Data.ShouldBe(world.Picture.Data);
            sample.Depth.ShouldBe(world.Depth);
            sample.Intrinsics.ShouldBe(world.Intrinsics);
            sample.Mask.ShouldBe(Array.ConvertAll(world.Depth, metres => metres > 0));
        }
    }

    [Fact]
    public void Families_have_their_shares_and_a_round_repeats_them()
    {
        var dataset = new WorldDataset(Options);
        Enumerable.Range(0, 8).Count(i => dataset.Describe(i).Family == "living-room").ShouldBe(6);
        for (var i = 0; i < 8; i++)
        {
            var (here, next) = (dataset.Describe(i), dataset.Describe(i + 8));
            (next.Family, next.Width, next.Domain).ShouldBe((here.Family, here.Width, here.Domain));
            next.Name.ShouldNotBe(here.Name);
        }
        Enumerable.Range(0, 64).Select(i => new WorldDataset(Options with { Round = 64 }).Describe(i).Width).Distinct()
            .Count().ShouldBe(2);
        dataset.Count.ShouldBe(int.MaxValue);
    }

    [Fact]
    public void Pictures_are_kept_as_far_as_memory_is_given()
    {
        const int Bytes = 32 * 48 * 8;
        var dataset = new WorldDataset(Options with { Count = 3, RememberedBytes = 2 * Bytes });
        dataset.Load(0).ShouldBeSameAs(dataset.Load(0));
        dataset.Load(1).ShouldBeSameAs(dataset.Load(1));
        var (first, second) = (dataset.Load(2), dataset.Load(2));
        first.ShouldNotBeSameAs(second);
        first.Image.Data.ShouldBe(second.Image.Data);
        Should.Throw<ArgumentOutOfRangeException>(() => dataset.Load(3)).Message.ShouldContain("0 to 2");
    }

    [Fact]
    public void Depth_is_known_as_asked_for()
    {
        var dataset = new WorldDataset(Options with { Kind = DepthKind.Disparity });
        var world = SyntheticWorld.Generate(dataset.Describe(2).Family!, 42,
            new() { Width = dataset.Describe(2).Width!.Value, Height = dataset.Describe(2).Height!.Value });
        dataset.Load(2).Kind.ShouldBe(DepthKind.Disparity);
        dataset.Load(2).Depth.ShouldBe(RelativeDepth.Of(world, DepthKind.Disparity, 0).Values);
    }

    [Fact]
    public void What_the_world_has_not_is_refused()
    {
        Should.Throw<ArgumentException>(() =>
            new WorldDataset(new()
                { Families = new Dictionary<string, double> { ["moon"] = 1 } })).Message.ShouldContain("'moon'");
        Should.Throw<ArgumentException>(() =>
            new WorldDataset(new()
                { Families = new Dictionary<string, double> { ["hall"] = 0 } })).Message.ShouldContain("above 0");
        Should.Throw<ArgumentException>(() => new WorldDataset(new() { Sizes = [] }));
    }
}
