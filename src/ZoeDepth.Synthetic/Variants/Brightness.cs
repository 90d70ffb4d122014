namespace ZoeDepth.Synthetic.Variants;

/// <summary>The picture as instruments see it: brightness in whole numbers, so sums have no order.</summary>
internal static class Brightness
{
    /// <summary>0..255, <c>[row, column]</c>.</summary>
    public static int[] Of(Sample sample)
    {
        var bytes = sample.Picture.Data;
        var brightness = new int[sample.Width * sample.Height];
        for (var i = 0; i < brightness.Length; i++)
            brightness[i] = ((77 * bytes[3 * i]) + (150 * bytes[(3 * i) + 1]) + (29 * bytes[(3 * i) + 2])) >> 8;
        return brightness;
    }

    /// <summary>
    /// Sixteen times the brightness, smoothed by 1 2 1 along rows and columns: most noise is gone, most texture is
    /// left.
    /// </summary>
    public static int[] Smooth(int[] brightness, int width, int height)
    {
        var rows = new int[brightness.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var row = y * width;
                rows[row + x] = brightness[row + Math.Max(x - 1, 0)] + (2 * brightness[row + x])
                    + brightness[row + Math.Min(x + 1, width - 1)];
            }
        }
        var smooth = new int[brightness.Length];
        for (var y = 0; y < height; y++)
        {
            var (above, here, below) = (Math.Max(y - 1, 0) * width, y * width, Math.Min(y + 1, height - 1) * width);
            for (var x = 0; x < width; x++) smooth[here + x] = rows[above + x] + (2 * rows[here + x]) + rows[below + x];
        }
        return smooth;
    }

    /// <summary>Sums over windows of (2 · reach + 1)², cut at the border.</summary>
    public static long[] Windows(int[] values, int width, int height, int reach)
    {
        var total = new long[(width + 1) * (height + 1)];
        for (var y = 0; y < height; y++)
        {
            var row = 0L;
            for (var x = 0; x < width; x++)
            {
                row += values[(y * width) + x];
                total[((y + 1) * (width + 1)) + x + 1] = total[(y * (width + 1)) + x + 1] + row;
            }
        }
        var sums = new long[values.Length];
        for (var y = 0; y < height; y++)
        {
            var (top, bottom) = (Math.Max(y - reach, 0) * (width + 1), Math.Min(y + reach + 1, height) * (width + 1));
            for (var x = 0; x < width; x++)
            {
                var (left, right) = (Math.Max(x - reach, 0), Math.Min(x + reach + 1, width));
                sums[(y * width) + x] = total[bottom + right] - total[bottom + left] - total[top + right]
                    + total[top + left];
            }
        }
        return sums;
    }
}
