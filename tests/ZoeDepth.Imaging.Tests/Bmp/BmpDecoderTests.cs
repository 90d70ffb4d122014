using System.Buffers.Binary;

namespace ZoeDepth.Imaging.Tests.Bmp;

public sealed class BmpDecoderTests
{
    private static readonly byte[] Palette = [10, 20, 30, 0, 40, 50, 60, 0];

    [Fact]
    public void Run_lengths_of_four_bits_make_pairs_plain_pixels_jumps_and_row_ends()
    {
        // Bottom row: 5 pixels alternating 0 and 1. Upper row: jump over two pixels, then three plain ones (1, 0, 1) in
        // two bytes.
        byte[] packed = [5, 0x01, 0, 0, 0, 2, 2, 0, 0, 3, 0x10, 0x10, 0, 1];
        var image = RasterImage.Load(Bmp(5, 2, 4, 2, Palette, packed));
        Indices(image).ShouldBe([0, 0, 1, 0, 1, 0, 1, 0, 1, 0]);
    }

    [Fact]
    public void Run_lengths_of_eight_bits_end_where_the_picture_is_full()
    {
        Indices(RasterImage.Load(Bmp(3, 2, 8, 1, Palette, [3, 1, 0, 0, 0, 3, 0, 1, 0, 0])))
            .ShouldBe([0, 1, 0, 1, 1, 1]);
        Indices(RasterImage.Load(Bmp(3, 1, 8, 1, Palette, [3, 1]))).ShouldBe([1, 1, 1]);
    }

    [Theory]
    [InlineData(new byte[] { 4, 1 }, "more than its 3 pixels")]
    [InlineData(new byte[] { 0, 2, 9, 0 }, "jumps to column 9 of 3")]
    public void Run_lengths_beyond_the_row_are_corrupt(byte[] packed, string message) =>
        Should.Throw<CorruptImageException>(() =>
            RasterImage.Load(Bmp(3, 1, 8, 1, Palette, packed))).Message.ShouldContain(message);

    [Fact]
    public void Run_lengths_that_stop_early_are_truncated()
    {
        Should.Throw<TruncatedImageException>(() => RasterImage.Load(Bmp(3, 2, 8, 1, Palette, [3, 1, 0, 0])));
        Should.Throw<TruncatedImageException>(() => RasterImage.Load(Bmp(3, 2, 8, 1, Palette, [3, 1, 0, 5, 1])));
        Should.Throw<TruncatedImageException>(() => RasterImage.Load(Bmp(10_000, 10_000, 8, 1, Palette, [0, 1])));
    }

    [Fact]
    public void Masks_may_stand_anywhere()
    {
        // Red in bits 20..29 (ten of them), green in bits 10..19, blue in bits 0..9.
        var pixel = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(pixel, (1023u << 20) | (512u << 10) | 1u);
        var file = Bmp(1, 1, 32, 3, [0, 0, 0xF0, 0x3F, 0, 0xFC, 0x0F, 0, 0xFF, 3, 0, 0], pixel);
        RasterImage.Load(file).Data.ShouldBe([255, 512 * 255 / 1023, 1 * 255 / 1023]);
    }

    [Fact]
    public void A_palette_index_beyond_the_palette_is_black()
    {
        RasterImage.Load(Bmp(2, 1, 8, 0, Palette, [1, 7, 0, 0])).Data.ShouldBe([60, 50, 40, 0, 0, 0]);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Pictures_of_other_formats_inside_a_bitmap_are_refused_by_name(int compression) =>
        Should.Throw<UnsupportedImageException>(() => RasterImage.Load(Bmp(2, 1, 24, compression, [], new byte[8])))
            .Message.ShouldContain("convert it to PNG or JPEG");

    [Fact]
    public void A_file_cut_anywhere_is_truncated_or_lacks_only_padding()
    {
        var file = Bmp(3, 2, 24, 0, [], [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 0]);
        var whole = RasterImage.Load(file);
        for (var length = 2; length < file.Length; length++)
        {
            var part = file[..length];
            if (length >= file.Length - 3) RasterImage.Load(part).Data.ShouldBe(whole.Data);
            else Should.Throw<TruncatedImageException>(() => RasterImage.Load(part), $"{length} bytes");
        }
    }

    [Fact]
    public void Truncated_rows_stay_gray_when_that_is_allowed()
    {
        var file = Bmp(1, 2, 24, 0, [], [1, 2, 3, 0, 4, 5, 6, 0]);
        RasterImage.Load(file.AsSpan(0, file.Length - 4),
            new DecodeOptions { AllowTruncated = true }).Data.ShouldBe([128, 128, 128, 3, 2, 1]);
    }

    [Fact]
    public void Identify_tells_the_size_without_the_pixels()
    {
        var info = RasterImage.Identify(Bmp(300, -200, 24, 0, [], []));
        (info.FormatName, info.Width, info.Height).ShouldBe(("BMP", 300, 200));
    }

    private static int[] Indices(RasterImage image) =>
        [.. Enumerable.Range(0, image.Width * image.Height)
            .Select(i => image.Data[3 * i] == 60 ? 1 : image.Data[3 * i] == 30 ? 0 : -1)];

    private static byte[] Bmp(int width, int height, int bits, int compression, byte[] extra, byte[] pixels)
    {
        var file = new byte[54 + extra.Length + pixels.Length];
        file[0] = (byte)'B';
        file[1] = (byte)'M';
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), 54 + extra.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        file[26] = 1;
        file[28] = (byte)bits;
        file[30] = (byte)compression;
        extra.CopyTo(file, 54);
        pixels.CopyTo(file, 54 + extra.Length);
        return file;
    }
}
