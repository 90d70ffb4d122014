namespace ZoeDepth.Tests.Processing;

/// <summary>
/// The processor in plain loops: the whole picture rescaled, the whole border made, then resized and normalised in
/// double. Coordinates are float32, as in the reference, because they alone would otherwise differ by 4e-5.
/// </summary>
internal static class NaiveProcessor
{
    /// <summary>One picture, <c>[row, column, channel]</c>, to <c>[row, column, channel]</c>.</summary>
    public static double[] Run(ZoeDepthImageProcessor settings, Func<int, int, int, double> sample, ImageSize picture,
        int channels)
    {
        var border = settings.Border(picture);
        var (height, width) = (picture.Height + (2 * border.Height), picture.Width + (2 * border.Width));
        var padded = new double[height, width, channels];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                for (var c = 0; c < channels; c++)
                    padded[y, x, c] = sample(Reflect(y - border.Height, picture.Height),
                        Reflect(x - border.Width, picture.Width), c)
                        * (settings.DoRescale ? settings.RescaleFactor : 1);
        var size = settings.OutputSize(picture);
        var result = new double[size.Height * size.Width * channels];
        for (var y = 0; y < size.Height; y++)
            for (var x = 0; x < size.Width; x++)
                for (var c = 0; c < channels; c++)
                {
                    var value = settings.Resample == ImageResampling.Bilinear
                        ? Linear(padded, y, x, c, size) : Cubic(padded, y, x, c, size);
                    if (settings.DoNormalize)
                        value = (value - settings.ImageMean[settings.ImageMean.Count == 1 ? 0 : c])
                            / settings.ImageStd[settings.ImageStd.Count == 1 ? 0 : c];
                    result[(((y * size.Width) + x) * channels) + c] = value;
                }
        return result;
    }

    private static int Reflect(int i, int side)
    {
        while (i < 0 || i >= side) i = i < 0 ? -i : (2 * (side - 1)) - i;
        return i;
    }

    private static (int Floor, double Part) Place(int i, int from, int to)
    {
        var scale = to > 1 ? (float)(from - 1) / (to - 1) : 0f;
        var place = scale * i;
        var floor = Math.Min((int)place, from - 1);
        return (floor, place - floor);
    }

    private static double Linear(double[,,] x, int row, int column, int c, ImageSize to)
    {
        var (height, width) = (x.GetLength(0), x.GetLength(1));
        var (y0, fy) = Place(row, height, to.Height);
        var (x0, fx) = Place(column, width, to.Width);
        var (y1, x1) = (Math.Min(y0 + 1, height - 1), Math.Min(x0 + 1, width - 1));
        return ((1 - fy) * (((1 - fx) * x[y0, x0, c]) + (fx * x[y0, x1, c])))
            + (fy * (((1 - fx) * x[y1, x0, c]) + (fx * x[y1, x1, c])));
    }

    private static double Cubic(double[,,] x, int row, int column, int c, ImageSize to)
    {
        var (height, width) = (x.GetLength(0), x.GetLength(1));
        var (y0, fy) = Place(row, height, to.Height);
        var (x0, fx) = Place(column, width, to.Width);
        var sum = 0.0;
        for (var j = -1; j <= 2; j++)
            for (var i = -1; i <= 2; i++)
                sum += Weight(j - fy) * Weight(i - fx)
                    * x[Math.Clamp(y0 + j, 0, height - 1), Math.Clamp(x0 + i, 0, width - 1), c];
        return sum;
    }

    private static double Weight(double t)
    {
        const double a = -0.75;
        t = Math.Abs(t);
        return t <= 1 ? ((a + 2) * t * t * t) - ((a + 3) * t * t) + 1 : t < 2
            ? (a * t * t * t) - (5 * a * t * t) + (8 * a * t) - (4 * a) : 0;
    }
}
