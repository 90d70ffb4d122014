using System.Runtime.InteropServices;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Tensors;

/// <summary>
/// The values of a parameter between two changes that others may see, with every form made from them. The parameter
/// holds its newest snapshot, and every pass the one it reads, so that what is replaced or disposed lives until the
/// last reader has left. Who reads is counted under the parameter's gate.
/// </summary>
internal sealed unsafe class ParameterSnapshot(Shape shape, IParameterValues values)
{
    private readonly Lock _making = new();
    private readonly Dictionary<DerivedForm, Kept> _forms = [];
    private readonly HashSet<DerivedForm> _usedOnce = [];
    private IParameterValues _values = values;

    /// <summary>The passes and leases that read it; guarded by the parameter's gate.</summary>
    public List<object> Readers { get; } = [];

    /// <summary>How often the values were changed in place.</summary>
    public int Version { get; set; }

    /// <summary>The thread that changed them last; 0: none.</summary>
    public int Writer { get; set; }

    /// <summary>Scopes that write it now, one within the other; guarded by the parameter's gate.</summary>
    public int Writers { get; set; }

    /// <summary>The shape of the parameter.</summary>
    public Shape Shape => shape;

    /// <summary>The values in memory; mapped ones are read into memory first.</summary>
    public float* Pointer
    {
        get
        {
            if (Volatile.Read(ref _values) is MemoryValues held) return held.Buffer.Pointer;
            lock (_making)
            {
                if (_values is MemoryValues other) return other.Buffer.Pointer;
                var copy = new MemoryValues(Copied());
                Volatile.Write(ref _values, copy);
                return copy.Buffer.Pointer;
            }
        }
    }

    /// <summary>Opens the values without keeping them in memory.</summary>
    /// <param name="work">threads that read them; the caller's alone when left out</param>
    public ParameterLease Open(Work? work = null) => Volatile.Read(ref _values).Open(work ?? Work.Alone);

    /// <summary>The same values in memory of their own.</summary>
    public ParameterSnapshot Copy() => new(shape, new MemoryValues(Copied()));

    /// <summary>
    /// A form made from the values, once for each version; the form of an earlier version is handed to
    /// <paramref name="make"/> for its memory.
    /// </summary>
    /// <param name="form">which</param>
    /// <param name="reader">the precision of the pass that reads it</param>
    /// <param name="make">makes it of the values</param>
    /// <param name="prepared">finds it where it was made earlier, or nothing</param>
    /// <param name="work">threads that read the values; the caller's alone when left out</param>
    public T Packed<T>(DerivedForm form, Precision reader, Func<ParameterLease, T?, T> make,
        Func<T?>? prepared = null, Work? work = null) where T : class, IDisposable
    {
        lock (_making)
        {
            T? earlier = null;
            var readers = BitOf(reader);
            if (_forms.TryGetValue(form, out var found))
            {
                earlier = (T)found.Value;
                readers |= found.Readers;
                if (found.Version == Version)
                {
                    if (readers != found.Readers) _forms[form] = found with { Readers = readers };
                    return earlier;
                }
            }
            var made = prepared?.Invoke() ?? Made();
            if (!ReferenceEquals(made, earlier)) earlier?.Dispose();
            _forms[form] = new(Version, made, readers);
            return made;

            T Made()
            {
                using var lease = _values.Open(work ?? Work.Alone);
                return make(lease, earlier);
            }
        }
    }

    /// <summary>Panels for one product, kept with the values: as they were packed ahead, or packed now.</summary>
    /// <param name="form">which</param>
    /// <param name="reader">the precision of the pass that reads them</param>
    /// <param name="work">threads that read</param>
    /// <param name="make">packs the values</param>
    public PackedMatrix Panels(DerivedForm form, Precision reader, Work work,
        Func<ParameterLease, PackedMatrix?, PackedMatrix> make) =>
        Packed(form, reader, make, () => Prepared(form, work), work);

    /// <summary>
    /// Panels that were made earlier and lie in a file, with the bits that packing the values would give; null where
    /// there are none.
    /// </summary>
    /// <param name="form">which</param>
    /// <param name="work">threads that read</param>
    /// <param name="scratch">whose scratch they become; null: memory of their own</param>
    public PackedMatrix? Prepared(DerivedForm form, Work work, Work? scratch = null)
    {
        if (Volatile.Read(ref _values).Prepared is not { } prepared || form.ExtentsIn(shape) is not { } extents
            || prepared.FloatsOf(form.Key) != extents.Floats) return null;
        var panels = new PackedMatrix(extents, scratch);
        var isWhole = false;
        try
        {
            isWhole = prepared.TryRead(form.Key, panels.Panel(0), work);
        }
        finally
        {
            if (!isWhole) panels.Dispose();
        }
        return isWhole ? panels : null;
    }

    /// <summary>Frees the forms that passes of this precision alone have read; none of them is under way.</summary>
    public void Release(Precision reader)
    {
        lock (_making)
        {
            foreach (var (form, kept) in _forms.ToArray())
            {
                var others = kept.Readers & ~BitOf(reader);
                if (others != 0)
                {
                    _forms[form] = kept with { Readers = others };
                    continue;
                }
                kept.Value.Dispose();
                _forms.Remove(form);
                _usedOnce.Remove(form);
            }
        }
    }

    /// <summary>
    /// Whether a form should be kept: it is there already, or this is not the first time that it is needed. A form for
    /// one use alone is cheaper in scratch memory: a single photograph would otherwise fill 1.2 GB of fresh pages and
    /// read them once.
    /// </summary>
    public bool IsWorthKeeping(DerivedForm form)
    {
        lock (_making) return _forms.ContainsKey(form) || !_usedOnce.Add(form);
    }

    /// <summary>Frees values and forms; nobody reads them any more.</summary>
    public void Free()
    {
        lock (_making)
        {
            foreach (var kept in _forms.Values) kept.Value.Dispose();
            _forms.Clear();
            if (_values is MemoryValues held) held.Buffer.Dispose();
        }
    }

    private static int BitOf(Precision precision) => 1 << (int)precision;

    private NativeBuffer Copied()
    {
        using var lease = _values.Open();
        var copy = new NativeBuffer(shape.Count);
        NativeMemory.Copy(lease.Pointer, copy.Pointer, (nuint)(shape.Count * sizeof(float)));
        return copy;
    }

    /// <summary>A form that was made.</summary>
    /// <param name="Version">of the values it was made from</param>
    /// <param name="Value">the form</param>
    /// <param name="Readers">a bit for each precision whose passes read it</param>
    private readonly record struct Kept(int Version, IDisposable Value, int Readers);
}
