using ZoeDepth.Synthetic.Parts.People;
using ZoeDepth.Synthetic.Parts.Vegetation;

namespace ZoeDepth.Synthetic.Tests.Parts;

public sealed class LivingThingTests
{
    [Fact]
    public void Grown_people_are_as_tall_as_people_and_cost_few_pieces()
    {
        for (var seed = 0UL; seed < 40; seed++)
        {
            var scene = SceneMeasures.With(seed % 2 == 0 ? Figure.Standing : Figure.Walking, seed);
            var extent = scene.Extent();
            extent.Least.Z.ShouldBeInRange(-0.06, 0.03);
            extent.Greatest.Z.ShouldBeInRange(1.45, 2.0);
            scene.Reach().ShouldBeLessThan(0.95);
            scene.Primitives.Count.ShouldBeLessThanOrEqualTo(10);
            scene.PartNames.ShouldContain("person");
        }
    }

    [Fact]
    public void Children_are_smaller()
    {
        for (var seed = 0UL; seed < 20; seed++)
            SceneMeasures.With(Figure.Child, seed).Extent().Greatest.Z.ShouldBeInRange(0.85, 1.6);
    }

    [Fact]
    public void Who_sits_has_a_seat_below_and_feet_on_the_floor()
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var extent = SceneMeasures.With((at, random) => Figure.Sitting(at, 0.46, random), seed).Extent();
            extent.Least.Z.ShouldBeInRange(-0.06, 0.1);
            extent.Greatest.Z.ShouldBeInRange(1.15, 1.5);
        }
    }

    [Fact]
    public void Dogs_and_cats_stand_on_the_floor()
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            SceneMeasures.With(Animal.Dog, seed).Extent().Greatest.Z.ShouldBeInRange(0.25, 1.1);
            var cat = SceneMeasures.With(Animal.Cat, seed).Extent();
            cat.Greatest.Z.ShouldBeInRange(0.12, 0.6);
            cat.Least.Z.ShouldBeInRange(-0.03, 0.03);
        }
    }

    [Fact]
    public void Potted_plants_have_the_wanted_height()
    {
        foreach (var height in (double[])[0.15, 0.3, 1.0, 1.8])
        {
            for (var seed = 0UL; seed < 20; seed++)
            {
                var scene = SceneMeasures.With((at, random) => PottedPlant.Add(at, height, random), seed);
                scene.Extent().Greatest.Z.ShouldBeInRange(0.5 * height, 1.45 * height, $"seed {seed}");
                scene.Extent().Least.Z.ShouldBeInRange(-0.12 * height, 0.01, $"seed {seed}");
            }
        }
    }

    [Fact]
    public void Hedges_beds_ivy_and_grass_keep_to_their_ground()
    {
        for (var seed = 0UL; seed < 10; seed++)
        {
            var hedge = SceneMeasures.With((at, random) => Shrub.Hedge(at, 4, 0.7, 1.3, random), seed).Extent();
            hedge.Size.X.ShouldBeInRange(3.6, 4.9);
            hedge.Greatest.Z.ShouldBeInRange(1.2, 1.7);
            SceneMeasures.With((at, random) => Shrub.FlowerBed(at, 2, 1, random), seed)
                .Extent().Size.X.ShouldBeInRange(1.9, 2.9);
            SceneMeasures.With((at, random) => Shrub.Ivy(at, 3, 2, random), seed)
                .Extent().Greatest.Z.ShouldBeInRange(0.9, 2.4);
            SceneMeasures.With((at, random) => Shrub.Grass(at, 4, 8, 100, 0.3, random), seed)
                .Extent().Greatest.Z.ShouldBeInRange(0.2, 0.32);
        }
    }
}
