namespace ZoeDepth.Imaging;

/// <summary>What becomes of the symbols blocks consist of.</summary>
internal interface ISymbolSink
{
    /// <summary>A DC difference: its size and its bits.</summary>
    void Dc(int slot, int size, int bits);

    /// <summary>A run of zeros and a coefficient's size in one symbol, and the coefficient's bits.</summary>
    void Ac(int slot, int symbol, int size, int bits);
}

/// <summary>Blocks as run-length symbols (T.81 F.1.2).</summary>
internal static class BlockSymbols
{
    /// <summary>Splits a block.</summary>
    /// <param name="block">64 quantised coefficients, zigzag order</param>
    /// <param name="prediction">the component's last DC value; this one afterwards</param>
    /// <param name="slot">which tables: 0 luminance, 1 chrominance</param>
    /// <param name="sink">takes the symbols</param>
    public static void Split<TSink>(ReadOnlySpan<short> block, ref int prediction, int slot, ref TSink sink)
        where TSink : struct, ISymbolSink
    {
        var difference = block[0] - prediction;
        prediction = block[0];
        var size = Size(difference);
        sink.Dc(slot, size, Bits(difference, size));

        var run = 0;
        for (var k = 1; k < 64; k++)
        {
            int value = block[k];
            if (value == 0)
            {
                run++;
                continue;
            }
            for (; run > 15; run -= 16) sink.Ac(slot, 0xF0, 0, 0);
            size = Size(value);
            sink.Ac(slot, (run << 4) | size, size, Bits(value, size));
            run = 0;
        }
        if (run > 0) sink.Ac(slot, 0, 0, 0);
    }

    private static int Size(int value) => 32 - int.LeadingZeroCount(Math.Abs(value));

    /// <summary>Negative numbers are coded as the ones' complement of their magnitude.</summary>
    private static int Bits(int value, int size) => (value < 0 ? value - 1 : value) & ((1 << size) - 1);
}

/// <summary>Counts symbols, for tables made to measure.</summary>
internal readonly struct SymbolCounts() : ISymbolSink
{
    /// <summary>How often each symbol came, <c>[slot][symbol]</c>.</summary>
    public long[][] DcCounts { get; } = [new long[256], new long[256]];

    /// <inheritdoc cref="DcCounts"/>
    public long[][] AcCounts { get; } = [new long[256], new long[256]];

    public void Dc(int slot, int size, int bits) => DcCounts[slot][size]++;

    public void Ac(int slot, int symbol, int size, int bits) => AcCounts[slot][symbol]++;
}
