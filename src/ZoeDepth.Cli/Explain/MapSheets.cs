using ZoeDepth.Cli.Drawing;
using ZoeDepth.Imaging;
using ZoeDepth.Tensors;

namespace ZoeDepth.Cli.Explain;

/// <summary>Maps of the network beside one another, each enlarged to the same height.</summary>
internal static class MapSheets
{
    private const int Height = 192, Gap = 8, Text = 20;

    private static readonly Rgba Background = new(0xFF, 0xFF, 0xFF), Ink = new(0x20, 0x20, 0x20);

    /// <summary>Maps of features in the colours of <see cref="FeatureColours"/>, their sizes below them.</summary>
    public static RasterImage Features(IReadOnlyList<Tap> maps) => Sheet([.. maps.Select(map =>
        (Enlarged(FeatureColours.Draw(map.Values, map.Rows, map.Columns, map.Shape.Last), Height),
            $"{map.Rows}x{map.Columns}, {map.Shape.Last} channels"))]);

    /// <summary>The picture as the network sees it, and its depth, with the pixels marked in both.</summary>
    public static RasterImage InputAndDepth(Tap pixels, Tap depth, IReadOnlyList<ExplainedPixel> marked)
    {
        var input = Enlarged(Picture(pixels), 2 * Height);
        var colours = Enlarged(ColorPicture.Default.Draw(depth.Values, depth.Columns, depth.Rows), 2 * Height);
        return Sheet([(Marked(input, depth, marked), "what enters the network"),
            (Marked(colours, depth, marked), "metres, near is warm")]);
    }

    private static RasterImage Picture(Tap pixels)
    {
        // The processor's mean and standard deviation are not undone by name: the range of the picture is spread over
        // 0..255.
        var (least, most) = (pixels.Values.Min(), pixels.Values.Max());
        var scale = 255 / Math.Max(most - least, 1e-6f);
        return new RasterImage(pixels.Columns, pixels.Rows, PixelFormat.Rgb8,
            [.. pixels.Values.Select(value => (byte)Math.Clamp(MathF.Round((value - least) * scale), 0, 255))]);
    }

    private static RasterImage Marked(RasterImage image, Tap depth, IReadOnlyList<ExplainedPixel> marked)
    {
        var canvas = new Canvas(image.Width, image.Height, Background);
        canvas.Place(image, 0, 0);
        foreach (var pixel in marked)
        {
            int x = (int)((pixel.Column + 0.5) * image.Width / depth.Columns),
                y = (int)((pixel.Row + 0.5) * image.Height / depth.Rows);
            canvas.Fill(x - 6, y - 6, 13, 13, Background);
            canvas.Fill(x - 4, y - 4, 9, 9, pixel.Colour);
        }
        return canvas.Image;
    }

    private static RasterImage Sheet(IReadOnlyList<(RasterImage Image, string Title)> pictures)
    {
        var width = pictures.Sum(picture => picture.Image.Width) + (Gap * (pictures.Count - 1));
        var canvas = new Canvas(width, pictures.Max(picture => picture.Image.Height) + Text, Background);
        var x = 0;
        foreach (var (image, title) in pictures)
        {
            canvas.Place(image, x, 0);
            canvas.Write(title, x, image.Height + 5, Ink, size: 1);
            x += image.Width + Gap;
        }
        return canvas.Image;
    }

    /// <summary>The nearest pixel for each: what the network has is not made smoother than it is.</summary>
    private static RasterImage Enlarged(RasterImage image, int height)
    {
        var width = Math.Max(1, image.Width * height / image.Height);
        var pixels = new byte[3 * width * height];
        for (var row = 0; row < height; row++)
            for (var column = 0; column < width; column++)
                image.Data.AsSpan(3 * ((row * image.Height / height * image.Width) + (column * image.Width / width)), 3)
                    .CopyTo(pixels.AsSpan(3 * ((row * width) + column)));
        return new RasterImage(width, height, PixelFormat.Rgb8, pixels);
    }
}
