using ZoeDepth.Imaging;

namespace ZoeDepth.Geometry;

/// <summary>Makes images smaller by the mean of the pixels that each new one covers.</summary>
internal static class ImageShrink
{
    /// <summary>The image, no side longer than asked, its shape kept; itself where it fits.</summary>
    public static RasterImage ToFit(RasterImage rgb, int maxSide)
    {
        var longest = Math.Max(rgb.Width, rgb.Height);
        if (longest <= maxSide) return rgb;
        return To(rgb, Math.Max(1, (int)Math.Round(rgb.Width * (double)maxSide / longest)),
            Math.Max(1, (int)Math.Round(rgb.Height * (double)maxSide / longest)));
    }

    private static RasterImage To(RasterImage rgb, int width, int height)
    {
        var across = Spans(rgb.Width, width);
        var down = Spans(rgb.Height, height);
        var rows = new float[width * 3];
        var data = new byte[width * height * 3];
        for (var row = 0; row < height; row++)
        {
            Array.Clear(rows);
            var total = 0f;
            foreach (var (from, share) in down[row])
            {
                AddRow(rgb.Data.AsSpan(from * rgb.Width * 3, rgb.Width * 3), across, rows, share);
                total += share;
            }
            for (var i = 0; i < rows.Length; i++)
                data[(row * rows.Length) + i] = (byte)Math.Clamp((rows[i] / total) + 0.5f, 0, 255);
        }
        return new RasterImage(width, height, PixelFormat.Rgb8, data, rgb.Metadata);
    }

    private static void AddRow(ReadOnlySpan<byte> row, (int At, float Share)[][] across, float[] sums, float weight)
    {
        for (var column = 0; column < across.Length; column++)
        {
            float red = 0, green = 0, blue = 0, total = 0;
            foreach (var (from, share) in across[column])
            {
                red += share * row[3 * from];
                green += share * row[(3 * from) + 1];
                blue += share * row[(3 * from) + 2];
                total += share;
            }
            sums[3 * column] += weight * red / total;
            sums[(3 * column) + 1] += weight * green / total;
            sums[(3 * column) + 2] += weight * blue / total;
        }
    }

    /// <summary>The old pixels under each new one, and how much of each.</summary>
    private static (int At, float Share)[][] Spans(int before, int after)
    {
        var spans = new (int, float)[after][];
        for (var i = 0; i < after; i++)
        {
            var (start, end) = (i * (double)before / after, (i + 1) * (double)before / after);
            var (first, last) = ((int)start, Math.Min(before, (int)Math.Ceiling(end)));
            spans[i] = [.. Enumerable.Range(first, last - first)
                .Select(at => (at, (float)(Math.Min(end, at + 1) - Math.Max(start, at))))];
        }
        return spans;
    }
}
