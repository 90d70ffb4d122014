using System.Globalization;
using System.Runtime.InteropServices;

namespace ZoeDepth.Imaging;

/// <summary>
/// Depth as a 16-bit gray PNG, which every tool reads (Pillow as mode <c>I;16</c>). Scale, unit and range stand in the
/// file's texts, so that reading needs no hint.
/// </summary>
public static class DepthPng
{
    private const string UnitsPerMetre = "Depth units per metre";

    /// <summary>Writes depth to a file, whole or not at all.</summary>
    /// <param name="metres"><c>[row, column]</c>; NaN and negative values are stored as 0, "no depth"</param>
    /// <param name="width">columns</param>
    /// <param name="height">rows</param>
    /// <param name="path">the file</param>
    /// <param name="scale">millimetres when left out</param>
    /// <param name="text">more texts to store, such as the name of the model</param>
    /// <exception cref="ArgumentException">sizes do not fit</exception>
    /// <exception cref="IOException">the file cannot be written</exception>
    public static void Save(
        ReadOnlySpan<float> metres, int width, int height, string path, DepthScale? scale = null,
        IEnumerable<KeyValuePair<string, string>>? text = null)
    {
        var used = scale ?? DepthScale.Millimetres;
        PngEncoder.Save(ToImage(metres, width, height, used), path, [.. Describe(metres, used), .. text ?? []]);
    }

    /// <summary>Writes depth to a stream from where it stands.</summary>
    /// <inheritdoc cref="Save"/>
    public static void Write(
        ReadOnlySpan<float> metres, int width, int height, Stream stream, DepthScale? scale = null,
        IEnumerable<KeyValuePair<string, string>>? text = null)
    {
        var used = scale ?? DepthScale.Millimetres;
        PngEncoder.Save(ToImage(metres, width, height, used), stream, [.. Describe(metres, used), .. text ?? []]);
    }

    /// <summary>
    /// Writes relative inverse depth, which has no unit, to a stream: its largest value becomes 65535, 0 and below stay
    /// 0. The texts say so, and no scale of metres, so that <see cref="Read(string, DepthScale?)"/> does not take it
    /// for metres.
    /// </summary>
    /// <param name="values"><c>[row, column]</c>, larger where things are nearer</param>
    /// <inheritdoc cref="Save"/>
    /// <param name="stream">where it goes</param>
    public static void WriteRelative(ReadOnlySpan<float> values, int width, int height, Stream stream,
        IEnumerable<KeyValuePair<string, string>>? text = null)
    {
        var scale = RelativeScale(values);
        PngEncoder.Save(ToImage(values, width, height, scale), stream,
            [new("Software", "ZoeDepth for .NET"), new("Depth unit", string.Create(CultureInfo.InvariantCulture,
                $"none: relative inverse depth · {scale.UnitsPerMetre}, larger is nearer")), .. text ?? []]);
    }

    /// <summary>What relative inverse depth is multiplied by.</summary>
    internal static DepthScale RelativeScale(ReadOnlySpan<float> values)
    {
        var largest = 0f;
        foreach (var value in values)
            if (value > largest && float.IsFinite(value)) largest = value;
        return new DepthScale(largest > 0 ? ushort.MaxValue / (double)largest : 1);
    }

    /// <summary>Depth as a <see cref="PixelFormat.Gray16"/> picture.</summary>
    /// <inheritdoc cref="Save"/>
    public static RasterImage ToImage(ReadOnlySpan<float> metres, int width, int height, DepthScale? scale = null)
    {
        DepthRaster.CheckSize(metres.Length, width, height);
        if (2L * metres.Length > Array.MaxLength)
        {
            throw new ArgumentException(
                $"{width}x{height} depths of 16 bits are more than one array holds ({Array.MaxLength} bytes); write " +
                "NPY, or smaller maps", nameof(metres));
        }
        var units = new byte[2 * metres.Length];
        (scale ?? DepthScale.Millimetres).ToUnits(metres, MemoryMarshal.Cast<byte, ushort>(units.AsSpan()));
        return new RasterImage(width, height, PixelFormat.Gray16, units);
    }

    /// <summary>Reads depth from a 16-bit gray PNG.</summary>
    /// <param name="path">the file</param>
    /// <param name="assumed">the scale of a file that names none</param>
    /// <exception cref="ImageFormatException">
    /// the file is no 16-bit gray PNG, broken, or names no scale while none is assumed
    /// </exception>
    public static DepthRaster Read(string path, DepthScale? assumed = null) =>
        InputFile.Read(path, DecodeOptions.Default.MaxFileBytes, file => Read(file, assumed));

    /// <inheritdoc cref="Read(string, DepthScale?)"/>
    public static DepthRaster Read(ReadOnlySpan<byte> file, DepthScale? assumed = null)
    {
        var image = new PngDecoder().Decode(file, DecodeOptions.Default, CancellationToken.None);
        if (image.Format != PixelFormat.Gray16)
            throw new UnsupportedImageException(
                $"depth is read from 16-bit gray PNG files; this one holds {image.Format} pixels");
        var scale = StatedScale(PngText.Read(file)) ?? assumed
            ?? throw new UnsupportedImageException("the 16-bit PNG does not state its scale; " +
                "pass DepthScale.Millimetres (1000 units a metre), DepthScale.Zoe (256) or another");
        var metres = new float[image.Width * image.Height];
        scale.ToMetres(MemoryMarshal.Cast<byte, ushort>(image.Data.AsSpan()), metres);
        return new DepthRaster(metres, image.Width, image.Height);
    }

    private static DepthScale? StatedScale(Dictionary<string, string> text) =>
        text.TryGetValue(UnitsPerMetre, out var stated)
        && double.TryParse(stated, NumberStyles.Float, CultureInfo.InvariantCulture, out var units) && units > 0
            && double.IsFinite(units)
            ? new DepthScale(units)
            : null;

    private static List<KeyValuePair<string, string>> Describe(ReadOnlySpan<float> metres, DepthScale scale)
    {
        var (least, largest, beyond) = (float.PositiveInfinity, 0f, 0);
        foreach (var depth in metres)
        {
            if (!(depth > 0)) continue;
            if (depth > scale.Largest) beyond++;
            (least, largest) = (MathF.Min(least, depth), MathF.Max(largest, depth));
        }
        var text = new List<KeyValuePair<string, string>>
        {
            new("Software", "ZoeDepth for .NET"),
            new("Depth unit", string.Create(CultureInfo.InvariantCulture, $"1/{scale.UnitsPerMetre} m; 0 is no depth")),
            new(UnitsPerMetre, scale.UnitsPerMetre.ToString("R", CultureInfo.InvariantCulture)),
            new("Depth largest", string.Create(CultureInfo.InvariantCulture,
                $"{scale.Largest} m; {beyond} pixels lay beyond and were cut to it")),
        };
        if (largest > 0)
            text.Add(new("Depth range", string.Create(CultureInfo.InvariantCulture, $"{least} m to {largest} m")));
        return text;
    }
}
