using ZoeDepth.Tensors;

namespace ZoeDepth.Training.Tests;

/// <summary>What a metric model makes small.</summary>
public sealed class DepthObjectiveTests
{
    private static readonly Shape Size = new(1, 2, 2);
    private static readonly float[] Labels = [1, 2, 4, 8];
    private static readonly float[] Weights = [1, 1, 0.5f, 0];

    [Fact]
    public void Relative_error_is_the_weighted_mean_and_part_of_the_loss()
    {
        // |1.5 − 1| = 0.5, |1 / 2 − 1| = 0.5 and, at half the weight, |6 / 4 − 1| = 0.5, the last one not at all
        var without = Of([1.5f, 1, 6, 100], new LossRecipe());
        without.AbsRel.ShouldBe(0);
        var with = Of([1.5f, 1, 6, 100], new LossRecipe { AbsRel = 3 });
        with.AbsRel.ShouldBe(0.5, 1e-6);
        with.Total.ShouldBe(without.Total + 1.5, 1e-4);
        Of([1, 2, 4, 8], new LossRecipe { AbsRel = 3 }).AbsRel.ShouldBe(0, 1e-6);
    }

    [Fact]
    public void Relative_error_has_the_derivative_of_its_definition()
    {
        var recipe = new LossRecipe { AbsRel = 1, SiLog = 1e-12 };
        float[] said = [1.5f, 1, 6, 100];
        using var pass = Pass.Training();
        var depth = pass.New(Size, said).RequiresGradient();
        var (loss, _) = Loss(pass, depth, recipe);
        pass.Tape!.Backward(loss);
        for (var i = 0; i < said.Length; i++)
        {
            var expected = Weights[i] / 2.5f * MathF.Sign(said[i] - Labels[i]) / Labels[i];
            depth.Gradient[i].ShouldBe(expected, 1e-5f);
        }
    }

    private static LossParts Of(float[] said, LossRecipe recipe)
    {
        using var pass = Pass.Training();
        return Loss(pass, pass.New(Size, said), recipe).Parts;
    }

    private static (Tensor Loss, LossParts Parts) Loss(Pass pass, Tensor depth, LossRecipe recipe) =>
        new DepthObjective(recipe).Of(new DepthEstimatorOutput(depth, null, null, null, 0),
            pass.New(Size, Array.ConvertAll(Labels, MathF.Log)), pass.New(Size, Weights), domain: 0)!.Value;
}
