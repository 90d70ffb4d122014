using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Tensors;

public sealed partial class Pass
{
    private InputRecorder? _recorder;

    /// <summary>Whether segments are run again on the backward pass instead of being kept.</summary>
    public bool Recomputes { get; private init; }

    /// <summary>
    /// Whether what runs now has run before: what it changes besides its result has been changed already.
    /// </summary>
    internal bool IsReplay { get; private set; }

    /// <summary>
    /// A named segment of the network: observed, reported as progress, and the unit of recomputation.
    /// </summary>
    /// <param name="name">"backbone.layer.5"</param>
    /// <param name="x">what goes in; an argument, so that the segment can be run again on it</param>
    /// <param name="forward">what happens to it; run twice, it must do the same</param>
    /// <exception cref="InvalidOperationException">
    /// on the backward pass: the segment gave another shape when it was run again
    /// </exception>
    public Tensor Segment(string name, Tensor x, Func<Tensor, Tensor> forward)
    {
        ArgumentNullException.ThrowIfNull(forward);
        using var use = Use();
        var y = Recomputes && Tape is not null && !IsReplay ? Recompute(x, forward) : forward(x);
        if (IsReplay) return y;
        Observe(name, y);
        Progress?.Invoke(name);
        return y;
    }

    /// <summary>Runs a segment as if in an inference pass, and records the whole of it as one operation.</summary>
    internal Tensor Recompute(Tensor x, Func<Tensor, Tensor> forward)
    {
        using var frame = Frame();
        var recorder = new InputRecorder();
        var position = _random?.Position ?? 0;
        Tensor result;
        var tape = Tape;
        (Tape, _recorder) = (null, recorder);
        try
        {
            result = forward(x);
        }
        finally
        {
            (Tape, _recorder) = (tape, null);
        }
        return frame.Keep(recorder.SawNothing ? result
            : Run(new Recomputed(x, forward, position, result, [.. recorder.Tensors], [.. recorder.Parameters])));
    }

    /// <summary>
    /// Runs the segment again from a copy of x, recorded this time and with the random numbers of the first time, and
    /// runs it backward from the gradient of y.
    /// </summary>
    internal unsafe void Replay(Tensor x, Func<Tensor, Tensor> forward, ulong position, Tensor y)
    {
        using var frame = Frame();
        var later = _random?.Position ?? 0;
        if (_random is not null) _random.Position = position;
        var tape = Tape;
        var replay = new Tape();
        var again = New(x.Shape, x.Values);
        if (x.IsRecorded) again.MarkRecorded();
        (Tape, IsReplay) = (replay, true);
        try
        {
            var result = forward(again);
            if (result.Shape != y.Shape)
                throw new InvalidOperationException(
                    $"[segment] the segment gave {y.Shape} the first time and {result.Shape} when it was run again " +
                    "for the backward pass; it must do the same every time");
            y.Gradient.CopyTo(result.Gradient);
            replay.RunBackward();
            if (again.HasGradient)
                Elementwise.Run(default(Sum), x.GradientPointer, again.GradientPointer, x.GradientPointer,
                    x.Shape.Count, Work);
        }
        finally
        {
            replay.Abandon();
            again.ForgetGradient();
            (Tape, IsReplay) = (tape, false);
            if (_random is not null) _random.Position = later;
        }
    }

    /// <summary>Looks at what a segment reads that has a gradient.</summary>
    private sealed class InputRecorder
    {
        public HashSet<Tensor> Tensors { get; } = [];

        public HashSet<Parameter> Parameters { get; } = [];

        public bool SawNothing => Tensors.Count == 0 && Parameters.Count == 0;

        public void Record(IOperation operation)
        {
            Tensors.UnionWith(operation.Inputs.Where(input => input.IsRecorded));
            Parameters.UnionWith(operation.Parameters.Where(parameter => parameter.Trainable));
        }
    }
}
