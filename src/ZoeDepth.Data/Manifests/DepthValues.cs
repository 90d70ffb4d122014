using System.Runtime.InteropServices;
using ZoeDepth.Imaging;

namespace ZoeDepth.Data.Manifests;

/// <summary>What a depth file holds, in its kind's unit.</summary>
/// <param name="Values"><c>[row, column]</c></param>
/// <param name="Mask">where there is a value, <c>[row, column]</c></param>
/// <param name="Width">columns</param>
/// <param name="Height">rows</param>
internal sealed record DepthValues(float[] Values, bool[] Mask, int Width, int Height)
{
    /// <summary>
    /// Reads a 16-bit PNG, NPY, NPZ or PFM: <c>value = number / scale + offset</c> where the number is above 0 and
    /// finite.
    /// </summary>
    /// <param name="path">the file</param>
    /// <param name="scale">null: what a PNG states, 1 of the others</param>
    /// <param name="offset">0 of kinds in metres</param>
    /// <exception cref="ImageFormatException">
    /// the file is of another kind, broken, or a PNG that states no scale while none is given
    /// </exception>
    /// <exception cref="IOException">it cannot be read</exception>
    public static DepthValues Read(string path, double? scale, double offset)
    {
        if (!IsPng(path)) return OfFloats(DepthFile.Read(path), scale ?? 1, offset);
        if (scale is null) return OfFloats(DepthPng.Read(path), 1, offset);
        var image = RasterImage.Load(path);
        if (image.Format != PixelFormat.Gray16)
            throw new UnsupportedImageException($"{path}: depth is read from 16-bit gray PNG files; this one holds " +
                $"{image.Format} pixels");
        var numbers = MemoryMarshal.Cast<byte, ushort>(image.Data.AsSpan());
        var (values, mask) = (new float[numbers.Length], new bool[numbers.Length]);
        for (var i = 0; i < values.Length; i++)
            if (numbers[i] != 0) (values[i], mask[i]) = ((float)((numbers[i] / scale.Value) + offset), true);
        return new(values, mask, image.Width, image.Height);
    }

    private static DepthValues OfFloats(DepthRaster raster, double scale, double offset)
    {
        var (values, mask) = (new float[raster.Values.Length], new bool[raster.Values.Length]);
        for (var i = 0; i < values.Length; i++)
        {
            var number = raster.Values[i];
            if (number > 0 && float.IsFinite(number)) (values[i], mask[i]) = ((float)((number / scale) + offset), true);
        }
        return new(values, mask, raster.Width, raster.Height);
    }

    private static bool IsPng(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        Span<byte> start = stackalloc byte[4];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && start is [0x89, (byte)'P', (byte)'N', (byte)'G'];
    }
}
