using System.Buffers;
using SixLabors.ImageSharp.Memory;

namespace ZoeDepth.Imaging.ImageSharp;

/// <summary>
/// Memory for one decoding: no more of it at one time than a limit, none after cancellation. ImageSharp's own limit is
/// for one buffer, not for all of them.
/// </summary>
/// <param name="formatName">who asks, for the error: "WebP"</param>
/// <param name="limit">bytes that may be held at one time</param>
/// <param name="cancellation">looked at before each buffer</param>
internal sealed class BoundedAllocator(string formatName, long limit, CancellationToken cancellation) : MemoryAllocator
{
    private readonly SimpleGcMemoryAllocator _arrays = new();
    private long _held;

    /// <summary>The most bytes that were held at one time.</summary>
    public long MostHeld { get; private set; }

    /// <inheritdoc/>
    protected override int GetBufferCapacityInBytes() => int.MaxValue;

    /// <inheritdoc/>
    /// <exception cref="ImageTooLargeException">more than the limit would be held</exception>
    /// <exception cref="OperationCanceledException">the token was cancelled</exception>
    public override unsafe IMemoryOwner<T> Allocate<T>(int length, AllocationOptions options = AllocationOptions.None)
    {
        cancellation.ThrowIfCancellationRequested();
#pragma warning disable CS8500 // Only asked how large it is.
        var bytes = (long)Math.Max(0, length) * sizeof(T);
#pragma warning restore CS8500
        if (_held + bytes > limit)
        {
            throw new ImageTooLargeException(
                $"decoding the {formatName} file would take {_held + bytes} bytes, more than the {limit} its pixels " +
                "warrant; it is damaged or made to do harm");
        }
        _held += bytes;
        MostHeld = Math.Max(MostHeld, _held);
        return new Counted<T>(_arrays.Allocate<T>(length, options), this, bytes);
    }

    private sealed class Counted<T>(IMemoryOwner<T> owner, BoundedAllocator allocator, long bytes) : IMemoryOwner<T>
    {
        private bool _isDisposed;

        public Memory<T> Memory => owner.Memory;

        public void Dispose()
        {
            if (_isDisposed) return;
            _isDisposed = true;
            owner.Dispose();
            allocator._held -= bytes;
        }
    }
}
