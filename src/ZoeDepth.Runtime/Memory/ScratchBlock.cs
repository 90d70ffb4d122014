namespace ZoeDepth.Runtime.Memory;

/// <summary>
/// A block of floats for the length of one kernel: from the arena of the work it belongs to, or from the system where
/// there is none.
/// </summary>
internal sealed unsafe class ScratchBlock : IDisposable
{
    private readonly IBlockPool? _pool;
    private NativeBuffer? _buffer;

    /// <summary>Takes a block.</summary>
    /// <param name="pool">where from; null: the system</param>
    /// <param name="floats">at least so many, contents undefined</param>
    public ScratchBlock(IBlockPool? pool, long floats)
    {
        _pool = pool;
        _buffer = pool?.Rent(floats) ?? new NativeBuffer(floats);
    }

    /// <summary>The first float, 64-byte aligned.</summary>
    /// <exception cref="ObjectDisposedException">the block was given back</exception>
    public float* Pointer => (_buffer ?? throw UsedTooLate()).Pointer;

    /// <summary>Gives the block back.</summary>
    public void Dispose()
    {
        var buffer = Interlocked.Exchange(ref _buffer, null);
        if (buffer is null) return;
        if (_pool is null) buffer.Dispose();
        else _pool.Return(buffer);
    }

    private static ObjectDisposedException UsedTooLate() =>
        new(nameof(ScratchBlock), "a kernel's scratch block was used after it was given back");
}
