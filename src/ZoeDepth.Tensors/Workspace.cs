using ZoeDepth.Kernels;

namespace ZoeDepth.Tensors;

/// <summary>
/// The pool activations come from. A returned block is handed out again: the smallest that fits, and of one size the most recently used, because it is the one
/// still in the cache. One workspace serves one pass at a time.
/// </summary>
public sealed class Workspace : IDisposable
{
    // Blocks come in sizes of 1.0, 1.25, 1.5, 1.75 times a power of two, so that at most a fifth of a block lies idle.
    private readonly SortedDictionary<long, Stack<NativeBuffer>> _free = [];

    // A block may serve a tensor of a fifth of its size: the map of 100 MB that the relative head leaves behind then holds one of the 25 MB maps after it,
    // and small tensors do not sit on large blocks.
    private const long MostWaste = 5;

    private readonly bool _poison;
    private bool _disposed;

    /// <summary>An empty pool.</summary>
    /// <param name="poison">fill blocks with NaN when they are handed out and when they come back, so that reading what nobody wrote shows: for tests</param>
    public Workspace(bool poison = false) => _poison = poison;

    /// <summary>Bytes handed out and not yet returned.</summary>
    public long BytesInUse { get; private set; }

    /// <summary>Bytes the pool has ever held at once.</summary>
    public long PeakBytes { get; private set; }

    private long _bytesHeld;

    internal NativeBuffer Rent(long length)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var size = RoundUp(length);
        var buffer = Idle(size);
        if (buffer is null)
        {
            buffer = new NativeBuffer(size);
            _bytesHeld += size * sizeof(float);
            PeakBytes = Math.Max(PeakBytes, _bytesHeld);
        }
        BytesInUse += buffer.Length * sizeof(float);
        if (_poison) buffer.Span.Fill(float.NaN);
        return buffer;
    }

    internal void Return(NativeBuffer buffer)
    {
        BytesInUse -= buffer.Length * sizeof(float);
        if (_disposed)
        {
            buffer.Dispose();
            return;
        }
        if (_poison) buffer.Span.Fill(float.NaN);
        if (!_free.TryGetValue(buffer.Length, out var stack)) _free.Add(buffer.Length, stack = new Stack<NativeBuffer>());
        stack.Push(buffer);
    }

    /// <summary>Gives idle blocks back to the system.</summary>
    public void Trim()
    {
        foreach (var stack in _free.Values)
            while (stack.TryPop(out var buffer))
            {
                _bytesHeld -= buffer.Length * sizeof(float);
                buffer.Dispose();
            }
    }

    /// <summary>Gives all idle blocks back; blocks still in use follow when they are returned.</summary>
    public void Dispose()
    {
        Trim();
        _disposed = true;
    }

    private NativeBuffer? Idle(long size)
    {
        foreach (var (length, stack) in _free)
        {
            if (length > MostWaste * size) return null;
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
