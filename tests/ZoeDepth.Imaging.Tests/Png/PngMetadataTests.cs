using System.Text;

namespace ZoeDepth.Imaging.Tests.Png;

/// <summary>Orientation in the texts of a PNG, whole, damaged and far too long.</summary>
public sealed class PngMetadataTests
{
    // Little-endian TIFF with one entry: orientation 6.
    private static readonly byte[] Exif =
        [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0];

    private static readonly string Profile = $"\nexif\n{Exif.Length}\n{Convert.ToHexStringLower(Exif)}\n";

    private const string Packet = "<x tiff:Orientation=\"8\"/>";

    private static int Orientation(params byte[][] chunks)
    {
        var file = PngBytes.File(
            [PngBytes.Header(1, 1, 8, 2), .. chunks, PngBytes.Chunk("IDAT", PngBytes.Deflate(0, 1, 2, 3)),
                PngBytes.Chunk("IEND")]);
        return RasterImage.Identify(file).Metadata.Orientation;
    }

    private static byte[] Text(string keyword, string text) =>
        PngBytes.Chunk("tEXt", [.. Encoding.Latin1.GetBytes($"{keyword}\0{text}")]);

    private static byte[] Compressed(string keyword, byte method, byte[] packed) =>
        PngBytes.Chunk("zTXt", [.. Encoding.Latin1.GetBytes($"{keyword}\0"), method, .. packed]);

    private static byte[] International(string keyword, byte flag, string between, byte[] text) =>
        PngBytes.Chunk("iTXt", [.. Encoding.Latin1.GetBytes($"{keyword}\0"), flag, 0,
            .. Encoding.Latin1.GetBytes(between), .. text]);

    [Fact]
    public void A_profile_of_digits_counts_in_every_kind_of_text()
    {
        Orientation(Text("Raw profile type exif", Profile)).ShouldBe(6);
        var packed = PngBytes.Deflate(Encoding.Latin1.GetBytes(Profile));
        Orientation(Compressed("Raw profile type exif", 0, packed)).ShouldBe(6);
        Orientation(International("Raw profile type exif", 1, "\0\0", packed)).ShouldBe(6);
    }

    [Fact]
    public void A_packet_counts_where_neither_exif_nor_profile_has_an_orientation()
    {
        var packet = International("XML:com.adobe.xmp", 0, "de\0Titel\0", Encoding.UTF8.GetBytes(Packet));
        Orientation(packet).ShouldBe(8);
        Orientation(packet, Text("Raw profile type exif", Profile)).ShouldBe(6);
        Orientation(packet, Text("Raw profile type exif", "\nexif\n1\nzz\n")).ShouldBe(8);
    }

    [Theory]
    [InlineData("\nexif\n26\n4949")]
    [InlineData("\nexif\n26\n4949f")]
    [InlineData("\nexif\n26\n49 49 zz")]
    [InlineData("")]
    public void A_profile_that_is_none_is_passed_over(string text) =>
        Orientation(Text("Raw profile type exif", text)).ShouldBe(1);

    [Fact]
    public void Damaged_texts_are_passed_over()
    {
        Orientation(PngBytes.Chunk("tEXt", [.. "Raw profile type exif"u8])).ShouldBe(1, "no end of the keyword");
        Orientation(Text("Comment", Profile)).ShouldBe(1);
        Orientation(Compressed("Raw profile type exif", 1, PngBytes.Deflate(1, 2))).ShouldBe(1, "no such method");
        Orientation(Compressed("Raw profile type exif", 0, [1, 2, 3])).ShouldBe(1, "no deflated bytes");
        Orientation(PngBytes.Chunk("zTXt", [.. "Raw profile type exif\0"u8])).ShouldBe(1);
        Orientation(PngBytes.Chunk("iTXt", [.. "XML:com.adobe.xmp\0"u8, 0])).ShouldBe(1);
        Orientation(International("XML:com.adobe.xmp", 0, "de", [])).ShouldBe(1, "no end of the language");
        Orientation(International("XML:com.adobe.xmp", 0, "de\0Titel", [])).ShouldBe(1, "no end of the translation");
        var tooLong = PngBytes.Deflate(new byte[1 << 22]);
        Orientation(Compressed("Raw profile type exif", 0, tooLong)).ShouldBe(1);
    }

    [Fact]
    public void Texts_that_inflate_again_and_again_are_left_alone()
    {
        const string Keyword = "Raw profile type exif";
        var lines = PngBytes.Deflate([.. Enumerable.Repeat((byte)'\n', (1 << 22) - 1)]);
        var damaged = lines[..^4];
        var good = Compressed(Keyword, 0, PngBytes.Deflate(Encoding.Latin1.GetBytes(Profile)));
        Orientation(Compressed(Keyword, 0, PngBytes.Deflate("no\n\n\ndigits"u8.ToArray())), good).ShouldBe(6);
        foreach (var bomb in new[] { lines, damaged })
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Orientation([.. Enumerable.Repeat(Compressed(Keyword, 0, bomb), 100)]).ShouldBe(1);
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(150L << 20);
        }
    }
}
