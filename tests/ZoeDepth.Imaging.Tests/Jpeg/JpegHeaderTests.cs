namespace ZoeDepth.Imaging.Tests.Jpeg;

/// <summary>What a JPEG's header may say and what not.</summary>
public sealed class JpegHeaderTests
{
    // 8 bits, 16 rows, 24 columns, three components, luminance of 2x2 samples.
    private static readonly byte[] Header = [8, 0, 16, 0, 24, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];

    private static JpegFrame Parse(byte marker, byte[] segment) =>
        JpegFrame.Parse(marker, segment, DecodeOptions.Default);

    private static byte[] With(int at, byte value)
    {
        var changed = Header.ToArray();
        changed[at] = value;
        return changed;
    }

    [Theory]
    [InlineData(0xC3, "lossless")]
    [InlineData(0xC5, "hierarchical")]
    [InlineData(0xC6, "hierarchical")]
    [InlineData(0xC7, "hierarchical lossless")]
    [InlineData(0xC9, "arithmetic coding")]
    [InlineData(0xCA, "arithmetic coding")]
    [InlineData(0xCB, "lossless with arithmetic coding")]
    [InlineData(0xCD, "hierarchical with arithmetic coding")]
    [InlineData(0xCE, "hierarchical with arithmetic coding")]
    [InlineData(0xCF, "hierarchical with arithmetic coding")]
    public void A_process_that_is_not_read_is_named(byte marker, string name) =>
        Should.Throw<UnsupportedImageException>(() => Parse(marker, Header)).Message
            .ShouldBe($"JPEG: {name} is not supported; convert the picture to an ordinary 8-bit JPEG or PNG");

    [Theory]
    [InlineData(0, 12, "12 bits per sample")]
    [InlineData(2, 0, "height 0 (DNL)")]
    [InlineData(5, 0, "0 components")]
    [InlineData(5, 2, "2 components")]
    [InlineData(5, 5, "5 components")]
    [InlineData(10, 0x31, "fractional sampling (2x2 beside 3x2)")]
    [InlineData(10, 0x13, "fractional sampling (2x2 beside 2x3)")]
    public void A_header_that_is_not_read_is_named(int at, byte value, string name) =>
        Should.Throw<UnsupportedImageException>(() => Parse(0xC0, With(at, value))).Message.ShouldContain(name);

    [Theory]
    [InlineData(4, 0, "a width of 0")]
    [InlineData(5, 4, "too short for its components")]
    [InlineData(7, 0x02, "component 1 declares sampling 0x2; factors are 1..4")]
    [InlineData(7, 0x52, "component 1 declares sampling 5x2")]
    [InlineData(10, 0x10, "component 2 declares sampling 1x0")]
    [InlineData(13, 0x15, "component 3 declares sampling 1x5")]
    public void A_header_that_cannot_be_is_corrupt(int at, byte value, string what) =>
        Should.Throw<CorruptImageException>(() => Parse(0xC0, With(at, value))).Message.ShouldContain(what);

    [Fact]
    public void A_header_cut_short_is_corrupt() =>
        Should.Throw<CorruptImageException>(() => Parse(0xC0, Header[..5])).Message
            .ShouldContain("the frame header is 5 bytes long; at least 6 were expected");

    [Fact]
    public void The_sampling_of_a_lone_component_means_nothing()
    {
        var frame = Parse(0xC2, [8, 0, 16, 0, 24, 1, 1, 0x43, 0]);
        (frame.Components[0].Horizontal, frame.Components[0].Vertical, frame.IsProgressive).ShouldBe((1, 1, true));
    }

    /// <summary>The rules of libjpeg: JFIF says YCbCr, else Adobe's marker, else the components' names.</summary>
    [Theory]
    [InlineData("", "1 2 3", "YCbCr")]
    [InlineData("", "82 71 66", "Rgb")]
    [InlineData("", "82 71 67", "YCbCr")]
    [InlineData("", "82 72 66", "YCbCr")]
    [InlineData("", "83 71 66", "YCbCr")]
    [InlineData("jfif", "82 71 66", "YCbCr")]
    [InlineData("adobe 0", "1 2 3", "Rgb")]
    [InlineData("adobe 1", "82 71 66", "YCbCr")]
    [InlineData("", "1", "Gray")]
    [InlineData("", "1 2 3 4", "Cmyk")]
    [InlineData("adobe 0", "1 2 3 4", "Cmyk")]
    [InlineData("adobe 2", "1 2 3 4", "Ycck")]
    public void Colours_are_what_markers_and_names_say(string marker, string ids, string colour)
    {
        var tables = new JpegTables();
        if (marker == "jfif") tables.Read(JpegMarker.Application0, "JFIF\0\u0001\u0001"u8);
        if (marker.StartsWith("adobe", StringComparison.Ordinal))
            tables.Read(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, (byte)(marker[^1] - '0')]);
        byte[] components = [.. ids.Split(' ').SelectMany(id => (byte[])[byte.Parse(id), 0x11, 0])];
        var frame = Parse(0xC0, [8, 0, 16, 0, 24, (byte)(components.Length / 3), .. components]);
        JpegColors.Of(frame, tables).ToString().ShouldBe(colour);
    }
}
