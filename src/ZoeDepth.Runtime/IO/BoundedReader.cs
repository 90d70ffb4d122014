namespace ZoeDepth.Runtime.IO;

/// <summary>
/// Files and streams read to their end, never more of them than a limit: a name may lead to a device that has no end
/// and whose length is 0, and a stream may come from anybody.
/// </summary>
internal static class BoundedReader
{
    private const int Piece = 1 << 20;
    private const int FirstBytes = 1 << 16;

    /// <summary>The bytes of a file; null when it goes on after the limit.</summary>
    /// <exception cref="IOException">it cannot be read</exception>
    public static ReadOnlyMemory<byte>? ReadFile(string path, long maxBytes, CancellationToken cancellation = default)
    {
        // No buffer: the pieces below are larger than any buffer would be.
        using var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        return ReadToEnd(file, maxBytes, cancellation);
    }

    /// <summary>What is left of a stream; null when it goes on after the limit.</summary>
    public static ReadOnlyMemory<byte>? ReadToEnd(Stream stream, long maxBytes,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var limit = LimitOf(maxBytes);
        var left = stream.CanSeek ? stream.Length - stream.Position : 0;
        if (left > limit) return null;

        // One byte more than is expected, so that the end is seen without growing.
        var bytes = new byte[left > 0 ? left + 1 : Math.Min(limit + 1, FirstBytes)];
        var count = 0;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var got = stream.Read(bytes.AsSpan(count, Math.Min(Piece, bytes.Length - count)));
            if (got == 0) return bytes.AsMemory(0, count);
            count += got;
            if (count > limit) return null;
            if (count == bytes.Length) Array.Resize(ref bytes, (int)Math.Min(limit + 1, 2L * bytes.Length));
        }
    }

    /// <summary>
    /// The bytes that can be held at most: one less than an array takes, because one more is asked for to see the end.
    /// </summary>
    public static long LimitOf(long maxBytes) => Math.Min(maxBytes, Array.MaxLength - 1);
}
