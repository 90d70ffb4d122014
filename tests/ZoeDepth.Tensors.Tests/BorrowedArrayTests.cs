using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Tensors.Tests;

/// <summary>
/// Arrays that an operation is given. They are checked once and read again on the way back, by pointer: what the caller
/// writes into them meanwhile must not matter.
/// </summary>
public sealed class BorrowedArrayTests
{
    [Fact]
    public void Gather_keeps_the_indices_it_was_given()
    {
        int[] index = [2, 0];
        Gradient(new Shape(2, 3), x => Gather(x, 1, index), () => index.AsSpan().Fill(1))
            .ShouldBe([0f, 0, 1, 1, 0, 0]);
    }

    [Fact]
    public void ScatterAdd_keeps_the_indices_it_was_given()
    {
        int[] index = [2, 0];
        Gradient(new Shape(2, 1), x => ScatterAdd(x.Pass.New(new Shape(2, 3), new float[6]), 1, index, x),
            () => index.AsSpan().Fill(1), [1, 2, 3, 4, 5, 6]).ShouldBe([3f, 4]);
    }

    [Fact]
    public void IndexSelect_keeps_the_indices_it_was_given()
    {
        int[] index = [2, 2];
        Gradient(new Shape(3, 1), x => IndexSelect(x, index), () => index.AsSpan().Clear()).ShouldBe([0f, 0, 2]);
    }

    [Fact]
    public void ArrangeRows_keeps_the_rows_it_was_given()
    {
        int[] from = [2, -1];
        Gradient(new Shape(3, 1), x => ArrangeRows(x, from), () => from.AsSpan().Clear()).ShouldBe([0f, 0, 1]);
    }

    [Fact]
    public void MaskedSelect_keeps_the_mask_it_was_given()
    {
        bool[] mask = [false, true, true];
        Gradient(new Shape(3), x => MaskedSelect(x, mask), () => mask.AsSpan().Fill(true)).ShouldBe([0f, 1, 1]);
    }

    [Fact]
    public void CrossEntropy_keeps_the_targets_it_was_given()
    {
        int[] target = [1];
        Gradient(new Shape(1, 2), x => CrossEntropy(x, target), () => target[0] = 0).ShouldBe([0.5f, -0.5f]);
    }

    [Fact]
    public void Attention_keeps_the_kinds_of_bias_it_was_given()
    {
        int[] kinds = [1, 1];
        using var pass = Pass.Training();
        var bias = pass.New(new Shape(2, 1, 1, 2), [0, 0, 3, -3]).RequiresGradient();
        var dense = AttentionBias.Dense(bias, kinds);
        kinds.AsSpan().Clear();
        var (q, v) = (pass.New(new Shape(2, 1, 1), [1, 1]), pass.New(new Shape(2, 2, 1), [1, 2, 3, 4]));
        var y = Attention(q, v, v, 1, 1, dense);
        y.Gradient.Fill(1);
        pass.Tape!.Backward();
        bias.Gradient[..2].ToArray().ShouldBe([0f, 0]);
        bias.Gradient[2].ShouldNotBe(0);
    }

    [Fact]
    public void Concat_keeps_the_tensors_it_was_given()
    {
        using var pass = Pass.Training();
        Tensor[] parts =
        [
            pass.New(new Shape(1, 1), [1]).RequiresGradient(), pass.New(new Shape(1, 2), [2, 3]).RequiresGradient(),
        ];
        var (first, second, y) = (parts[0], parts[1], Concat(parts));
        (parts[0], parts[1]) = (parts[1], parts[0]);
        new float[] { 1, 2, 3 }.CopyTo(y.Gradient);
        pass.Tape!.Backward();
        first.Gradient.ToArray().ShouldBe([1f]);
        second.Gradient.ToArray().ShouldBe([2f, 3]);
    }

    /// <summary>d(loss)/dx where the gradient of the result is given, or 1 everywhere.</summary>
    private static float[] Gradient(Shape shape, Func<Tensor, Tensor> run, Action meanwhile, float[]? dy = null)
    {
        using var pass = Pass.Training();
        var x = pass.New(shape, new float[shape.Count]).RequiresGradient();
        var y = run(x);
        meanwhile();
        if (dy is null) y.Gradient.Fill(1);
        else dy.CopyTo(y.Gradient);
        pass.Tape!.Backward();
        return x.Gradient.ToArray();
    }
}
