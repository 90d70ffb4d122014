using ZoeDepth.Tensors;
using ZoeDepth.Training;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Training.Tests;

/// <summary>Heads mixed by the router, whose only teacher is the error of metres.</summary>
public sealed class MixedHeadsTests
{
    private static readonly float[] Near = [1, 2, 3, 4], Far = [10, 20, 30, 40], Logits = [0.3f, -0.2f, -1, 2];

    [Fact]
    public void Metres_are_mixed_by_the_probabilities_of_each_picture()
    {
        using var pass = Pass.Inference();
        var mixed = Mixed(pass, Logits, record: false).Mixed.Values.ToArray();
        for (var image = 0; image < 2; image++)
        {
            var (a, b) = (Math.Exp(Logits[2 * image]), Math.Exp(Logits[(2 * image) + 1]));
            for (var i = 2 * image; i < (2 * image) + 2; i++)
                mixed[i].ShouldBe((float)(((a * Near[i]) + (b * Far[i])) / (a + b)), 1e-4f);
        }
    }

    [Fact]
    public void The_error_of_metres_reaches_the_router()
    {
        using var pass = Pass.Training();
        var (mixed, logits) = Mixed(pass, Logits, record: true);
        pass.Tape!.Backward(Sum(mixed));
        for (var i = 0; i < Logits.Length; i++)
        {
            const float Step = 1e-2f;
            var (up, down) = ((float[])Logits.Clone(), (float[])Logits.Clone());
            (up[i], down[i]) = (up[i] + Step, down[i] - Step);
            logits.Gradient[i].ShouldBe((Total(up) - Total(down)) / (2 * Step), 2e-2f);
        }
    }

    private static float Total(float[] logits)
    {
        using var pass = Pass.Inference();
        return Sum(Mixed(pass, logits, record: false).Mixed).Values[0];
    }

    private static (Tensor Mixed, Tensor Logits) Mixed(Pass pass, float[] logits, bool record)
    {
        var shape = new Shape(2, 1, 2);
        var x = pass.New(new Shape(2, 2), logits);
        if (record) x.RequiresGradient();
        return (MixedHeads.Of([pass.New(shape, Near), pass.New(shape, Far)], x), x);
    }
}
