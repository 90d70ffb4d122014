namespace ZoeDepth.Imaging;

/// <summary>Depth as a file holds it: metres for every pixel, rows from top to bottom, <c>[row, column]</c>.</summary>
public sealed class DepthRaster
{
    /// <summary>Wraps depth values; the array is kept, not copied.</summary>
    /// <param name="metres"><c>[row, column]</c></param>
    /// <param name="width">columns, at least 1</param>
    /// <param name="height">rows, at least 1</param>
    /// <exception cref="ArgumentException">the array does not hold <c>width · height</c> values</exception>
    public DepthRaster(float[] metres, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(metres);
        CheckSize(metres.Length, width, height);
        Values = metres;
        Width = width;
        Height = height;
    }

    /// <summary>Metres, <c>[row, column]</c>.</summary>
    public float[] Values { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Checks the arguments of everything that takes depth as values, width and height.</summary>
    internal static void CheckSize(int count, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (count != (long)width * height)
            throw new ArgumentException($"{width}x{height} depth values are {(long)width * height}, but {count} came");
    }
}
