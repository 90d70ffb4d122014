using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tests.Parts;

public sealed class SmallThingTests
{
    [Fact]
    public void Everything_stands_on_its_origin_within_the_room_it_asks_for()
    {
        foreach (var item in Items.All.DistinctBy(item => item.Add.Method))
        {
            for (var seed = 0UL; seed < 12; seed++)
            {
                var name = $"{item.Add.Method.Name} of seed {seed}";
                var footprint = 0.0;
                var scene = SceneMeasures.With((at, random) => footprint = item.Add(at, random), seed);
                var extent = scene.Extent();
                extent.Least.Z.ShouldBeInRange(-0.03, 0.03, name);
                extent.Greatest.Z.ShouldBeLessThan(item.Height * 1.3 + 0.03, name);
                scene.Reach().ShouldBeLessThan((item.Radius * 1.5) + 0.03, name);
                footprint.ShouldBeInRange(0.02, item.Radius * 1.2, name);
                scene.Primitives.Count.ShouldBeLessThanOrEqualTo(45, name);
                scene.Primitives.Sum(thing => thing.Mesh?.TriangleCount ?? 0).ShouldBeLessThan(3000, name);
            }
        }
    }

    [Fact]
    public void A_mug_costs_at_most_600_triangles()
    {
        for (var seed = 0UL; seed < 10; seed++)
        {
            var scene = SceneMeasures.With((at, random) => Crockery.Mug(at, random), seed);
            scene.Primitives.Count.ShouldBeLessThanOrEqualTo(2, "the mug and what is in it");
            scene.Primitives[0].Mesh!.TriangleCount.ShouldBeLessThanOrEqualTo(600);
        }
    }

    [Fact]
    public void What_is_chosen_for_a_place_fits_it()
    {
        for (var seed = 0UL; seed < 60; seed++)
        {
            var radius = 0.0;
            var scene = SceneMeasures.With((at, random) => radius = Items.Any(at, random, 0.2, maxHeight: 0.25), seed);
            radius.ShouldBeInRange(0.02, 0.12);
            scene.Extent().Greatest.Z.ShouldBeLessThan(0.35);
        }
        Items.Any(new Scene(Domain.Indoor).World, new SeededRandom(1), 0.01).ShouldBe(0);
    }

    [Fact]
    public void Strewn_things_stay_on_the_table()
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var scene = SceneMeasures.With((at, random) => Items.Strew(at, 1.6, 0.9, 14, Items.Living, random), seed);
            var extent = scene.Extent();
            extent.Least.X.ShouldBeGreaterThan(-0.95);
            extent.Greatest.X.ShouldBeLessThan(0.95);
            extent.Size.Y.ShouldBeLessThan(1.2);
        }
    }

    [Fact]
    public void Books_fill_a_shelf_and_no_more()
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var extent = SceneMeasures.With((at, random) => Reading.Row(at, 0.8, 0.32, random), seed).Extent();
            extent.Least.X.ShouldBeGreaterThan(-0.01);
            extent.Greatest.X.ShouldBeInRange(0.6, 0.83);
            extent.Greatest.Z.ShouldBeLessThan(0.32);
            extent.Least.Y.ShouldBeGreaterThan(-0.001);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_things()
    {
        static IEnumerable<(Shape, Affine, string)> Made() =>
            SceneMeasures.With((at, random) => Items.Strew(at, 2, 2, 40, Items.All, random), 5).Primitives
                .Select(thing => (thing.Shape, thing.Map, thing.Material.GetType().Name));
        Made().ShouldBe(Made());
    }
}
