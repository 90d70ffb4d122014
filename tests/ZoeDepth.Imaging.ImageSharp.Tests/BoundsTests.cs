using System.Buffers.Binary;

namespace ZoeDepth.Imaging.ImageSharp.Tests;

/// <summary>
/// Pixels, memory and time are bounded as those of the built-in decoders; damage ends in the same exceptions.
/// </summary>
public sealed class BoundsTests(ITestOutputHelper output)
{
    public static TheoryData<string> Readable => [.. SampleFiles.Names];

    public static TheoryData<string> Kinds => ["webp", "gif", "tif", "tga"];

    [Theory, MemberData(nameof(Readable))]
    public void More_pixels_than_allowed_are_refused_from_the_header(string name)
    {
        var options = SampleFiles.Options with { MaxPixels = (61 * 47) - 1 };
        Should.Throw<ImageTooLargeException>(() =>
            RasterImage.Load(SampleFiles.Bytes(name), options)).Message.ShouldContain("2867");
        Should.Throw<ImageTooLargeException>(() => RasterImage.Identify(SampleFiles.Bytes(name), options));
    }

    [Theory, MemberData(nameof(Readable))]
    public void A_file_that_ends_early_is_refused_at_every_length(string name)
    {
        var file = SampleFiles.Bytes(name);
        // What follows the pixels is not needed: a footer in a TGA, a trailer in a GIF, the place of a next directory.
        var needed = file.Length - Path.GetExtension(name) switch { ".tga" => 26, ".gif" => 1, ".tif" => 4, _ => 0 };
        for (var length = 18; length < needed; length += 1 + (length / 64))
        {
            foreach (var tolerant in new[] { false, true })
            {
                var options = SampleFiles.Options with { AllowTruncated = tolerant };
                Should.Throw<TruncatedImageException>(() => RasterImage.Load(file.AsSpan(0, length), options),
                    $"{length} bytes of {name}")
                    .Message.ShouldContain("copy or download it again");
            }
        }
    }

    [Theory, MemberData(nameof(Readable))]
    public void A_cancelled_token_is_obeyed(string name) =>
        Should.Throw<OperationCanceledException>(
            () => RasterImage.Load(SampleFiles.Bytes(name), SampleFiles.Options, new CancellationToken(true)));

    [Fact]
    public void Cancellation_is_looked_at_while_ImageSharp_reads_and_allocates()
    {
        using var cancel = new CancellationTokenSource();
        var allocator = new BoundedAllocator("GIF", 1000, cancel.Token);
        allocator.Allocate<byte>(10).Dispose();
        cancel.Cancel();
        Should.Throw<OperationCanceledException>(() => allocator.Allocate<byte>(10));
        Should.Throw<OperationCanceledException>(() => Read(cancel.Token));

        static unsafe void Read(CancellationToken token)
        {
            var bytes = stackalloc byte[4];
            using var stream = new CancellableStream(bytes, 4, token);
            stream.ReadExactly(new byte[4]);
        }
    }

    [Fact]
    public void Memory_is_counted_while_it_is_held()
    {
        var allocator = new BoundedAllocator("TIFF", 1000, CancellationToken.None);
        for (var i = 0; i < 10; i++) allocator.Allocate<int>(200).Dispose();
        using var held = allocator.Allocate<int>(200);
        Should.Throw<ImageTooLargeException>(() =>
            allocator.Allocate<byte>(201)).Message.ShouldContain("more than the 1000");
        allocator.MostHeld.ShouldBe(800);
    }

    [Fact]
    public void A_strip_that_declares_far_more_rows_than_the_picture_takes_no_more_memory()
    {
        var file = SampleFiles.Bytes("deflate.tif");
        SetTag(file, TiffRowsPerStrip, 0x7FFFFFFF);
        Bounded(() => RasterImage.Load(file, SampleFiles.Options));
    }

    [Fact]
    public void A_picture_outside_the_screen_of_its_GIF_is_refused()
    {
        var file = SampleFiles.Bytes("plain.gif");
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(6), 60);
        Should.Throw<CorruptImageException>(() =>
            RasterImage.Load(file, SampleFiles.Options)).Message.ShouldContain("does not lie on its screen");
    }

    [Fact]
    public void A_WebP_whose_canvas_is_of_another_size_than_its_picture_is_refused()
    {
        var file = SampleFiles.Bytes("turned.webp");
        file[24]++;
        Should.Throw<CorruptImageException>(() => RasterImage.Load(file, SampleFiles.Options))
            .Message.ShouldContain("62x47");
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(50706, 0)]
    public void The_preview_of_a_raw_photograph_is_not_taken_for_it(ushort becomes, uint value)
    {
        // Another tag of the file becomes NewSubfileType = 1, a preview, or DNGVersion.
        var file = SampleFiles.Bytes("plain.tif");
        var at = TagAt(file, TiffRowsPerStrip);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), becomes == 0 ? (ushort)254 : becomes);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at + 2), 4);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at + 8), value);
        Should.Throw<UnsupportedImageException>(() =>
            RasterImage.Load(file, SampleFiles.Options)).Message.ShouldContain("raw photograph");
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Damaged_files_are_read_or_refused(string ending)
    {
        var files = SampleFiles.Names.Where(name => name.EndsWith(ending, StringComparison.Ordinal))
            .Select(SampleFiles.Bytes).ToArray();
        output.WriteLine(FuzzRun.Read<ImageFormatException>(
            ending, random => Damage(files[random.Next(files.Length)], random), (file, _) =>
            {
                var options = SampleFiles.Options with { MaxPixels = 1 << 18 };
                RasterImage.Identify(file, options);
                RasterImage.Load(file, options);
            }));
    }

    private const ushort TiffRowsPerStrip = 278;

    private static byte[] Damage(byte[] original, Random random)
    {
        var file = original.ToArray();
        for (var hits = random.Next(1, 5); hits > 0; hits--)
        {
            // The kind itself is left alone; headers are short and decide most, so half of the damage goes there.
            var at = random.Next(4, random.Next(2) == 0 ? Math.Min(96, file.Length) : file.Length);
            if (random.Next(40) == 0) return file[..at];
            file[at] = random.Next(4) switch
            {
                0 => (byte)(file[at] ^ (1 << random.Next(8))),
                1 => 0,
                2 => 255,
                _ => (byte)random.Next(256),
            };
        }
        return file;
    }

    private static void Bounded(Action read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            read();
        }
        catch (ImageFormatException)
        {
            // Refused is as good as read.
        }
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(64 << 20);
    }

    private static void SetTag(byte[] file, ushort tag, uint value)
    {
        var at = TagAt(file, tag);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at + 2), 4);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at + 8), value);
    }

    private static int TagAt(byte[] file, ushort tag)
    {
        var at = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4)) + 2;
        while (BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at)) != tag) at += 12;
        return at;
    }
}
