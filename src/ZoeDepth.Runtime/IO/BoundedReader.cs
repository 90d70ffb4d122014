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
        var held = new Held(stream, maxBytes);
        while (held.Continues)
        {
            cancellation.ThrowIfCancellationRequested();
            held.Add(stream.Read(held.Free.Span));
        }
        return held.Result;
    }

    /// <summary>The same by asynchronous reads alone, as the bodies of HTTP requests ask for.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadToEndAsync(Stream stream, long maxBytes,
        CancellationToken cancellation)
    {
        var held = new Held(stream, maxBytes);
        while (held.Continues) held.Add(await stream.ReadAsync(held.Free, cancellation).ConfigureAwait(false));
        return held.Result;
    }

    /// <summary>
    /// The bytes that can be held at most: one less than an array takes, because one more is asked for to see the end.
    /// </summary>
    public static long LimitOf(long maxBytes) => Math.Min(maxBytes, Array.MaxLength - 1);

    /// <summary>What has been read so far.</summary>
    private sealed class Held
    {
        private readonly long _limit;
        private byte[] _bytes;
        private int _count;
        private bool _isWhole, _isTooLong;

        public Held(Stream stream, long maxBytes)
        {
            ArgumentNullException.ThrowIfNull(stream);
            _limit = LimitOf(maxBytes);
            var left = stream.CanSeek ? stream.Length - stream.Position : 0;
            _isTooLong = left > _limit;

            // One byte more than is expected, so that the end is seen without growing.
            _bytes = _isTooLong ? [] : new byte[left > 0 ? left + 1 : Math.Min(_limit + 1, FirstBytes)];
        }

        public bool Continues => !_isWhole && !_isTooLong;

        // The type is named: a null beside a Memory would become an empty one.
        public ReadOnlyMemory<byte>? Result =>
            _isTooLong ? default(ReadOnlyMemory<byte>?) : _bytes.AsMemory(0, _count);

        public Memory<byte> Free => _bytes.AsMemory(_count, Math.Min(Piece, _bytes.Length - _count));

        /// <summary>Takes note of what a read has put into <see cref="Free"/>; nothing is the end.</summary>
        public void Add(int count)
        {
            _count += count;
            (_isWhole, _isTooLong) = (count == 0, _count > _limit);
            if (Continues && _count == _bytes.Length)
                Array.Resize(ref _bytes, (int)Math.Min(_limit + 1, 2L * _bytes.Length));
        }
    }
}
