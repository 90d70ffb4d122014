namespace ZoeDepth.Imaging.Tests.Jpeg;

public class HuffmanTests
{
    [Fact]
    public void Every_code_of_the_standard_tables_is_found_by_its_bits()
    {
        for (var slot = 0; slot < 2; slot++)
        {
            var codes = new HuffmanCodes(StandardHuffmanTables.AcCounts(slot), StandardHuffmanTables.AcSymbols(slot));
            var table = new HuffmanTable(StandardHuffmanTables.AcCounts(slot), StandardHuffmanTables.AcSymbols(slot),
                isDc: false);
            foreach (var symbol in StandardHuffmanTables.AcSymbols(slot))
            {
                var length = codes.Lengths[symbol];
                table.Find((ulong)codes.Codes[symbol] << (64 - length)).ShouldBe((length << 8) | symbol);
            }
            table.Find(ulong.MaxValue).ShouldBe(0, "ones alone are no code");
        }
    }

    [Theory]
    [InlineData(0b0000UL, -15)]
    [InlineData(0b0111UL, -8)]
    [InlineData(0b1000UL, 8)]
    [InlineData(0b1111UL, 15)]
    public void A_leading_zero_makes_a_value_negative(ulong bits, int value) =>
        HuffmanTable.Extend(bits << 60, 4).ShouldBe(value);

    [Fact]
    public void More_codes_than_a_length_has_room_for_are_refused()
    {
        byte[] counts = [3, .. new byte[15]];
        Should.Throw<CorruptImageException>(() =>
            new HuffmanTable(counts, [0, 1, 2], isDc: true)).Message.ShouldContain("more codes of 1 bits");
    }

    [Fact]
    public void A_dc_size_above_15_is_refused()
    {
        byte[] counts = [0, 1, .. new byte[14]];
        Should.Throw<CorruptImageException>(() =>
            new HuffmanTable(counts, [16], isDc: true)).Message.ShouldContain("above 15");
        new HuffmanTable(counts, [16], isDc: false).Find(0).ShouldBe((2 << 8) | 16);
    }

    [Fact]
    public void Measured_codes_are_free_of_prefixes_and_at_most_16_bits_long()
    {
        var frequencies = new long[256];
        // Fibonacci numbers make the deepest tree there is.
        (frequencies[0], frequencies[1]) = (1, 1);
        for (var i = 2; i < 60; i++) frequencies[i] = frequencies[i - 1] + frequencies[i - 2];
        var codes = HuffmanCodes.Optimal(frequencies);

        var space = 0.0;
        for (var symbol = 0; symbol < 60; symbol++)
        {
            ((int)codes.Lengths[symbol]).ShouldBeInRange(1, 16);
            space += Math.Pow(2, -codes.Lengths[symbol]);
        }
        space.ShouldBeLessThan(1, "the code of ones stays free");
        codes.Lengths[59].ShouldBeLessThanOrEqualTo(codes.Lengths[3]);
    }
}
