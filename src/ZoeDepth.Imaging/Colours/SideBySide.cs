namespace ZoeDepth.Imaging;

/// <summary>Two pictures next to each other, such as a photograph and its coloured depth.</summary>
internal static class SideBySide
{
    /// <summary>Puts pictures next to each other, upper edges aligned. Opacity is dropped.</summary>
    /// <param name="left">the left picture, any format</param>
    /// <param name="right">the right picture, any format</param>
    /// <param name="gap">columns between them</param>
    /// <param name="background">fills the gap, and the space under the lower picture; white when left out</param>
    /// <returns>an <see cref="PixelFormat.Rgb8"/> picture, as wide as both and the gap, as high as the higher</returns>
    public static RasterImage Compose(RasterImage left, RasterImage right, int gap = 0, Rgba? background = null)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentOutOfRangeException.ThrowIfNegative(gap);
        var width = checked(left.Width + gap + right.Width);
        var height = Math.Max(left.Height, right.Height);
        var pixels = new byte[checked(3 * width * height)];
        var fill = background ?? new Rgba(255, 255, 255);
        for (var i = 0; i < pixels.Length; i += 3)
            (pixels[i], pixels[i + 1], pixels[i + 2]) = (fill.Red, fill.Green, fill.Blue);
        Place(left.ToRgb8(), 0);
        Place(right.ToRgb8(), left.Width + gap);
        return new RasterImage(width, height, PixelFormat.Rgb8, pixels);

        void Place(RasterImage image, int column)
        {
            for (var y = 0; y < image.Height; y++)
                image.Data.AsSpan(3 * y * image.Width, 3 * image.Width)
                    .CopyTo(pixels.AsSpan(3 * ((y * width) + column)));
        }
    }
}
