using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Tensors.Tests.Core;

/// <summary>The backward pass, with operations that only count.</summary>
public sealed class TapeTests
{
    [Fact]
    public void The_newest_operation_is_walked_back_first()
    {
        using var pass = Pass.Training();
        var order = new List<string>();
        var x = pass.New(new Shape(1), [3]).RequiresGradient();
        var y = pass.Run(new Times(x, 2, "first", order));
        var z = pass.Run(new Times(y, 5, "second", order));
        pass.Tape!.Count.ShouldBe(2);
        pass.Tape.Backward(z);
        order.ShouldBe(["second", "first"]);
        x.Gradient.ToArray().ShouldBe([10f]);
        pass.Tape.Count.ShouldBe(0);
    }

    [Fact]
    public void Gradients_of_two_readers_add()
    {
        using var pass = Pass.Training();
        var x = pass.New(new Shape(2), [3, 4]).RequiresGradient();
        var y = pass.Run(new Times(x, 2));
        var left = pass.Run(new Times(y, 10));
        var right = pass.Run(new Times(y, 100));
        left.Gradient.Fill(1);
        right.Gradient.Fill(1);
        pass.Tape!.Backward();
        x.Gradient.ToArray().ShouldBe([220f, 220f]);
    }

    [Fact]
    public void A_view_shares_the_gradient_with_its_original()
    {
        using var pass = Pass.Training();
        var x = pass.New(new Shape(2, 3), [1, 2, 3, 4, 5, 6]).RequiresGradient();
        var y = pass.Run(new Times(x, 2));
        var view = y.Reshape(3, 2);
        view.IsRecorded.ShouldBeTrue();
        var z = pass.Run(new Times(view, 3));
        z.Gradient.Fill(1);
        y.Gradient[0] += 1;
        pass.Tape!.Backward();
        x.Gradient.ToArray().ShouldBe([8f, 6f, 6f, 6f, 6f, 6f]);
    }

    [Fact]
    public void A_view_of_another_count_is_refused()
    {
        using var pass = Pass.Inference();
        Should.Throw<ArgumentException>(() => pass.New(new Shape(2, 3))
            .Reshape(5)).Message.ShouldContain("[reshape] [2, 3] holds 6 elements, [5] would hold 5");
    }

    [Fact]
    public void A_parameter_that_takes_no_part_has_no_gradient()
    {
        using var pass = Pass.Training();
        using var used = Parameters.Ones("used", 2);
        using var unused = Parameters.Ones("unused", 2);
        var x = pass.New(new Shape(2), [1, 2]);
        var y = pass.Run(new Scaled(x, used));
        pass.Run(new Scaled(x, unused));
        y.Gradient.Fill(1);
        pass.Tape!.Backward();
        used.HasGradient.ShouldBeTrue();
        used.Gradient.ToArray().ShouldBe([1f, 2f]);
        unused.HasGradient.ShouldBeFalse();
    }

    [Fact]
    public void A_parameter_keeps_adding_until_its_gradient_is_cleared()
    {
        using var weight = Parameters.Ones("w", 2);
        for (var step = 1; step <= 2; step++)
        {
            using var pass = Pass.Training();
            var y = pass.Run(new Scaled(pass.New(new Shape(2), [1, 2]), weight));
            y.Gradient.Fill(1);
            pass.Tape!.Backward();
            weight.Gradient.ToArray().ShouldBe([step, 2f * step]);
        }
        weight.ClearGradient();
        weight.HasGradient.ShouldBeFalse();
    }

    [Fact]
    public void Nothing_is_recorded_below_the_lowest_thing_that_is_learnt()
    {
        using var pass = Pass.Training();
        using var weight = Parameters.Ones("w", 2);
        weight.Trainable = false;
        var x = pass.New(new Shape(2), [1, 2]);
        pass.Run(new Scaled(x, weight)).IsRecorded.ShouldBeFalse();
        pass.Tape!.Count.ShouldBe(0);
        weight.Trainable = true;
        pass.Run(new Scaled(x, weight)).IsRecorded.ShouldBeTrue();
        pass.Tape.Count.ShouldBe(1);
    }

    [Fact]
    public void Gradients_in_between_give_their_memory_back_unless_retained()
    {
        using var workspace = new Workspace();
        using var pass = Pass.Training(workspace);
        var x = pass.New(new Shape(1), [3]).RequiresGradient();
        var dropped = pass.Run(new Times(x, 2));
        var retained = pass.Run(new Times(dropped, 2));
        retained.RetainsGradient = true;
        pass.Tape!.Backward(pass.Run(new Times(retained, 7)));
        dropped.HasGradient.ShouldBeFalse();
        retained.Gradient.ToArray().ShouldBe([7f]);
        x.Gradient.ToArray().ShouldBe([28f]);

        // Four tensors and two gradients, each in a block of 64.
        workspace.BytesInUse.ShouldBe(6 * 64 * sizeof(float));
    }

    [Fact]
    public void A_gradient_that_is_handed_on_arrives_wherever_the_tensor_was_used()
    {
        using var pass = Pass.Training();
        var x = pass.New(new Shape(2), [3, -2]).RequiresGradient();
        var kept = Operations.Add(x, x);
        kept.RetainsGradient = true;
        var between = Operations.Relu(Operations.Add(kept, x));
        var y = Operations.Subtract(Operations.Add(between, between), x);
        y.Gradient.Fill(1);
        pass.Tape!.Backward(y);

        // y = 2·relu(kept + x) − x with kept = 2x: where the relu is open dx = 2·3 − 1, elsewhere −1.
        kept.Gradient.ToArray().ShouldBe([2f, 0f]);
        x.Gradient.ToArray().ShouldBe([5f, -1f]);
        between.HasGradient.ShouldBeFalse();
    }

    [Fact]
    public void Only_a_single_number_starts_the_way_back_by_itself()
    {
        using var pass = Pass.Training();
        var y = pass.Run(new Times(pass.New(new Shape(2), [1, 2]).RequiresGradient(), 2));
        Should.Throw<InvalidOperationException>(() =>
            pass.Tape!.Backward(y)).Message.ShouldContain(
            "a [2] tensor needs its gradient set before the backward pass");
    }

    [Fact]
    public void What_was_never_recorded_or_is_anothers_or_was_walked_back_is_refused()
    {
        using var pass = Pass.Training();
        using var other = Pass.Training();
        using var inference = Pass.Inference();
        Should.Throw<InvalidOperationException>(() =>
            pass.Tape!.Backward()).Message.ShouldStartWith("[backward] nothing is recorded");
        var x = pass.New(new Shape(1), [3]).RequiresGradient();
        var y = pass.Run(new Times(x, 2));
        var foreign = other.Run(new Times(other.New(new Shape(1), [3]).RequiresGradient(), 2));
        Should.Throw<ArgumentException>(() =>
            pass.Tape!.Backward(foreign)).Message.ShouldContain("made by times belongs to another pass");
        Should.Throw<ArgumentException>(() =>
            pass.Tape!.Backward(inference.New(new Shape(1)))).Message.ShouldContain("belongs to another pass");
        Should.Throw<ArgumentException>(() =>
            pass.Tape!.Backward(pass.New(new Shape(1)))).Message.ShouldContain("was not recorded");
        pass.Tape!.Backward(y.Reshape());
        Should.Throw<InvalidOperationException>(() =>
            pass.Tape.Backward(y)).Message.ShouldStartWith(
            "[backward] nothing is recorded: the backward pass is over");
        pass.Run(new Times(x, 2));
        Should.Throw<ArgumentException>(() =>
            pass.Tape.Backward(y)).Message.ShouldContain("or its backward pass is over");
        x.Gradient.ToArray().ShouldBe([2f]);
    }

    [Fact]
    public void A_leaf_of_a_pass_without_a_tape_is_refused()
    {
        using var pass = Pass.Inference();
        Should.Throw<InvalidOperationException>(() => pass.New(new Shape(2)).RequiresGradient()).Message
            .ShouldBe("[requires gradient] no gradient can reach the [2] tensor made by Pass.New: an inference pass " +
                "records nothing; use Pass.Training");
    }

    [Fact]
    public void What_is_frozen_keeps_no_statistics()
    {
        using var workspace = new Workspace();
        using var pass = Pass.Training(workspace);
        using var weight = Parameters.Ones("w", 4);
        weight.Trainable = false;
        var x = pass.New(new Shape(100, 4));
        x.Values.Fill(1);
        var q = x.Reshape(1, 100, 4);
        var before = workspace.BytesInUse;
        LayerNorm(x, weight, weight, 1e-6f);
        Attention(q, q, q, 2, 1);
        // Two results of 400 floats in blocks of 448.
        (workspace.BytesInUse - before).ShouldBe(2 * 448 * sizeof(float));
    }

    [Fact]
    public void An_exception_on_the_way_back_leaves_only_what_was_not_walked_and_everything_is_given_back_once()
    {
        using var workspace = new Workspace(poison: true);
        using (var pass = Pass.Training(workspace))
        {
            var x = pass.New(new Shape(1), [3]).RequiresGradient();
            var first = pass.Run(new Times(x, 2));
            var second = pass.Run(new Refusing(first));
            var y = pass.Run(new Times(second, 5));
            Should.Throw<InvalidOperationException>(() => pass.Tape!.Backward(y)).Message.ShouldBe("no backward pass");
            pass.Tape!.Count.ShouldBe(2);
            pass.Tape.Abandon();
            pass.Tape.Count.ShouldBe(0);
            (x.Values[0], first.Values[0], second.Values[0], y.Values[0]).ShouldBe((3, 6, 6, 30));
        }
        workspace.BytesInUse.ShouldBe(0);
    }

    /// <summary>y = factor · x.</summary>
    private sealed record Times(Tensor X, float Factor, string Label = "", List<string>? Order = null) : IPrimitive
    {
        public string Name => "times";

        public Shape Output => X.Shape;

        public Tensor[] Inputs => [X];

        public void Forward(Tensor y)
        {
            for (var i = 0; i < X.Shape.Count; i++) y.Values[i] = Factor * X.Values[i];
        }

        public void Backward(Tensor y)
        {
            Order?.Add(Label);
            for (var i = 0; i < X.Shape.Count; i++) X.Gradient[i] += Factor * y.Gradient[i];
        }
    }

    /// <summary>y = x, without a gradient.</summary>
    private sealed record Refusing(Tensor X) : IPrimitive
    {
        public string Name => "refusing";

        public Shape Output => X.Shape;

        public Tensor[] Inputs => [X];

        public void Forward(Tensor y) => X.Values.CopyTo(y.Values);

        public void Backward(Tensor y) => throw new InvalidOperationException("no backward pass");
    }

    /// <summary>y = weight · x.</summary>
    private sealed record Scaled(Tensor X, Parameter Weight) : IPrimitive
    {
        public string Name => "scaled";

        public Shape Output => X.Shape;

        public Tensor[] Inputs => [X];

        public Parameter[] Parameters => [Weight];

        public void Forward(Tensor y)
        {
            for (var i = 0; i < X.Shape.Count; i++) y.Values[i] = Weight.Values[i] * X.Values[i];
        }

        public void Backward(Tensor y)
        {
            for (var i = 0; i < X.Shape.Count; i++) Weight.Gradient[i] += X.Values[i] * y.Gradient[i];
        }
    }
}
