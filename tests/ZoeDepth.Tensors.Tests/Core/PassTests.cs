using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Tensors.Tests.Core;

public sealed class PassTests
{
    [Fact]
    public void A_cancelled_pass_stops_before_the_next_operation()
    {
        using var source = new CancellationTokenSource();
        using var pass = Pass.Inference();
        pass.Cancellation = source.Token;
        using var weight = Parameters.Ones("w", 2);
        var x = pass.New(new Shape(1, 2), [1, 2]);
        LayerNorm(x, weight, weight, 1e-6f);
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => LayerNorm(x, weight, weight, 1e-6f));
    }

    [Fact]
    public void A_tensor_needs_as_many_numbers_as_its_shape_holds()
    {
        using var pass = Pass.Inference();
        Should.Throw<ArgumentException>(() =>
            pass.New(new Shape(2, 3), [1, 2])).Message.ShouldContain("the shape [2, 3] holds 6 elements, but 2 came");
    }

    [Fact]
    public void A_segment_reports_its_name_and_shows_its_result()
    {
        using var pass = Pass.Inference();
        var done = new List<string>();
        var seen = new List<(string, float[])>();
        pass.Progress = done.Add;
        pass.Probe = (name, tensor) => seen.Add((name, tensor.Values.ToArray()));
        var x = pass.New(new Shape(2), [1, 2]);
        pass.Segment("layer.0", x, t => t.Reshape(2, 1)).Shape.ShouldBe(new Shape(2, 1));
        pass.Observe("input", x).ShouldBeSameAs(x);
        done.ShouldBe(["layer.0"]);
        seen.Select(s => s.Item1).ShouldBe(["layer.0", "input"]);
        seen[0].Item2.ShouldBe([1f, 2]);
    }

    [Fact]
    public void A_fused_operation_runs_its_kernel_or_where_the_way_back_is_recorded_its_meaning()
    {
        using var weight = Parameters.Ones("w", 1);
        using var inference = Pass.Inference();
        inference.Run(new Fused(inference.New(new Shape(1), [1]), weight)).Values[0].ShouldBe(1);

        using var training = Pass.Training();
        var x = training.New(new Shape(1), [1]);
        training.Run(new Fused(x, weight)).Values[0].ShouldBe(2);
        weight.Trainable = false;
        training.Run(new Fused(x, weight)).Values[0].ShouldBe(1);
        training.Run(new Fused(x.RequiresGradient(), weight)).Values[0].ShouldBe(2);
    }

    [Fact]
    public void What_a_meaning_makes_in_between_is_given_back()
    {
        using var workspace = new Workspace();
        using var pass = Pass.Training(workspace);
        using var weight = Parameters.Ones("w", 1);
        var y = pass.Run(new Fused(pass.New(new Shape(1), [1]), weight));
        y.Values[0].ShouldBe(2);

        // x and y, and not the tensor that the decomposition threw away.
        workspace.BytesInUse.ShouldBe(2 * 64 * sizeof(float));
    }

    [Fact]
    public void A_disposed_pass_says_so()
    {
        using var workspace = new Workspace();
        var pass = Pass.Inference(workspace);
        var x = pass.New(new Shape(2), [1, 2]);
        pass.Dispose();
        Action[] uses = [() => pass.New(new Shape(2)), () => Relu(x), () => x.Reshape(2, 1), () => pass.Frame()];
        foreach (var use in uses) Should.Throw<ObjectDisposedException>(use);
        workspace.BytesInUse.ShouldBe(0);
    }

    [Fact]
    public async Task Neither_a_backward_pass_nor_a_view_is_made_while_another_thread_uses_the_pass()
    {
        using var pass = Pass.Training();
        var x = pass.New(new Shape(1), [2]).RequiresGradient();
        var y = Square(x);
        using var begun = new ManualResetEventSlim();
        using var over = new ManualResetEventSlim();
        var other = Task.Run(() => pass.Segment("layer.0", x, t =>
        {
            begun.Set();
            over.Wait();
            return t;
        }), TestContext.Current.CancellationToken);
        begun.Wait(TestContext.Current.CancellationToken);
        Action[] uses = [() => pass.Tape!.Backward(y), () => pass.Tape!.Backward(), () => x.Reshape(1, 1)];
        foreach (var use in uses)
            Should.Throw<InvalidOperationException>(use).Message.ShouldStartWith("[pass] two threads use one pass");
        over.Set();
        await other;
        pass.Tape!.Backward(y);
        x.Gradient[0].ShouldBe(4);
    }

    [Fact]
    public void Tensors_of_two_passes_do_not_mix()
    {
        using var here = Pass.Inference();
        using var there = Pass.Inference();
        Should.Throw<ArgumentException>(() =>
            Check.SamePass("add", here.New(new Shape(2)), there.New(new Shape(3)))).Message
            .ShouldBe("[add] the tensors [2] and [3] belong to different passes");
    }

    /// <summary>Its kernel writes 1, its decomposition 2: to see which one ran.</summary>
    private sealed record Fused(Tensor X, Parameter Weight) : IFused
    {
        public string Name => "fused";

        public Shape Output => X.Shape;

        public Tensor[] Inputs => [X];

        public Parameter[] Parameters => [Weight];

        public void Kernel(Tensor y) => y.Values[0] = 1;

        public Tensor Decompose()
        {
            X.Pass.New(Output, [3]);
            return X.Pass.New(Output, [2]);
        }
    }
}
