namespace ZoeDepth.Imaging.Tests;

public sealed class AsyncLoadTests
{
    [Fact]
    public async Task A_stream_that_refuses_synchronous_reads_is_read()
    {
        var file = PngEncoder.Encode(Png.PngEncoderTests.RandomImage(90, 80, PixelFormat.Rgb8, 2));
        var image = await RasterImage.LoadAsync(new RequestBody(file));
        image.Data.ShouldBe(RasterImage.Load(file).Data);
        image.FileFormat.ShouldBe("PNG");
        Should.Throw<InvalidOperationException>(() => RasterImage.Load(new RequestBody(file)));
    }

    [Fact]
    public async Task A_file_is_read_the_same_way_and_its_errors_carry_its_name()
    {
        using var folder = new TemporaryFolder();
        var image = Png.PngEncoderTests.RandomImage(9, 8, PixelFormat.Gray8, 2);
        (await RasterImage.LoadAsync(folder.Write("a.png", PngEncoder.Encode(image)))).Data.ShouldBe(image.Data);
        var text = folder.Write("b.png", "a text"u8);
        (await Should.ThrowAsync<UnsupportedImageException>(() => RasterImage.LoadAsync(text))).Message.ShouldStartWith(
            $"{text}: ");
    }

    [Fact]
    public async Task A_limit_and_a_cancellation_are_minded()
    {
        var file = PngEncoder.Encode(Png.PngEncoderTests.RandomImage(90, 80, PixelFormat.Rgb8, 2));
        await Should.ThrowAsync<ImageTooLargeException>(() =>
            RasterImage.LoadAsync(new RequestBody(file), new DecodeOptions { MaxFileBytes = 1000 }));
        await Should.ThrowAsync<OperationCanceledException>(() =>
            RasterImage.LoadAsync(new RequestBody(file), null, new CancellationToken(true)));
    }

    [Fact]
    public async Task A_pipe_nobody_writes_to_is_refused_and_one_that_is_cancelled_ends_at_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/mkfifo"), "there is no mkfifo");
        using var folder = new TemporaryFolder();
        var path = folder.File("pipe.jpg");
        using (var made = System.Diagnostics.Process.Start("/usr/bin/mkfifo", [path])) await made.WaitForExitAsync();
        using var soon = new CancellationTokenSource(100);
        Should.Throw<OperationCanceledException>(() => RasterImage.Load(path, null, soon.Token));
        Should.Throw<IOException>(() => RasterImage.Load(path)).Message.ShouldContain("nobody writes to");
        // Those who wait in the background get their end.
        await using var end = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
    }

    [Fact]
    public async Task An_image_is_saved_by_asynchronous_writes_alone()
    {
        var image = Png.PngEncoderTests.RandomImage(90, 80, PixelFormat.Rgb8, 2);
        var (png, jpeg) = (new AnswerBody(), new AnswerBody());
        await PngEncoder.SaveAsync(image, png, [new("Title", "a test")]);
        png.Written.ShouldBe(PngEncoder.Encode(image, [new("Title", "a test")]));
        await JpegEncoder.SaveAsync(image, jpeg, new JpegOptions { Quality = 80 });
        jpeg.Written.ShouldBe(JpegEncoder.Encode(image, new JpegOptions { Quality = 80 }));
        await Should.ThrowAsync<OperationCanceledException>(() =>
            JpegEncoder.SaveAsync(image, new AnswerBody(), null, new CancellationToken(true)));
        Should.Throw<InvalidOperationException>(() => PngEncoder.Save(image, new AnswerBody()));
    }

    /// <summary>A body as Kestrel gives it: no length, asynchronous calls only.</summary>
    private abstract class Body : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
            { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => throw Synchronous();

        public override void Write(byte[] buffer, int offset, int count) => throw Synchronous();

        public override void Flush() => throw Synchronous();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        private static InvalidOperationException Synchronous() => new("Synchronous operations are disallowed");
    }

    /// <summary>Of an answer.</summary>
    private sealed class AnswerBody : Body
    {
        private readonly MemoryStream _written = new();

        public byte[] Written => _written.ToArray();

        public override bool CanWrite => true;

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer,
            CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            _written.Write(buffer.Span);
        }
    }

    /// <summary>Of a request, in small pieces.</summary>
    private sealed class RequestBody(byte[] file) : Body
    {
        private int _at;

        public override bool CanRead => true;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer,
            CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            var count = Math.Min(Math.Min(buffer.Length, 999), file.Length - _at);
            file.AsSpan(_at, count).CopyTo(buffer.Span);
            _at += count;
            return count;
        }
    }
}
