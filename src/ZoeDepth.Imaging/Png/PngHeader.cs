using System.Buffers.Binary;

namespace ZoeDepth.Imaging;

/// <summary>The bits of PNG's colour type: what a pixel is made of.</summary>
[Flags]
internal enum PngColour
{
    Gray = 0,
    Palette = 1,
    Colour = 2,
    Alpha = 4,
    Indexed = Palette | Colour,
    GrayAlpha = Alpha,
    ColourAlpha = Colour | Alpha,
}

/// <summary>The IHDR chunk: size, samples and order of rows (PNG specification 11.2.1).</summary>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, PngColour Colour, bool Interlaced)
{
    /// <summary>IHDR's length.</summary>
    internal const int Length = 13;

    /// <summary>Samples a pixel.</summary>
    internal int Channels => Colour switch
        { PngColour.Colour => 3, PngColour.GrayAlpha => 2, PngColour.ColourAlpha => 4, _ => 1 };

    /// <summary>Bytes from a byte to its left neighbour in the filters: whole pixels, at least one byte.</summary>
    internal int FilterStep => Math.Max(1, Channels * BitDepth / 8);

    /// <summary>
    /// What the decoded picture is: 16-bit gray stays as it is, every other 16-bit sample gives its high byte, opacity
    /// is dropped.
    /// </summary>
    internal PixelFormat Format => Colour switch
    {
        PngColour.Gray when BitDepth == 16 => PixelFormat.Gray16,
        PngColour.Gray or PngColour.GrayAlpha => PixelFormat.Gray8,
        _ => PixelFormat.Rgb8,
    };

    /// <summary>Whether a stored row is a decoded row already.</summary>
    internal bool IsDirect => BitDepth == 8 && Colour is PngColour.Gray or PngColour.Colour && !Interlaced;

    /// <summary>Bytes of a stored row of so many pixels, without its filter byte.</summary>
    internal long RowBytes(long width) => ((width * Channels * BitDepth) + 7) / 8;

    /// <summary>Reads and checks the 13 bytes.</summary>
    /// <exception cref="CorruptImageException">a field has a value the standard does not know</exception>
    /// <exception cref="ImageTooLargeException">more pixels than allowed</exception>
    internal static PngHeader Read(ReadOnlySpan<byte> data, DecodeOptions options)
    {
        if (data.Length != Length)
            throw new CorruptImageException($"the PNG header chunk (IHDR) has {data.Length} bytes instead of {Length}");
        var width = BinaryPrimitives.ReadUInt32BigEndian(data);
        var height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        if (width == 0 || height == 0)
            throw new CorruptImageException($"the PNG header declares an empty picture, {width}x{height}");
        var (depth, colour) = (data[8], data[9]);
        var depthsAllowed = colour switch { 0 => "1 2 4 8 16", 2 or 4 or 6 => "8 16", 3 => "1 2 4 8", _ => "" };
        if (depthsAllowed.Length == 0)
            throw new CorruptImageException(
                $"the PNG header declares colour type {colour}; there are 0, 2, 3, 4 and 6");
        if (!depthsAllowed.Split(' ').Contains(depth.ToString()))
            throw new CorruptImageException(
                $"the PNG header declares {depth} bits a sample for colour type {colour}; it has {depthsAllowed}");
        if (data[10] != 0)
            throw new CorruptImageException($"the PNG header declares compression method {data[10]}; there is only 0");
        if (data[11] != 0)
            throw new CorruptImageException($"the PNG header declares filter method {data[11]}; there is only 0");
        if (data[12] > 1)
            throw new CorruptImageException($"the PNG header declares interlace method {data[12]}; there are 0 and 1");
        var header = new PngHeader((int)Math.Min(width, int.MaxValue), (int)Math.Min(height, int.MaxValue), depth,
            (PngColour)colour, data[12] == 1);
        options.CheckSize("PNG", width, height, RasterImage.BytesPerPixel(header.Format));
        return header;
    }
}
