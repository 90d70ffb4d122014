using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Tensors;

/// <summary>
/// One run through the network: its memory, threads, cancellation, and whether it is recorded. The first tensor is made
/// in a pass and everything computed from it inherits that pass, so the model has no mode, and nothing is global. Used
/// by one thread at a time, and it notices a second; parameters may be shared between passes.
/// </summary>
public sealed partial class Pass : IDisposable
{
    private readonly List<List<Tensor>> _frames = [[]];
    private readonly List<Tensor> _retaining = [];
    private readonly bool _ownsWorkspace;

    private readonly PassRandom? _random;
    private readonly GradientSet? _gradients;
    private readonly Work _threads;
    private readonly Dictionary<Parameter, ParameterSnapshot> _reading = [];
    private bool _disposed;

    private Pass(Tape? tape, PassRandom? random, Workspace? workspace, Work? work, GradientSet? gradients = null,
        Precision precision = Precision.Float32)
    {
        if (tape is not null && precision == Precision.Int8)
            throw new ArgumentOutOfRangeException(nameof(precision), precision,
                "products of 8-bit operands have no gradients; expected Float32 or BFloat16 in a training pass");
        (Precision, Format) = (precision, precision.Format());
        _gradients = gradients;
        Tape = tape;
        IsTraining = tape is not null;
        _random = random;
        Workspace = workspace ?? new Workspace();
        _ownsWorkspace = workspace is null;
        _threads = work ?? Work.Default;
        Work = _threads.With(Workspace.Arena, default);
        Thread = Environment.CurrentManagedThreadId;
    }

    /// <summary>Runs fused kernels and keeps nothing for a backward pass.</summary>
    /// <param name="workspace">where activations come from; one of its own if none is given</param>
    /// <param name="work">the threads; all processors if none are given</param>
    /// <param name="precision">what the operands of matrix products are rounded to</param>
    public static Pass Inference(Workspace? workspace = null, Work? work = null,
        Precision precision = Precision.Float32) => new(null, null, workspace, work, null, precision);

    /// <summary>Runs the decomposition of every fused operation and records what the backward pass needs.</summary>
    /// <param name="workspace">where activations come from; one of its own if none is given</param>
    /// <param name="work">the threads; all processors if none are given</param>
    /// <param name="recomputes">
    /// keep of each <see cref="Segment"/> only what goes in, and run it again on the backward pass: less memory for a
    /// third more time
    /// </param>
    /// <param name="random">
    /// what dropout and drop path draw from; a model that drops something cannot be trained without it (or
    /// <see cref="PassRandom.None"/>)
    /// </param>
    /// <param name="precision">
    /// what the operands of matrix products are rounded to, on the way there and back; parameters, their gradients and
    /// all else stay float32
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">the precision is <see cref="Precision.Int8"/></exception>
    public static Pass Training(Workspace? workspace = null, Work? work = null, bool recomputes = false,
        PassRandom? random = null, Precision precision = Precision.Float32) =>
        new(new Tape(), random, workspace, work, null, precision) { Recomputes = recomputes };

    /// <summary>The same, with gradients of parameters that go to a set of the pass's own.</summary>
    internal static Pass Training(Workspace workspace, Work work, bool recomputes, PassRandom? random,
        GradientSet? gradients, Precision precision) =>
        new(new Tape(), random, workspace, work, gradients, precision) { Recomputes = recomputes };

    /// <summary>
    /// The record, in a training pass; null in an inference pass, and while a segment runs that will be run again.
    /// </summary>
    public Tape? Tape { get; private set; }

    /// <summary>Whether this is a training pass, also while a segment runs that will be run again.</summary>
    internal bool IsTraining { get; }

    /// <summary>Whether dropout and drop path act.</summary>
    internal bool Drops => IsTraining && !ReferenceEquals(_random, PassRandom.None);

    /// <summary>What random operations draw from.</summary>
    /// <exception cref="InvalidOperationException">the pass was given none</exception>
    public PassRandom Random => _random
        ?? throw new InvalidOperationException(
            "[random] the pass has no random numbers, but an operation drops some of its input: give Pass.Training a " +
            "PassRandom of the run's seed and the step, or PassRandom.None to drop nothing");

    /// <summary>What the operands of matrix products are rounded to.</summary>
    public Precision Precision { get; }

    /// <summary>How the operands of products are written.</summary>
    internal PanelFormat Format { get; }

    /// <summary>Where activations come from.</summary>
    public Workspace Workspace { get; }

    /// <summary>
    /// The threads kernels run on, with the pass's cancellation and the memory for their temporaries.
    /// </summary>
    public Work Work { get; private set; }

    /// <summary>
    /// Looked at before every operation and between the pieces of one; what a cancelled operation was to fill is
    /// undefined.
    /// </summary>
    public CancellationToken Cancellation
    {
        get => Work.Cancellation;
        set => Work = _threads.With(Workspace.Arena, value);
    }

    /// <summary>Told the name of each named segment when it is done.</summary>
    public Action<string>? Progress { get; set; }

    /// <summary>
    /// Shown named tensors on the way (<see cref="Observe(string, Tensor)"/>): for parity checks and inspection.
    /// </summary>
    public Action<string, Tensor>? Probe { get; set; }

    /// <summary>
    /// Told each operation and its result when it has been computed: for timings, for what activations are like, and
    /// for the tests' catalogue.
    /// </summary>
    internal Action<IOperation, Tensor>? Ran { get; set; }

    /// <summary>A tensor of undefined contents, owned by the innermost frame.</summary>
    /// <exception cref="InvalidOperationException">another thread uses the pass</exception>
    /// <exception cref="ObjectDisposedException">the pass was disposed</exception>
    public Tensor New(Shape shape, string maker = "Pass.New")
    {
        using var use = Use();
        ObjectDisposedException.ThrowIf(_disposed, this);
        var tensor = new Tensor(this, shape, maker);
        Adopt(tensor);
        return tensor;
    }

    /// <summary>A tensor that holds a copy of the given values, row-major.</summary>
    /// <exception cref="ArgumentException">the count of values is not that of the shape</exception>
    public Tensor New(Shape shape, ReadOnlySpan<float> values)
    {
        if (values.Length != shape.Count)
            throw new ArgumentException(
                $"[tensor] the shape {shape} holds {shape.Count} elements, but {values.Length} came");
        var tensor = New(shape);
        values.CopyTo(tensor.Values);
        return tensor;
    }

    /// <summary>
    /// Opens a call frame: when it closes, every tensor made inside and not kept gives its memory back.
    /// </summary>
    /// <exception cref="ObjectDisposedException">the pass was disposed</exception>
    public Frame Frame()
    {
        using var use = Use();
        ObjectDisposedException.ThrowIf(_disposed, this);
        _frames.Add([]);
        return new Frame(this, _frames.Count - 1);
    }

    /// <summary>
    /// Runs a faster way to write others: its kernel, or its decomposition where the backward pass must be recorded.
    /// </summary>
    internal Tensor Run(IFused operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        using var use = Use();
        Cancellation.ThrowIfCancellationRequested();
        _recorder?.Record(operation);
        if (Records(operation))
        {
            using var frame = Frame();
            return frame.Keep(operation.Decompose());
        }
        var y = New(operation.Output, operation.Name);
        operation.Kernel(y);
        Ran?.Invoke(operation, y);
        return y;
    }

    /// <summary>Runs a primitive and records it if something below it is trainable.</summary>
    internal Tensor Run(IPrimitive operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        using var use = Use();
        Cancellation.ThrowIfCancellationRequested();
        _recorder?.Record(operation);
        var y = New(operation.Output, operation.Name);
        var records = Records(operation);
        // Marked before it runs: an operation keeps statistics for the backward pass only if there will be one.
        if (records) y.MarkRecorded();
        operation.Forward(y);
        Ran?.Invoke(operation, y);
        if (records) Tape!.Add(operation, y);
        return y;
    }

    /// <summary>Shows a named tensor to the probe, if there is one.</summary>
    public Tensor Observe(string name, Tensor tensor)
    {
        Probe?.Invoke(name, tensor);
        return tensor;
    }

    /// <summary>Shows the probe, if there is one, a named tensor that is computed for it alone.</summary>
    public void Observe(string name, Tensor x, Func<Tensor, Tensor> compute)
    {
        ArgumentNullException.ThrowIfNull(compute);
        if (Probe is null) return;
        using var frame = Frame();
        Probe(name, compute(x));
    }

    /// <summary>Gives a tensor's memory back before its frame closes (unless a recorded operation saved it).</summary>
    public void Release(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var use = Use();
        foreach (var frame in _frames) frame.Remove(tensor);
        tensor.Release();
    }

    /// <summary>Returns all memory of the pass, and leaves the parameters it read.</summary>
    /// <exception cref="InvalidOperationException">another thread uses the pass</exception>
    public void Dispose()
    {
        using var use = Use();
        if (_disposed) return;
        _disposed = true;
        Tape?.Abandon();
        foreach (var tensor in _retaining) tensor.ForgetGradient();
        while (_frames.Count > 0) Close(_frames.Count - 1, forgetGradients: true);
        foreach (var (parameter, snapshot) in _reading) parameter.Leave(snapshot, this);
        _reading.Clear();
        if (_ownsWorkspace) Workspace.Dispose();
    }

    /// <summary>Where this pass's backward pass adds the gradient of a parameter.</summary>
    internal GradientBuffer GradientOf(Parameter parameter) => _gradients?.Of(parameter) ?? parameter.OwnGradient;

    private bool Records(IOperation operation)
    {
        if (Tape is null) return false;
        return operation.Inputs.Any(input => input.IsRecorded)
            || operation.Parameters.Any(parameter => parameter.Trainable);
    }

    /// <summary>A tensor whose gradient outlives the backward pass, and maybe the frame of the tensor.</summary>
    internal void Retain(Tensor tensor) => _retaining.Add(tensor);

    internal void Adopt(Tensor tensor)
    {
        using var use = Use();
        _frames[^1].Add(tensor);
    }

    internal void Close(int depth, bool forgetGradients = false)
    {
        while (_frames.Count > depth)
        {
            foreach (var tensor in _frames[^1])
            {
                if (forgetGradients) tensor.ForgetGradient();
                tensor.Release();
            }
            _frames.RemoveAt(_frames.Count - 1);
        }
    }

    internal void Keep(int depth, Tensor tensor)
    {
        if (_frames[depth].Remove(tensor)) _frames[depth - 1].Add(tensor);
        else if (!_frames.Take(depth).Any(frame => frame.Contains(tensor)))
            throw new ArgumentException($"[keep] {tensor} belongs neither to this frame nor to one around it: " +
                "it was given back, belongs to another pass, or must be kept by the frame it was made in first");
    }
}
