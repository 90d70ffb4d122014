using System.Buffers.Binary;

namespace ZoeDepth.PyTorch;

/// <summary>
/// Length, stored length and place of an entry: 32 bits each in its header, and in an extra field of 64 bits those that
/// did not fit.
/// </summary>
internal struct ZipSizes(uint length, uint stored, uint offset)
{
    private const ushort Wide = 1;

    /// <summary>Bytes it has.</summary>
    public long Length { get; private set; } = length;

    /// <summary>Bytes it takes.</summary>
    public long Stored { get; private set; } = stored;

    /// <summary>Where its header begins.</summary>
    public long Offset { get; private set; } = offset;

    /// <summary>Takes what did not fit from the extra fields, in their order.</summary>
    public void Widen(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4) return;
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == Wide)
            {
                var field = extra.Slice(4, length);
                Length = Taken(Length, ref field);
                Stored = Taken(Stored, ref field);
                Offset = Taken(Offset, ref field);
                return;
            }
            extra = extra[(4 + length)..];
        }
    }

    private static long Taken(long value, ref ReadOnlySpan<byte> field)
    {
        if (value != uint.MaxValue || field.Length < sizeof(long)) return value;
        value = BinaryPrimitives.ReadInt64LittleEndian(field);
        field = field[sizeof(long)..];
        return value;
    }
}
