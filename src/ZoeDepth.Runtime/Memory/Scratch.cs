using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Runtime.Memory;

/// <summary>
/// A block of floats for the piece of work that runs on this thread. It belongs to the thread and is reused by the next
/// piece, so it may not be held across a call of <see cref="Work.For"/>.
/// </summary>
internal static unsafe class Scratch
{
    [ThreadStatic] private static NativeBuffer? _buffer;

    /// <summary>At least so many floats, 64-byte aligned, contents undefined.</summary>
    public static float* Floats(long count)
    {
        if (_buffer is null || _buffer.Length < count)
        {
            _buffer?.Dispose();
            // Forgotten first: if there is no memory for the larger block, the next request must not find the one that
            // was freed.
            _buffer = null;
            _buffer = new NativeBuffer(count);
        }
        return _buffer.Pointer;
    }
}
