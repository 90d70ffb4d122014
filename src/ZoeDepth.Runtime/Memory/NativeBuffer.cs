using System.Runtime.InteropServices;

namespace ZoeDepth.Runtime.Memory;

/// <summary>
/// A block of floats outside the garbage collector's heap, 64-byte aligned (one cache line, one AVX-512 vector).
/// </summary>
internal sealed unsafe class NativeBuffer : SafeHandle
{
    // The collector hears of blocks that matter: telling it of every small one would cost more than it helps.
    private const long ToldFrom = 1 << 16;

    private static long _allocated, _held;

    private readonly bool _isOfSystem;
    private readonly NativeBuffer? _whole;

    /// <summary>Allocates a block whose contents are undefined.</summary>
    /// <param name="length">floats, from 0 to what the address space can hold</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// the length is negative, or its bytes are more than an address can count
    /// </exception>
    /// <exception cref="OutOfMemoryException">there is not so much memory</exception>
    public NativeBuffer(long length) : base(0, ownsHandle: true)
    {
        if (length < 0 || length > Longest)
            throw new ArgumentOutOfRangeException(nameof(length),
                $"a block of {length} floats was asked for; expected 0 to {Longest}: check the shape it is for");
        Length = length;
        var large = LargePages.Suit(Bytes);
        var alignment = large ? LargePages.Size : 64;
        var block = SystemBlocks.TryTake(Bytes, alignment);
        _isOfSystem = block is not null;
        SetHandle((nint)(_isOfSystem ? block : NativeMemory.AlignedAlloc(checked((nuint)Bytes), (nuint)alignment)));
        if (large) LargePages.Ask((void*)handle, Bytes);
        Interlocked.Add(ref _allocated, Bytes);
        Interlocked.Add(ref _held, Bytes);
        if (Bytes >= ToldFrom) GC.AddMemoryPressure(Bytes);
    }

    // The memory is the whole's, which frees it: nothing to finalize.
    private NativeBuffer(NativeBuffer whole, long start, long length) : base(0, ownsHandle: false)
    {
        (_whole, Length) = (whole, length);
        SetHandle((nint)(whole.Pointer + start));
    }

    /// <summary>Bytes of all blocks the process has ever allocated: what does not rise was used again.</summary>
    public static long BytesAllocated => Interlocked.Read(ref _allocated);

    /// <summary>Bytes of all blocks the process holds.</summary>
    public static long BytesHeld => Interlocked.Read(ref _held);

    /// <summary>Floats whose bytes an address can count.</summary>
    private static long Longest => (long)(nuint.MaxValue / sizeof(float));

    private long Bytes => Math.Max(16, Length) * sizeof(float);

    /// <summary>Floats in the block.</summary>
    public long Length { get; }

    /// <summary>The first float.</summary>
    /// <exception cref="ObjectDisposedException">the block was freed</exception>
    public float* Pointer => IsClosed || _whole is { IsClosed: true }
        ? throw new ObjectDisposedException(nameof(NativeBuffer),
            $"the block of {Length} floats was used after it was freed; dispose its owner after the last use")
        : (float*)handle;

    /// <summary>Some floats of this block, which they do not outlive; disposing them frees nothing.</summary>
    /// <param name="start">the first</param>
    /// <param name="length">how many</param>
    /// <exception cref="ArgumentOutOfRangeException">they are not all of this block's</exception>
    /// <inheritdoc cref="Pointer" path="/exception"/>
    public NativeBuffer Part(long start, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - start);
        return new(this, start, length);
    }

    /// <summary>All floats of a block of fewer than 2³¹.</summary>
    /// <inheritdoc cref="Pointer"/>
    public Span<float> Span => new(Pointer, checked((int)Length));

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        if (_isOfSystem) SystemBlocks.Give((void*)handle, Bytes);
        else NativeMemory.AlignedFree((void*)handle);
        Interlocked.Add(ref _held, -Bytes);
        if (Bytes >= ToldFrom) GC.RemoveMemoryPressure(Bytes);
        return true;
    }
}
