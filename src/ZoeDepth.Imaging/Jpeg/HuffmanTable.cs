namespace ZoeDepth.Imaging;

/// <summary>
/// One Huffman table made ready for decoding: a code's bits in, its meaning out (T.81 annex C and F.2.2).
/// </summary>
internal sealed class HuffmanTable
{
    /// <summary>Codes up to this length are found with one look. 10 bits hold nearly all codes of real files, and a
    /// table of 4 KB stays in the first cache.</summary>
    public const int LookupBits = 10;

    /// <summary>
    /// How far the end-of-block code moves the coefficient index: beyond anything a run can reach, so that the two are
    /// told apart.
    /// </summary>
    public const int EndOfBlockAdvance = 128;

    private const int LongestCode = 16;

    private readonly byte[] _symbols;
    private readonly ushort[] _short = new ushort[1 << LookupBits];

    // For codes of each length: the first 16-bit pattern beyond them, and what to add to a code for its symbol's index.
    private readonly int[] _limits = new int[LongestCode + 1];
    private readonly int[] _offsets = new int[LongestCode + 1];

    /// <summary>Builds a table.</summary>
    /// <param name="counts">how many codes there are of length 1..16</param>
    /// <param name="symbols">their symbols in order</param>
    /// <param name="isDc">
    /// whether the symbols are sizes of DC differences (0..15), not run and size of AC coefficients
    /// </param>
    /// <exception cref="CorruptImageException">
    /// there are more codes than their lengths allow, or a DC size above 15
    /// </exception>
    public HuffmanTable(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols, bool isDc)
    {
        _symbols = symbols.ToArray();
        if (isDc && symbols.ContainsAnyExceptInRange((byte)0, (byte)15))
            throw new CorruptImageException(
                "JPEG: a Huffman table for DC differences holds a size above 15; the file is damaged");
        int code = 0, index = 0;
        for (var length = 1; length <= LongestCode; length++, code <<= 1)
        {
            var count = counts[length - 1];
            if (code + count > 1 << length)
                throw new CorruptImageException(
                    $"JPEG: a Huffman table holds more codes of {length} bits than there can be; the file is damaged");
            _offsets[length] = index - code;
            if (length <= LookupBits)
            {
                for (var i = 0; i < count; i++)
                    _short.AsSpan((code + i) << (LookupBits - length), 1 << (LookupBits - length))
                        .Fill((ushort)((length << 8) | symbols[index + i]));
            }
            code += count;
            index += count;
            _limits[length] = code << (LongestCode - length);
        }
        Complete = isDc ? CompleteDc() : CompleteAc();
    }

    /// <summary>
    /// Meaning of the next <see cref="LookupBits"/> bits where they hold a code and the value that follows it: bits
    /// 0..7 the length of both, 8..15 how far the coefficient index moves, 16..31 the value. 0 where they do not; ask
    /// <see cref="Find"/> then.
    /// </summary>
    public int[] Complete { get; }

    /// <summary>The code at the head of 64 bits.</summary>
    /// <param name="bits">the next bits, first bit highest</param>
    /// <returns>length · 256 + symbol, or 0 when no code begins like this</returns>
    public int Find(ulong bits)
    {
        var found = (int)_short[bits >> (64 - LookupBits)];
        if (found != 0) return found;
        var head = (int)(bits >> 48);
        for (var length = LookupBits + 1; length <= LongestCode; length++)
            if (head < _limits[length])
                return (length << 8) | _symbols[_offsets[length] + (head >> (LongestCode - length))];
        return 0;
    }

    /// <summary>
    /// The value whose <paramref name="size"/> bits head <paramref name="bits"/> (T.81 F.12, EXTEND): a leading 0 says
    /// negative.
    /// </summary>
    /// <param name="size">1..16</param>
    public static int Extend(ulong bits, int size)
    {
        var value = (int)(bits >> (64 - size));
        return value + (((-1 << size) + 1) & ~(int)((long)bits >> 63));
    }

    private int[] CompleteDc()
    {
        var table = new int[1 << LookupBits];
        for (var i = 0; i < table.Length; i++)
        {
            var (length, size) = (_short[i] >> 8, _short[i] & 0xFF);
            if (length > 0 && length + size <= LookupBits) table[i] = Entry(i, length, size, 1);
        }
        return table;
    }

    private int[] CompleteAc()
    {
        var table = new int[1 << LookupBits];
        for (var i = 0; i < table.Length; i++)
        {
            var (length, run, size) = (_short[i] >> 8, (_short[i] >> 4) & 15, _short[i] & 15);
            if (length == 0 || length + size > LookupBits) continue;
            // Runs of blocks (run 1..14, size 0) mean something in progressive scans only: left to the slow way.
            if (size > 0) table[i] = Entry(i, length, size, run + 1);
            else if (run == 0) table[i] = Entry(i, length, 0, EndOfBlockAdvance);
            else if (run == 15) table[i] = Entry(i, length, 0, 16);
        }
        return table;
    }

    private static int Entry(int head, int length, int size, int advance)
    {
        var value = size == 0 ? 0 : Extend((ulong)head << (64 - LookupBits + length), size);
        return (value << 16) | (advance << 8) | (length + size);
    }
}
