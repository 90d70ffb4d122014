using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using FsCheck.Xunit;

namespace ZoeDepth.Imaging.Tests.Pnm;

public sealed class PnmDecoderTests
{
    [Property(MaxTest = 100)]
    public void Any_color_picture_is_read_as_text_and_as_bytes(byte width, byte height, int seed)
    {
        var (w, h) = (1 + (width % 30), 1 + (height % 30));
        var pixels = Random(seed, 3 * w * h);
        RasterImage.Load(File($"P6 {w} {h} 255\n", pixels)).Data.ShouldBe(pixels);
        RasterImage.Load(Text($"P3 {w} {h} 255\n", pixels.Select(b => (int)b), seed)).Data.ShouldBe(pixels);
    }

    [Property(MaxTest = 100)]
    public void Any_deep_gray_picture_is_kept_raw(byte width, byte height, int seed)
    {
        var (w, h) = (1 + (width % 30), 1 + (height % 30));
        var bytes = Random(seed, 2 * w * h);
        var samples = Enumerable.Range(0, w * h).Select(i => (ushort)((bytes[2 * i] << 8) | bytes[(2 * i) + 1]))
            .ToArray();
        foreach (var file in new[]
            { File($"P5 {w} {h} 65535\n", bytes), Text($"P2 {w} {h} 65535\n", samples.Select(s => (int)s), seed) })
        {
            var image = RasterImage.Load(file);
            image.Format.ShouldBe(PixelFormat.Gray16);
            MemoryMarshal.Cast<byte, ushort>(image.Data).ToArray().ShouldBe(samples);
        }
    }

    [Property(MaxTest = 100)]
    public void Any_bitmap_is_read_as_text_and_as_bits(byte width, byte height, int seed)
    {
        var (w, h) = (1 + (width % 40), 1 + (height % 10));
        var bits = Random(seed, w * h).Select(b => b & 1).ToArray();
        var expected = bits.Select(b => b == 1 ? (byte)0 : (byte)255).ToArray();
        RasterImage.Load(Encoding.ASCII.GetBytes($"P1 {w} {h}\n{string.Concat(bits)}")).Data.ShouldBe(expected);
        var packed = new byte[(w + 7) / 8 * h];
        for (var i = 0; i < bits.Length; i++)
            packed[(i / w * ((w + 7) / 8)) + (i % w / 8)] |= (byte)(bits[i] << (7 - (i % w % 8)));
        RasterImage.Load(File($"P4 {w} {h}\n", packed)).Data.ShouldBe(expected);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(100)]
    [InlineData(254)]
    public void Every_value_of_another_maximum_is_rounded_with_ties_to_even(int maximum)
    {
        var values = Enumerable.Range(0, maximum + 1).Select(v => (byte)v).ToArray();
        var expected = values.Select(v => (byte)Math.Round((double)v / maximum * 255, MidpointRounding.ToEven))
            .ToArray();
        RasterImage.Load(File($"P5 {values.Length} 1 {maximum}\n", values)).Data.ShouldBe(expected);
    }

    [Theory]
    [InlineData("P3 1 1 255\n1 2")]
    [InlineData("P3 1 1 255\n")]
    [InlineData("P5 2")]
    [InlineData("P5 2 2 255\nabc")]
    [InlineData("P2 2 1 255 1 # 2")]
    public void What_ends_early_is_truncated(string file) =>
        Should.Throw<TruncatedImageException>(() =>
            RasterImage.Load(Encoding.ASCII.GetBytes(file))).Message.ShouldContain("copy or download");

    [Theory]
    [InlineData("P2 1 1 255 abc", "\"abc\"")]
    [InlineData("P2 1 1 10 11", "above the maximum 10")]
    [InlineData("P5 0 1 255\n", "empty picture")]
    [InlineData("P5 1 1 0\n", "maximum of 0")]
    [InlineData("P1 2 1 12", "neither 0 nor 1")]
    [InlineData("P5 99999999999999999999999999999999999999 1 255\n", "longer than 32 characters")]
    public void What_breaks_the_rules_is_corrupt_and_quoted(string file, string message) =>
        Should.Throw<CorruptImageException>(() =>
            RasterImage.Load(Encoding.ASCII.GetBytes(file))).Message.ShouldContain(message);

    [Fact]
    public void A_header_that_promises_more_than_the_file_has_is_refused_before_memory_is_taken()
    {
        foreach (var kind in new[] { "P1", "P2", "P3", "P4", "P5", "P6" })
        {
            var file = Encoding.ASCII.GetBytes($"{kind} 12000 12000{(kind is "P1" or "P4" ? "" : " 255")}\n0 0 0");
            var before = GC.GetAllocatedBytesForCurrentThread();
            Should.Throw<TruncatedImageException>(() => RasterImage.Load(file), kind);
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
        }
    }

    [Fact]
    public void Truncated_text_gives_the_pixels_that_are_there_when_that_is_allowed() =>
        RasterImage.Load("P2 3 1 255 7 8"u8, new DecodeOptions { AllowTruncated = true }).Data.ShouldBe([7, 8, 128]);

    [Property(MaxTest = 50)]
    public void Any_color_float_map_is_read_in_either_byte_order(byte width, byte height, int seed, bool littleEndian)
    {
        var (w, h) = (1 + (width % 20), 1 + (height % 20));
        var stored = Random(seed, 12 * w * h);
        var image = RasterImage.Load(File($"PF\n{w} {h}\n{(littleEndian ? "-" : "")}1.0\n", stored));
        image.Format.ShouldBe(PixelFormat.Rgb32F);
        for (var y = 0; y < h; y++)
        {
            for (var i = 0; i < 3 * w; i++)
            {
                var bytes = stored.AsSpan((12 * w * (h - 1 - y)) + (4 * i), 4).ToArray();
                if (!littleEndian) Array.Reverse(bytes);
                image.Data.AsSpan((12 * w * y) + (4 * i), 4).ToArray().ShouldBe(bytes);
            }
        }
    }

    [Theory]
    [InlineData("Pf\n1 1\n0\n", "scale of 0")]
    [InlineData("Pf\n1 1\nNaN\n", "scale of NaN")]
    [InlineData("Pf\n1 1\nx\n", "\"x\"")]
    [InlineData("Pf\n0 1\n-1\n", "empty picture")]
    public void A_float_map_with_a_broken_header_is_corrupt(string header, string message) =>
        Should.Throw<CorruptImageException>(() => RasterImage.Load(File(header, new byte[4])))
            .Message.ShouldContain(message);

    private static byte[] File(string header, byte[] pixels) => [.. Encoding.ASCII.GetBytes(header), .. pixels];

    private static byte[] Text(string header, IEnumerable<int> values, int seed)
    {
        var random = new Random(seed);
        var spaces = new[] { " ", "\n", "\t ", "\r\n", " # a comment 1 2 3\n" };
        return Encoding.ASCII.GetBytes(header
            + string.Concat(values.Select(v =>
                v.ToString(CultureInfo.InvariantCulture) + spaces[random.Next(spaces.Length)])));
    }

    private static byte[] Random(int seed, int count)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
