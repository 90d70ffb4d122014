using System.Buffers.Binary;

namespace ZoeDepth.Imaging;

/// <summary>
/// What the segments before and between scans define: tables, the restart interval, and what application markers say.
/// </summary>
internal sealed class JpegTables
{
    private const int Slots = 4;

    private readonly short[]?[] _quantization = new short[]?[Slots];
    private readonly HuffmanTable?[] _dc = new HuffmanTable?[Slots];
    private readonly HuffmanTable?[] _ac = new HuffmanTable?[Slots];

    /// <summary>MCUs between restart markers; 0 for none.</summary>
    public int RestartInterval { get; private set; }

    /// <summary>Whether there is a JFIF marker, which settles that three components are Y, Cb and Cr.</summary>
    public bool IsJfif { get; private set; }

    /// <summary>
    /// The colour transform an Adobe marker names: 0 none, 1 YCbCr, 2 YCCK; null without such a marker.
    /// </summary>
    public int? AdobeTransform { get; private set; }

    /// <summary>What the EXIF segment says, and the orientation of the XMP segment where EXIF has none.</summary>
    public ImageMetadata Metadata =>
        _statesOrientation || _xmpOrientation is null ? _exif : _exif with { Orientation = _xmpOrientation.Value };

    private ImageMetadata _exif = ImageMetadata.None;
    private bool _hasExif;
    private bool _statesOrientation;
    private int? _xmpOrientation;

    /// <summary>Takes in a segment; those that are not needed are passed over.</summary>
    /// <exception cref="CorruptImageException">a table breaks the rules</exception>
    public void Read(byte marker, ReadOnlySpan<byte> segment)
    {
        switch (marker)
        {
            case JpegMarker.QuantizationTables: ReadQuantization(segment); break;
            case JpegMarker.HuffmanTables: ReadHuffman(segment); break;
            case JpegMarker.RestartInterval:
                if (segment.Length < 2) throw Short("restart interval");
                RestartInterval = BinaryPrimitives.ReadUInt16BigEndian(segment);
                break;
            case JpegMarker.Application0: IsJfif |= segment.StartsWith("JFIF\0"u8); break;
            case JpegMarker.Application1 when !_hasExif && segment.StartsWith("Exif\0"u8) && segment.Length > 6:
                _hasExif = true;
                _exif = ExifReader.Read(segment[6..], out _statesOrientation);
                break;
            case JpegMarker.Application1 when segment.StartsWith("http://ns.adobe.com/xap/1.0/\0"u8): _xmpOrientation =
                XmpOrientation.Find(segment); break;
            case JpegMarker.Application14 when segment.Length >= 12 && segment.StartsWith("Adobe"u8):
                AdobeTransform = segment[11]; break;
        }
    }

    /// <summary>A quantisation table: 64 steps in natural order, unsigned 16-bit numbers in the clothes of signed ones,
    /// as products keep 16 bits anyway.</summary>
    public short[] Quantization(int slot) => Defined(_quantization, slot, "quantisation");

    /// <summary>A table for DC differences.</summary>
    public HuffmanTable Dc(int slot) => Defined(_dc, slot, "DC Huffman");

    /// <summary>A table for AC coefficients.</summary>
    public HuffmanTable Ac(int slot) => Defined(_ac, slot, "AC Huffman");

    /// <summary>Fills the first two slots with the standard's tables where the file defined none, as libjpeg-turbo does
    /// for Motion JPEG frames.</summary>
    public void SupplyStandardHuffman()
    {
        for (var slot = 0; slot < 2; slot++)
        {
            _dc[slot] ??= new HuffmanTable(StandardHuffmanTables.DcCounts(slot), StandardHuffmanTables.DcSymbols,
                isDc: true);
            _ac[slot] ??= new HuffmanTable(StandardHuffmanTables.AcCounts(slot), StandardHuffmanTables.AcSymbols(slot),
                isDc: false);
        }
    }

    private static T Defined<T>(T?[] tables, int slot, string kind) where T : class =>
        (slot < Slots ? tables[slot] : null)
            ?? throw Corrupt($"the picture asks for {kind} table {slot}, which the file does not define");

    private static CorruptImageException Short(string what) =>
        Corrupt($"the {what} segment is too short for what it declares");

    private static CorruptImageException Corrupt(string what) => new($"JPEG: {what}. The file is damaged");

    private void ReadQuantization(ReadOnlySpan<byte> segment)
    {
        while (segment.Length > 0)
        {
            var (precision, slot) = (segment[0] >> 4, segment[0] & 15);
            if (precision > 1 || slot >= Slots)
                throw Corrupt(
                    $"quantisation table {slot} of precision {precision} came; tables 0..3 of precision 0 or 1 exist");
            var size = 64 << precision;
            if (segment.Length < 1 + size) throw Short("quantisation table");
            var table = new short[64];
            for (var k = 0; k < 64; k++)
                table[ZigZag.ToNatural[k]] = precision == 0
                    ? segment[1 + k] : BinaryPrimitives.ReadInt16BigEndian(segment[(1 + (2 * k))..]);
            _quantization[slot] = table;
            segment = segment[(1 + size)..];
        }
    }

    private void ReadHuffman(ReadOnlySpan<byte> segment)
    {
        while (segment.Length > 0)
        {
            if (segment.Length < 17) throw Short("Huffman table");
            var (kind, slot) = (segment[0] >> 4, segment[0] & 15);
            if (kind > 1 || slot >= Slots)
                throw Corrupt($"Huffman table {slot} of class {kind} came; tables 0..3 of class 0 or 1 exist");
            var counts = segment.Slice(1, 16);
            var total = 0;
            foreach (var count in counts) total += count;
            if (total > 256 || segment.Length < 17 + total) throw Short("Huffman table");
            (kind == 0 ? _dc : _ac)[slot] = new HuffmanTable(counts, segment.Slice(17, total), isDc: kind == 0);
            segment = segment[(17 + total)..];
        }
    }
}
