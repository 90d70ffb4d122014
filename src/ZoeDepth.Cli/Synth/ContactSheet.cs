using ZoeDepth.Cli.Drawing;
using ZoeDepth.Data;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Synthetic.Variants;
using ZoeDepth.Tensors;

namespace ZoeDepth.Cli.Synth;

/// <summary>
/// Photographs beside their depth, many on one picture and no word on it. Each picture spreads its own range over the
/// colours of nearness.
/// </summary>
/// <param name="columns">pairs in a row</param>
/// <param name="width">
/// columns of the pictures; those of another shape are made to fit, and pairs lie in the middle
/// </param>
/// <param name="height">their rows</param>
internal sealed class ContactSheet(int columns, int width, int height)
{
    /// <summary>The most pairs a sheet shows.</summary>
    public const int Most = 240;

    private const double LongestSide = 320;
    private const int Gap = 2;
    private const int Margin = 14;

    private static readonly Rgba Background = new(250, 250, 248);

    private readonly List<(string Family, RasterImage Image, RasterImage Depth)> _pairs = [];
    private readonly double _step = StepOf(width, height);
    private readonly int _width = Shown(width, StepOf(width, height));
    private readonly int _height = Shown(height, StepOf(width, height));

    /// <summary>How many pairs it shows.</summary>
    public int Count => _pairs.Count;

    /// <summary>Columns and rows of a sheet of so many pairs.</summary>
    public (int Width, int Height) SizeOf(int pairs)
    {
        var across = Math.Min(columns, Math.Min(pairs, Most));
        var down = (Math.Min(pairs, Most) + across - 1) / across;
        return ((across * ((2 * _width) + Gap + Margin)) + Margin, (down * (_height + Margin)) + Margin);
    }

    /// <summary>Adds a pair, made smaller where it is large; none once the sheet is full.</summary>
    public void Add(SeenPicture picture)
    {
        if (_pairs.Count == Most) return;
        var step = _step * Math.Max((double)picture.Image.Width / width, (double)picture.Image.Height / height);
        var image = Smaller(picture.Image, step);
        _pairs.Add((picture.Family, image, Drawn(picture, image.Width, image.Height)));
    }

    /// <summary>The sheet, family after family.</summary>
    /// <param name="families">in this order</param>
    public RasterImage Draw(IReadOnlyList<string> families)
    {
        var order = families.Distinct().Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        var (size, across) = (SizeOf(_pairs.Count), Math.Min(columns, _pairs.Count));
        var canvas = new Canvas(size.Width, size.Height, Background);
        foreach (var (i, pair) in _pairs.OrderBy(pair => order[pair.Family]).Index())
        {
            var x = Margin + (i % across * ((2 * _width) + Gap + Margin)) + (_width - pair.Image.Width);
            var y = Margin + (i / across * (_height + Margin)) + ((_height - pair.Image.Height) / 2);
            canvas.Place(pair.Image, x, y);
            canvas.Place(pair.Depth, x + pair.Image.Width + Gap, y);
        }
        return canvas.Image;
    }

    private static double StepOf(int width, int height) => Math.Max(1, Math.Max(width, height) / LongestSide);

    /// <summary>How many pixels a side has that is shown with one pixel for so many, never with more.</summary>
    private static int Shown(int side, double step) => Math.Max(1, (int)Math.Round(side / Math.Max(1, step)));

    private static RasterImage Smaller(RasterImage image, double step)
    {
        var (columns, rows) = (Shown(image.Width, step), Shown(image.Height, step));
        var pixels = ByteImages.ResizeAntialiased(image.Data, (image.Height, image.Width), 3, (rows, columns),
            Interpolation.Bilinear, ResizeLibrary.Pillow, Work.Alone);
        return new RasterImage(columns, rows, PixelFormat.Rgb8, pixels);
    }

    private static RasterImage Drawn(SeenPicture picture, int width, int height)
    {
        var nearness = new float[width * height];
        for (var i = 0; i < nearness.Length; i++)
        {
            var value = picture.Values[PixelOf(picture, i % width, i / width, width, height, out var isHole)];
            nearness[i] = isHole ? float.NaN
                : NearnessColors.Of(picture.Kind.IsDisparity() ? 1.0 / value : value);
        }
        return NearnessColors.Between(nearness).Draw(nearness, width, height);
    }

    /// <summary>
    /// The pixel in the middle of what a pixel of the sheet covers. Lone points of a scanner or a film are seldom in a
    /// middle, and too small to be seen: any that lies there counts, and in the eight pixels around.
    /// </summary>
    private static int PixelOf(SeenPicture picture, int x, int y, int width, int height, out bool isHole)
    {
        var (columns, rows) = (picture.Image.Width, picture.Image.Height);
        var middle = (((2 * y) + 1) * rows / (2 * height) * columns) + (((2 * x) + 1) * columns / (2 * width));
        isHole = !picture.Valid[middle];
        if (!isHole || picture.Kind is not (DepthKind.Lidar or DepthKind.StructureFromMotion)) return middle;
        for (var row = Math.Max(0, y - 1) * rows / height; row < Math.Min(height, y + 2) * rows / height; row++)
        {
            for (var column = Math.Max(0, x - 1) * columns / width; column < Math.Min(width, x + 2) * columns / width;
                column++)
            {
                var pixel = (row * columns) + column;
                isHole = !picture.Valid[pixel];
                if (!isHole) return pixel;
            }
        }
        return middle;
    }
}
