using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Imaging;

/// <summary>
/// Depth as a gray portable float map: <c>Pf</c>, size, <c>-1.0</c>, then little-endian floats from the bottom row to
/// the top. Byte for byte what Pillow writes.
/// </summary>
internal static class Pfm
{
    /// <summary>Writes depth to a file, whole or not at all.</summary>
    /// <param name="path">the file</param>
    /// <param name="metres"><c>[row, column]</c> from top to bottom; any floats</param>
    /// <param name="width">columns</param>
    /// <param name="height">rows</param>
    /// <exception cref="ArgumentException">sizes do not fit</exception>
    /// <exception cref="IOException">the file cannot be written</exception>
    public static void Write(string path, ReadOnlySpan<float> metres, int width, int height)
    {
        var file = Encode(metres, width, height);
        AtomicFile.Write(path, stream => stream.Write(file));
    }

    /// <summary>The bytes of such a file.</summary>
    /// <inheritdoc cref="Write"/>
    public static byte[] Encode(ReadOnlySpan<float> metres, int width, int height)
    {
        DepthRaster.CheckSize(metres.Length, width, height);
        var header = Encoding.ASCII.GetBytes($"Pf\n{width} {height}\n-1.0\n");
        var file = new byte[header.Length + (4 * metres.Length)];
        header.CopyTo(file, 0);
        for (var y = 0; y < height; y++)
            MemoryMarshal.AsBytes(metres.Slice((height - 1 - y) * width, width))
                .CopyTo(file.AsSpan(header.Length + (4 * y * width)));
        if (!BitConverter.IsLittleEndian)
        {
            var words = MemoryMarshal.Cast<byte, int>(file.AsSpan(header.Length));
            BinaryPrimitives.ReverseEndianness(words, words);
        }
        return file;
    }

    /// <summary>Reads depth from a gray PFM file.</summary>
    /// <exception cref="ImageFormatException">the file is no gray PFM, or broken</exception>
    public static DepthRaster Read(string path) => InputFile.Read(path, DecodeOptions.Default.MaxFileBytes, Read);

    /// <inheritdoc cref="Read(string)"/>
    public static DepthRaster Read(ReadOnlySpan<byte> file)
    {
        var decoder = new PfmDecoder();
        if (!decoder.Recognises(file))
            throw new UnsupportedImageException("the file is no PFM: it does not begin with \"Pf\"");
        var image = decoder.Decode(file, DecodeOptions.Default, CancellationToken.None);
        if (image.Format != PixelFormat.Float32)
            throw new UnsupportedImageException("depth is read from gray PFM files (Pf); this one is in colour (PF)");
        return new DepthRaster(MemoryMarshal.Cast<byte, float>(image.Data).ToArray(), image.Width, image.Height);
    }
}
