using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Tests.Geometry;

public sealed class SoftMeshTests
{
    private static readonly ulong[] _seeds = [1, 2, 3, 4, 5, 6, 7, 8];

    [Fact]
    public void Cushions_duvets_and_towels_are_closed()
    {
        foreach (var seed in _seeds)
        {
            Cloth.AnyCushion(new(seed)).ShouldBeClosed(300);
            Cloth.AnyDuvet(new(seed)).ShouldBeClosed(1200);
        }
        Cloth.Towel.ShouldBeClosed(1700);
    }

    [Fact]
    public void Curtains_blankets_and_table_cloths_are_sound_and_of_the_stated_size()
    {
        foreach (var seed in _seeds)
        {
            var curtain = Cloth.AnyCurtain(new(seed));
            curtain.ShouldBeSound(900);
            curtain.Bounds.Size.Z.ShouldBe(1);
            curtain.Bounds.Size.Y.ShouldBeInRange(0.05, 0.16);
            var blanket = Cloth.AnyBlanket(new(seed));
            blanket.ShouldBeSound(900);
            blanket.Bounds.Size.Z.ShouldBeInRange(0.28, 0.36);
        }
        Cloth.TableCloth(round: true).ShouldBeSound(800);
        Cloth.TableCloth(round: false).ShouldBeSound(800);
    }

    [Fact]
    public void Roofs_ramps_and_arches_are_closed()
    {
        foreach (var mesh in (Mesh[])[Prism.Gable, Prism.Wedge, Prism.Barrel, Prism.Hip]) mesh.ShouldBeClosed(150);
        MeshChecks.Volume(Prism.Gable).ShouldBe(0.5, 1e-9);
    }

    [Fact]
    public void A_body_through_outlines_is_closed()
    {
        var mesh = Loft.Through([Section.At(0, 1, 0.5), Section.At(1, 1.2, 0.6, 0.5), new((0.2, 0, 2), 0, 0)]);
        mesh.ShouldBeClosed(100);
    }

    [Fact]
    public void Clay_flows_together_and_is_closed_as_long_as_no_part_is_thinner_than_a_cell()
    {
        var apart = new Clay().Lump((-0.1, 0, 0), 0.08, 0).Lump((0.1, 0, 0), 0.08, 0).Build(0.02);
        var joined = new Clay().Lump((-0.1, 0, 0), 0.08, 0).Lump((0.1, 0, 0), 0.08, 0.08).Build(0.02);
        apart.ShouldBeClosed(3000);
        joined.ShouldBeClosed(3000);
        MeshChecks.Volume(apart).ShouldBe(2 * 4 * Math.PI / 3 * 0.08 * 0.08 * 0.08, 2e-4);
        MeshChecks.Volume(joined).ShouldBeGreaterThan(MeshChecks.Volume(apart));
        new Clay().Lump(Vector.Zero, 0.1).Cut(Vector.Zero, (0, 0, 1))
            .Build(0.02).Bounds.Greatest.Z.ShouldBeInRange(-0.01, 0.01);
        new Clay().Lump(Vector.Zero, 0.1).Hollow((0, 0, 0.1), (0, 0, 0.1), 0.05, 0.05).Build(0.02).ShouldBeClosed(3000);
    }

    [Fact]
    public void Bedding_lies_over_the_mattress_and_hangs_down_its_sides()
    {
        foreach (var seed in _seeds)
        {
            foreach (var mesh in (Mesh[])[Bedding.AnySpread(new(seed)), Bedding.AnyThrown(new(seed))])
            {
                mesh.ShouldBeSound(2700);
                mesh.Bounds.Size.X.ShouldBeInRange(1, 1.25);
                mesh.Bounds.Least.Z.ShouldBeInRange(-0.35, -0.15);
                mesh.Bounds.Greatest.Z.ShouldBeInRange(0.04, 0.3);
            }
            Bedding.AnyPillow(new(seed)).ShouldBeClosed(900);
        }
    }

    [Fact]
    public void Foliage_is_sound_and_cheap()
    {
        foreach (var seed in _seeds)
        {
            Leaves.AnyDense(new(seed)).ShouldBeSound(310);
            Leaves.AnyHedgeBlock(new(seed)).ShouldBeSound(830);
            Leaves.AnyIvy(new(seed)).ShouldBeSound(440);
            Fronds.AnyGrass(new(seed)).ShouldBeSound(110);
            Fronds.AnyReed(new(seed)).ShouldBeSound(120);
            Fronds.AnyFern(new(seed)).ShouldBeSound(520);
            Fronds.AnyBroad(new(seed)).ShouldBeSound(200);
        }
        foreach (var mesh in (Mesh[])[Fronds.Blades, Fronds.Arching, Fronds.Succulent]) mesh.ShouldBeSound(1200);
    }

    [Fact]
    public void Trees_grow_as_high_and_as_wide_as_their_habit_says()
    {
        var tree = Branches.Grow(new(0.8, 0.3, 9, 0.4, 0.7, 0.03, 2), 5);
        tree.Wood.ShouldBeClosed(2500);
        tree.Wood.Bounds.Size.Z.ShouldBeInRange(0.75, 1.3);
        tree.Boughs.Count.ShouldBe(9);
        tree.Boughs.Sum(tips => tips.Count).ShouldBeInRange(20, 200);
    }
}
