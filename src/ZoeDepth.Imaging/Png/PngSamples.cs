using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ZoeDepth.Imaging;

/// <summary>
/// Turns a stored PNG row into pixels, as Pillow's <c>convert("RGB")</c> does: 1, 2 and 4-bit gray is spread over
/// 0..255, 16-bit samples give their high byte (16-bit gray alone stays whole), opacity and transparent colours are
/// dropped and not blended (unless an alpha channel shall be laid on white), colour spaces and gamma change nothing.
/// </summary>
internal static class PngSamples
{
    /// <summary>Turns one row.</summary>
    /// <param name="layout">what the samples are</param>
    /// <param name="row">the stored row, filters undone</param>
    /// <param name="pixels">as many pixels of <see cref="PngHeader.Format"/> as fit</param>
    internal static void ToPixels(PngLayout layout, ReadOnlySpan<byte> row, Span<byte> pixels)
    {
        var header = layout.Header;
        if (layout.AlphaOnWhite && (header.Colour & PngColour.Alpha) != 0)
        {
            OnWhite(row, (header.Colour & PngColour.Colour) != 0 ? 3 : 1, header.BitDepth / 8, pixels);
            return;
        }
        switch (header.Colour, header.BitDepth)
        {
            case (PngColour.Gray, 16): DeepGray(row, pixels); break;
            case (PngColour.Gray, 8) or (PngColour.Colour, 8): row[..pixels.Length].CopyTo(pixels); break;
            case (PngColour.Gray, _): SmallGray(row, header.BitDepth, pixels); break;
            case (PngColour.Indexed, _): Indexed(row, header.BitDepth, layout.Palette, pixels); break;
            case (PngColour.ColourAlpha, 8): DropAlpha(row, pixels); break;
            case (PngColour.GrayAlpha, 8): Every(2, row, pixels); break;
            case (PngColour.GrayAlpha, _): Every(4, row, pixels); break;
            case (PngColour.Colour, _): Every(2, row, pixels); break;
            default: DropDeepAlpha(row, pixels); break;
        }
    }

    private static void DeepGray(ReadOnlySpan<byte> row, Span<byte> pixels)
    {
        var samples = MemoryMarshal.Cast<byte, ushort>(pixels);
        var stored = MemoryMarshal.Cast<byte, ushort>(row)[..samples.Length];
        if (BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(stored, samples);
        else stored.CopyTo(samples);
    }

    private static void SmallGray(ReadOnlySpan<byte> row, int bits, Span<byte> pixels)
    {
        var largest = (1 << bits) - 1;
        var spread = 255 / largest;
        for (var x = 0; x < pixels.Length; x++) pixels[x] = (byte)(spread * Sample(row, x, bits, largest));
    }

    private static void Indexed(ReadOnlySpan<byte> row, int bits, ReadOnlySpan<byte> palette, Span<byte> pixels)
    {
        var largest = (1 << bits) - 1;
        for (var x = 0; x < pixels.Length / 3; x++)
            palette.Slice(3 * Sample(row, x, bits, largest), 3).CopyTo(pixels[(3 * x)..]);
    }

    /// <summary>The sample of a pixel of 1, 2, 4 or 8 bits; the leftmost pixel has a byte's high bits.</summary>
    private static int Sample(ReadOnlySpan<byte> row, int x, int bits, int largest)
    {
        var bit = (long)x * bits;
        return (row[(int)(bit >> 3)] >> (8 - bits - (int)(bit & 7))) & largest;
    }

    private static void Every(int step, ReadOnlySpan<byte> row, Span<byte> pixels)
    {
        for (var x = 0; x < pixels.Length; x++) pixels[x] = row[step * x];
    }

    private static void DropAlpha(ReadOnlySpan<byte> row, Span<byte> pixels)
    {
        var at = 0;
        var pick = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255);
        for (; (3 * at) + 16 <= pixels.Length; at += 4)
            Vector128.ShuffleNative(Vector128.Create(row.Slice(4 * at, 16)), pick).CopyTo(pixels[(3 * at)..]);
        for (; 3 * at < pixels.Length; at++) row.Slice(4 * at, 3).CopyTo(pixels[(3 * at)..]);
    }

    /// <summary>Source: <c>HWC3</c> of ControlNet's annotators, in float32 and in its order.</summary>
    /// <param name="row">colours and alpha of each pixel</param>
    /// <param name="colours">1 or 3</param>
    /// <param name="bytes">of a sample; the first counts</param>
    /// <param name="pixels">the colours</param>
    private static void OnWhite(ReadOnlySpan<byte> row, int colours, int bytes, Span<byte> pixels)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            var pixel = row.Slice(i / colours * (colours + 1) * bytes, (colours + 1) * bytes);
            var alpha = pixel[colours * bytes] / 255f;
            pixels[i] = (byte)((pixel[i % colours * bytes] * alpha) + (255f * (1f - alpha)));
        }
    }

    private static void DropDeepAlpha(ReadOnlySpan<byte> row, Span<byte> pixels)
    {
        for (var x = 0; 3 * x < pixels.Length; x++)
        {
            pixels[3 * x] = row[8 * x];
            pixels[(3 * x) + 1] = row[(8 * x) + 2];
            pixels[(3 * x) + 2] = row[(8 * x) + 4];
        }
    }
}
