using System.Buffers.Binary;
using ZoeDepth.Runtime.Checksums;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Imaging;

/// <summary>
/// The IDAT chunks of a PNG file as one stream, for the inflater; checksums are made while the bytes go by. Its end is
/// an error and not a 0: the inflater asks for more only while its own stream has not ended, so asking at the end means
/// that the file was cut off.
/// </summary>
internal sealed unsafe class PngImageData(byte* file, int fileLength, List<PngChunk> chunks, bool tolerant)
    : OneWayStream
{
    private const int LongestTail = 1 << 20;

    private int _chunk = -1;
    private int _at;
    private int _left;
    private uint _checksum;

    /// <summary>Whether a checksum was wrong and passed over.</summary>
    internal bool IsDamaged { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (_left == 0) NextChunk();
        var count = Math.Min(buffer.Length, _left);
        var piece = new ReadOnlySpan<byte>(file + _at, count);
        piece.CopyTo(buffer);
        _checksum = Crc32.Update(_checksum, piece);
        _at += count;
        _left -= count;
        if (_left == 0) CheckChunk();
        return count;
    }

    /// <summary>
    /// Checks the chunk that was begun, though nobody needs its last bytes (zlib's own checksum, as a rule). More than
    /// that is surplus and of no interest.
    /// </summary>
    /// <exception cref="CorruptImageException">its checksum is wrong</exception>
    internal void Finish()
    {
        if (_left is 0 or > LongestTail) return;
        _checksum = Crc32.Update(_checksum, new ReadOnlySpan<byte>(file + _at, _left));
        _at += _left;
        _left = 0;
        CheckChunk();
    }

    private void NextChunk()
    {
        if (++_chunk >= chunks.Count)
        {
            throw new TruncatedImageException(chunks[^1].IsWhole
                ? $"the image data of the PNG file ends early; copy or download it again, {PngDecoder.Tolerance}"
                : $"the PNG file ends after {fileLength} bytes, within its image data; copy or download it again, " +
                    $"{PngDecoder.Tolerance}");
        }
        (_at, _left) = (chunks[_chunk].Start, chunks[_chunk].Length);
        _checksum = Crc32.Of(new ReadOnlySpan<byte>(file + _at - 4, 4));
        if (_left == 0) CheckChunk();
    }

    private void CheckChunk()
    {
        var chunk = chunks[_chunk];
        if (!chunk.IsWhole || _checksum == BinaryPrimitives.ReadUInt32BigEndian(new ReadOnlySpan<byte>(file + _at, 4)))
            return;
        IsDamaged = true;
        if (!tolerant)
        {
            throw new CorruptImageException(
                $"the checksum of the PNG chunk IDAT at byte {chunk.Start - 8} is wrong; copy or download the file " +
                $"again, {PngDecoder.Tolerance}");
        }
    }
}
