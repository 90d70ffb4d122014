using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Tensors;

/// <summary>
/// Where the values of a <see cref="Parameter"/> come from: a mapped file, a random rule, a block of memory.
/// </summary>
internal interface IParameterValues
{
    /// <summary>
    /// Opens all values as float32, row-major in the checkpoint's layout, for reading. Closing gives mapped pages back
    /// to the system.
    /// </summary>
    ParameterLease Open();

    /// <summary>The same, read on these threads where that pays.</summary>
    ParameterLease Open(Work work) => Open();

    /// <summary>
    /// Whether the values are multiples of a scale for each output, as a quantized file stores them; false for the
    /// others of such a file. Null where nobody has decided.
    /// </summary>
    bool? IsQuantized => null;

    /// <summary>Forms of the values that were made earlier and lie in a file; null where none do.</summary>
    IPreparedForms? Prepared => null;
}

/// <summary>Forms of one parameter that another process made: panels as they are in memory.</summary>
internal interface IPreparedForms
{
    /// <summary>Floats of a form.</summary>
    /// <param name="form"><see cref="DerivedForm.Key"/></param>
    /// <returns>0 where it is not there</returns>
    long FloatsOf(string form);

    /// <summary>Reads a form that is there.</summary>
    /// <param name="form"><see cref="DerivedForm.Key"/></param>
    /// <param name="panels">room for its floats</param>
    /// <param name="work">threads</param>
    /// <returns>false where it turns out to be damaged; what was read is then anything</returns>
    unsafe bool TryRead(string form, float* panels, Work work);
}

/// <summary>Numbers opened for reading; valid until disposed.</summary>
internal readonly unsafe struct ParameterLease : IDisposable
{
    private readonly IDisposable? _owner;

    /// <summary>Numbers that stay valid as long as <paramref name="owner"/> is not disposed.</summary>
    public ParameterLease(float* pointer, IDisposable? owner = null)
    {
        Pointer = pointer;
        _owner = owner;
    }

    /// <summary>The first number.</summary>
    public float* Pointer { get; }

    /// <inheritdoc/>
    public void Dispose() => _owner?.Dispose();
}

/// <summary>Numbers held in memory.</summary>
internal sealed class MemoryValues : IParameterValues
{
    /// <summary>A block that is filled by somebody else.</summary>
    internal MemoryValues(NativeBuffer buffer) => Buffer = buffer;

    /// <summary>A copy of the given values.</summary>
    public MemoryValues(ReadOnlySpan<float> values) : this(new NativeBuffer(values.Length)) =>
        values.CopyTo(Buffer.Span);

    /// <summary>The block.</summary>
    internal NativeBuffer Buffer { get; }

    /// <inheritdoc/>
    public unsafe ParameterLease Open() => new(Buffer.Pointer);
}
