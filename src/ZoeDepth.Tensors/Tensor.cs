using System.Runtime.InteropServices;
using ZoeDepth.Runtime.Memory;

namespace ZoeDepth.Tensors;

/// <summary>
/// What flows through the network: contiguous float32, row-major, channels last. It belongs to the
/// <see cref="Tensors.Pass"/> it was made in, and so does everything computed from it. It has no strides, no device and
/// no other type, so no kernel has a slow path.
/// </summary>
public sealed unsafe class Tensor
{
    private readonly Storage _storage;
    private readonly string _maker;
    private bool _released;

    internal Tensor(Pass pass, Shape shape, string maker) : this(pass, shape, maker, new Storage(pass)) =>
        _storage.Values = pass.Workspace.Rent(shape.Count);

    private Tensor(Pass pass, Shape shape, string maker, Storage storage)
    {
        Pass = pass;
        Shape = shape;
        _maker = maker;
        _storage = storage;
        _storage.Holders++;
    }

    /// <summary>The pass this tensor is part of.</summary>
    public Pass Pass { get; }

    /// <summary>The extents, outermost first.</summary>
    public Shape Shape { get; }

    /// <summary>Whether a recorded operation made it, or it was declared a leaf whose gradient is wanted.</summary>
    public bool IsRecorded => _storage.IsRecorded;

    /// <summary>Whether a gradient has arrived.</summary>
    public bool HasGradient => _storage.Gradient is not null;

    /// <summary>
    /// Keep the gradient after the operation that made this tensor has used it (leaves always keep theirs).
    /// </summary>
    public bool RetainsGradient
    {
        get => _storage.RetainsGradient;
        set
        {
            if (value && !_storage.RetainsGradient) Pass.Retain(this);
            _storage.RetainsGradient = value;
        }
    }

    /// <summary>The first number.</summary>
    /// <exception cref="ObjectDisposedException">the frame that owned the tensor has closed</exception>
    public float* Pointer => Alive().Pointer;

    /// <summary>All elements, row-major.</summary>
    /// <inheritdoc cref="Pointer"/>
    public Span<float> Values => new(Pointer, checked((int)Shape.Count));

    /// <summary>Some of the elements, of a tensor that may hold more than a span can.</summary>
    /// <exception cref="ArgumentOutOfRangeException">there are no such elements</exception>
    /// <inheritdoc cref="Pointer"/>
    internal Span<float> Slice(long start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, Shape.Count - length);
        return new(Pointer + start, length);
    }

    /// <summary>
    /// d(loss)/d(this), same layout; all zero when first asked for, so that every reader simply adds.
    /// </summary>
    public float* GradientPointer
    {
        get
        {
            if (_storage.Gradient is null)
            {
                _storage.Gradient = Pass.Workspace.Rent(Shape.Count);
                NativeMemory.Clear(_storage.Gradient.Pointer, (nuint)(Shape.Count * sizeof(float)));
            }
            return _storage.Gradient.Pointer;
        }
    }

    /// <summary>
    /// The same for an operation that reaches every number of it: of undefined contents, which are to be written, where
    /// it is the first, and to be added to otherwise. Clearing a map only to add to it costs as much as the addition.
    /// </summary>
    internal float* GradientTarget(out bool adds)
    {
        adds = _storage.Gradient is not null;
        _storage.Gradient ??= Pass.Workspace.Rent(Shape.Count);
        return _storage.Gradient.Pointer;
    }

    /// <summary>
    /// Takes over the memory of a result's gradient on the backward pass through the operation that made the result,
    /// for an operation that sends it on as it is or changes it in place: nobody reads the result's after that. Not
    /// where a gradient has arrived here already, or the result's is to be kept.
    /// </summary>
    /// <param name="result">the operation's output, with a gradient, as large as this</param>
    /// <returns>whether the result's gradient is this tensor's now</returns>
    internal bool TakeGradient(Tensor result)
    {
        var (own, its) = (_storage, result._storage);
        if (own.Gradient is not null || its.RetainsGradient || ReferenceEquals(own, its)) return false;
        (own.Gradient, its.Gradient) = (its.Gradient, null);
        return true;
    }

    /// <summary>The gradient's elements, row-major.</summary>
    public Span<float> Gradient => new(GradientPointer, checked((int)Shape.Count));

    /// <summary>The same elements under another shape; nothing is copied, and the two share one gradient.</summary>
    /// <exception cref="ArgumentException">the shapes hold different counts</exception>
    /// <exception cref="InvalidOperationException">another thread uses the pass</exception>
    public Tensor Reshape(params ReadOnlySpan<int> extents)
    {
        var shape = new Shape(extents);
        if (shape.Count != Shape.Count)
            throw new ArgumentException(
                $"[reshape] {Shape} holds {Shape.Count} elements, {shape} would hold {shape.Count}");
        Alive();
        var view = new Tensor(Pass, shape, _maker, _storage);
        Pass.Adopt(view);
        return view;
    }

    /// <summary>Declares this tensor a leaf whose gradient is wanted.</summary>
    /// <exception cref="InvalidOperationException">the pass records nothing</exception>
    public Tensor RequiresGradient()
    {
        if (!Pass.IsTraining)
            throw new InvalidOperationException(
                $"[requires gradient] no gradient can reach {this}: an inference pass records nothing; use " +
                "Pass.Training");
        _storage.IsRecorded = true;
        RetainsGradient = true;
        return this;
    }

    internal void MarkRecorded() => _storage.IsRecorded = true;

    /// <summary>Whether the two are views of the same elements.</summary>
    internal bool SharesMemory(Tensor other) => ReferenceEquals(_storage, other._storage);

    /// <summary>The tape will read the values during the backward pass.</summary>
    internal void Save() => _storage.Holders++;

    /// <summary>The tape has read them.</summary>
    internal void Unsave() => _storage.Drop();

    /// <summary>The frame that owned this tensor closed.</summary>
    internal void Release()
    {
        if (_released) return;
        _released = true;
        _storage.Drop();
    }

    internal void DropGradient()
    {
        if (_storage.RetainsGradient || _storage.Gradient is null) return;
        Pass.Workspace.Return(_storage.Gradient);
        _storage.Gradient = null;
    }

    internal void ForgetGradient()
    {
        _storage.RetainsGradient = false;
        DropGradient();
    }

    private NativeBuffer Alive() => _storage.Values
        ?? throw new ObjectDisposedException(nameof(Tensor),
            $"{this} was used after its frame closed; keep it with frame.Keep");

    /// <summary>What messages call it: "the [2, 4] tensor made by layer norm".</summary>
    public override string ToString() => $"the {Shape} tensor made by {_maker}";

    /// <summary>One block of elements and the tensors that look at it.</summary>
    private sealed class Storage(Pass pass)
    {
        public NativeBuffer? Values;
        public NativeBuffer? Gradient;
        public int Holders;
        public bool IsRecorded;
        public bool RetainsGradient;

        public void Drop()
        {
            if (--Holders > 0 || Values is null) return;
            pass.Workspace.Return(Values);
            Values = null;
        }
    }
}
