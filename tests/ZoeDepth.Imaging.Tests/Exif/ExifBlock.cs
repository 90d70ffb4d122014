using System.Buffers.Binary;
using System.Text;

namespace ZoeDepth.Imaging.Tests.Exif;

/// <summary>Writes EXIF blocks for tests, in either byte order, sane or not.</summary>
internal sealed class ExifBlock(bool littleEndian)
{
    private readonly List<(ushort Tag, ushort Type, uint Count, byte[] Value)> _first = [];
    private readonly List<(ushort Tag, ushort Type, uint Count, byte[] Value)> _exif = [];

    public ExifBlock Short(ushort tag, ushort value, bool exif = false) => Add(tag, 3, 1, Bytes16(value), exif);

    public ExifBlock Long(ushort tag, uint value, bool exif = false) => Add(tag, 4, 1, Bytes32(value), exif);

    public ExifBlock Rational(ushort tag, uint numerator, uint denominator, bool exif = false) =>
        Add(tag, 5, 1, [.. Bytes32(numerator), .. Bytes32(denominator)], exif);

    public ExifBlock Text(ushort tag, string text) =>
        Add(tag, 2, (uint)text.Length + 1, [.. Encoding.Latin1.GetBytes(text), 0], false);

    public byte[] ToArray()
    {
        var entries = new List<(ushort Tag, ushort Type, uint Count, byte[] Value)>(_first);
        var exifAt = 8 + 2 + (12 * (_first.Count + (_exif.Count > 0 ? 1 : 0))) + 4;
        if (_exif.Count > 0) entries.Add((0x8769, 4, 1, Bytes32((uint)exifAt)));
        var valuesAt = exifAt + (_exif.Count > 0 ? 2 + (12 * _exif.Count) + 4 : 0);
        var values = new List<byte>();
        byte[] head = [.. littleEndian ? "II*\0"u8 : "MM\0*"u8, .. Bytes32(8)];
        return [.. head, .. Directory(entries), .. _exif.Count > 0 ? Directory(_exif) : [], .. values];

        byte[] Directory(List<(ushort Tag, ushort Type, uint Count, byte[] Value)> list)
        {
            var bytes = new List<byte>(Bytes16((ushort)list.Count));
            foreach (var (tag, type, count, value) in list)
            {
                bytes.AddRange([.. Bytes16(tag), .. Bytes16(type), .. Bytes32(count)]);
                if (value.Length <= 4) bytes.AddRange([.. value, .. new byte[4 - value.Length]]);
                else
                {
                    bytes.AddRange(Bytes32((uint)(valuesAt + values.Count)));
                    values.AddRange(value);
                }
            }
            bytes.AddRange(Bytes32(0));
            return [.. bytes];
        }
    }

    private ExifBlock Add(ushort tag, ushort type, uint count, byte[] value, bool exif)
    {
        (exif ? _exif : _first).Add((tag, type, count, value));
        return this;
    }

    private byte[] Bytes16(ushort value)
    {
        var bytes = new byte[2];
        if (littleEndian) BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        else BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        return bytes;
    }

    private byte[] Bytes32(uint value)
    {
        var bytes = new byte[4];
        if (littleEndian) BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        else BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
