using System.Runtime.InteropServices;

namespace ZoeDepth.Imaging;

public sealed partial class RasterImage
{
    /// <summary>
    /// This picture as <see cref="PixelFormat.Rgb8"/>, by the rules of Pillow's <c>convert("RGB")</c>: gray is
    /// repeated, opacity is dropped, 16-bit and float samples are cut at 255 (not scaled: a published quirk that turns
    /// most 16-bit photographs white, kept because the reference feeds the network that way). Returns this very picture
    /// when it is RGB already.
    /// </summary>
    public RasterImage ToRgb8()
    {
        if (Format == PixelFormat.Rgb8) return this;
        var pixels = checked(Width * Height);
        if (3L * pixels > Array.MaxLength)
        {
            throw new ImageTooLargeException(
                $"{Width}x{Height} pixels of three bytes are more than one array holds ({Array.MaxLength}); scale " +
                "the image down");
        }
        var rgb = new byte[3 * pixels];
        switch (Format)
        {
            case PixelFormat.Gray8:
                for (var i = 0; i < pixels; i++) rgb.AsSpan(3 * i, 3).Fill(Data[i]);
                break;
            case PixelFormat.Rgba8:
                for (var i = 0; i < pixels; i++) Data.AsSpan(4 * i, 3).CopyTo(rgb.AsSpan(3 * i));
                break;
            case PixelFormat.Gray16:
                var deep = MemoryMarshal.Cast<byte, ushort>(Data);
                for (var i = 0; i < pixels; i++) rgb.AsSpan(3 * i, 3).Fill((byte)Math.Min((int)deep[i], 255));
                break;
            case PixelFormat.Float32:
                var floats = MemoryMarshal.Cast<byte, float>(Data);
                for (var i = 0; i < pixels; i++) rgb.AsSpan(3 * i, 3).Fill(Cut(floats[i]));
                break;
            case PixelFormat.Rgb32F:
                var colours = MemoryMarshal.Cast<byte, float>(Data);
                for (var i = 0; i < rgb.Length; i++) rgb[i] = Cut(colours[i]);
                break;
            default:
                throw new NotSupportedException($"no rule to turn {Format} into RGB");
        }
        return new RasterImage(Width, Height, PixelFormat.Rgb8, rgb, Metadata) { FileFormat = FileFormat };
    }

    /// <summary>
    /// A <see cref="PixelFormat.Gray16"/> image scaled to 8 bits, the high byte of every sample: what a viewer shows,
    /// where <see cref="ToRgb8"/> cuts at 255 as the reference does.
    /// </summary>
    /// <exception cref="InvalidOperationException">the image is of another format</exception>
    public RasterImage Gray16ToGray8()
    {
        if (Format != PixelFormat.Gray16)
            throw new InvalidOperationException($"only 16-bit gray images are scaled to 8 bits; this one is {Format}");
        var deep = MemoryMarshal.Cast<byte, ushort>(Data);
        var gray = new byte[deep.Length];
        for (var i = 0; i < gray.Length; i++) gray[i] = (byte)(deep[i] >> 8);
        return new RasterImage(Width, Height, PixelFormat.Gray8, gray, Metadata) { FileFormat = FileFormat };
    }

    /// <summary>Truncates to 0..255; NaN is 0.</summary>
    private static byte Cut(float value) => value >= 255 ? (byte)255 : value > 0 ? (byte)value : (byte)0;
}
