using System.Runtime.InteropServices;

namespace ZoeDepth.Imaging.Tests;

public sealed class RasterImageTests
{
    [Fact]
    public void A_picture_says_what_kind_of_file_it_was_read_from()
    {
        RasterImage.Load("P5 1 1 255\n\u0007"u8).FileFormat.ShouldBe("PNM");
        new RasterImage(1, 1, PixelFormat.Gray8, [7]).FileFormat.ShouldBeNull();
    }

    [Fact]
    public void Every_format_becomes_rgb_by_pillows_rules()
    {
        Rgb(PixelFormat.Gray8, [7]).ShouldBe([7, 7, 7]);
        Rgb(PixelFormat.Rgba8, [1, 2, 3, 4]).ShouldBe([1, 2, 3]);
        Rgb(PixelFormat.Gray16, MemoryMarshal.AsBytes<ushort>([300]).ToArray()).ShouldBe([255, 255, 255]);
        Rgb(PixelFormat.Gray16, MemoryMarshal.AsBytes<ushort>([200]).ToArray()).ShouldBe([200, 200, 200]);
        Rgb(PixelFormat.Float32, MemoryMarshal.AsBytes<float>([199.9f]).ToArray()).ShouldBe([199, 199, 199]);
        Rgb(PixelFormat.Float32, MemoryMarshal.AsBytes<float>([float.NaN]).ToArray()).ShouldBe([0, 0, 0]);
        Rgb(PixelFormat.Rgb32F, MemoryMarshal.AsBytes<float>([-1f, 256f, 254.5f]).ToArray()).ShouldBe([0, 255, 254]);
    }

    [Fact]
    public void An_rgb_picture_is_not_copied()
    {
        var image = new RasterImage(1, 1, PixelFormat.Rgb8, [1, 2, 3]);
        image.ToRgb8().ShouldBeSameAs(image);
    }

    [Fact]
    public void Metadata_goes_along()
    {
        var metadata = new ImageMetadata(Orientation: 6, FocalLength: 35);
        new RasterImage(1, 1, PixelFormat.Gray8, [1], metadata).ToRgb8().Metadata.ShouldBeSameAs(metadata);
    }

    [Fact]
    public void Samples_that_do_not_fill_the_picture_are_refused_with_both_counts() =>
        Should.Throw<ArgumentException>(() =>
            new RasterImage(3, 2, PixelFormat.Rgb8, new byte[17])).Message.ShouldContain(
            "3x2 Rgb8 holds 18 bytes, but 17 came");

    /// <summary>The product of two extents and twelve bytes may be a little more than 64 bits count.</summary>
    [Fact]
    public void A_picture_too_large_to_be_counted_is_refused()
    {
        const ulong Bytes = 12;
        for (var width = int.MaxValue; ; width--)
        {
            var height = (int)((ulong.MaxValue / Bytes / (ulong)width) + 1);
            var beyond = unchecked((ulong)width * (ulong)height * Bytes);
            if (beyond > 1 << 20) continue;
            Should.Throw<ArgumentException>(() =>
                new RasterImage(width, height, PixelFormat.Rgb32F, new byte[beyond])).Message.ShouldContain(
                $"holds {(Int128)width * height * (int)Bytes} bytes, but {beyond} came");
            return;
        }
    }

    private static byte[] Rgb(PixelFormat format, byte[] data) => new RasterImage(1, 1, format, data).ToRgb8().Data;
}
