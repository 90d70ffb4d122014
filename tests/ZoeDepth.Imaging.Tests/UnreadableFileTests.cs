using System.Text;

namespace ZoeDepth.Imaging.Tests;

public sealed class UnreadableFileTests
{
    [Theory]
    [InlineData("GIF89a......", "GIF")]
    [InlineData("RIFF\0\0\0\0WEBPVP8 ", "WebP")]
    [InlineData("II*\0\b\0\0\0", "TIFF")]
    [InlineData("MM\0*\0\0\0\b", "TIFF")]
    [InlineData("qoif\0\0\0\x01", "QOI")]
    [InlineData("\0\0\0\x18" + "ftypheic\0\0\0\0", "HEIC")]
    [InlineData("\0\0\0\x18" + "ftypavif\0\0\0\0", "AVIF")]
    [InlineData("\xFF\x0A\0\0", "JPEG XL")]
    [InlineData("8BPS\0\x01", "PSD")]
    [InlineData("v/1\x01\x02\0\0\0", "OpenEXR")]
    [InlineData("P7\nWIDTH 1\n", "PAM")]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG")]
    [InlineData("<?xml version='1.0'?>\n<svg/>", "SVG")]
    public void A_known_kind_is_refused_by_name_with_the_way_out(string start, string name)
    {
        var error = Should.Throw<UnsupportedImageException>(() => RasterImage.Load(Encoding.Latin1.GetBytes(start)));
        error.Message.ShouldContain(name);
        error.Message.ShouldContain("convert it to PNG or JPEG");
    }

    [Theory]
    [InlineData("\n\n <!DOCTYPE html><html>", "an HTML page")]
    [InlineData("<HTML><body>404", "an HTML page")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:00", "git lfs pull")]
    [InlineData("{\"error\": \"not found\"}",
        "a text file, not a picture (unknown kind); it begins with \"{\"error\": \"not found\"}\"")]
    [InlineData("\x93NUMPY\x01\0v\0", "a NumPy array, not a picture; depth in it is read with DepthFile.Read")]
    [InlineData("PK\x03\x04\x14\0", "ZIP archive")]
    [InlineData("\x1F\x8B\x08\0", "gzip")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "nothing but zero bytes")]
    [InlineData("\x01\x02\x03\x04\x05\x06\x07\x08\x09", "the first bytes are 0102030405060708")]
    public void What_is_no_picture_is_described(string start, string message) =>
        Should.Throw<UnsupportedImageException>(() =>
            RasterImage.Load(Encoding.Latin1.GetBytes(start))).Message.ShouldContain(message);

    [Fact]
    public void An_empty_file_is_told_with_its_name()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("empty.jpg", []);
        var error = Should.Throw<TruncatedImageException>(() => RasterImage.Load(path));
        error.Message.ShouldBe($"{path}: the file is empty; copy or download it again");
        error.FileName.ShouldBe(path);
    }

    [Fact]
    public void A_file_or_stream_beyond_the_byte_limit_is_refused_without_being_read()
    {
        using var folder = new TemporaryFolder();
        var options = new DecodeOptions { MaxFileBytes = 1000 };
        Should.Throw<ImageTooLargeException>(() =>
            RasterImage.Load(folder.Write("big.png", new byte[1001]), options)).Message.ShouldContain(
            "longer than the 1000 bytes");
        var endless = new EndlessStream();
        Should.Throw<ImageTooLargeException>(() => RasterImage.Load(endless, options));
        endless.Given.ShouldBeLessThan(100_000);
    }

    [Fact]
    public void A_stream_that_comes_in_small_pieces_is_read_to_its_end()
    {
        var file = PngEncoder.Encode(Png.PngEncoderTests.RandomImage(90, 80, PixelFormat.Rgb8, 2));
        RasterImage.Load(new SmallPieces(file)).Data.ShouldBe(RasterImage.Load(file).Data);
    }

    [Fact]
    public void Reading_a_cancelled_file_throws_at_once()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("x.png", PngEncoder.Encode(Png.PngEncoderTests.RandomImage(9, 8, PixelFormat.Rgb8, 2)));
        Should.Throw<OperationCanceledException>(
            () => RasterImage.Load(path, cancellation: new CancellationToken(true)));
    }

    [Fact]
    public void A_decoder_in_the_options_reads_for_those_who_ask_for_it_and_for_nobody_else()
    {
        var options = new DecodeOptions { Decoders = [new OwnFormat(), .. ImageDecoders.BuiltIn] };
        RasterImage.Load("OWNFORMAT, one gray pixel"u8, options).Data.ShouldBe([77]);
        Should.Throw<UnsupportedImageException>(() => RasterImage.Load("OWNFORMAT, one gray pixel"u8));
    }

    [Theory]
    [InlineData("\0\0\0\u0018ftypheic", "heif-convert")]
    [InlineData("\0\0\0\u0018ftypavif", "avifdec")]
    [InlineData("RIFF\0\0\0\0WEBPVP8 ", "DecodeOptions.Decoders")]
    [InlineData("\0\0\0\u0018ftypisom",
        "QuickTime video is not read here; take pictures out of it: 'ffmpeg -i film.mp4 frames/%06d.png'")]
    [InlineData("\u001A\u0045\u00DF\u00A3", "ffmpeg")]
    [InlineData("\0\u0005\u0016\u0007\0\u0002\0\0Mac OS X        ", "the picture is the file without ._")]
    public void A_kind_that_is_not_read_is_refused_with_the_way_out(string start, string wayOut) =>
        Should.Throw<UnsupportedImageException>(() =>
            RasterImage.Load(System.Text.Encoding.Latin1.GetBytes(start))).Message.ShouldContain(wayOut);

    [Fact]
    public void A_stream_at_its_end_is_not_called_an_empty_file()
    {
        var stream = new MemoryStream(new byte[12]) { Position = 12 };
        Should.Throw<TruncatedImageException>(() => RasterImage.Load(stream)).Message.ShouldContain("set its Position");
        Should.Throw<TruncatedImageException>(() =>
            RasterImage.Load(new MemoryStream())).Message.ShouldContain("the file is empty");
    }

    [Fact]
    public void A_folder_is_called_one() =>
        Should.Throw<IOException>(() =>
            RasterImage.Load(Path.GetTempPath())).Message.ShouldContain("is a folder; name a file in it");

    private sealed class OwnFormat : IImageDecoder
    {
        public string FormatName => "own";

        public bool Recognises(ReadOnlySpan<byte> start) => start.StartsWith("OWNFORMAT"u8);

        public ImageInfo Identify(ReadOnlySpan<byte> file, DecodeOptions options) =>
            new(FormatName, 1, 1, ImageMetadata.None);

        public RasterImage Decode(ReadOnlySpan<byte> file, DecodeOptions options, CancellationToken cancellation) =>
            new(1, 1, PixelFormat.Gray8, [77]);
    }

    private sealed class EndlessStream : MemoryStream
    {
        public long Given { get; private set; }

        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer)
        {
            Given += buffer.Length;
            return buffer.Length;
        }
    }

    private sealed class SmallPieces(byte[] file) : MemoryStream(file)
    {
        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(7, buffer.Length)]);
    }
}
