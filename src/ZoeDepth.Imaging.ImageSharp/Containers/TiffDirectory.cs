using System.Buffers.Binary;

namespace ZoeDepth.Imaging.ImageSharp.Containers;

/// <summary>The tags of TIFF 6.0 that say what a picture is and where it lies.</summary>
internal enum TiffTag : ushort
{
    NewSubfileType = 254,
    ImageWidth = 256,
    ImageLength = 257,
    BitsPerSample = 258,
    Compression = 259,
    Photometric = 262,
    StripOffsets = 273,
    SamplesPerPixel = 277,
    RowsPerStrip = 278,
    StripByteCounts = 279,
    PlanarConfiguration = 284,
    TileWidth = 322,
    SampleFormat = 339,
    JpegTables = 347,
    Xmp = 700,
    DngVersion = 50706,
}

/// <summary>The first directory of a TIFF file, looked up in place.</summary>
internal readonly ref struct TiffDirectory
{
    private const int EntryBytes = 12;

    private readonly ReadOnlySpan<byte> _file;
    private readonly bool _isLittleEndian;
    private readonly int _first, _count;

    private TiffDirectory(ReadOnlySpan<byte> file, bool isLittleEndian)
    {
        _file = file;
        _isLittleEndian = isLittleEndian;
        var at = UInt32(4);
        if (at > file.Length - 2) throw EndedEarly.Of("TIFF", at + 2L, file.Length);
        _count = UInt16((int)at);
        _first = (int)at + 2;
        var end = _first + ((long)_count * EntryBytes);
        if (end > file.Length) throw EndedEarly.Of("TIFF", end, file.Length);
    }

    /// <summary>The directory the header points at.</summary>
    /// <exception cref="TruncatedImageException">it does not lie in the file</exception>
    public static TiffDirectory First(ReadOnlySpan<byte> file) =>
        file.Length >= 8 ? new(file, file[0] == 'I') : throw EndedEarly.Of("TIFF", 8, file.Length);

    /// <summary>Whether a tag is there.</summary>
    public bool Has(TiffTag tag) => Find(tag) >= 0;

    /// <summary>The values of a tag of whole numbers; none when it is not there or they lie outside the file.</summary>
    public TiffValues Of(TiffTag tag)
    {
        var entry = Find(tag);
        return entry < 0 ? default : new TiffValues(Values(entry, out var size), size, _isLittleEndian);
    }

    /// <summary>The first value of a tag; null when it is not there.</summary>
    public long? Number(TiffTag tag) => Of(tag) is { Count: > 0 } values ? values[0] : null;

    /// <summary>A value without which there is no picture.</summary>
    /// <exception cref="CorruptImageException">the tag is not there</exception>
    public long Required(TiffTag tag) =>
        Number(tag) ?? throw new CorruptImageException($"the TIFF file lacks the tag {tag}; copy or download it again");

    private int Find(TiffTag tag)
    {
        for (var entry = _first; entry < _first + (_count * EntryBytes); entry += EntryBytes)
            if (UInt16(entry) == (ushort)tag) return entry;
        return -1;
    }

    /// <summary>
    /// The bytes of an entry's values: in the entry when they fit into four, else where it points; nothing when outside
    /// the file.
    /// </summary>
    private ReadOnlySpan<byte> Values(int entry, out int size)
    {
        size = UInt16(entry + 2) switch { 3 => 2, 4 => 4, _ => 1 };
        var length = (long)UInt32(entry + 4) * size;
        long start = length <= 4 ? entry + 8 : UInt32(entry + 8);
        return start + length <= _file.Length ? _file.Slice((int)start, (int)length) : [];
    }

    private ushort UInt16(int at) => _isLittleEndian
        ? BinaryPrimitives.ReadUInt16LittleEndian(_file[at..])
        : BinaryPrimitives.ReadUInt16BigEndian(_file[at..]);

    private uint UInt32(int at) => _isLittleEndian
        ? BinaryPrimitives.ReadUInt32LittleEndian(_file[at..])
        : BinaryPrimitives.ReadUInt32BigEndian(_file[at..]);
}

/// <summary>Values of one tag, where they lie.</summary>
internal readonly ref struct TiffValues(ReadOnlySpan<byte> bytes, int size, bool isLittleEndian)
{
    /// <summary>All of their bytes.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    /// <summary>How many there are.</summary>
    public int Count => size == 0 ? 0 : Bytes.Length / size;

    /// <summary>One of them.</summary>
    public long this[int index]
    {
        get
        {
            var value = Bytes.Slice(index * size, size);
            return size switch
            {
                1 => value[0],
                2 => isLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(value)
                : BinaryPrimitives.ReadUInt16BigEndian(value),
                _ => isLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(value)
                : BinaryPrimitives.ReadUInt32BigEndian(value),
            };
        }
    }
}
