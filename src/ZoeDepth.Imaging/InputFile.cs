namespace ZoeDepth.Imaging;

/// <summary>Files and streams taken into memory, never more of them than a limit.</summary>
internal static class InputFile
{
    private const int Piece = 1 << 20;

    /// <summary>What to do with the bytes of a file.</summary>
    internal delegate T Reader<T>(ReadOnlySpan<byte> file);

    /// <summary>Reads a whole file and hands its bytes on; format errors that come back carry the file's name.</summary>
    internal static T Read<T>(string path, long maxBytes, Reader<T> read, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            // No buffer: the pieces below are larger than any buffer would be.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            return read(ReadToEnd(stream, maxBytes, cancellation).Span);
        }
        catch (ImageFormatException error)
        {
            error.FileName ??= path;
            throw;
        }
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <exception cref="ImageTooLargeException">it goes on after <paramref name="maxBytes"/></exception>
    internal static ReadOnlyMemory<byte> ReadToEnd(Stream stream, long maxBytes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var limit = Math.Min(maxBytes, Array.MaxLength - 1);
        var left = stream.CanSeek ? stream.Length - stream.Position : 0;
        if (left > limit) throw TooLarge(limit);

        // One byte more than is expected, so that the end is seen without growing.
        var bytes = new byte[Math.Max(0, left) + (left > 0 ? 1 : 1 << 16)];
        var count = 0;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var got = stream.Read(bytes.AsSpan(count, Math.Min(Piece, bytes.Length - count)));
            if (got == 0) return bytes.AsMemory(0, count);
            count += got;
            if (count > limit) throw TooLarge(limit);
            if (count == bytes.Length) Array.Resize(ref bytes, (int)Math.Min(limit + 1, 2L * bytes.Length));
        }
    }

    private static ImageTooLargeException TooLarge(long limit) =>
        new($"the file is longer than the {limit} bytes allowed; raise the limit (DecodeOptions.MaxFileBytes for pictures) if it is meant");
}
