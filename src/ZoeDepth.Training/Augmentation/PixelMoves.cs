namespace ZoeDepth.Training;

/// <summary>Moves of whole pixels, for images <c>[row, column, channel]</c> and depth with one channel.</summary>
internal static class PixelMoves
{
    /// <summary>Left and right exchanged.</summary>
    public static T[] Mirrored<T>(ReadOnlySpan<T> pixels, int width, int height, int channels)
    {
        var result = new T[pixels.Length];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                pixels.Slice(((y * width) + width - 1 - x) * channels, channels)
                    .CopyTo(result.AsSpan(((y * width) + x) * channels));
        return result;
    }

    /// <summary>Shifted by columns to the right and rows down; what comes in is 0.</summary>
    public static T[] Translated<T>(ReadOnlySpan<T> pixels, int width, int height, int channels, int right, int down)
    {
        var result = new T[pixels.Length];
        var (from, to) = (Math.Max(0, -right), Math.Min(width, width - right));
        for (var y = Math.Max(0, down); y < Math.Min(height, height + down); y++)
        {
            if (to <= from) break;
            pixels.Slice((((y - down) * width) + from) * channels, (to - from) * channels)
                .CopyTo(result.AsSpan(((y * width) + from + right) * channels));
        }
        return result;
    }

    /// <summary>The piece of rows x columns whose upper left pixel is at left, top.</summary>
    public static T[] Cropped<T>(ReadOnlySpan<T> pixels, int width, int channels, int left, int top, int columns,
        int rows)
    {
        var result = new T[rows * columns * channels];
        for (var y = 0; y < rows; y++)
            pixels.Slice((((top + y) * width) + left) * channels, columns * channels)
                .CopyTo(result.AsSpan(y * columns * channels));
        return result;
    }

    /// <summary>Set into a larger picture whose border mirrors it without repeating the edge.</summary>
    public static T[] Reflected<T>(ReadOnlySpan<T> pixels, int width, int height, int channels, PictureBorder border)
    {
        var (columns, rows) = (border.Left + width + border.Right, border.Top + height + border.Bottom);
        var result = new T[rows * columns * channels];
        for (var y = 0; y < rows; y++)
        {
            var row = SizeRule.Mirrored(y - border.Top, height);
            for (var x = 0; x < columns; x++)
            {
                var from = (row * width) + SizeRule.Mirrored(x - border.Left, width);
                pixels.Slice(from * channels, channels).CopyTo(result.AsSpan(((y * columns) + x) * channels));
            }
        }
        return result;
    }

    /// <summary>Set into a larger picture whose border is 0.</summary>
    public static T[] Framed<T>(ReadOnlySpan<T> pixels, int width, int height, int channels, PictureBorder border)
    {
        var (columns, rows) = (border.Left + width + border.Right, border.Top + height + border.Bottom);
        var result = new T[rows * columns * channels];
        for (var y = 0; y < height; y++)
            pixels.Slice(y * width * channels, width * channels)
                .CopyTo(result.AsSpan((((border.Top + y) * columns) + border.Left) * channels));
        return result;
    }
}
