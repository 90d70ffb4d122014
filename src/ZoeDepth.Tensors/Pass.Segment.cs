using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Tensors;

public sealed partial class Pass
{
    private Witness? _witness;

    /// <summary>Whether segments are run again on the way back instead of being kept.</summary>
    public bool Recomputes { get; private init; }

    /// <summary>Whether what runs now has run before: what it changes besides its result has been changed already.</summary>
    internal bool IsReplay { get; private set; }

    /// <summary>A named stretch of the network: observed, reported as progress, and the unit of recomputation.</summary>
    /// <param name="name">"backbone.layer.5"</param>
    /// <param name="x">what goes in; an argument, so that the stretch can be run again on it</param>
    /// <param name="stretch">what happens to it; run twice, it must do the same</param>
    /// <exception cref="InvalidOperationException">on the way back: the stretch gave another shape when it was run again</exception>
    public Tensor Segment(string name, Tensor x, Func<Tensor, Tensor> stretch)
    {
        ArgumentNullException.ThrowIfNull(stretch);
        using var use = Use();
        var y = Recomputes && Tape is not null && !IsReplay ? Recompute(x, stretch) : stretch(x);
        if (IsReplay) return y;
        Observe(name, y);
        Progress?.Invoke(name);
        return y;
    }

    /// <summary>Runs a stretch as if in an inference pass, and records the whole of it as one operation.</summary>
    internal Tensor Recompute(Tensor x, Func<Tensor, Tensor> stretch)
    {
        using var frame = Frame();
        var witness = new Witness();
        var position = _random?.Position ?? 0;
        Tensor result;
        var tape = Tape;
        (Tape, _witness) = (null, witness);
        try
        {
            result = stretch(x);
        }
        finally
        {
            (Tape, _witness) = (tape, null);
        }
        return frame.Keep(witness.SawNothing ? result : Run(new Recomputed(x, stretch, position, result, [.. witness.Tensors], [.. witness.Parameters])));
    }

    /// <summary>
    /// Runs the stretch again from a copy of x, recorded this time and with the random numbers of the first time, and walks back through it from the gradient
    /// of y.
    /// </summary>
    internal unsafe void Replay(Tensor x, Func<Tensor, Tensor> stretch, ulong position, Tensor y)
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
            var result = stretch(again);
            if (result.Shape != y.Shape)
                throw new InvalidOperationException(
                    $"[segment] the stretch gave {y.Shape} the first time and {result.Shape} when it was run again for the way back; it must do the same every time");
            y.Gradient.CopyTo(result.Gradient);
            replay.WalkBack();
            if (again.HasGradient) Elementwise.Run(default(Sum), x.GradientPointer, again.GradientPointer, x.GradientPointer, x.Shape.Count, Work);
        }
        finally
        {
            replay.Abandon();
            again.ForgetGradient();
            (Tape, IsReplay) = (tape, false);
            if (_random is not null) _random.Position = later;
        }
    }

    /// <summary>Looks at what a stretch reads that has a gradient.</summary>
    private sealed class Witness
    {
        public HashSet<Tensor> Tensors { get; } = [];

        public HashSet<Parameter> Parameters { get; } = [];

        public bool SawNothing => Tensors.Count == 0 && Parameters.Count == 0;

        public void See(IOperation operation)
        {
            Tensors.UnionWith(operation.Inputs.Where(input => input.IsRecorded));
            Parameters.UnionWith(operation.Parameters.Where(parameter => parameter.Trainable));
        }
    }
}
