using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace ZoeDepth.PyTorch;

/// <remarks>What stands in the pickle itself: numbers and texts.</remarks>
internal ref partial struct PickleReader
{
    /// <summary>The longest line of a name or number that is read; Python has no limit.</summary>
    private const int LongestLine = 1024;

    /// <summary>A whole number of more bytes counts nothing; it is passed over.</summary>
    private const int LongestWhole = 32;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private object? Literal(PickleCode code) => code switch
    {
        PickleCode.None => null,
        PickleCode.True => true,
        PickleCode.False => false,
        PickleCode.BinInt1 => (long)Byte(),
        PickleCode.BinInt2 => (long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2)),
        PickleCode.BinInt => (long)BinaryPrimitives.ReadInt32LittleEndian(Take(4)),
        PickleCode.Long1 => Whole(Byte()),
        PickleCode.Long4 => Whole(BinaryPrimitives.ReadInt32LittleEndian(Take(4))),
        PickleCode.Int => Line() switch { "00" => false, "01" => true, var line => WholeOf(line) },
        PickleCode.Long => WholeOf(Line()),
        PickleCode.BinFloat => BinaryPrimitives.ReadDoubleBigEndian(Take(8)),
        PickleCode.ShortBinUnicode or PickleCode.ShortBinString => Text(Byte()),
        PickleCode.BinUnicode or PickleCode.BinString => Text(UInt32()),
        PickleCode.BinUnicode8 => Text(UInt64()),
        PickleCode.ShortBinBytes => Skipped(Byte()),
        PickleCode.BinBytes => Skipped(UInt32()),
        PickleCode.BinBytes8 or PickleCode.ByteArray8 => Skipped(UInt64()),
        _ => throw Bad($"0x{(byte)code:X2} is no instruction that a checkpoint has"),
    };

    private void Protocol()
    {
        if (Byte() is > NewestProtocol and var protocol)
            throw new CheckpointException(CheckpointFault.Unsupported, _file,
                $"its pickle has protocol {protocol}, and {NewestProtocol} is the newest that is known; save it with " +
                "torch.save as it is by default");
    }

    /// <summary>A frame only says how much to read ahead; it must not say more than there is.</summary>
    private void Frame()
    {
        var length = UInt64();
        if (length > (ulong)(_bytes.Length - _at)) throw End(long.CreateSaturating(length));
    }

    private object Whole(int length)
    {
        if (length < 0) throw Bad($"a whole number has {length} bytes");
        var bytes = Take((ulong)length);
        if (length > LongestWhole) return PickleOther.Value;
        var whole = new BigInteger(bytes);
        return whole >= long.MinValue && whole <= long.MaxValue ? (object)(long)whole : whole;
    }

    private readonly long WholeOf(string line) =>
        long.TryParse(line.TrimEnd('L'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? whole : throw Bad("a line is no whole number");

    private PickleOther Skipped(ulong length)
    {
        Take(length);
        return PickleOther.Value;
    }

    private string Text(ulong length)
    {
        var bytes = Take(length);
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Bad("a text is not UTF-8");
        }
    }

    /// <summary>A line of ASCII, without its end.</summary>
    private string Line()
    {
        var rest = _bytes[_at..];
        var length = rest[..Math.Min(rest.Length, LongestLine)].IndexOf((byte)'\n');
        if (length < 0)
            throw rest.Length < LongestLine ? End(rest.Length + 1) : Bad($"a name is longer than {LongestLine} bytes");
        _at += length + 1;
        return Encoding.Latin1.GetString(rest[..length]);
    }

    private byte Byte() => Take(1)[0];

    private uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    private ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)(_bytes.Length - _at)) throw End(long.CreateSaturating(length));
        var taken = _bytes.Slice(_at, (int)length);
        _at += (int)length;
        return taken;
    }
}
