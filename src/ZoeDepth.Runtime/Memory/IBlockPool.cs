namespace ZoeDepth.Runtime.Memory;

/// <summary>Where blocks come from and go back to, so that they serve again.</summary>
internal interface IBlockPool
{
    /// <summary>A block of at least so many floats, 64-byte aligned, contents undefined.</summary>
    /// <exception cref="ObjectDisposedException">the pool was disposed</exception>
    /// <exception cref="OutOfMemoryException">there is not so much memory</exception>
    NativeBuffer Rent(long length);

    /// <summary>Takes a block back that <see cref="Rent"/> gave.</summary>
    void Return(NativeBuffer buffer);
}
