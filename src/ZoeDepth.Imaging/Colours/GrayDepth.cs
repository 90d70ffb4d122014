namespace ZoeDepth.Imaging;

/// <summary>
/// Depth as 8-bit gray, bright where far, by the two rules users of the reference know. Both compute in float32 and cut
/// fractions off. NaN becomes 0 and does not take part in the range (NumPy's result for it is undefined).
/// </summary>
internal static class GrayDepth
{
    /// <summary>
    /// <c>trunc((depth − smallest) / (largest − smallest) · 255)</c>: the picture of the depth-estimation pipeline
    /// (transformers, pipelines/depth_estimation.py). Constant depth is black.
    /// </summary>
    /// <param name="depth"><c>[row, column]</c></param>
    /// <param name="width">columns</param>
    /// <param name="height">rows</param>
    public static RasterImage ByRange(ReadOnlySpan<float> depth, int width, int height)
    {
        var (smallest, largest) = Range(depth);
        return Make(depth, width, height, value => (value - smallest) / (largest - smallest) * 255);
    }

    /// <summary>
    /// <c>trunc(depth · 255 / largest)</c>: the picture of the documentation's example. Depth below 0 is black.
    /// </summary>
    /// <inheritdoc cref="ByRange"/>
    public static RasterImage ByLargest(ReadOnlySpan<float> depth, int width, int height)
    {
        var (_, largest) = Range(depth);
        return Make(depth, width, height, value => value * 255 / largest);
    }

    private static (float Smallest, float Largest) Range(ReadOnlySpan<float> depth)
    {
        var (smallest, largest) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in depth)
        {
            if (value < smallest) smallest = value;
            if (value > largest) largest = value;
        }
        return (smallest, largest);
    }

    private static RasterImage Make(ReadOnlySpan<float> depth, int width, int height, Func<float, float> rule)
    {
        DepthRaster.CheckSize(depth.Length, width, height);
        var pixels = new byte[depth.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            // Not (byte)value alone: what a cast makes of NaN and of values outside 0..255 differs between machines.
            var value = rule(depth[i]);
            pixels[i] = value >= 255 ? (byte)255 : value > 0 ? (byte)value : (byte)0;
        }
        return new RasterImage(width, height, PixelFormat.Gray8, pixels);
    }
}
