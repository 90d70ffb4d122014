using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Server;

/// <summary>A request's body whose bytes count while they arrive.</summary>
/// <param name="body">the body</param>
/// <param name="upload">counts them</param>
internal sealed class UploadedBody(Stream body, Uploads.Upload upload) : OneWayStream
{
    public override bool CanRead => true;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        upload.Add(count);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(Span<byte> buffer) =>
        throw new NotSupportedException("the body of a request is read asynchronously");
}
