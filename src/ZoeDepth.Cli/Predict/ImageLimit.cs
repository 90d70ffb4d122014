using ZoeDepth.Imaging;

namespace ZoeDepth.Cli.Predict;

/// <summary>
/// How large an image file may be where nobody says: a few bytes can declare hundreds of millions of pixels.
/// </summary>
internal static class ImageLimit
{
    /// <summary>
    /// Pixels decoded and as RGB, depth as floats and as 16 bits, a row of copies: measured on a file of 178 million
    /// pixels.
    /// </summary>
    private const int BytesPerPixel = 16;

    /// <summary>The library's limit, or what half of the memory holds where that is less.</summary>
    public static long OfThisMachine { get; } =
        Math.Min(DecodeOptions.Default.MaxPixels, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2 / BytesPerPixel);
}
