namespace ZoeDepth.Imaging.ImageSharp;

/// <summary>A file in memory that can be read until a token is cancelled.</summary>
/// <param name="start">its first byte; the memory stays where it is while the stream is used</param>
/// <param name="length">how many bytes it has</param>
/// <param name="cancellation">looked at before each read</param>
internal sealed unsafe class CancellableStream(byte* start, long length, CancellationToken cancellation)
    : UnmanagedMemoryStream(start, length)
{
    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        cancellation.ThrowIfCancellationRequested();
        return base.Read(buffer);
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        cancellation.ThrowIfCancellationRequested();
        return base.Read(buffer, offset, count);
    }

    /// <inheritdoc/>
    public override int ReadByte()
    {
        cancellation.ThrowIfCancellationRequested();
        return base.ReadByte();
    }
}
