using ZoeDepth.Runtime.Checksums;

namespace ZoeDepth.Imaging.Tests.Png;

public sealed unsafe class PngUnfilterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(8)]
    public void Every_filter_at_every_length_equals_its_plain_twin_and_writes_no_byte_beyond(int step)
    {
        var random = new Random(step);
        for (var count = 1; count <= 130; count++)
        {
            var raw = new byte[count];
            var prior = new byte[count];
            random.NextBytes(raw);
            random.NextBytes(prior);
            for (var filter = 0; filter <= 4; filter++)
            {
                var row = new byte[count + 16];
                row.AsSpan().Fill(0xAB);
                fixed (byte* r = raw, p = prior, to = row) PngUnfilter.Row(filter, r, p, to, count, step);
                row[..count].ShouldBe(Naive(filter, raw, prior, step), $"filter {filter}, {count} bytes, step {step}");
                row[count..].ShouldAllBe(b => b == 0xAB);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void Filtering_and_undoing_it_gives_the_row_back(int step)
    {
        var random = new Random(step);
        for (var count = 1; count <= 40; count++)
        {
            var row = new byte[count];
            var prior = new byte[count];
            random.NextBytes(row);
            random.NextBytes(prior);
            for (var filter = 0; filter < PngFilter.Count; filter++)
            {
                var filtered = new byte[count];
                PngFilter.Apply(filter, row, prior, filtered, step);
                Naive(filter, filtered, prior, step).ShouldBe(row, $"filter {filter}, {count} bytes, step {step}");
            }
        }
    }

    [Fact]
    public void A_filter_beyond_the_five_is_an_error_that_names_it()
    {
        var error = Should.Throw<CorruptImageException>(() =>
        {
            fixed (byte* bytes = new byte[8]) PngUnfilter.Row(5, bytes, bytes, bytes, 8, 1);
        });
        error.Message.ShouldContain("filter type 5");
    }

    [Fact]
    public void The_checksum_equals_its_bit_by_bit_twin_at_every_length_and_split()
    {
        var bytes = new byte[300];
        new Random(5).NextBytes(bytes);
        for (var count = 0; count <= bytes.Length; count++)
        {
            var expected = PngBytes.NaiveChecksum(bytes.AsSpan(0, count));
            Crc32.Of(bytes.AsSpan(0, count)).ShouldBe(expected);
            Crc32.ByTables(0, bytes.AsSpan(0, count)).ShouldBe(expected);
            Crc32.Update(Crc32.Of(bytes.AsSpan(0, count / 3)), bytes.AsSpan(count / 3, count - (count / 3)))
                .ShouldBe(expected);
        }
    }

    /// <summary>The formulas of the standard, a byte at a time.</summary>
    private static byte[] Naive(int filter, byte[] raw, byte[] prior, int step)
    {
        var row = new byte[raw.Length];
        for (var i = 0; i < raw.Length; i++)
        {
            int a = i >= step ? row[i - step] : 0, b = prior[i], c = i >= step ? prior[i - step] : 0;
            var p = a + b - c;
            var (pa, pb, pc) = (Math.Abs(p - a), Math.Abs(p - b), Math.Abs(p - c));
            var prediction = filter switch
                { 0 => 0, 1 => a, 2 => b, 3 => (a + b) / 2, _ => pa <= pb && pa <= pc ? a : pb <= pc ? b : c };
            row[i] = (byte)(raw[i] + prediction);
        }
        return row;
    }
}
