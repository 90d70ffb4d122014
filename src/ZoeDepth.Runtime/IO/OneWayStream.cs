namespace ZoeDepth.Runtime.IO;

/// <summary>
/// A stream that is only read or only written, from its beginning to its end: it refuses everything else. Who derives
/// from it says which by overriding <see cref="Stream.CanRead"/> and <see cref="Read(Span{byte})"/>, or
/// <see cref="Stream.CanWrite"/> and <see cref="Write(ReadOnlySpan{byte})"/>.
/// </summary>
internal abstract class OneWayStream : Stream
{
    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public sealed override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException("the stream does not know its length");

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException("the stream does not count its bytes");
        set => throw Seeking();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => throw new NotSupportedException("the stream cannot be read");

    /// <inheritdoc/>
    public sealed override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) =>
        throw new NotSupportedException("the stream cannot be written");

    /// <inheritdoc/>
    public sealed override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Nothing: what is written has been passed on, unless the stream says otherwise.</summary>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public sealed override long Seek(long offset, SeekOrigin origin) => throw Seeking();

    /// <inheritdoc/>
    public sealed override void SetLength(long value) => throw Seeking();

    private static NotSupportedException Seeking() => new("the stream goes one way, from its beginning to its end");
}
