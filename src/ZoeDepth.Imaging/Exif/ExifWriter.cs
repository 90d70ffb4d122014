using System.Buffers.Binary;
using System.Text;

namespace ZoeDepth.Imaging;

/// <summary>Writes what <see cref="ExifReader"/> reads.</summary>
internal static class ExifWriter
{
    private const int EntryLength = 12;

    /// <summary>
    /// An EXIF block (a little-endian TIFF header and its directories) that says what the metadata says. The
    /// orientation is 1: pictures here are upright.
    /// </summary>
    /// <returns>an empty array when there is nothing to say</returns>
    public static byte[] Write(ImageMetadata metadata)
    {
        var camera = new List<Entry>();
        var exif = new List<Entry>();
        if (metadata.CameraMake is { } make) camera.Add(Entry.OfText(ExifTag.Make, make));
        if (metadata.CameraModel is { } model) camera.Add(Entry.OfText(ExifTag.Model, model));
        if (metadata.FocalLength is { } focalLength) exif.Add(Entry.OfRational(ExifTag.FocalLength, focalLength));
        if (metadata.FocalLengthIn35mmFilm is { } equivalent)
            exif.Add(Entry.OfShort(ExifTag.FocalLengthIn35mmFilm, equivalent));
        if (camera.Count + exif.Count == 0) return [];

        camera.Add(Entry.OfShort(ExifTag.Orientation, 1));
        const int header = 8;
        var exifAt = header + DirectoryLength(camera.Count + (exif.Count > 0 ? 1 : 0));
        if (exif.Count > 0) camera.Add(Entry.OfLong(ExifTag.ExifDirectory, exifAt));
        var valuesAt = exifAt + (exif.Count > 0 ? DirectoryLength(exif.Count) : 0);

        var block = new List<byte>([.. "II*\0"u8, .. Bytes32(header)]);
        var values = new List<byte>();
        AppendDirectory(camera);
        if (exif.Count > 0) AppendDirectory(exif);
        block.AddRange(values);
        return [.. block];

        void AppendDirectory(List<Entry> entries)
        {
            block.AddRange(Bytes16(entries.Count));
            foreach (var entry in entries.OrderBy(e => e.Tag))
            {
                block.AddRange([.. Bytes16((int)entry.Tag), .. Bytes16((int)entry.Type), .. Bytes32(entry.Count)]);
                if (entry.Value.Length <= 4)
                {
                    block.AddRange([.. entry.Value, .. new byte[4 - entry.Value.Length]]);
                    continue;
                }
                block.AddRange(Bytes32(valuesAt + values.Count));
                values.AddRange(entry.Value);
                // Values begin at even offsets (TIFF 6.0, section 2).
                if (values.Count % 2 != 0) values.Add(0);
            }
            block.AddRange(Bytes32(0));
        }
    }

    private static int DirectoryLength(int entries) => 2 + (EntryLength * entries) + 4;

    private static byte[] Bytes16(int value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        return bytes;
    }

    private static byte[] Bytes32(long value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)value);
        return bytes;
    }

    private readonly record struct Entry(ExifTag Tag, ExifFieldType Type, int Count, byte[] Value)
    {
        public static Entry OfText(ExifTag tag, string text)
        {
            byte[] bytes =
                [.. Encoding.Latin1.GetBytes(text.Length > ExifReader.LongestText
                    ? text[..ExifReader.LongestText] : text), 0];
            return new Entry(tag, ExifFieldType.Ascii, bytes.Length, bytes);
        }

        public static Entry OfShort(ExifTag tag, double value) =>
            new(tag, ExifFieldType.Short, 1, Bytes16((int)Math.Clamp(Math.Round(value), 0, ushort.MaxValue)));

        public static Entry OfLong(ExifTag tag, int value) => new(tag, ExifFieldType.Long, 1, Bytes32(value));

        /// <summary>A fraction with the smallest power of ten below it that is exact, so that 4.27 becomes 427/100 and
        /// is read back as it was.</summary>
        public static Entry OfRational(ExifTag tag, double value)
        {
            var denominator = 1;
            while (denominator < 1_000_000 && value * denominator * 10 < uint.MaxValue
                && Math.Round(value * denominator) / denominator != value)
                denominator *= 10;
            var numerator = (long)Math.Clamp(Math.Round(value * denominator), 0, uint.MaxValue);
            return new Entry(tag, ExifFieldType.Rational, 1, [.. Bytes32(numerator), .. Bytes32(denominator)]);
        }
    }
}
