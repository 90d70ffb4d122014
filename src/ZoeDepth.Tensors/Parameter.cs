using System.Runtime.InteropServices;
using ZoeDepth.Kernels;

namespace ZoeDepth.Tensors;

/// <summary>
/// What is learnt. It keeps the checkpoint's layout (OIHW for convolutions, <c>[out, in]</c> for linear layers), so that loading and saving are copies and
/// gradients compare to PyTorch's entry by entry. Kernels read a <see cref="Derived{T}"/> form, made once for each <see cref="Version"/>.
/// Reading is safe from several threads at once; writing is not. After <see cref="Dispose"/> every number, gradient and form is refused with an
/// <see cref="ObjectDisposedException"/>.
/// </summary>
public sealed unsafe class Parameter : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (int Version, IDisposable Value)> _derived = [];
    private IParameterValues _values;
    private NativeBuffer? _gradient;
    private bool _hasGradient;
    private Action<Parameter>? _anticipated;
    private volatile bool _disposed;

    /// <summary>A parameter whose numbers are read when they are first needed.</summary>
    /// <param name="name">the checkpoint key</param>
    /// <param name="shape">the checkpoint's shape</param>
    /// <param name="values">where the numbers come from</param>
    /// <param name="trainable">whether a training pass computes its gradient</param>
    public Parameter(string name, Shape shape, IParameterValues values, bool trainable = true)
    {
        Name = name;
        Shape = shape;
        _values = values;
        Trainable = trainable;
    }

    /// <summary>The checkpoint key: <c>backbone.encoder.layer.5.lambda_1</c>.</summary>
    public string Name { get; }

    /// <summary>The checkpoint's shape.</summary>
    public Shape Shape { get; }

    /// <summary>Whether a training pass computes its gradient.</summary>
    public bool Trainable { get; set; }

    /// <summary>Rises with every <see cref="Write"/>, so that derived forms know they are old.</summary>
    public int Version { get; private set; }

    /// <summary>Whether a gradient has arrived since the last <see cref="ClearGradient"/>.</summary>
    public bool HasGradient => _hasGradient;

    /// <summary>The numbers in memory, row-major in the checkpoint's layout; a mapped parameter is read into memory first. For small ones and for training.</summary>
    public float* Pointer
    {
        get
        {
            ThrowIfDisposed();
            if (_values is MemoryValues held) return held.Buffer.Pointer;
            lock (_gate)
            {
                ThrowIfDisposed();
                if (_values is MemoryValues other) return other.Buffer.Pointer;
                using var lease = _values.Open();
                var copy = new NativeBuffer(Shape.Count);
                NativeMemory.Copy(lease.Pointer, copy.Pointer, (nuint)(Shape.Count * sizeof(float)));
                _values = new MemoryValues(copy);
                return copy.Pointer;
            }
        }
    }

    /// <summary>The numbers in memory as a span; they change in a scope of <see cref="Write"/> alone.</summary>
    public ReadOnlySpan<float> Values => new(Pointer, checked((int)Shape.Count));

    /// <summary>
    /// Opens the numbers for writing: <c>using var w = parameter.Write(); w.Values[i] = …</c>. When the scope ends, <see cref="Version"/> rises and every
    /// derived form is made anew before its next use.
    /// </summary>
    /// <exception cref="ObjectDisposedException">the parameter was disposed</exception>
    public ParameterWriter Write() => new(this, Pointer);

    /// <summary>
    /// d(loss)/d(this), in the checkpoint's layout; all zero when first asked for. The block is kept when the gradient is cleared, so that training
    /// allocates it once.
    /// </summary>
    public float* GradientPointer
    {
        get
        {
            ThrowIfDisposed();
            if (!_hasGradient) ZeroGradient();
            return _gradient!.Pointer;
        }
    }

    /// <summary>The gradient as a span.</summary>
    public Span<float> Gradient => new(GradientPointer, checked((int)Shape.Count));

    /// <summary>Opens the numbers for reading without keeping them in memory.</summary>
    public ParameterLease Open()
    {
        ThrowIfDisposed();
        return _values.Open();
    }

    /// <summary>
    /// Forgets the gradient: "no gradient", which an optimiser treats differently from a zero one (PyTorch's <c>zero_grad(set_to_none=True)</c>). Its
    /// memory stays for the next one.
    /// </summary>
    public void ClearGradient() => _hasGradient = false;

    /// <summary>Sets the gradient to zeros: the parameter then has a gradient, and an optimiser decays it and moves its moments.</summary>
    /// <exception cref="ObjectDisposedException">the parameter was disposed</exception>
    public void ZeroGradient()
    {
        ThrowIfDisposed();
        _gradient ??= new NativeBuffer(Shape.Count);
        NativeMemory.Clear(_gradient.Pointer, (nuint)(Shape.Count * sizeof(float)));
        _hasGradient = true;
    }

    /// <summary>Forgets the gradient and gives its memory back: when training is over.</summary>
    public void ReleaseGradient()
    {
        _hasGradient = false;
        _gradient?.Dispose();
        _gradient = null;
    }

    /// <summary>The writing scope ended.</summary>
    internal void Written() => Version++;

    /// <summary>
    /// A form made from the numbers (panels for the matrix kernel, transformed kernels of a convolution), cached for the current version; one serves
    /// every instruction set (<see cref="PackedMatrix"/>). This is the only place a transformed weight may live.
    /// </summary>
    /// <param name="form">what distinguishes this form from others of the same parameter: everything it depends on but the numbers</param>
    /// <param name="make">
    /// builds it from the numbers; the second argument is the form of an earlier version, whose memory may serve again, or null
    /// </param>
    public T Derived<T>(string form, Func<ParameterLease, T?, T> make) where T : class, IDisposable
    {
        ArgumentNullException.ThrowIfNull(make);
        lock (_gate)
        {
            ThrowIfDisposed();
            T? stale = null;
            if (_derived.TryGetValue(form, out var found))
            {
                stale = (T)found.Value;
                if (found.Version == Version) return stale;
            }
            using var lease = _values.Open();
            var made = make(lease, stale);
            if (!ReferenceEquals(made, stale)) stale?.Dispose();
            _derived[form] = (Version, made);
            return made;
        }
    }

    /// <summary>Says which form will be needed first, so that <see cref="Prepare"/> can make it ahead of its use.</summary>
    public Parameter Anticipate(Action<Parameter> makeForm)
    {
        _anticipated = makeForm;
        return this;
    }

    /// <summary>Makes the anticipated form, if there is one and nobody has made it yet. Safe beside passes that use the parameter.</summary>
    public void Prepare() => _anticipated?.Invoke(this);

    /// <summary>Frees the numbers, the gradient and every derived form; waits for a form that is being made.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            ReleaseGradient();
            foreach (var (_, value) in _derived.Values) value.Dispose();
            _derived.Clear();
            if (_values is MemoryValues held) held.Buffer.Dispose();
        }
    }

    private void ThrowIfDisposed()
    {
        if (_disposed)
            throw new ObjectDisposedException(nameof(Parameter), $"the parameter {Name} {Shape} was used after it was disposed; dispose the model after its last use");
    }
}
