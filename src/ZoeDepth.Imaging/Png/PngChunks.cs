using System.Buffers.Binary;
using System.Text;
using ZoeDepth.Runtime.Checksums;

namespace ZoeDepth.Imaging;

/// <summary>One chunk of a PNG file: four letters and a stretch of the file.</summary>
/// <param name="Type">the four letters as a big-endian number</param>
/// <param name="Start">where its data begins in the file</param>
/// <param name="Length">the length it declares</param>
/// <param name="IsWhole">whether the file goes on to the end of its checksum</param>
internal readonly record struct PngChunk(uint Type, int Start, int Length, bool IsWhole)
{
    /// <summary>The four letters.</summary>
    internal string Name =>
        Encoding.ASCII.GetString([(byte)(Type >> 24), (byte)(Type >> 16), (byte)(Type >> 8), (byte)Type]);

    /// <summary>Whether a reader that does not know it must give up: a capital first letter.</summary>
    internal bool IsCritical => (Type & 0x20000000) == 0;

    /// <summary>The data.</summary>
    internal ReadOnlySpan<byte> Data(ReadOnlySpan<byte> file) => file.Slice(Start, Length);

    /// <summary>Whether the checksum is that of type and data. Only for whole chunks.</summary>
    internal bool ChecksumFits(ReadOnlySpan<byte> file) =>
        Crc32.Of(file.Slice(Start - 4, Length + 4)) == BinaryPrimitives.ReadUInt32BigEndian(file[(Start + Length)..]);
}

/// <summary>
/// Walks the chunks of a PNG file from its signature to IEND, to the end of the file, or to something that is no chunk.
/// </summary>
internal ref struct PngChunks(ReadOnlySpan<byte> file)
{
    private readonly ReadOnlySpan<byte> _file = file;
    private int _at = Signature.Length;

    /// <summary>The eight bytes every PNG begins with.</summary>
    internal static ReadOnlySpan<byte> Signature =>
        [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    internal const uint Header = 'I' << 24 | 'H' << 16 | 'D' << 8 | 'R';
    internal const uint Palette = 'P' << 24 | 'L' << 16 | 'T' << 8 | 'E';
    internal const uint ImageData = 'I' << 24 | 'D' << 16 | 'A' << 8 | 'T';
    internal const uint End = 'I' << 24 | 'E' << 16 | 'N' << 8 | 'D';
    internal const uint Exif = 'e' << 24 | 'X' << 16 | 'I' << 8 | 'f';
    internal const uint Text = 't' << 24 | 'E' << 16 | 'X' << 8 | 't';
    internal const uint CompressedText = 'z' << 24 | 'T' << 16 | 'X' << 8 | 't';
    internal const uint InternationalText = 'i' << 24 | 'T' << 16 | 'X' << 8 | 't';

    /// <summary>Apple's optimised dialect puts this before IHDR.</summary>
    internal const uint Apple = 'C' << 24 | 'g' << 16 | 'B' << 8 | 'I';

    /// <summary>Whether the walk ended because the file did, before IEND.</summary>
    internal bool EndedEarly { get; private set; }

    /// <summary>The chunk the walk stands on.</summary>
    internal PngChunk Current { get; private set; }

    /// <summary>Goes to the next chunk; false behind IEND and where the file ends.</summary>
    /// <exception cref="CorruptImageException">no chunk stands where one should</exception>
    internal bool MoveNext()
    {
        if (Current.Type == End) return false;
        if (_file.Length - _at < 8)
        {
            EndedEarly = true;
            return false;
        }
        var length = BinaryPrimitives.ReadUInt32BigEndian(_file[_at..]);
        var name = _file.Slice(_at + 4, 4);
        foreach (var letter in name)
            if (!char.IsAsciiLetter((char)letter))
                throw new CorruptImageException(
                    $"no PNG chunk begins at byte {_at}: its name would be the bytes {Convert.ToHexString(name)}");
        if (length > int.MaxValue)
            throw new CorruptImageException(
                $"the PNG chunk at byte {_at} declares {length} bytes; at most {int.MaxValue} are allowed");
        var start = _at + 8;
        var isWhole = _file.Length - start >= (long)length + 4;
        Current = new PngChunk(BinaryPrimitives.ReadUInt32BigEndian(name), start,
            isWhole ? (int)length : Math.Min((int)length, _file.Length - start), isWhole);
        _at = isWhole ? start + (int)length + 4 : _file.Length;
        return true;
    }
}
