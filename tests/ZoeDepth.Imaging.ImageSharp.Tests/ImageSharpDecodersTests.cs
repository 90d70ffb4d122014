namespace ZoeDepth.Imaging.ImageSharp.Tests;

public sealed class ImageSharpDecodersTests
{
    public static TheoryData<string> Readable => [.. SampleFiles.Names];

    [Theory, MemberData(nameof(Readable))]
    public void Pixels_are_those_of_Pillow(string name)
    {
        var image = RasterImage.Load(SampleFiles.Bytes(name), SampleFiles.Options);
        var expected = RasterImage.Load(SampleFiles.Bytes(name + ".png"));
        (image.Width, image.Height).ShouldBe((expected.Width, expected.Height));
        image.FileFormat.ShouldBe(Path.GetExtension(name) switch
            { ".webp" => "WebP", ".gif" => "GIF", ".tif" => "TIFF", _ => "TGA" });
        if (expected.Format == PixelFormat.Gray16) image.Format.ShouldBe(PixelFormat.Gray16);
        else (image, expected) = (image.ToRgb8(), expected.ToRgb8());

        // ImageSharp decodes the JPEG inside a TIFF with floats, libjpeg with integers; it rounds the 16-bit colours of
        // a palette, Pillow takes their high bytes.
        var largest = name == "jpeg.tif" ? 3 : name == "palette.tif" ? 1 : 0;
        image.Data.Zip(expected.Data, (one, two) => Math.Abs(one - two)).Max().ShouldBeLessThanOrEqualTo(largest);
    }

    [Theory, MemberData(nameof(Readable))]
    public void Size_kind_and_metadata_are_known_without_decoding(string name)
    {
        var file = SampleFiles.Bytes(name);
        var info = RasterImage.Identify(file, SampleFiles.Options);
        var image = RasterImage.Load(file, SampleFiles.Options);
        info.ShouldBe(new ImageInfo(image.FileFormat!, image.Width, image.Height, image.Metadata));
    }

    [Theory]
    [InlineData("turned.webp", 28)]
    [InlineData("turned.tif", null)]
    public void Exif_is_read_and_applied(string name, int? focalLength)
    {
        var image = RasterImage.Load(SampleFiles.Bytes(name), SampleFiles.Options);
        (image.Width, image.Height).ShouldBe((47, 61));
        image.Metadata.ShouldBe(new ImageMetadata(6, null, focalLength, "Maker", "Camera 1"));
    }

    [Fact]
    public void An_orientation_in_XMP_is_applied_where_EXIF_has_none()
    {
        var image = RasterImage.Load(SampleFiles.Bytes("turned-xmp.webp"), SampleFiles.Options);
        (image.Width, image.Height, image.Metadata.Orientation).ShouldBe((47, 61, 8));
        // Turned counterclockwise, the first stored pixel is the last of the first column.
        var stored = RasterImage.Load(SampleFiles.Bytes("lossless.webp"), SampleFiles.Options);
        image.Data.AsSpan(3 * 47 * 60, 3).ToArray().ShouldBe(stored.Data[..3]);
    }

    [Fact]
    public void Gray_stays_gray()
    {
        RasterImage.Load(SampleFiles.Bytes("gray.tga"), SampleFiles.Options).Format.ShouldBe(PixelFormat.Gray8);
        RasterImage.Load(SampleFiles.Bytes("gray.tif"), SampleFiles.Options).Format.ShouldBe(PixelFormat.Gray8);
    }

    [Fact]
    public void Of_an_animation_the_first_picture_is_read()
    {
        var image = RasterImage.Load(SampleFiles.Bytes("animated.gif"), SampleFiles.Options);
        image.Data.ShouldBe(RasterImage.Load(SampleFiles.Bytes("plain.gif"), SampleFiles.Options).Data);
    }

    [Fact]
    public void What_this_library_reads_itself_stays_its_own()
    {
        using var folder = new TemporaryFolder();
        var png = PngEncoder.Encode(new RasterImage(1, 1, PixelFormat.Rgb8, [1, 2, 3]));
        RasterImage.Load(png, SampleFiles.Options).FileFormat.ShouldBe("PNG");
        foreach (var decoder in ImageSharpDecoders.All) decoder.Recognises(png).ShouldBeFalse(decoder.FormatName);
    }

    [Theory]
    [InlineData("\0\0\u0001\0\u0001\0 \0\0\0\u0001\0 \0\0\0\0\0")]
    [InlineData("\0\0\u0002\0\u0001\0 \0\0\0\u0001\0 \0\0\0\0\0")]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0mif1")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("a text of more than eighteen letters")]
    public void What_only_looks_a_little_like_TGA_is_not_taken_for_it(string start) =>
        Should.Throw<UnsupportedImageException>(() =>
            RasterImage.Load(System.Text.Encoding.Latin1.GetBytes(start), SampleFiles.Options));

    [Theory]
    [InlineData("ftypheic", "HEIC is not read here; convert it to PNG or JPEG: 'heif-convert")]
    [InlineData("ftypavif", "AVIF is not read here; convert it to PNG or JPEG: 'avifdec")]
    public void HEIC_and_AVIF_are_refused_by_name_with_the_way_out(string brand, string message) =>
        Should.Throw<UnsupportedImageException>(
            () => RasterImage.Load(System.Text.Encoding.Latin1.GetBytes("\0\0\0\u0018" + brand + "\0\0\0\0mif1"),
                SampleFiles.Options))
            .Message.ShouldContain(message);

    [Theory]
    [InlineData("float.tif", "floating-point samples")]
    [InlineData("cmyk.tif", "TIFF")]
    [InlineData("fax.tif", "a TIFF of fax-coded black and white is not read here")]
    [InlineData("animated.webp", "an animated WebP is not read here")]
    public void Kinds_that_are_not_read_are_refused_by_name(string name, string message) =>
        Should.Throw<UnsupportedImageException>(() => RasterImage.Load(SampleFiles.Bytes(name), SampleFiles.Options))
            .Message.ShouldContain(message);

    [Fact]
    public void Without_the_package_the_refusal_names_it() =>
        Should.Throw<UnsupportedImageException>(() => RasterImage.Load(SampleFiles.Bytes("lossy.webp")))
            .Message.ShouldContain("ZoeDepth.Imaging.ImageSharp");
}
