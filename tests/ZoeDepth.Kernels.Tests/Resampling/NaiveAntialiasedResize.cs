using ZoeDepth.Kernels.Resampling;

namespace ZoeDepth.Kernels.Tests;

/// <summary>
/// An antialiased resampling as one double sum over the whole old picture: every pixel whose centre the filter reaches
/// counts.
/// </summary>
internal static class NaiveAntialiasedResize
{
    /// <param name="x"><c>[row, column, channel]</c></param>
    /// <returns><c>[new row, new column, channel]</c></returns>
    public static double[] Run(Func<int, double> x, int rows, int columns, int channels, int newRows, int newColumns,
        ResampleFilter filter)
    {
        var y = new double[newRows * newColumns * channels];
        for (var row = 0; row < newRows; row++)
            for (var column = 0; column < newColumns; column++)
                for (var c = 0; c < channels; c++)
                {
                    double sum = 0, weights = 0;
                    for (var i = 0; i < rows; i++)
                        for (var j = 0; j < columns; j++)
                        {
                            var weight = Weight(filter, row, i, rows, newRows)
                                * Weight(filter, column, j, columns, newColumns);
                            weights += weight;
                            sum += weight * x((((i * columns) + j) * channels) + c);
                        }
                    y[(((row * newColumns) + column) * channels) + c] = sum / weights;
                }
        return y;
    }

    private static double Weight(ResampleFilter filter, int to, int from, int length, int newLength)
    {
        var scale = (double)length / newLength;
        var t = Math.Abs((from + 0.5 - ((to + 0.5) * scale)) / Math.Max(1, scale));
        if (filter == ResampleFilter.Triangle) return Math.Max(0, 1 - t);
        const double a = -0.5;
        return t < 1 ? ((a + 2) * t * t * t) - ((a + 3) * t * t) + 1 : t < 2
            ? (a * t * t * t) - (5 * a * t * t) + (8 * a * t) - (4 * a) : 0;
    }
}
