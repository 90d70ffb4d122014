using System.Runtime.InteropServices;

namespace ZoeDepth.Kernels;

/// <summary>A block of floats outside the garbage collector's heap, 64-byte aligned (one cache line, one AVX-512 vector).</summary>
public sealed unsafe class NativeBuffer : SafeHandle
{
    /// <summary>Allocates a block whose contents are undefined.</summary>
    /// <param name="length">floats, at least 0</param>
    /// <exception cref="OutOfMemoryException">there is not so much memory</exception>
    public NativeBuffer(long length) : base(0, ownsHandle: true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        SetHandle((nint)NativeMemory.AlignedAlloc((nuint)(Math.Max(16, length) * sizeof(float)), 64));
    }

    /// <summary>Floats in the block.</summary>
    public long Length { get; }

    /// <summary>The first float.</summary>
    public float* Pointer => (float*)handle;

    /// <summary>All floats of a block of fewer than 2³¹.</summary>
    public Span<float> Span => new(Pointer, checked((int)Length));

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
