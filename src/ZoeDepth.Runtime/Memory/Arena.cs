namespace ZoeDepth.Runtime.Memory;

/// <summary>
/// A pool of native blocks that any thread may take from and give back to. A returned block is handed out again: the
/// smallest that fits, and of one size the most recently used, because it is the one still in the cache.
/// </summary>
internal sealed class Arena : IDisposable
{
    // A block may serve a request of a fifth of its size: the map of 100 MB that the relative head leaves behind then
    // holds one of the 25 MB maps after it, and small requests do not sit on large blocks.
    private const long MostWaste = 5;

    // Blocks come in sizes of 1.0, 1.25, 1.5, 1.75 times a power of two, so that at most a fifth of a block lies idle.
    private readonly SortedDictionary<long, Stack<NativeBuffer>> _free = [];
    private readonly Lock _gate = new();
    private readonly bool _poison, _keepsOne;
    private bool _disposed;

    /// <summary>An empty pool.</summary>
    /// <param name="poison">
    /// fill blocks with NaN when they are handed out and when they come back, so that reading what nobody wrote shows:
    /// for tests
    /// </param>
    /// <param name="keepsOne">
    /// keep one idle block, the largest: for requests that come one after the other, each with a size of its own
    /// </param>
    public Arena(bool poison = false, bool keepsOne = false) => (_poison, _keepsOne) = (poison, keepsOne);

    /// <summary>Bytes handed out and not yet returned.</summary>
    public long BytesInUse { get; private set; }

    /// <summary>Bytes the pool holds, handed out or idle.</summary>
    public long BytesHeld { get; private set; }

    /// <summary>Most bytes the pool has held at once since it was last trimmed.</summary>
    public long PeakBytes { get; private set; }

    /// <summary>A block of at least so many floats, contents undefined.</summary>
    /// <exception cref="ObjectDisposedException">the pool was disposed</exception>
    /// <exception cref="OutOfMemoryException">there is not so much memory</exception>
    public NativeBuffer Rent(long length)
    {
        NativeBuffer? buffer;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var size = RoundUp(length);
            buffer = Idle(size);
            if (buffer is null)
            {
                if (_keepsOne) Free(int.MaxValue);
                buffer = new NativeBuffer(size);
                BytesHeld += size * sizeof(float);
                PeakBytes = Math.Max(PeakBytes, BytesHeld);
            }
            BytesInUse += buffer.Length * sizeof(float);
        }
        if (_poison) buffer.Span.Fill(float.NaN);
        return buffer;
    }

    /// <summary>Takes a block back that <see cref="Rent"/> gave.</summary>
    public void Return(NativeBuffer buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (_poison) buffer.Span.Fill(float.NaN);
        lock (_gate)
        {
            BytesInUse -= buffer.Length * sizeof(float);
            if (!_disposed)
            {
                if (!_free.TryGetValue(buffer.Length, out var stack)) _free.Add(buffer.Length, stack = new());
                stack.Push(buffer);
                if (_keepsOne) Free(_free.Values.Sum(idle => idle.Count) - 1);
                return;
            }
            BytesHeld -= buffer.Length * sizeof(float);
        }
        buffer.Dispose();
    }

    /// <summary>Gives idle blocks back to the system.</summary>
    public void Trim()
    {
        lock (_gate)
        {
            Free(int.MaxValue);
            PeakBytes = BytesHeld;
        }
    }

    /// <summary>Gives all idle blocks back; blocks still in use follow when they are returned.</summary>
    public void Dispose()
    {
        lock (_gate) _disposed = true;
        Trim();
    }

    /// <summary>Frees so many idle blocks, small ones first.</summary>
    private void Free(int count)
    {
        foreach (var stack in _free.Values)
            while (count > 0 && stack.TryPop(out var buffer))
            {
                BytesHeld -= buffer.Length * sizeof(float);
                buffer.Dispose();
                count--;
            }
    }

    private NativeBuffer? Idle(long size)
    {
        foreach (var (length, stack) in _free)
        {
            if (length > MostWaste * size && !_keepsOne) return null;
            if (length >= size && stack.TryPop(out var buffer)) return buffer;
        }
        return null;
    }

    private static long RoundUp(long length)
    {
        if (length <= 64) return 64;
        var quarter = 1L << (System.Numerics.BitOperations.Log2((ulong)(length - 1)) - 2);
        return (length + quarter - 1) / quarter * quarter;
    }
}
