using System.Buffers.Binary;
using System.Text;

namespace ZoeDepth.Imaging.Tests.Exif;

/// <summary>Every place of a file in which Pillow finds an orientation turns the image here, too.</summary>
public sealed class OrientationCarrierTests
{
    private const string Xmp = "<x:xmpmeta><rdf:Description tiff:Orientation=\"6\"/></x:xmpmeta>";

    [Theory]
    [InlineData("xmp6.png")]
    [InlineData("rawprofile_exif6.png")]
    public void A_png_is_turned(string name)
    {
        RasterImage.Load(Faults.PathOf("orientation", name)).Metadata.Orientation.ShouldBe(6);
        var (turned, stored) = (RasterImage.Identify(Faults.PathOf("orientation", name)),
            SizeOf(File.ReadAllBytes(Faults.PathOf("orientation", name))));
        (turned.Height, turned.Width).ShouldBe(stored);
    }

    [Fact]
    public void A_jpeg_with_orientation_in_xmp_alone_is_turned_and_exif_wins_where_both_have_one()
    {
        var jpeg = JpegEncoder.Encode(new RasterImage(24, 16, PixelFormat.Gray8, new byte[24 * 16]));
        byte[] Segment(ReadOnlySpan<byte> data)
        {
            var segment = new byte[4 + data.Length];
            (segment[0], segment[1]) = (0xFF, 0xE1);
            BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(2 + data.Length));
            data.CopyTo(segment.AsSpan(4));
            return segment;
        }

        var xmp = Segment(Encoding.ASCII.GetBytes($"http://ns.adobe.com/xap/1.0/\0{Xmp}"));
        var image = RasterImage.Load([.. jpeg[..2], .. xmp, .. jpeg[2..]]);
        (image.Width, image.Height, image.Metadata.Orientation).ShouldBe((16, 24, 6));

        byte[] exif = [.. "Exif\0\0"u8, .. Tiff(3, 1, [3, 0])];
        image = RasterImage.Load([.. jpeg[..2], .. xmp, .. Segment(exif), .. jpeg[2..]]);
        (image.Width, image.Height, image.Metadata.Orientation).ShouldBe((24, 16, 3));
    }

    [Theory]
    [InlineData(3, new byte[] { 6, 0 }, 6)]
    [InlineData(4, new byte[] { 6, 0, 0, 0 }, 6)]
    [InlineData(5, new byte[] { 12, 0, 0, 0, 2, 0, 0, 0 }, 6)]
    [InlineData(6, new byte[] { 6 }, 6)]
    [InlineData(8, new byte[] { 6, 0 }, 6)]
    [InlineData(9, new byte[] { 6, 0, 0, 0 }, 6)]
    [InlineData(10, new byte[] { 6, 0, 0, 0, 1, 0, 0, 0 }, 6)]
    [InlineData(11, new byte[] { 0, 0, 0xC0, 0x40 }, 6)]
    [InlineData(12, new byte[] { 0, 0, 0, 0, 0, 0, 0x18, 0x40 }, 6)]
    [InlineData(13, new byte[] { 6, 0, 0, 0 }, 6)]
    [InlineData(1, new byte[] { 6 }, 1)]
    [InlineData(7, new byte[] { 6 }, 1)]
    [InlineData(5, new byte[] { 6, 0, 0, 0, 0, 0, 0, 0 }, 1)]
    [InlineData(11, new byte[] { 0, 0, 0xD0, 0x40 }, 1)]
    public void Every_type_that_is_a_number_counts(int type, byte[] value, int orientation) =>
        ExifReader.Read(Tiff((ushort)type, 1, value)).Orientation.ShouldBe(orientation);

    [Theory]
    [InlineData("<tiff:Orientation>8</tiff:Orientation>", 8)]
    [InlineData("tiff:Orientation='6' tiff:Orientation=\"3\"", 3)]
    [InlineData("tiff:Orientation=\"9\"", 1)]
    public void Xmp_is_searched_as_pillow_searches_it(string packet, int orientation) =>
        XmpOrientation.Find(Encoding.ASCII.GetBytes(packet)).ShouldBe(orientation);

    [Fact]
    public void Xmp_without_orientation_has_none() =>
        XmpOrientation.Find("<x:xmpmeta tiff:Orientation"u8).ShouldBeNull();

    /// <summary>Little-endian: header, one directory of one entry, the value behind it where it does not fit.</summary>
    private static byte[] Tiff(ushort type, uint count, byte[] value)
    {
        var tiff = new byte[26 + value.Length];
        "II*\0"u8.CopyTo(tiff);
        tiff[4] = 8;
        tiff[8] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(10), 0x0112);
        BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(12), type);
        BinaryPrimitives.WriteUInt32LittleEndian(tiff.AsSpan(14), count);
        if (value.Length <= 4) value.CopyTo(tiff.AsSpan(18));
        else
        {
            tiff[18] = 26;
            value.CopyTo(tiff.AsSpan(26));
        }
        return tiff;
    }

    private static (int Width, int Height) SizeOf(ReadOnlySpan<byte> png) =>
        (BinaryPrimitives.ReadInt32BigEndian(png[16..]), BinaryPrimitives.ReadInt32BigEndian(png[20..]));
}
