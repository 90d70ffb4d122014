using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Imaging;

/// <summary>
/// Writes PNG files: 8-bit gray, RGB and RGBA, 16-bit gray. No gamma and no colour space is stated, as in files of
/// Pillow.
/// </summary>
public static class PngEncoder
{
    /// <summary>Writes a picture to a file, whole or not at all.</summary>
    /// <param name="image">any format but the float ones</param>
    /// <param name="path">the file</param>
    /// <param name="text">
    /// keywords (1..79 Latin-1 characters) and values to store beside the picture; any Unicode text
    /// </param>
    /// <param name="compression">how hard to compress; the pixels are the same</param>
    /// <exception cref="NotSupportedException">a float picture</exception>
    /// <exception cref="IOException">the file cannot be written</exception>
    public static void Save(
        RasterImage image, string path, IEnumerable<KeyValuePair<string, string>>? text = null,
        CompressionLevel compression = CompressionLevel.Optimal)
    {
        CheckFormat(image);
        AtomicFile.Write(path, stream => Save(image, stream, text, compression));
    }

    /// <summary>The bytes of a PNG file of a picture.</summary>
    /// <inheritdoc cref="Save(RasterImage, string, IEnumerable{KeyValuePair{string, string}}?, CompressionLevel)"/>
    public static byte[] Encode(
        RasterImage image, IEnumerable<KeyValuePair<string, string>>? text = null,
        CompressionLevel compression = CompressionLevel.Optimal)
    {
        using var stream = new MemoryStream();
        Save(image, stream, text, compression);
        return stream.ToArray();
    }

    /// <summary>Writes a picture to a stream by asynchronous writes alone: the body of an HTTP answer.</summary>
    /// <inheritdoc cref="Save(RasterImage, string, IEnumerable{KeyValuePair{string, string}}?, CompressionLevel)"/>
    public static async Task SaveAsync(
        RasterImage image, Stream stream, IEnumerable<KeyValuePair<string, string>>? text = null,
        CompressionLevel compression = CompressionLevel.Optimal,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        await stream.WriteAsync(Encode(image, text, compression), cancellation).ConfigureAwait(false);
    }

    /// <summary>Writes a picture to a stream.</summary>
    /// <inheritdoc cref="Save(RasterImage, string, IEnumerable{KeyValuePair{string, string}}?, CompressionLevel)"/>
    public static void Save(
        RasterImage image, Stream stream, IEnumerable<KeyValuePair<string, string>>? text = null,
        CompressionLevel compression = CompressionLevel.Optimal)
    {
        ArgumentNullException.ThrowIfNull(stream);
        CheckFormat(image);
        stream.Write(PngChunks.Signature);
        WriteHeader(image, stream);
        foreach (var (keyword, value) in text ?? []) PngText.Write(stream, keyword, value);
        WritePixels(image, stream, compression);
        PngChunkWriter.Write(stream, PngChunks.End, []);
    }

    /// <summary>The texts of a PNG file by keyword (tEXt and uncompressed iTXt).</summary>
    /// <exception cref="ImageFormatException">the file is no PNG</exception>
    public static IReadOnlyDictionary<string, string> ReadText(string path) =>
        InputFile.Read(path, DecodeOptions.Default.MaxFileBytes, PngText.Read);

    /// <inheritdoc cref="ReadText(string)"/>
    public static IReadOnlyDictionary<string, string> ReadText(ReadOnlySpan<byte> file) => PngText.Read(file);

    private static void CheckFormat(RasterImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Format is PixelFormat.Float32 or PixelFormat.Rgb32F)
            throw new NotSupportedException(
                $"PNG holds no {image.Format} pixels; write depth with DepthPng, Npy or Pfm, or colour it first");
    }

    private static void WriteHeader(RasterImage image, Stream stream)
    {
        Span<byte> header = stackalloc byte[PngHeader.Length];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], image.Height);
        header[8] = image.Format == PixelFormat.Gray16 ? (byte)16 : (byte)8;
        header[9] = (byte)ColourOf(image.Format);
        header[10..].Clear();
        PngChunkWriter.Write(stream, PngChunks.Header, header);
    }

    private static PngColour ColourOf(PixelFormat format) =>
        format switch
            { PixelFormat.Rgb8 => PngColour.Colour, PixelFormat.Rgba8 => PngColour.ColourAlpha, _ => PngColour.Gray };

    private static void WritePixels(RasterImage image, Stream stream, CompressionLevel compression)
    {
        var step = RasterImage.BytesPerPixel(image.Format);
        var rowBytes = image.Width * step;
        byte[] prior = new byte[rowBytes], row = new byte[rowBytes], best = new byte[rowBytes + 1],
            trial = new byte[rowBytes + 1];
        using var chunks = new PngChunkWriter.ImageData(stream);
        using (var deflater = new ZLibStream(chunks, compression, leaveOpen: true))
        {
            for (var y = 0; y < image.Height; y++)
            {
                StoredRow(image, image.Data.AsSpan(y * rowBytes, rowBytes), row);
                ChooseFilter(row, prior, ref best, ref trial, step);
                deflater.Write(best);
                (prior, row) = (row, prior);
            }
        }
        chunks.Finish();
    }

    /// <summary>PNG stores 16-bit samples with the high byte first.</summary>
    private static void StoredRow(RasterImage image, ReadOnlySpan<byte> samples, Span<byte> row)
    {
        if (image.Format == PixelFormat.Gray16 && BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ushort>(samples),
                MemoryMarshal.Cast<byte, ushort>(row));
        else
            samples.CopyTo(row);
    }

    private static void ChooseFilter(ReadOnlySpan<byte> row, ReadOnlySpan<byte> prior, ref byte[] best,
        ref byte[] trial, int step)
    {
        var least = long.MaxValue;
        for (var filter = 0; filter < PngFilter.Count; filter++)
        {
            trial[0] = (byte)filter;
            PngFilter.Apply(filter, row, prior, trial.AsSpan(1), step);
            var weight = PngFilter.Weight(trial.AsSpan(1));
            if (weight >= least) continue;
            least = weight;
            (best, trial) = (trial, best);
        }
    }
}
