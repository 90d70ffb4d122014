namespace ZoeDepth.Imaging;

/// <summary>One Huffman table made ready for encoding (T.81 annex C).</summary>
internal sealed class HuffmanCodes
{
    private const int LongestCode = 16;

    private readonly byte[] _counts;
    private readonly byte[] _symbols;

    /// <param name="counts">how many codes there are of length 1..16</param>
    /// <param name="symbols">their symbols in order</param>
    public HuffmanCodes(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        (_counts, _symbols) = (counts.ToArray(), symbols.ToArray());
        int code = 0, index = 0;
        for (var length = 1; length <= LongestCode; length++, code <<= 1)
            for (var i = 0; i < counts[length - 1]; i++, code++)
                (Codes[symbols[index]], Lengths[symbols[index++]]) = ((ushort)code, (byte)length);
    }

    /// <summary>The code of each symbol.</summary>
    public ushort[] Codes { get; } = new ushort[256];

    /// <summary>The length of each symbol's code; 0 for symbols without one.</summary>
    public byte[] Lengths { get; } = new byte[256];

    /// <summary>Counts and symbols as a table segment holds them.</summary>
    public byte[] ToSegment() => [.. _counts, .. _symbols];

    /// <summary>
    /// The shortest codes of at most 16 bits for symbols met so often (T.81 annex K.2). One code of ones alone is left
    /// unused, as the standard asks.
    /// </summary>
    /// <param name="frequencies">how often each of the 256 symbols came</param>
    public static HuffmanCodes Optimal(ReadOnlySpan<long> frequencies)
    {
        // Symbol 256 takes the code of ones.
        var weights = new long[257];
        frequencies.CopyTo(weights);
        weights[256] = 1;
        var lengths = CodeLengths(weights);

        var counts = new int[Math.Max(LongestCode, lengths.Max()) + 1];
        foreach (var length in lengths) counts[length]++;
        Shorten(counts);
        var longest = LongestCode;
        while (counts[longest] == 0) longest--;
        counts[longest]--;

        var symbols = new List<byte>();
        foreach (var symbol in Enumerable.Range(0, 256).Where(s => lengths[s] > 0).OrderBy(s => lengths[s]))
            symbols.Add((byte)symbol);
        return new HuffmanCodes(Array.ConvertAll(counts[1..(LongestCode + 1)], count => (byte)count), [.. symbols]);
    }

    /// <summary>
    /// Huffman's merging of the two rarest (figure K.1); among equals the later symbol first, as libjpeg does.
    /// </summary>
    private static int[] CodeLengths(long[] weights)
    {
        var lengths = new int[weights.Length];
        var others = Enumerable.Repeat(-1, weights.Length).ToArray();
        while (true)
        {
            var rarest = Rarest(-1);
            var second = Rarest(rarest);
            if (second < 0) return lengths;
            weights[rarest] += weights[second];
            weights[second] = 0;
            var symbol = rarest;
            for (lengths[symbol]++; others[symbol] >= 0; lengths[symbol]++) symbol = others[symbol];
            others[symbol] = second;
            for (symbol = second; symbol >= 0; symbol = others[symbol]) lengths[symbol]++;
        }

        int Rarest(int except)
        {
            var found = -1;
            for (var symbol = 0; symbol < weights.Length; symbol++)
                if (symbol != except && weights[symbol] > 0 && (found < 0 || weights[symbol] <= weights[found]))
                    found = symbol;
            return found;
        }
    }

    /// <summary>Moves codes beyond 16 bits up the tree in pairs (figure K.3).</summary>
    private static void Shorten(int[] counts)
    {
        for (var length = counts.Length - 1; length > LongestCode; length--)
        {
            while (counts[length] > 0)
            {
                var shorter = length - 2;
                while (counts[shorter] == 0) shorter--;
                counts[length] -= 2;
                counts[length - 1]++;
                counts[shorter + 1] += 2;
                counts[shorter]--;
            }
        }
    }
}
