using System.Runtime.InteropServices;
using ZoeDepth.Data.Manifests;
using ZoeDepth.Imaging;

namespace ZoeDepth.Data.Readers;

/// <summary>The ways datasets store metres.</summary>
internal static class StoredDepth
{
    /// <summary>
    /// A 16-bit PNG, metres a function of its number in double precision; no depth where that is not above 0.
    /// </summary>
    public static DepthValues Png(string file, Func<int, double> metresOf)
    {
        var image = Numbers(file);
        var numbers = MemoryMarshal.Cast<byte, ushort>(image.Data.AsSpan());
        var (values, mask) = (new float[numbers.Length], new bool[numbers.Length]);
        for (var i = 0; i < values.Length; i++)
            if (metresOf(numbers[i]) is > 0 and var metres) (values[i], mask[i]) = ((float)metres, true);
        return new(values, mask, image.Width, image.Height);
    }

    /// <summary>An NPY file of rows and columns, a last axis of 1 allowed, metres as stored.</summary>
    public static DepthValues OfNpy(string file)
    {
        var array = Npy.Read(file);
        var shape = array.Shape is [.. var rest, 1] && rest.Length >= 2 ? rest : array.Shape;
        if (shape is not [var height and > 0, var width and > 0])
            throw new UnsupportedImageException($"{file}: depth is an array of rows and columns; this one has the " +
                $"shape ({string.Join(", ", array.Shape)})");
        var values = array.ToFloats();
        return new(values, Array.ConvertAll(values, metres => metres > 0 && float.IsFinite(metres)), width, height);
    }

    private static RasterImage Numbers(string file)
    {
        var image = RasterImage.Load(file);
        return image.Format == PixelFormat.Gray16
            ? image
            : throw new UnsupportedImageException($"{file}: depth is read from 16-bit gray PNG files; this one holds " +
                $"{image.Format} pixels");
    }
}
