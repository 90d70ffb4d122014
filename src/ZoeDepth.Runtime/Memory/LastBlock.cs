namespace ZoeDepth.Runtime.Memory;

/// <summary>
/// Blocks for requests that come one after the other, each with a size of its own: of those that came back the largest
/// is kept and serves again. Any thread may ask.
/// </summary>
internal sealed class LastBlock : IBlockPool, IDisposable
{
    private readonly Lock _gate = new();
    private NativeBuffer? _idle;
    private bool _disposed;

    /// <inheritdoc/>
    public NativeBuffer Rent(long length)
    {
        NativeBuffer? idle;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            (idle, _idle) = (_idle, null);
        }
        if (idle is not null && idle.Length >= length) return idle;
        idle?.Dispose();
        return new NativeBuffer(length);
    }

    /// <inheritdoc/>
    public void Return(NativeBuffer buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        NativeBuffer? other = buffer;
        lock (_gate)
        {
            if (!_disposed && (_idle is null || _idle.Length < buffer.Length)) (other, _idle) = (_idle, buffer);
        }
        other?.Dispose();
    }

    /// <summary>Frees the idle block; those still in use are freed when they come back.</summary>
    public void Dispose()
    {
        NativeBuffer? idle;
        lock (_gate)
        {
            _disposed = true;
            (idle, _idle) = (_idle, null);
        }
        idle?.Dispose();
    }
}
