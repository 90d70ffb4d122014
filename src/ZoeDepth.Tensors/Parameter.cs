using ZoeDepth.Runtime.Memory;

namespace ZoeDepth.Tensors;

/// <summary>
/// A weight of the model, trainable or not. It keeps the checkpoint's layout (OIHW for convolutions, <c>[out, in]</c>
/// for linear layers), so that loading and saving are copies and gradients compare to PyTorch's entry by entry. Kernels
/// read forms derived from it, made once for each <see cref="Version"/>. Passes of several threads may read it while
/// another thread writes or disposes it: a pass reads to its end the values it began with, and the memory of what was
/// replaced or disposed goes with the last pass that reads it. After <see cref="Dispose"/> every new reader is refused.
/// </summary>
public sealed unsafe partial class Parameter : IDisposable
{
    private static readonly object Lessee = new();

    private readonly ParameterGroup? _group;
    private readonly Lock _gate;
    private ParameterSnapshot _current;
    private readonly GradientBuffer _gradient;
    private Action<ParameterSnapshot, Precision>? _anticipated;
    private volatile bool _disposed;

    /// <summary>A parameter whose values are read when they are first needed.</summary>
    /// <param name="name">the checkpoint key</param>
    /// <param name="shape">the checkpoint's shape</param>
    /// <param name="values">where the values come from</param>
    /// <param name="trainable">whether a training pass computes its gradient</param>
    internal Parameter(string name, Shape shape, IParameterValues values, bool trainable = true)
        : this(name, shape, values, trainable, null) { }

    internal Parameter(string name, Shape shape, IParameterValues values, bool trainable, ParameterGroup? group)
    {
        Name = name;
        Shape = shape;
        _current = new ParameterSnapshot(shape, values);
        Trainable = trainable;
        IsQuantized = values.IsQuantized;
        _group = group;
        _gate = group?.Gate ?? new Lock();
        _gradient = new GradientBuffer(shape.Count);
    }

    /// <summary>The checkpoint key: <c>backbone.encoder.layer.5.lambda_1</c>.</summary>
    public string Name { get; }

    /// <summary>The checkpoint's shape.</summary>
    public Shape Shape { get; }

    /// <summary>Whether a training pass computes its gradient.</summary>
    public bool Trainable { get; set; }

    /// <summary>
    /// Whether products of <see cref="Precision.Int8"/> take this weight of a linear layer in 8 bits; null: where it is
    /// large.
    /// </summary>
    internal bool? IsQuantized { get; set; }

    /// <summary>Whether a linear layer multiplies by it.</summary>
    internal bool IsLinearWeight => _anticipated is not null;

    /// <summary>Rises with every <see cref="Write"/>, so that derived forms know they are old.</summary>
    public int Version { get; private set; }

    /// <summary>Whether a gradient has arrived since the last <see cref="ClearGradient"/>.</summary>
    public bool HasGradient => _gradient.HasGradient;

    /// <summary>
    /// The values in memory, row-major in the checkpoint's layout; a mapped parameter is read into memory first. Valid
    /// until the next write or <see cref="Dispose"/>: where another thread may do either, use <see cref="Open"/>.
    /// </summary>
    public float* Pointer
    {
        get
        {
            lock (_gate)
            {
                ThrowIfDisposed();
                return _current.Pointer;
            }
        }
    }

    /// <summary>The values in memory as a span; they change in a scope of <see cref="Write"/> alone.</summary>
    /// <inheritdoc cref="Pointer" path="/summary"/>
    public ReadOnlySpan<float> Values => new(Pointer, checked((int)Shape.Count));

    /// <summary>
    /// Opens the values for writing: <c>using var w = parameter.Write(); w.Values[i] = …</c>. When the scope ends,
    /// <see cref="Version"/> rises and every derived form is made anew before its next use. Passes of this thread read
    /// what was written; passes of other threads that read the parameter already keep the values they had, and those
    /// that begin meanwhile wait for the end of the scope. Written in place where no such pass reads, so that training
    /// allocates nothing.
    /// </summary>
    /// <exception cref="ObjectDisposedException">the parameter was disposed</exception>
    public ParameterWriter Write()
    {
        _gate.Enter();
        try
        {
            ThrowIfDisposed();
            var thread = Environment.CurrentManagedThreadId;
            if (_current.Readers.Exists(reader => reader is not Pass pass || pass.Thread != thread))
            {
                var copy = _current.Copy();
                copy.Version = Version;
                _current = copy;
            }
            var writer = new ParameterWriter(this, _current, _current.Pointer);
            _current.Writer = thread;
            _current.Writers++;
            return writer;
        }
        catch
        {
            _gate.Exit();
            throw;
        }
    }

    /// <summary>
    /// d(loss)/d(this), in the checkpoint's layout; all zero when first asked for. The block is kept when the gradient
    /// is cleared, so that training allocates it once.
    /// </summary>
    public float* GradientPointer => OwnGradient.Pointer;

    /// <summary>The memory of the gradient, for passes that have no <see cref="GradientSet"/>.</summary>
    internal GradientBuffer OwnGradient
    {
        get
        {
            ThrowIfDisposed();
            return _gradient;
        }
    }

    /// <summary>The gradient as a span.</summary>
    public Span<float> Gradient => new(GradientPointer, checked((int)Shape.Count));

    /// <summary>
    /// Opens the values for reading without keeping them in memory; they stay what they are until the lease is
    /// disposed.
    /// </summary>
    /// <exception cref="ObjectDisposedException">the parameter was disposed</exception>
    internal ParameterLease Open()
    {
        var snapshot = Enter(Lessee);
        try
        {
            var lease = snapshot.Open();
            return new ParameterLease(lease.Pointer, new HeldLease(this, snapshot, lease));
        }
        catch
        {
            Leave(snapshot, Lessee);
            throw;
        }
    }

    /// <summary>
    /// Forgets the gradient: "no gradient", which an optimiser treats differently from a zero one (PyTorch's
    /// <c>zero_grad(set_to_none=True)</c>). Its memory stays for the next one.
    /// </summary>
    public void ClearGradient() => _gradient.Clear();

    /// <summary>
    /// Sets the gradient to zeros: the parameter then has a gradient, and an optimiser decays it and moves its moments.
    /// </summary>
    /// <exception cref="ObjectDisposedException">the parameter was disposed</exception>
    public void ZeroGradient() => OwnGradient.Zero();

    /// <summary>Forgets the gradient and gives its memory back: when training is over.</summary>
    public void ReleaseGradient() => _gradient.Dispose();

    /// <summary>
    /// Makes the form that will be needed first, if nobody has made it yet. Safe beside passes that use the parameter.
    /// </summary>
    /// <param name="precision">of the passes it will be needed by</param>
    /// <exception cref="ObjectDisposedException">the parameter was disposed</exception>
    public void Prepare(Precision precision = Precision.Float32)
    {
        if (_anticipated is not { } make) return;
        var snapshot = Enter(Lessee);
        try
        {
            make(snapshot, precision);
        }
        finally
        {
            Leave(snapshot, Lessee);
        }
    }

    /// <summary>
    /// Frees the forms that passes of a precision alone have read; they are made anew where one reads them again.
    /// </summary>
    /// <returns>false where a pass of that precision is under way, and nothing was freed</returns>
    internal bool Release(Precision precision)
    {
        lock (_gate)
        {
            if (_current.Readers.Exists(reader => reader is Pass pass && pass.Precision == precision)) return false;
            if (!_disposed) _current.Release(precision);
            return true;
        }
    }

    /// <summary>
    /// Refuses new readers. The values, the gradient and every derived form go with the last pass that reads them, or
    /// the scope that writes them; at once if none does.
    /// </summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            FreeIfUnread(_current);
        }
    }

    /// <summary>
    /// Says which form will be needed first, so that <see cref="Prepare"/> can make it ahead of its use.
    /// </summary>
    internal Parameter PrepackWith(Action<ParameterSnapshot, Precision> makeForm)
    {
        _anticipated = makeForm;
        return this;
    }

    private void ThrowIfDisposed()
    {
        if (_disposed)
            throw new ObjectDisposedException(nameof(Parameter),
                $"the parameter {Name} {Shape} was used after it was disposed; dispose the model after its last use");
    }
}
