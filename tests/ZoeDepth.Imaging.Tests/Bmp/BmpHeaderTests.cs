using System.Buffers.Binary;

namespace ZoeDepth.Imaging.Tests.Bmp;

/// <summary>What a BMP's header may say and what not.</summary>
public sealed class BmpHeaderTests
{
    private static byte[] File(int headerLength, int width, int height, int bits, int compression = 0, int start = 0)
    {
        var file = new byte[14 + headerLength + 64];
        (file[0], file[1]) = ((byte)'B', (byte)'M');
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), start == 0 ? 14 + headerLength + 16 : start);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), headerLength);
        if (headerLength == 12)
        {
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(18), (short)width);
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), (short)height);
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(24), (short)bits);
            return file;
        }
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(28), (short)bits);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(30), compression);
        return file;
    }

    [Theory]
    [InlineData(12)]
    [InlineData(40)]
    [InlineData(52)]
    [InlineData(56)]
    [InlineData(64)]
    [InlineData(108)]
    [InlineData(124)]
    public void Headers_of_every_length_there_is_are_read(int length)
    {
        var image = RasterImage.Load(File(length, 2, 1, 24));
        (image.Width, image.Height, image.Format).ShouldBe((2, 1, PixelFormat.Rgb8));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public void So_are_all_depths(int bits) => RasterImage.Load(File(40, 2, 1, bits)).Width.ShouldBe(2);

    [Theory]
    [InlineData(40, 0, 1, 24, 0, 0, "a picture of 0x1 pixels")]
    [InlineData(40, -3, 1, 24, 0, 0, "a picture of -3x1 pixels")]
    [InlineData(40, 1, 0, 24, 0, 0, "a picture of 1x0 pixels")]
    [InlineData(40, 1, 1, 3, 0, 0, "3 bits a pixel; there are 1, 2, 4, 8, 16, 24 and 32")]
    [InlineData(40, 1, 1, 24, 0, 20, "pixels begin at byte 20, within the header")]
    [InlineData(41, 1, 1, 24, 0, 0, "a length of 41; there are 12, 40, 52, 56, 64, 108 and 124")]
    public void What_cannot_be_is_corrupt(
        int length, int width, int height, int bits, int compression, int start, string what) =>
        Should.Throw<CorruptImageException>(
            () => RasterImage.Load(File(length, width, height, bits, compression, start)))
            .Message.ShouldContain(what);

    [Theory]
    [InlineData(40, 24, 1, "BMP compression 1 with 24 bits a pixel")]
    [InlineData(40, 8, 2, "BMP compression 2 with 8 bits a pixel")]
    [InlineData(40, 24, 3, "BMP compression 3 with 24 bits a pixel")]
    [InlineData(64, 32, 3, "BMP compression 3 with 32 bits a pixel")]
    [InlineData(40, 8, 6, "BMP compression 6 with 8 bits a pixel")]
    [InlineData(40, 24, 9, "BMP compression 9 with 24 bits a pixel")]
    public void A_compression_that_is_not_read_is_named(int length, int bits, int compression, string what) =>
        Should.Throw<UnsupportedImageException>(() => RasterImage.Load(File(length, 1, 1, bits, compression)))
            .Message.ShouldContain(what);

    [Theory]
    [InlineData(10)]
    [InlineData(17)]
    [InlineData(53)]
    public void A_header_cut_short_is_told(int bytes) =>
        Should.Throw<ImageFormatException>(() => RasterImage.Load(File(40, 1, 1, 24).AsSpan(0, bytes)));
}
