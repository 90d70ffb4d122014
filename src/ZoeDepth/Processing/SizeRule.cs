namespace ZoeDepth;

/// <summary>
/// The arithmetic of sizes, in double and in the reference's order: <c>(H / h) · h</c> is not always H, and when the
/// quotient by the multiple then sits on a tie, the half-even rounding goes to the other side. Source: transformers
/// <c>get_resize_output_image_size</c> and <c>pad_image</c>; zoedepth/models/base_models/midas.py
/// <c>Resize.get_size</c>.
/// </summary>
internal static class SizeRule
{
    /// <summary>
    /// Rows added above and below (or columns left and right) of a picture with so many: trunc(factor · √(side / 2)).
    /// </summary>
    public static int Border(int side, double factor) => (int)(Math.Sqrt(side / 2.0) * factor);

    /// <summary>
    /// The pixel a position of the border shows: −1 is 1, n is n − 2; the outermost pixel is not repeated.
    /// </summary>
    public static int Mirrored(int position, int side)
    {
        position = Math.Abs(position);
        return position < side ? position : (2 * (side - 1)) - position;
    }

    /// <summary>
    /// The size a picture of <paramref name="source"/> is resized to. An extent of 0 means that the picture is too
    /// elongated.
    /// </summary>
    /// <param name="source">the picture with its border</param>
    /// <param name="wanted">the requested size</param>
    /// <param name="keepAspect">scale both axes alike, by the scale that is closer to 1; the height's on a tie</param>
    /// <param name="multiple">the result is a multiple of it; 1/32 leaves every whole number alone</param>
    public static (long Height, long Width) Resized(ImageSize source, ImageSize wanted, bool keepAspect,
        double multiple)
    {
        var scaleHeight = (double)wanted.Height / source.Height;
        var scaleWidth = (double)wanted.Width / source.Width;
        if (keepAspect)
        {
            if (Math.Abs(1 - scaleWidth) < Math.Abs(1 - scaleHeight)) scaleHeight = scaleWidth;
            else scaleWidth = scaleHeight;
        }
        return (Constrain(scaleHeight * source.Height, multiple), Constrain(scaleWidth * source.Width, multiple));
    }

    private static long Constrain(double side, double multiple) =>
        (long)(Math.Round(side / multiple, MidpointRounding.ToEven) * multiple);
}
