namespace ZoeDepth.Runtime.Memory;

/// <summary>
/// A pool of native memory that any thread may take blocks from and give them back to. Blocks are pieces of a few
/// extents; what comes back joins its free neighbours, so that the large maps of a decoder lie where the many small
/// ones of an encoder lay. A request gets the smallest place that holds it (best fit; Knuth, The Art of Computer
/// Programming 1, 2.5).
/// </summary>
internal sealed class Arena : IBlockPool, IDisposable
{
    // Floats. An extent is as large as all before it together, within these bounds, or as large as the request: few of
    // them, since a block lies in one, and small ones for small models. What of it was never handed out, the system has
    // not given either.
    private const long SmallestExtent = 1 << 18, LargestExtent = 8 << 20;

    private readonly List<Extent> _extents = [];
    private readonly Lock _gate = new();
    private readonly bool _poison;
    private bool _disposed;

    /// <summary>An empty pool.</summary>
    /// <param name="poison">
    /// fill blocks with NaN when they are handed out and when they come back, so that reading what nobody wrote shows:
    /// for tests
    /// </param>
    public Arena(bool poison = false) => _poison = poison;

    /// <summary>Bytes handed out and not yet returned.</summary>
    public long BytesInUse { get; private set; }

    /// <summary>Bytes the pool holds, handed out or idle, of those that were ever handed out.</summary>
    public long BytesHeld { get; private set; }

    /// <summary>Most bytes the pool has held at once since it was last trimmed.</summary>
    public long PeakBytes { get; private set; }

    /// <inheritdoc/>
    public NativeBuffer Rent(long length)
    {
        NativeBuffer buffer;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var size = Extent.RoundUp(length);
            var extent = Narrowest(size, out var place) ?? Grow(size, out place);
            var reached = extent.Reached;
            buffer = extent.Take(place, size);
            BytesHeld += (extent.Reached - reached) * sizeof(float);
            PeakBytes = Math.Max(PeakBytes, BytesHeld);
            BytesInUse += size * sizeof(float);
        }
        if (_poison) buffer.Span.Fill(float.NaN);
        return buffer;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">the block is not of this pool, or came back before</exception>
    public void Return(NativeBuffer buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (_poison) buffer.Span.Fill(float.NaN);
        lock (_gate)
        {
            var extent = _extents.Find(extent => extent.Owns(buffer)) ??
                throw new ArgumentException("the block is not of this pool, or came back before", nameof(buffer));
            extent.Give(buffer);
            BytesInUse -= buffer.Length * sizeof(float);
            if (_disposed) Free();
        }
    }

    /// <summary>Gives extents of which nothing is in use back to the system.</summary>
    public void Trim()
    {
        lock (_gate)
        {
            Free();
            PeakBytes = BytesHeld;
        }
    }

    /// <summary>Gives all idle extents back; those still in use follow when their blocks are returned.</summary>
    public void Dispose()
    {
        lock (_gate) _disposed = true;
        Trim();
    }

    private Extent? Narrowest(long size, out int place)
    {
        Extent? best = null;
        place = 0;
        var least = long.MaxValue;
        foreach (var extent in _extents)
            if (extent.Narrowest(size, ref least) is { } found) (best, place) = (extent, found);
        return best;
    }

    private Extent Grow(long size, out int place)
    {
        var all = _extents.Sum(extent => extent.Length);
        var extent = new Extent(Math.Max(size, Math.Clamp(all, SmallestExtent, LargestExtent)));
        _extents.Add(extent);
        place = 0;
        return extent;
    }

    private void Free() => _extents.RemoveAll(extent =>
    {
        if (extent.IsInUse) return false;
        BytesHeld -= extent.Reached * sizeof(float);
        extent.Dispose();
        return true;
    });
}
