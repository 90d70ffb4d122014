using System.Diagnostics;

namespace ZoeDepth.Imaging.Tests.Png;

public sealed class PngDecoderTests
{
    private static readonly byte[] OneRedPixel = PngBytes.Deflate(0, 255, 0, 0);

    public static TheoryData<string> WholeFiles =>
        ["ct2_d08.png", "ct0_d16.png", "ct3_d04_trns.png", "ct6_d16_adam7.png", "exif_6.png", "idat_empty_chunks.png"];

    [Theory]
    [MemberData(nameof(WholeFiles))]
    public void A_file_cut_anywhere_is_truncated_or_already_whole(string name)
    {
        var file = Golden(name);
        var whole = RasterImage.Load(file);
        for (var length = 1; length < file.Length; length++)
        {
            try
            {
                RasterImage.Load(file.AsSpan(0, length)).Data.ShouldBe(whole.Data, $"{length} bytes");
                length.ShouldBeGreaterThan(file.Length - 30, "only the end of the checksums and IEND may be missing");
            }
            catch (TruncatedImageException error)
            {
                error.Message.ShouldContain("copy or download");
            }
        }
    }

    [Theory]
    [InlineData("ct2_d08.png")]
    [InlineData("ct0_d16.png")]
    public void Truncated_files_give_what_is_there_when_that_is_allowed(string name)
    {
        var file = Golden(name);
        var whole = RasterImage.Load(file);
        var part = RasterImage.Load(file.AsSpan(0, file.Length * 2 / 3), new DecodeOptions { AllowTruncated = true });
        (part.Width, part.Height, part.Format).ShouldBe((whole.Width, whole.Height, whole.Format));
        var rowBytes = whole.Data.Length / whole.Height;
        part.Data[..rowBytes].ShouldBe(whole.Data[..rowBytes]);
        part.Data[^rowBytes..].ShouldAllBe(b => b == (whole.Format == PixelFormat.Gray16 ? 0 : 128));
    }

    [Fact]
    public void A_small_file_that_declares_millions_of_pixels_is_refused_before_they_are_allocated()
    {
        var file = PngBytes.File(PngBytes.Header(12_000, 12_000, 8, 2), PngBytes.Chunk("IDAT", OneRedPixel),
            PngBytes.Chunk("IEND"));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Should.Throw<TruncatedImageException>(() => RasterImage.Load(file));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
        error.Message.ShouldContain("12000x12000");
    }

    [Fact]
    public void A_header_beyond_the_pixel_limit_is_refused_by_name()
    {
        var file = PngBytes.File(PngBytes.Header(100, 50, 8, 2), PngBytes.Chunk("IDAT", OneRedPixel));
        Should.Throw<ImageTooLargeException>(() => RasterImage.Load(file, new DecodeOptions { MaxPixels = 4999 }))
            .Message.ShouldContain("100x50 = 5000 pixels");
        Should.Throw<TruncatedImageException>(() => RasterImage.Load(file, new DecodeOptions { MaxPixels = 5000 }));
    }

    [Fact]
    public void An_endless_row_is_refused()
    {
        var file = PngBytes.File(PngBytes.Header(100_000_000, 1, 16, 6), PngBytes.Chunk("IDAT", new byte[1 << 20]),
            PngBytes.Chunk("IEND"));
        Should.Throw<ImageTooLargeException>(() =>
            RasterImage.Load(file)).Message.ShouldContain("a row of the PNG file takes 800000001 bytes");
    }

    [Fact]
    public void A_damaged_byte_of_image_data_is_told_by_the_checksum()
    {
        var data = PngBytes.Chunk("IDAT", OneRedPixel);
        data[^1] ^= 1;
        var error = Should.Throw<CorruptImageException>(() =>
            RasterImage.Load(PngBytes.File(PngBytes.Header(1, 1, 8, 2), data, PngBytes.Chunk("IEND"))));
        error.Message.ShouldContain("checksum of the PNG chunk IDAT at byte 33 is wrong");
    }

    [Fact]
    public void Unknown_chunks_are_passed_over_unless_they_are_critical()
    {
        byte[] With(string name) =>
            PngBytes.File(PngBytes.Header(1, 1, 8, 2), PngBytes.Chunk(name, 1, 2, 3),
                PngBytes.Chunk("IDAT", OneRedPixel), PngBytes.Chunk("IEND"));
        RasterImage.Load(With("abCd")).Data.ShouldBe([255, 0, 0]);
        Should.Throw<UnsupportedImageException>(() => RasterImage.Load(With("ABCD"))).Message.ShouldContain("ABCD");
    }

    [Fact]
    public void Apples_dialect_is_refused_by_name()
    {
        var file = PngBytes.File(PngBytes.Chunk("CgBI", 0x50, 0, 0x20, 6), PngBytes.Header(1, 1, 8, 2),
            PngBytes.Chunk("IDAT", OneRedPixel));
        Should.Throw<UnsupportedImageException>(() => RasterImage.Load(file)).Message.ShouldContain("CgBI");
    }

    [Fact]
    public void A_transfer_in_text_mode_is_recognised()
    {
        byte[] file = [0x89, 0x50, 0x4E, 0x47, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13];
        Should.Throw<CorruptImageException>(() => RasterImage.Load(file)).Message.ShouldContain("binary mode");
    }

    [Fact]
    public void Garbage_after_complete_image_data_is_ignored()
    {
        var file = PngBytes.File(PngBytes.Header(1, 1, 8, 2), PngBytes.Chunk("IDAT", OneRedPixel),
            [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        RasterImage.Load(file).Data.ShouldBe([255, 0, 0]);
    }

    [Fact]
    public void Orientation_is_applied_to_pixels_and_size_and_kept_in_the_metadata()
    {
        var file = Golden("exif_6.png");
        var info = RasterImage.Identify(file);
        var image = RasterImage.Load(file);
        (info.FormatName, info.Width, info.Height, info.Metadata.Orientation)
            .ShouldBe(("PNG", image.Width, image.Height, 6));
        image.Metadata.Orientation.ShouldBe(6);
    }

    [Fact]
    public void A_picture_decodes_on_several_threads_at_once()
    {
        var file = Golden("ct6_d16_adam7.png");
        var expected = RasterImage.Load(file).Data;
        Parallel.For(0, 32, _ => RasterImage.Load(file).Data.ShouldBe(expected));
    }

    [Fact]
    public void Decoding_stops_within_a_tenth_of_a_second_of_cancellation()
    {
        // 64 million gray pixels of noise-free rows: a small file, a long decode.
        var file = PngEncoder.Encode(new RasterImage(8000, 8000, PixelFormat.Gray8, new byte[64_000_000]),
            compression: System.IO.Compression.CompressionLevel.Fastest);
        Promptly.Within(0.1, "stopping", () =>
        {
            using var source = new CancellationTokenSource();
            var cancelledAt = 0L;
            using var registration = source.Token.Register(() => cancelledAt = Stopwatch.GetTimestamp());
            source.CancelAfter(5);
            Should.Throw<OperationCanceledException>(() =>
            {
                while (true) RasterImage.Load(file, cancellation: source.Token);
            });
            return Stopwatch.GetElapsedTime(cancelledAt);
        });
    }

    private static byte[] Golden(string name) =>
        File.ReadAllBytes(Path.Combine(Goldens.RepositoryRoot, "tests", "goldens", "codecs", "png", name));
}
