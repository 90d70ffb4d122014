using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Tensors.Tests.Core;

/// <summary>Segments that are run again on the backward pass.</summary>
public sealed class RecomputationTests : IDisposable
{
    private const int Width = 24;
    private const int Layers = 12;
    private readonly Parameter[] _weights =
        [.. Enumerable.Range(0, 3)
            .Select(layer => Parameters.Of($"w{layer}", i => (((i * 7) + layer) % 11 * 0.02f) - 0.1f, Width, Width))];
    private readonly Parameter _norm = Parameters.Ones("norm", Width);

    public void Dispose()
    {
        foreach (var weight in _weights) weight.Dispose();
        _norm.Dispose();
    }

    [Fact]
    public void Gradients_are_those_of_a_pass_that_keeps_everything()
    {
        var kept = Run(Pass.Training(new Workspace(poison: true)));
        var recomputed = Run(Pass.Training(new Workspace(poison: true), recomputes: true));
        recomputed.Keys.ShouldBe(kept.Keys);
        foreach (var (name, values) in kept)
            Close.Within(recomputed[name], Array.ConvertAll(values, value => (double)value), 1e-4,
                1e-5 * values.Max(Math.Abs), name);
    }

    [Fact]
    public void Fewer_bytes_are_held_at_once()
    {
        using Workspace kept = new(), recomputed = new();
        Run(Pass.Training(kept));
        Run(Pass.Training(recomputed, recomputes: true));
        recomputed.PeakBytes.ShouldBeLessThan(kept.PeakBytes * 2 / 3);
        (kept.BytesInUse, recomputed.BytesInUse).ShouldBe((0, 0));
    }

    [Fact]
    public void Progress_and_probe_hear_of_each_segment_once()
    {
        List<string> done = [], seen = [];
        var pass = Pass.Training(recomputes: true);
        pass.Progress = done.Add;
        pass.Probe = (name, _) => seen.Add(name);
        Run(pass);
        done.ShouldBe(Enumerable.Range(0, Layers).Select(layer => $"layer {layer}"));
        seen.ShouldBe(done);
    }

    [Fact]
    public void A_frozen_segment_is_not_recorded()
    {
        using var pass = Pass.Training(recomputes: true);
        _weights[0].Trainable = _norm.Trainable = false;
        var x = pass.New(new Shape(2, Width));
        x.Values.Fill(1);
        pass.Segment("frozen", x, t => Layer(t, 0)).IsRecorded.ShouldBeFalse();
        pass.Tape!.Count.ShouldBe(0);
    }

    [Fact]
    public void What_a_segment_reads_besides_its_argument_receives_its_gradient_too()
    {
        using var pass = Pass.Training(new Workspace(poison: true), recomputes: true);
        _norm.Trainable = false;
        var x = pass.New(new Shape(1, 2), [3, 5]);
        Tensor y;
        using (var frame = pass.Frame())
        {
            var beside = Affine(pass.New(new Shape(1, 2), [1, 2]).RequiresGradient(), 4, 0);
            y = frame.Keep(pass.Segment("product", x, t => Multiply(t, beside)));
            beside.RetainsGradient = true;
            y.Gradient.Fill(1);
            pass.Tape!.Backward();
            beside.Gradient.ToArray().ShouldBe([3f, 5]);
        }
        y.Values.ToArray().ShouldBe([12f, 40]);
    }

    [Fact]
    public void Running_statistics_move_once()
    {
        using var mean = Parameters.Of("mean", _ => 0, 1);
        using var variance = Parameters.Ones("variance", 1);
        using var weight = Parameters.Ones("w", 1);
        mean.Trainable = variance.Trainable = false;
        using var pass = Pass.Training(recomputes: true);
        var y = pass.Segment("norm", pass.New(new Shape(2, 1), [1, 3]),
            t => BatchNorm(t, weight, weight, mean, variance, 0, 0.5f));
        y.Gradient.Fill(1);
        pass.Tape!.Backward();
        mean.Values[0].ShouldBe(1);
        variance.Values[0].ShouldBe(1.5f);
    }

    [Theory]
    [InlineData(1), InlineData(3)]
    public void A_segment_that_gives_another_shape_the_second_time_is_refused_and_nothing_is_lost(int second)
    {
        using var workspace = new Workspace(poison: true);
        using (var pass = Pass.Training(workspace, recomputes: true))
        {
            var x = pass.New(new Shape(2, Width));
            x.Values.Fill(1);
            var runs = 0;
            var y = pass.Segment("fickle", x, t => ++runs == 1
                ? Layer(t, 0) : Layer(t.Pass.New(new Shape(second, Width), new float[second * Width]), 0));
            y.Gradient.Fill(1);
            Should.Throw<InvalidOperationException>(() => pass.Tape!.Backward()).Message.ShouldBe(
                $"[segment] the segment gave [2, {Width}] the first time and [{second}, {Width}] when it was run " +
                "again for the backward pass; it must do the same every time");
            pass.Segment("another", x, t => Layer(t, 0)).Values.ToArray().ShouldAllBe(value => float.IsFinite(value));
        }
        workspace.BytesInUse.ShouldBe(0);
    }

    [Fact]
    public void A_failed_way_back_through_a_segment_gives_everything_back()
    {
        using var workspace = new Workspace(poison: true);
        using (var pass = Pass.Training(workspace, recomputes: true))
        {
            var x = pass.New(new Shape(2, Width)).RequiresGradient();
            x.Values.Fill(1);
            using var source = new CancellationTokenSource();
            pass.Cancellation = source.Token;
            var y = pass.Segment("cancelled", x, t =>
            {
                var inner = Layer(t, 0);
                if (pass.IsReplay) source.Cancel();
                return Layer(inner, 1);
            });
            y.Gradient.Fill(1);
            Should.Throw<OperationCanceledException>(() => pass.Tape!.Backward());
        }
        workspace.BytesInUse.ShouldBe(0);
    }

    private Tensor Layer(Tensor x, int layer) =>
        Linear(LayerNorm(x, _norm, _norm, 1e-6f), _weights[layer % 3], null, new Epilogue(Activation.Gelu, Plus: x));

    private Dictionary<string, float[]> Run(Pass pass)
    {
        using (pass)
        {
            foreach (var parameter in _weights.Append(_norm)) parameter.ClearGradient();
            var x = pass.New(new Shape(40, Width),
                [.. Enumerable.Range(0, 40 * Width).Select(i => (i % 13 * 0.1f) - 0.6f)]).RequiresGradient();
            Tensor y;
            using (var frame = pass.Frame())
            {
                y = x;
                for (var layer = 0; layer < Layers; layer++)
                {
                    var here = layer;
                    y = pass.Segment($"layer {here}", y, t =>
                    {
                        using var inner = t.Pass.Frame();
                        return inner.Keep(Layer(t, here));
                    });
                }
                frame.Keep(y);
            }
            for (var i = 0; i < y.Gradient.Length; i++) y.Gradient[i] = 1 - (i % 5 * 0.5f);
            var all = new Dictionary<string, float[]> { ["y"] = y.Values.ToArray() };
            pass.Tape!.Backward();
            pass.Tape.Count.ShouldBe(0);
            all["x"] = x.Gradient.ToArray();
            foreach (var parameter in _weights.Append(_norm)) all[parameter.Name] = parameter.Gradient.ToArray();
            return all;
        }
    }
}
