using ZoeDepth.Tensors;
using ZoeDepth.Tensors.Tests.Core;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Tensors.Tests;

/// <summary>What is dropped, how much of it, and that it can be dropped again.</summary>
public sealed class DropoutTests
{
    private const int Many = 100_000;

    [Fact]
    public void An_inference_pass_and_a_rate_of_nothing_drop_nothing()
    {
        using var inference = Pass.Inference();
        var x = inference.New(new Shape(2, 3), [1, 2, 3, 4, 5, 6]);
        Dropout(x, 0.5).ShouldBeSameAs(x);
        DropPath(x, 0.5).ShouldBeSameAs(x);
        using var training = Pass.Training();
        var y = training.New(new Shape(2, 3), [1, 2, 3, 4, 5, 6]);
        Dropout(y, 0).ShouldBeSameAs(y);
        DropPath(y, 0).ShouldBeSameAs(y);
        using var evaluation = Pass.Training(random: PassRandom.None);
        var z = evaluation.New(new Shape(2), [1, 2]);
        Dropout(z, 0.5).ShouldBeSameAs(z);
    }

    [Theory]
    [InlineData(0.1), InlineData(0.5), InlineData(0.9)]
    public void So_many_are_dropped_as_is_said_and_the_rest_is_scaled_so_that_the_mean_stays(double rate)
    {
        using var pass = Pass.Training(random: new PassRandom(3));
        var x = pass.New(new Shape(Many));
        x.Values.Fill(1);
        var y = Dropout(x, rate).Values.ToArray();
        y.ShouldAllBe(value => value == 0 || value == (float)(1 / (1 - rate)));
        // Five standard deviations of a binomial share.
        ((double)y.Count(value => value == 0)).ShouldBe(Many * rate, 5 * Math.Sqrt(Many * rate * (1 - rate)));
        // Neighbours do not know of one another: as many pairs are dropped together as chance has it.
        var pairs = Enumerable.Range(0, Many / 2).Count(i => y[2 * i] == 0 && y[(2 * i) + 1] == 0);
        ((double)pairs).ShouldBe(Many / 2 * rate * rate, 5 * Math.Sqrt(Many / 2 * rate * rate));
    }

    [Fact]
    public void Whole_images_are_dropped_from_a_branch()
    {
        using var pass = Pass.Training(random: new PassRandom(3));
        var x = pass.New(new Shape(2000, 3));
        x.Values.Fill(1);
        var y = DropPath(x, 0.25).Values.ToArray();
        for (var image = 0; image < 2000; image++)
        {
            y[3 * image].ShouldBeOneOf(0f, (float)(1 / 0.75));
            y.AsSpan(3 * image, 3).ToArray().ShouldAllBe(value => value == y[3 * image]);
        }
        ((double)Enumerable.Range(0, 2000).Count(image => y[3 * image] == 0)).ShouldBe(500, 100);
    }

    [Fact]
    public void Everything_can_be_dropped()
    {
        using var pass = Pass.Training(random: new PassRandom(3));
        var x = pass.New(new Shape(300));
        x.Values.Fill(1);
        Dropout(x, 1).Values.ToArray().ShouldAllBe(value => value == 0);
        DropPath(x, 1).Values.ToArray().ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void The_numbers_are_those_of_seed_step_and_place_in_the_pass()
    {
        var one = Drawn(new PassRandom(1, 10));
        Drawn(new PassRandom(1, 10)).ShouldBe(one);
        Drawn(new PassRandom(1, 11)).ShouldNotBe(one);
        Drawn(new PassRandom(2, 10)).ShouldNotBe(one);
        one.AsSpan(0, 64).SequenceEqual(one.AsSpan(64))
            .ShouldBeFalse("the second operation of a pass draws other numbers than the first");

        static float[] Drawn(PassRandom random)
        {
            using var pass = Pass.Training(random: random);
            var x = pass.New(new Shape(64));
            x.Values.Fill(1);
            return [.. Dropout(x, 0.5).Values, .. Dropout(x, 0.5).Values];
        }
    }

    [Fact]
    public void A_segment_that_is_run_again_drops_what_it_dropped_the_first_time()
    {
        var kept = Gradients(recomputes: false);
        var again = Gradients(recomputes: true);
        again.Result.ShouldBe(kept.Result);
        again.Gradient.ShouldBe(kept.Gradient);
        kept.Gradient.ShouldContain(0);
        kept.Gradient.ShouldContain(value => value != 0);

        static (float[] Result, float[] Gradient) Gradients(bool recomputes)
        {
            using var pass = Pass.Training(new Workspace(poison: true), recomputes: recomputes,
                random: new PassRandom(9, 2));
            var x = pass.New(new Shape(16, 100));
            x.Values.Fill(1);
            x.RequiresGradient();
            var y = x;
            for (var i = 0; i < 3; i++) y = pass.Segment($"{i}", y, t => DropPath(Dropout(Dropout(t, 0.1), 0.2), 0.3));
            y = Dropout(y, 0.5);
            y.Gradient.Fill(1);
            var result = y.Values.ToArray();
            pass.Tape!.Backward();
            return (result, x.Gradient.ToArray());
        }
    }

    [Fact]
    public void A_fused_tail_drops_in_training_alone_also_where_nothing_is_learnt()
    {
        using var weight = Parameters.Ones("w", 3, 3);
        weight.Trainable = false;
        using var inference = Pass.Inference();
        Run(inference).ShouldAllBe(value => value == 3);
        using var training = Pass.Training(random: new PassRandom(4));
        var dropped = Run(training);
        dropped.ShouldContain(0);
        dropped.ShouldContain(6);
        training.Tape!.Count.ShouldBe(0);

        float[] Run(Pass pass)
        {
            var x = pass.New(new Shape(50, 3));
            x.Values.Fill(1);
            return Linear(x, weight, null, default(Epilogue) with { Dropout = 0.5 }).Values.ToArray();
        }
    }

    [Fact]
    public void What_cannot_be_dropped_is_refused()
    {
        using var pass = Pass.Training();
        var x = pass.New(new Shape(2));
        Should.Throw<ArgumentException>(() =>
            Dropout(x, 1.5)).Message.ShouldBe("[dropout] the probability of dropping is 1.5; expected 0 to 1");
        Should.Throw<ArgumentException>(() =>
            DropPath(x, double.NaN)).Message.ShouldStartWith("[drop path] the probability of dropping is NaN");
        Should.Throw<ArgumentException>(() =>
            DropPath(pass.New(new Shape()), 0.5)).Message.ShouldContain("no axis of images");
        Should.Throw<InvalidOperationException>(() =>
            Dropout(x, 0.5)).Message.ShouldContain("give Pass.Training a PassRandom");
        var weights = pass.New(new Shape(1, 2, 3, 4));
        Should.Throw<ArgumentException>(() =>
            WeightedValues(weights, pass.New(new Shape(1, 5, 6)))).Message.ShouldContain("do not fit v [1, 5, 6]");
        Should.Throw<ArgumentException>(() =>
            WeightedValues(weights, pass.New(new Shape(1, 4, 5)))).Message.ShouldContain(
            "is not a multiple of 2 heads");
    }
}
