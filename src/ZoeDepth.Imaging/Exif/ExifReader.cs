using System.Buffers.Binary;
using System.Text;

namespace ZoeDepth.Imaging;

/// <summary>
/// Reads the five EXIF values a depth estimator can use. The block is a TIFF header with directories of 12-byte
/// entries; only the first directory and the EXIF directory it names are walked, once each, so that work is bounded by
/// the entries the block really holds.
/// </summary>
/// <remarks>
/// A general metadata library was tried and left: it materialises every entry, and the entries of a hostile block may
/// all point at the same bytes (5,000 entries in 65 KB became 326 MB, in 1 MB 5 GB). Nothing here throws: what cannot
/// be read is absent, as in Pillow.
/// </remarks>
internal static class ExifReader
{
    /// <summary>Characters of a text that are kept.</summary>
    public const int LongestText = 256;

    /// <summary>
    /// Reads an EXIF block: the bytes of a JPEG APP1 segment or a PNG eXIf chunk, with or without the leading
    /// "Exif\0\0".
    /// </summary>
    /// <param name="tiff">the block, of any length and content</param>
    /// <returns>
    /// what it says; <see cref="ImageMetadata.None"/> when it says nothing readable. An orientation outside 1..8 counts
    /// as 1.
    /// </returns>
    public static ImageMetadata Read(ReadOnlySpan<byte> tiff) => Read(tiff, out _);

    /// <param name="tiff">the block</param>
    /// <param name="statesOrientation">whether it has an orientation, be it one that exists or not</param>
    /// <inheritdoc cref="Read(ReadOnlySpan{byte})"/>
    public static ImageMetadata Read(ReadOnlySpan<byte> tiff, out bool statesOrientation)
    {
        statesOrientation = false;
        if (tiff.StartsWith("Exif\0\0"u8)) tiff = tiff[6..];
        var littleEndian = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < 8 || !(littleEndian || tiff.StartsWith("MM\0*"u8))) return ImageMetadata.None;

        var block = new Block(tiff, littleEndian);
        var found = new Found();
        block.Walk(block.UInt32(4), ref found);
        if (found.ExifDirectory is { } offset) block.Walk(offset, ref found);
        statesOrientation = found.StatesOrientation;
        return new ImageMetadata(found.Orientation, found.FocalLength, found.FocalLengthIn35mmFilm, found.Make,
            found.Model);
    }

    private struct Found()
    {
        public int Orientation = 1;
        public bool StatesOrientation;
        public double? FocalLength;
        public double? FocalLengthIn35mmFilm;
        public string? Make;
        public string? Model;
        public uint? ExifDirectory;
    }

    private readonly ref struct Block(ReadOnlySpan<byte> bytes, bool littleEndian)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;

        public uint UInt32(int at) => littleEndian
            ? BinaryPrimitives.ReadUInt32LittleEndian(_bytes[at..])
            : BinaryPrimitives.ReadUInt32BigEndian(_bytes[at..]);

        private ushort UInt16(int at) => littleEndian
            ? BinaryPrimitives.ReadUInt16LittleEndian(_bytes[at..])
            : BinaryPrimitives.ReadUInt16BigEndian(_bytes[at..]);

        public void Walk(uint offset, ref Found found)
        {
            if (offset > _bytes.Length - 2) return;
            var count = UInt16((int)offset);
            for (var entry = (int)offset + 2; count > 0 && entry <= _bytes.Length - 12; count--, entry += 12)
                Take(entry, ref found);
        }

        private void Take(int entry, ref Found found)
        {
            switch ((ExifTag)UInt16(entry))
            {
                case ExifTag.Orientation when Number(entry) is { } value:
                    found.Orientation = value is >= 1 and <= 8 && value == Math.Floor(value) ? (int)value : 1;
                    found.StatesOrientation = true;
                    break;
                case ExifTag.Make: found.Make ??= Text(entry); break;
                case ExifTag.Model: found.Model ??= Text(entry); break;
                case ExifTag.ExifDirectory: found.ExifDirectory = Integer(entry) ?? found.ExifDirectory; break;
                case ExifTag.FocalLength: found.FocalLength = Positive(Rational(entry)) ?? found.FocalLength; break;
                // Zero is the standard's word for "unknown".
                case ExifTag.FocalLengthIn35mmFilm:
                    found.FocalLengthIn35mmFilm = Positive(Integer(entry)) ?? found.FocalLengthIn35mmFilm; break;
            }
        }

        private static double? Positive(double? value) => value > 0 ? value : null;

        /// <summary>The first value of an integer entry; some writers store SHORT values as LONG.</summary>
        private uint? Integer(int entry) => UInt32(entry + 4) == 0 ? null : (ExifFieldType)UInt16(entry + 2) switch
        {
            ExifFieldType.Byte => Value(entry, 1) is { Length: > 0 } value ? value[0] : null,
            ExifFieldType.Short => Value(entry, 2) is { Length: > 0 } value ? Block16(value) : null,
            ExifFieldType.Long => Value(entry, 4) is { Length: > 0 } value ? Block32(value) : null,
            _ => null,
        };

        /// <summary>
        /// The first value of an entry of any type that Pillow takes for a number: not of bytes, which it leaves bytes.
        /// </summary>
        private double? Number(int entry)
        {
            if (UInt32(entry + 4) == 0) return null;
            var type = (ExifFieldType)UInt16(entry + 2);
            var size = SizeOf(type);
            var value = size == 0 ? [] : Value(entry, size);
            if (value.Length < size || size == 0) return null;
            var first = new Block(value, littleEndian);
            switch (type)
            {
                case ExifFieldType.SignedByte: return (sbyte)value[0];
                case ExifFieldType.Short: return first.UInt16(0);
                case ExifFieldType.SignedShort: return (short)first.UInt16(0);
                case ExifFieldType.Long or ExifFieldType.Directory: return first.UInt32(0);
                case ExifFieldType.SignedLong: return (int)first.UInt32(0);
                case ExifFieldType.Rational: return first.UInt32(0) / (double)first.UInt32(4);
                case ExifFieldType.SignedRational: return (int)first.UInt32(0) / (double)(int)first.UInt32(4);
                case ExifFieldType.Float: return BitConverter.UInt32BitsToSingle(first.UInt32(0));
                default:
                    var (one, two) = ((ulong)first.UInt32(0), (ulong)first.UInt32(4));
                    return BitConverter.UInt64BitsToDouble(littleEndian ? one | (two << 32) : (one << 32) | two);
            }
        }

        private static int SizeOf(ExifFieldType type) => type switch
        {
            ExifFieldType.SignedByte => 1,
            ExifFieldType.Short or ExifFieldType.SignedShort => 2,
            ExifFieldType.Long or ExifFieldType.SignedLong or ExifFieldType.Float or ExifFieldType.Directory => 4,
            ExifFieldType.Rational or ExifFieldType.SignedRational or ExifFieldType.Double => 8,
            _ => 0,
        };

        private double? Rational(int entry)
        {
            if ((ExifFieldType)UInt16(entry + 2) != ExifFieldType.Rational) return null;
            var value = Value(entry, 8);
            if (value.Length < 8) return null;
            var (numerator, denominator) = (Block32(value), Block32(value[4..]));
            return denominator == 0 ? null : (double)numerator / denominator;
        }

        private string? Text(int entry)
        {
            if ((ExifFieldType)UInt16(entry + 2) != ExifFieldType.Ascii) return null;
            var value = Value(entry, 1);
            value = value[..Math.Min(value.Length, LongestText)];
            var end = value.IndexOf((byte)0);
            var text = Encoding.Latin1.GetString(end < 0 ? value : value[..end]).Trim();
            return text.Length == 0 ? null : text;
        }

        /// <summary>The bytes of an entry's values: in the entry itself when they fit into four bytes, else where it
        /// points. Empty when outside the block.</summary>
        private ReadOnlySpan<byte> Value(int entry, int size)
        {
            var length = (long)UInt32(entry + 4) * size;
            long start = length <= 4 ? entry + 8 : UInt32(entry + 8);
            return length <= _bytes.Length && start <= _bytes.Length - length
                ? _bytes.Slice((int)start, (int)length) : [];
        }

        private uint Block16(ReadOnlySpan<byte> value) => new Block(value, littleEndian).UInt16(0);

        private uint Block32(ReadOnlySpan<byte> value) => new Block(value, littleEndian).UInt32(0);
    }
}
