using ZoeDepth.Imaging;

namespace ZoeDepth.Cli.Drawing;

/// <summary>A picture to draw rectangles, other pictures and words on.</summary>
internal sealed class Canvas
{
    private readonly byte[] _pixels;

    /// <summary>A canvas of one colour.</summary>
    public Canvas(int width, int height, Rgba background)
    {
        (Width, Height) = (width, height);
        _pixels = new byte[checked(3 * width * height)];
        Fill(0, 0, width, height, background);
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The picture so far; drawing goes on in it.</summary>
    public RasterImage Image => new(Width, Height, PixelFormat.Rgb8, _pixels);

    /// <summary>Fills a rectangle; what lies outside the canvas is left out.</summary>
    public void Fill(int x, int y, int width, int height, Rgba color)
    {
        for (var row = Math.Max(0, y); row < Math.Min(Height, y + height); row++)
            for (var column = Math.Max(0, x); column < Math.Min(Width, x + width); column++) Dot(column, row, color);
    }

    /// <summary>Lays a picture on the canvas, which must hold all of it.</summary>
    /// <param name="image"><see cref="PixelFormat.Rgb8"/></param>
    /// <param name="x">its left column</param>
    /// <param name="y">its upper row</param>
    public void Place(RasterImage image, int x, int y)
    {
        for (var row = 0; row < image.Height; row++)
            image.Data.AsSpan(3 * row * image.Width, 3 * image.Width)
                .CopyTo(_pixels.AsSpan(3 * (((y + row) * Width) + x)));
    }

    /// <summary>
    /// Writes words; <paramref name="x"/> is the left edge, the middle or the right edge of the line for
    /// <paramref name="anchor"/> 0, 0.5 or 1.
    /// </summary>
    public void Write(string text, int x, int y, Rgba color, int size = 2, double anchor = 0)
    {
        x -= (int)(PixelFont.WidthOf(text, size) * anchor);
        foreach (var letter in text)
        {
            for (var row = 0; row < PixelFont.Height; row++)
                for (var column = 0; column < PixelFont.Width; column++)
                    if (PixelFont.IsSet(letter, row, column))
                        Fill(x + (column * size), y + (row * size), size, size, color);
            x += (PixelFont.Width + 1) * size;
        }
    }

    private void Dot(int column, int row, Rgba color)
    {
        var at = 3 * ((row * Width) + column);
        (_pixels[at], _pixels[at + 1], _pixels[at + 2]) = (color.Red, color.Green, color.Blue);
    }
}
