using ZoeDepth.Imaging;

namespace ZoeDepth.Cli.Synth;

/// <summary>
/// Photographs beside their depth, many on one picture and no word on it. Depth is drawn of nearness, near warm and far cold; each picture spreads
/// its own range over
/// the colours. Pixels without depth are dark.
/// </summary>
internal sealed class ContactSheet(int columns)
{
    /// <summary>The most pairs a sheet shows.</summary>
    public const int Most = 240;

    private const int LongestSide = 320;
    private const int Gap = 2;
    private const int Margin = 14;

    private static readonly Rgba Background = new(250, 250, 248);
    private static readonly Rgba WithoutDepth = new(44, 46, 52);
    private static readonly ColorMap Colors = ColorMap.Get("Spectral_r");

    private readonly List<(string Family, Image Photo, Image Depth)> _pairs = [];

    /// <summary>How many pairs it shows.</summary>
    public int Count => _pairs.Count;

    /// <summary>Adds a pair, made smaller where it is large; none once the sheet is full.</summary>
    public void Add(SeenPicture picture)
    {
        if (_pairs.Count == Most) return;
        var step = (Math.Max(picture.Photo.Width, picture.Photo.Height) + LongestSide - 1) / LongestSide;
        var photo = Smaller(picture.Photo, step);
        _pairs.Add((picture.Family, photo, Drawn(picture, step, photo.Width, photo.Height)));
    }

    /// <summary>The sheet, family after family.</summary>
    /// <param name="families">in this order</param>
    public Image Draw(IReadOnlyList<string> families)
    {
        var order = families.Distinct().Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        var pairs = _pairs.OrderBy(pair => order[pair.Family]).ToList();
        var (width, height) = (pairs[0].Photo.Width, pairs[0].Photo.Height);
        var (cell, across) = ((2 * width) + Gap, Math.Min(columns, pairs.Count));
        var canvas = new Canvas((across * (cell + Margin)) + Margin, ((pairs.Count + across - 1) / across * (height + Margin)) + Margin, Background);
        foreach (var (i, pair) in pairs.Index())
        {
            var (x, y) = (Margin + (i % across * (cell + Margin)), Margin + (i / across * (height + Margin)));
            canvas.Place(pair.Photo, x, y);
            canvas.Place(pair.Depth, x + width + Gap, y);
        }
        return canvas.Image;
    }

    /// <summary>Squares of pixels become their mean; rows and columns that fill no square are left out.</summary>
    private static Image Smaller(Image image, int step)
    {
        if (step == 1) return image;
        var (width, height) = (Math.Max(1, image.Width / step), Math.Max(1, image.Height / step));
        var pixels = new byte[3 * width * height];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (y, x, channel) = (i / (3 * width) * step, i / 3 % width * step, i % 3);
            var (sum, count) = (0, 0);
            for (var row = y; row < Math.Min(image.Height, y + step); row++)
            {
                for (var column = x; column < Math.Min(image.Width, x + step); column++, count++)
                    sum += image.Data[(3 * ((row * image.Width) + column)) + channel];
            }
            pixels[i] = (byte)((sum + (count / 2)) / count);
        }
        return new Image(width, height, PixelFormat.Rgb8, pixels);
    }

    /// <summary>1 / √depth: between depth itself, which shows the far wall only, and its inverse, which shows the near chair only.</summary>
    private static Image Drawn(SeenPicture picture, int step, int width, int height)
    {
        var nearness = new float[width * height];
        for (var i = 0; i < nearness.Length; i++)
        {
            var row = Math.Min(picture.Photo.Height - 1, (i / width * step) + (step / 2));
            var column = Math.Min(picture.Photo.Width - 1, (i % width * step) + (step / 2));
            var metres = picture.Depth[(row * picture.Photo.Width) + column];
            nearness[i] = metres > 0 ? 1 / MathF.Sqrt(metres) : 0;
        }
        var sorted = nearness.Where(value => value > 0).Order().ToArray();
        var (least, most) = sorted.Length == 0 ? (0, 1) : (sorted[sorted.Length / 100], sorted[^((sorted.Length / 100) + 1)]);
        var colorizer = new Colorizer { Map = Colors, Minimum = least, Maximum = most, Background = WithoutDepth };
        return colorizer.Colorize(nearness, width, height, Array.ConvertAll(nearness, value => value == 0)).ToRgb8();
    }
}
