using System.IO.Compression;

namespace ZoeDepth.Imaging;

/// <summary>
/// Inflates a PNG's image data a piece at a time and hands out rows. Never inflates more than the picture needs, so a
/// stream that would go on for gigabytes costs nothing.
/// </summary>
internal sealed class PngRowReader : IDisposable
{
    /// <summary>Small enough to stay in a core's second cache between inflating and undoing the filters.</summary>
    private const int Piece = 128 << 10;

    private readonly ZLibStream _inflater;
    private readonly byte[] _buffer;
    private readonly CancellationToken _cancellation;
    private long _needed;
    private int _start;
    private int _end;

    /// <summary>Bytes handed out.</summary>
    internal long Taken { get; private set; }

    /// <param name="compressed">the zlib stream</param>
    /// <param name="needed">bytes all rows take together</param>
    /// <param name="longestRow">bytes of the longest row with its filter byte</param>
    /// <param name="cancellation">asked once a piece</param>
    internal PngRowReader(Stream compressed, long needed, int longestRow, CancellationToken cancellation)
    {
        _inflater = new ZLibStream(compressed, CompressionMode.Decompress, leaveOpen: true);
        _needed = needed;
        _buffer = GC.AllocateUninitializedArray<byte>((int)Math.Min(needed, Math.Max(Piece, longestRow)), pinned: true);
        _cancellation = cancellation;
    }

    /// <summary>The next bytes, valid until the next call. They lie in pinned memory.</summary>
    /// <exception cref="TruncatedImageException">there are not so many</exception>
    /// <exception cref="CorruptImageException">the stream cannot be inflated</exception>
    internal ReadOnlySpan<byte> Take(int count)
    {
        if (_end - _start < count) Fill(count);
        var row = _buffer.AsSpan(_start, count);
        _start += count;
        Taken += count;
        return row;
    }

    private void Fill(int count)
    {
        _cancellation.ThrowIfCancellationRequested();
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        while (_end < count)
        {
            var got = Inflate(_buffer.AsSpan(_end, (int)Math.Min(_buffer.Length - _end, _needed)));
            if (got == 0)
                throw new TruncatedImageException(
                    $"the PNG image data ends {_needed} bytes before the picture is complete; copy or download the " +
                    $"file again, {PngDecoder.Tolerance}");
            _end += got;
            _needed -= got;
        }
    }

    private int Inflate(Span<byte> buffer)
    {
        try
        {
            return _inflater.Read(buffer);
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new CorruptImageException(
                $"the PNG image data cannot be inflated ({error.Message}); copy or download the file again, " +
                PngDecoder.Tolerance);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _inflater.Dispose();
}
