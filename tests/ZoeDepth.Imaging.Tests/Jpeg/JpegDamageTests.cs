using FsCheck.Xunit;

namespace ZoeDepth.Imaging.Tests.Jpeg;

public class JpegDamageTests
{
    private static readonly DecodeOptions Tolerant = new() { AllowTruncated = true };

    public static TheoryData<string> Whole() =>
    [
        "base_420_17x33.jpg", "prog_420_17x33.jpg", "noninterleaved_restart.jpg", "restart_1block.jpg", "gray.jpg",
            "cmyk_progressive.jpg",
        "exif_6.jpg",
    ];

    [Theory]
    [MemberData(nameof(Whole))]
    public void A_file_cut_at_any_length_is_an_image_error_or_whole(string name)
    {
        var file = Samples.File(name);
        var whole = RasterImage.Load(file);
        for (var length = 2; length < file.Length; length++)
        {
            try
            {
                RasterImage.Load(file.AsSpan(0, length)).Data.ShouldBe(whole.Data, $"{length} bytes");
            }
            catch (TruncatedImageException)
            {
            }
        }
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void With_truncation_allowed_more_bytes_never_make_the_picture_smaller_or_an_error(string name)
    {
        var file = Samples.File(name);
        var whole = RasterImage.Load(file);
        var decodes = false;
        for (var length = 2; length < file.Length; length++)
        {
            try
            {
                var part = RasterImage.Load(file.AsSpan(0, length), Tolerant);
                (part.Width, part.Height, part.Format).ShouldBe((whole.Width, whole.Height, whole.Format));
                decodes = true;
            }
            catch (TruncatedImageException)
            {
                decodes.ShouldBeFalse($"{length} bytes were refused, fewer were not");
            }
        }
        decodes.ShouldBeTrue();
    }

    [Fact]
    public void The_missing_part_of_a_picture_is_gray()
    {
        var file = Samples.Encode(Samples.Waves(64, 64, PixelFormat.Gray8));
        var whole = RasterImage.Load(file);
        var part = RasterImage.Load(file.AsSpan(0, file.Length * 2 / 3), Tolerant);
        part.Data[..(64 * 8)].ShouldBe(whole.Data[..(64 * 8)]);
        part.Data[(64 * 56)..].ShouldAllBe(value => value == 128);
    }

    [Fact]
    public void The_messages_say_what_is_wrong_and_what_to_do()
    {
        var file = Samples.Encode(Samples.Waves(64, 64, PixelFormat.Gray8));
        Should.Throw<TruncatedImageException>(() => RasterImage.Load(file.AsSpan(0, file.Length / 2))).Message
            .ShouldBe($"JPEG: the data ends after {file.Length / 2} bytes in row 2 of 8 of a scan; fetch the whole " +
                "file, or set DecodeOptions.AllowTruncated to decode the part that is there");
        Should.Throw<TruncatedImageException>(() => RasterImage.Load(file.AsSpan(0, 100))).Message
            .ShouldContain("ends after 100 bytes, before the end of the picture");
        Should.Throw<UnsupportedImageException>(() => RasterImage.Load(Samples.File("arithmetic_sof9.jpg"))).Message
            .ShouldBe("JPEG: arithmetic coding is not supported; convert the picture to an ordinary 8-bit JPEG or PNG");
        Should.Throw<ImageTooLargeException>(() => RasterImage.Load(file, new DecodeOptions { MaxPixels = 4095 }))
            .Message.ShouldBe("the JPEG header declares 64x64 = 4096 pixels, more than the 4095 allowed; " +
                "raise DecodeOptions.MaxPixels if the file is meant");
    }

    [Fact]
    public void A_lost_restart_interval_costs_only_itself_when_tolerated()
    {
        var file = Samples.File("restart_gray.jpg");
        var whole = RasterImage.Load(file);
        // Take out everything between two restart markers, and the second of them.
        var markers = Enumerable.Range(0, file.Length - 1)
            .Where(i => file[i] == 0xFF && file[i + 1] is >= 0xD0 and <= 0xD7).ToArray();
        byte[] cut = [.. file[..markers[1]], .. file[markers[2]..]];

        Should.Throw<CorruptImageException>(() =>
            RasterImage.Load(cut)).Message.ShouldContain("restart marker 1 was expected");
        var decoded = RasterImage.Load(cut, Tolerant);
        var differing = Enumerable.Range(0, whole.Data.Length).Where(i => decoded.Data[i] != whole.Data[i]).ToArray();
        differing.ShouldNotBeEmpty();
        differing.ShouldAllBe(i => decoded.Data[i] == 128);
        decoded.Data[^1].ShouldBe(whole.Data[^1]);
    }

    [Fact]
    public void Damage_within_a_restart_interval_ends_at_the_next_marker_when_tolerated()
    {
        var file = Samples.File("restart_1row.jpg");
        var whole = RasterImage.Load(file);
        var first = Enumerable.Range(0, file.Length - 1).First(i => file[i] == 0xFF && file[i + 1] == 0xD0);
        var second = Enumerable.Range(0, file.Length - 1).First(i => file[i] == 0xFF && file[i + 1] == 0xD1);
        for (var i = first + 4; i < second - 1; i++) file[i] = 0xFE;

        Should.Throw<CorruptImageException>(() => RasterImage.Load(file));
        var decoded = RasterImage.Load(file, Tolerant);
        // Rows of 16: the second is damaged, and by the chroma filter its neighbours' nearest rows.
        var stride = whole.Width * 3;
        decoded.Data[..(15 * stride)].ShouldBe(whole.Data[..(15 * stride)]);
        decoded.Data[(33 * stride)..].ShouldBe(whole.Data[(33 * stride)..]);
    }

    [Fact]
    public void Surplus_bytes_before_a_restart_marker_change_nothing()
    {
        var file = Samples.File("restart_1row.jpg");
        var marker = Enumerable.Range(0, file.Length - 1).First(i => file[i] == 0xFF && file[i + 1] == 0xD0);
        RasterImage.Load([.. file[..marker], 1, 2, 3, 0xFF, 0, 4, .. file[marker..]]).Data
            .ShouldBe(RasterImage.Load(file).Data);
    }

    [Fact]
    public void A_header_of_a_huge_picture_without_data_is_refused_without_its_memory()
    {
        var file = Samples.Encode(Samples.Waves(8, 8, PixelFormat.Gray8));
        var frame = Enumerable.Range(0, file.Length).First(i => file[i] == 0xFF && file[i + 1] == 0xC0);
        (file[frame + 5], file[frame + 6], file[frame + 7], file[frame + 8]) = (0x30, 0, 0x30, 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<TruncatedImageException>(() =>
            RasterImage.Load(file)).Message.ShouldContain("for a picture of 12288x12288");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public void Hundreds_of_scans_are_refused_once_every_block_was_visited_64_times()
    {
        Should.Throw<CorruptImageException>(() => RasterImage.Load(ManyScans(3000))).Message
            .ShouldContain("the scans visit every block more than 64 times");
    }

    [Fact]
    public void Decoding_stops_when_cancelled()
    {
        var file = ManyScans(8000);
        Promptly.Within(1, () =>
        {
            using var cancellation = new CancellationTokenSource(30);
            Should.Throw<OperationCanceledException>(() => RasterImage.Load(file, null, cancellation.Token));
        }, "a decode cancelled after 30 ms");
    }

    [Fact]
    public void A_baseline_picture_takes_little_more_memory_than_its_pixels()
    {
        var file = Samples.Encode(Samples.Waves(1500, 1000, PixelFormat.Rgb8));
        RasterImage.Load(file);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var image = RasterImage.Load(file);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan((long)(1.2 * image.Data.Length));
    }

    [Property(MaxTest = 300)]
    public void Random_bytes_behind_a_start_marker_are_an_image_error(byte[] bytes) =>
        Should.Throw<ImageFormatException>(() => RasterImage.Load([0xFF, 0xD8, .. bytes ?? []]));

    /// <summary>
    /// A progressive gray picture of <paramref name="size"/> squared whose scans all bring nothing: one for DC, then 63
    /// · 14 of a single bit of a single coefficient, each a few bytes of zeros that mean runs of 16,384 blocks.
    /// </summary>
    private static byte[] ManyScans(int size)
    {
        var blocks = (size + 7) / 8 * ((size + 7) / 8);
        var file = new List<byte>([0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0]);
        file.AddRange(Enumerable.Repeat((byte)1, 64));
        file.AddRange([0xFF, 0xC2, 0, 11, 8, (byte)(size >> 8), (byte)size, (byte)(size >> 8), (byte)size, 1, 1, 0x11,
            0]);
        file.AddRange([0xFF, 0xC4, 0, 20, 0x00, 1, .. new byte[15], 0]);
        file.AddRange([0xFF, 0xC4, 0, 20, 0x10, 1, .. new byte[15], 0xE0]);
        file.AddRange([0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0, .. new byte[(blocks / 8) + 1]]);
        for (var bit = 13; bit >= 0; bit--)
            for (byte coefficient = 1; coefficient < 64; coefficient++)
            {
                var bits = bit == 13 ? bit : ((bit + 1) << 4) | bit;
                file.AddRange([0xFF, 0xDA, 0, 8, 1, 1, 0, coefficient, coefficient, (byte)bits,
                    .. new byte[(blocks / 16384 * 2) + 4]]);
            }
        return [.. file, 0xFF, 0xD9];
    }
}
