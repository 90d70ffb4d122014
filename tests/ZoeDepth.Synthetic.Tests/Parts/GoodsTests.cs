using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Goods;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tests.Parts;

public sealed class GoodsTests
{
    /// <summary>A coil of cable among the tools is the widest: by three tenths more than its box says.</summary>
    [Fact]
    public void Goods_fill_the_box_they_state_and_cost_few_pieces()
    {
        for (var seed = 0UL; seed < 300; seed++)
        {
            var good = AnyGood.Draw(new SeededRandom(seed));
            var scene = SceneMeasures.With((at, _) => good.Build(at), seed);
            // A charger's lead lies beside it.
            if (scene.PartNames.Contains("cable")) continue;
            var name = $"{scene.PartNames[1]} of seed {seed}";
            var extent = scene.Extent();
            Math.Max(extent.Greatest.X, -extent.Least.X).ShouldBeLessThan((0.8 * good.Size.X) + 0.02, name);
            Math.Max(extent.Greatest.Y, -extent.Least.Y).ShouldBeLessThan((0.8 * good.Size.Y) + 0.02, name);
            Math.Max(extent.Greatest.Z, -extent.Least.Z).ShouldBeLessThan((0.8 * good.Size.Z) + 0.02, name);
            scene.Primitives.Count.ShouldBeLessThanOrEqualTo(16, name);
            scene.Primitives.Sum(thing => thing.Mesh?.TriangleCount ?? 0).ShouldBeLessThan(1500, name);
        }
    }

    [Fact]
    public void A_good_is_the_same_however_often_it_is_built()
    {
        for (var seed = 0UL; seed < 60; seed++)
        {
            var good = AnyGood.Draw(new SeededRandom(seed));
            var (once, again) = (SceneMeasures.With((at, _) => good.Build(at), 0), SceneMeasures.With((at, _) =>
                good.Build(at), 1));
            again.Primitives.Select(thing => (thing.Shape, thing.Map))
                .ShouldBe(once.Primitives.Select(thing => (thing.Shape, thing.Map)));
        }
    }

    [Fact]
    public void What_lies_is_no_higher_than_what_stands()
    {
        for (var seed = 0UL; seed < 100; seed++)
        {
            var good = AnyGood.Draw(new SeededRandom(seed));
            good.Lying().Size.Z.ShouldBe(Math.Min(good.Size.X, Math.Min(good.Size.Y, good.Size.Z)));
            good.Standing().Size.Z.ShouldBe(good.Stands ? good.Size.Z : good.Lying().Size.Z);
        }
    }

    /// <summary>Plain boxes, so that their corners are known.</summary>
    [Fact]
    public void What_falls_stays_between_the_walls_and_below_the_limit_and_hardly_ever_hangs_in_the_air()
    {
        var (fallen, hanging) = (0, 0);
        for (var seed = 0UL; seed < 40; seed++)
        {
            var (random, scene) = (new SeededRandom(seed), new Scene(Domain.Indoor));
            var heap = new Heap(scene.World.Part("floor"), 0.5, 0.36);
            for (var i = 0; i < 25; i++)
            {
                Vector size = (random.Between(0.05, 0.2), random.Between(0.03, 0.1), random.Between(0.03, 0.2));
                var box = new Good(size, true, at => at.Box(Vector.Zero, size, new Plain(Color.White)));
                heap.Drop(box.Anyhow(random), random, 0.3);
            }
            scene.Primitives.Count.ShouldBeGreaterThan(10);
            var extent = scene.Extent();
            // What leans at 33 degrees, the most, reaches over the walls by no more than its height times the sine.
            const double Leaning = 0.2 * 0.545;
            extent.Least.X.ShouldBeGreaterThan(-0.25 - Leaning);
            extent.Greatest.X.ShouldBeLessThan(0.25 + Leaning);
            extent.Least.Y.ShouldBeGreaterThan(-0.18 - Leaning);
            extent.Greatest.Y.ShouldBeLessThan(0.18 + Leaning);
            extent.Greatest.Z.ShouldBeLessThan(0.3 + Leaning);
            foreach (var thing in scene.Primitives)
            {
                var own = Around(thing);
                own.Least.Z.ShouldBeGreaterThan(-0.06);
                // Under its lowest corner is the floor or a thing that reaches up to it, less a finger's breadth.
                fallen++;
                if (own.Least.Z > 0.03 && !scene.Primitives.Select(Around)
                    .Any(other => other != own && Below(other, own)))
                    hanging++;
            }
        }

        fallen.ShouldBeGreaterThan(500);
        hanging.ShouldBeLessThanOrEqualTo(fallen / 100);

        static bool Below(Bounds other, Bounds own) => other.Least.Z < own.Least.Z && other.Greatest.Z > own.Least.Z
            - 0.04
            && other.Least.X < own.Greatest.X && other.Greatest.X > own.Least.X
            && other.Least.Y < own.Greatest.Y && other.Greatest.Y > own.Least.Y;
    }

    [Fact]
    public void What_does_not_fit_does_not_fall()
    {
        var scene = new Scene(Domain.Indoor);
        var heap = new Heap(scene.World, 0.2, 0.2);
        var random = new SeededRandom(1);
        var box = new Good((0.5, 0.5, 0.5), true, at => at.Box(Vector.Zero, (0.5, 0.5, 0.5), new Plain(Color.White)));
        heap.Drop(box.Standing(), random, 10).ShouldBeFalse();
        var flat = new Good((0.15, 0.15, 0.1), true, at =>
            at.Box(Vector.Zero, (0.15, 0.15, 0.1), new Plain(Color.White)));
        heap.Drop(flat.Standing(), random, 0.15, aligned: true).ShouldBeTrue();
        heap.Drop(flat.Standing(), random, 0.15, aligned: true).ShouldBeFalse("the second would reach 0.2");
        scene.Primitives.Count.ShouldBe(1);
    }

    [Fact]
    public void Containers_have_the_stated_outside_and_an_inside_within()
    {
        for (var seed = 0UL; seed < 60; seed++)
        {
            Container? box = null;
            var scene = SceneMeasures.With((at, random) => box = Container.Add(at, (0.4, 0.3, 0.2), random.Unit(),
                random), seed);
            var (extent, name) = (scene.Extent(), $"{scene.PartNames[1]} of seed {seed}");
            extent.Least.Z.ShouldBeInRange(-0.1, 0.002, name);
            extent.Greatest.Z.ShouldBeInRange(0.19, 0.42, name);
            // A tote's taper takes up to 12 % of its smaller side from each wall, its lip 2.5 cm.
            box!.Width.ShouldBeInRange(0.26, 0.4, name);
            box.Depth.ShouldBeInRange(0.16, 0.3, name);
            box.Inside.Origin.Z.ShouldBeInRange(0.001, 0.02, name);
            (box.Inside.Origin.Z + box.Height).ShouldBe(0.2, 0.02, name);
        }
    }

    private static Bounds Around(Primitive box) => new Bounds((-1, -1, -1), (1, 1, 1)).Mapped(box.Map);
}
