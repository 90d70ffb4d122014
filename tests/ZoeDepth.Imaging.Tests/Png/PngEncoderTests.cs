using System.Runtime.InteropServices;
using FsCheck.Xunit;

namespace ZoeDepth.Imaging.Tests.Png;

public sealed class PngEncoderTests
{
    [Property(MaxTest = 200)]
    public void Any_picture_is_read_back_as_it_was_written(byte width, byte height, int seed, int kind)
    {
        var format = new[] { PixelFormat.Gray8, PixelFormat.Gray16, PixelFormat.Rgb8 }[Math.Abs(kind % 3)];
        var image = RandomImage(1 + (width % 70), 1 + (height % 70), format, seed);
        var read = RasterImage.Load(PngEncoder.Encode(image));
        (read.Width, read.Height, read.Format).ShouldBe((image.Width, image.Height, image.Format));
        read.Data.ShouldBe(image.Data);
    }

    [Property(MaxTest = 50)]
    public void A_picture_with_opacity_keeps_its_colours(byte width, byte height, int seed)
    {
        var image = RandomImage(1 + (width % 40), 1 + (height % 40), PixelFormat.Rgba8, seed);
        var file = PngEncoder.Encode(image);
        PngBytes.Chunks(file)[0].Data[8..10].ShouldBe([8, 6]);
        RasterImage.Load(file).Data.ShouldBe(image.ToRgb8().Data);
    }

    [Fact]
    public void A_16_bit_picture_is_stored_high_byte_first_without_gamma_or_colour_space()
    {
        var samples = MemoryMarshal.AsBytes<ushort>([0x0102, 0xFFFE]).ToArray();
        var image = new RasterImage(2, 1, PixelFormat.Gray16, samples);
        var chunks = PngBytes.Chunks(PngEncoder.Encode(image));
        chunks.Select(c => c.Name).ShouldBe(["IHDR", "IDAT", "IEND"]);
        chunks[0].Data.ShouldBe([0, 0, 0, 2, 0, 0, 0, 1, 16, 0, 0, 0, 0]);
        using var inflater = new System.IO.Compression.ZLibStream(new MemoryStream(chunks[1].Data),
            System.IO.Compression.CompressionMode.Decompress);
        var stored = new MemoryStream();
        inflater.CopyTo(stored);
        stored.ToArray().ShouldBe([0, 1, 2, 0xFF, 0xFE]);
    }

    [Fact]
    public void Long_image_data_is_split_into_chunks_with_right_checksums()
    {
        var file = PngEncoder.Encode(RandomImage(300, 300, PixelFormat.Rgb8, 2));
        PngBytes.Chunks(file).Count(c => c.Name == "IDAT").ShouldBeGreaterThan(3);
        file.ShouldBe(PngBytes.File([.. PngBytes.Chunks(file).Select(c => PngBytes.Chunk(c.Name, c.Data))]));
    }

    [Fact]
    public void Texts_are_read_back_in_any_language()
    {
        var text = new Dictionary<string, string>
            { ["Title"] = "Straße", ["Tiefe"] = "深度 1.5 m", ["Empty"] = "", ["Lines"] = "a\nb" };
        var file = PngEncoder.Encode(RandomImage(3, 2, PixelFormat.Gray8, 1), text);
        PngEncoder.ReadText(file).ShouldBe(text, ignoreOrder: true);
        PngBytes.Chunks(file).Select(c => c.Name).ShouldBe(["IHDR", "tEXt", "iTXt", "tEXt", "tEXt", "IDAT", "IEND"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" Title")]
    [InlineData("Title ")]
    [InlineData("Two  spaces")]
    [InlineData("深度")]
    [InlineData("Line\nbreak")]
    public void A_keyword_that_breaks_the_rules_is_refused(string keyword) =>
        Should.Throw<ArgumentException>(() =>
            PngEncoder.Encode(RandomImage(1, 1, PixelFormat.Gray8, 1), [new(keyword, "x")]));

    [Fact]
    public void A_keyword_of_80_characters_and_a_zero_in_a_value_are_refused()
    {
        Should.Throw<ArgumentException>(() =>
            PngEncoder.Encode(RandomImage(1, 1, PixelFormat.Gray8, 1),
                [new(new string('k', 80), "x")])).Message.ShouldContain("at most 79");
        Should.Throw<ArgumentException>(() =>
            PngEncoder.Encode(RandomImage(1, 1, PixelFormat.Gray8, 1), [new("k", "a\0b")])).Message.ShouldContain(
            "zero character");
    }

    [Fact]
    public void Float_pictures_are_refused_with_the_way_out_and_leave_no_file()
    {
        using var folder = new TemporaryFolder();
        var image = new RasterImage(1, 1, PixelFormat.Float32, new byte[4]);
        Should.Throw<NotSupportedException>(() =>
            PngEncoder.Save(image, folder.File("x.png"))).Message.ShouldContain("DepthPng");
        Directory.GetFiles(folder.Path).ShouldBeEmpty();
    }

    internal static RasterImage RandomImage(int width, int height, PixelFormat format, int seed)
    {
        var random = new Random(seed);
        var data = new byte[width * height * RasterImage.BytesPerPixel(format)];
        random.NextBytes(data);

        // Half of the pictures are smooth, so that every filter wins somewhere.
        if ((seed & 1) != 0)
            for (var i = 0; i < data.Length; i++) data[i] = (byte)((i / 3) + (data[i] & 3));
        return new RasterImage(width, height, format, data);
    }
}
