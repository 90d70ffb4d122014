using System.Buffers.Binary;

namespace ZoeDepth.Imaging;

/// <summary>The frame header (T.81 B.2.2): size, process and components of the picture.</summary>
internal sealed class JpegFrame
{
    private JpegFrame(int width, int height, bool isProgressive, JpegComponent[] components)
    {
        (Width, Height, IsProgressive, Components) = (width, height, isProgressive, components);
        LargestHorizontal = components.Max(c => c.Horizontal);
        LargestVertical = components.Max(c => c.Vertical);
        McuColumns = Ceiling(width, 8 * LargestHorizontal);
        McuRows = Ceiling(height, 8 * LargestVertical);
        foreach (var component in components)
        {
            component.Width = Ceiling(width * component.Horizontal, LargestHorizontal);
            component.Height = Ceiling(height * component.Vertical, LargestVertical);
            component.BlocksPerRow = McuColumns * component.Horizontal;
        }
    }

    /// <summary>Columns as stored, before the orientation is applied.</summary>
    public int Width { get; }

    /// <summary>Rows as stored, before the orientation is applied.</summary>
    public int Height { get; }

    public bool IsProgressive { get; }

    public JpegComponent[] Components { get; }

    public int LargestHorizontal { get; }

    public int LargestVertical { get; }

    /// <summary>Minimum coded units a row of an interleaved scan.</summary>
    public int McuColumns { get; }

    /// <summary>Rows of minimum coded units of an interleaved scan.</summary>
    public int McuRows { get; }

    /// <summary>Blocks of all components, without the padding of interleaved scans.</summary>
    public long Blocks => Components.Sum(c => (long)c.ColumnsAlone * c.RowsAlone);

    /// <summary>One byte a pixel for one component, else three.</summary>
    public PixelFormat Format => Components.Length == 1 ? PixelFormat.Gray8 : PixelFormat.Rgb8;

    /// <summary>Reads a frame header and refuses what cannot be decoded.</summary>
    /// <exception cref="UnsupportedImageException">arithmetic coding, lossless, hierarchical, 12 bits, fractional
    /// sampling, height 0, odd counts of components</exception>
    /// <exception cref="CorruptImageException">a value outside the standard</exception>
    /// <exception cref="ImageTooLargeException">more pixels than allowed</exception>
    public static JpegFrame Parse(byte marker, ReadOnlySpan<byte> segment, DecodeOptions options)
    {
        RefuseProcess(marker);
        if (segment.Length < 6)
            throw Corrupt($"the frame header is {segment.Length} bytes long; at least 6 were expected");
        if (segment[0] != 8) throw Unsupported($"{segment[0]} bits per sample");
        int height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]),
            width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        int count = segment[5];
        if (width == 0) throw Corrupt("the frame header declares a width of 0");
        if (height == 0) throw Unsupported("height 0 (DNL)");
        if (count is 0 or 2 or > 4) throw Unsupported($"{count} components");
        if (segment.Length < 6 + (3 * count)) throw Corrupt("the frame header is too short for its components");
        options.CheckSize("JPEG", width, height, count == 1 ? 1 : 3);

        var components = new JpegComponent[count];
        for (var i = 0; i < count; i++)
        {
            var entry = segment.Slice(6 + (3 * i), 3);
            int horizontal = entry[1] >> 4, vertical = entry[1] & 15;
            if (horizontal is < 1 or > 4 || vertical is < 1 or > 4)
                throw Corrupt($"component {i + 1} declares sampling {horizontal}x{vertical}; factors are 1..4");
            // The factors of a lone component mean nothing: its scan is never interleaved.
            components[i] = count == 1 ? new JpegComponent(entry[0], 1, 1, entry[2])
                : new JpegComponent(entry[0], horizontal, vertical, entry[2]);
        }
        var frame = new JpegFrame(width, height, marker == JpegMarker.StartOfFrame2, components);
        foreach (var c in components)
        {
            if (frame.LargestHorizontal % c.Horizontal != 0 || frame.LargestVertical % c.Vertical != 0)
                throw Unsupported(
                    $"fractional sampling ({c.Horizontal}x{c.Vertical} beside " +
                    $"{frame.LargestHorizontal}x{frame.LargestVertical})");
        }
        return frame;
    }

    private static void RefuseProcess(byte marker)
    {
        var kind = marker switch
        {
            0xC3 => "lossless",
            0xC5 or 0xC6 => "hierarchical",
            0xC7 => "hierarchical lossless",
            0xC9 or 0xCA => "arithmetic coding",
            0xCB => "lossless with arithmetic coding",
            0xCD or 0xCE or 0xCF => "hierarchical with arithmetic coding",
            _ => null,
        };
        if (kind is not null) throw Unsupported(kind);
    }

    private static UnsupportedImageException Unsupported(string kind) =>
        new($"JPEG: {kind} is not supported; convert the picture to an ordinary 8-bit JPEG or PNG");

    private static CorruptImageException Corrupt(string what) => new($"JPEG: {what}. The file is damaged");

    private static int Ceiling(int value, int divisor) => (value + divisor - 1) / divisor;
}
