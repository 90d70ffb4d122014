using ZoeDepth.Imaging;

namespace ZoeDepth.Cli.Explain;

/// <summary>
/// A map of features as a picture: its three principal components, the directions in which pixels differ most, as red,
/// green and blue. What has one colour is alike to the network.
/// </summary>
internal static class FeatureColours
{
    private const int Iterations = 60;

    // What is beyond so many standard deviations is as bright as can be.
    private const double Reach = 2.0;

    /// <summary>Draws a map.</summary>
    /// <param name="values"><c>[row, column, channel]</c></param>
    /// <param name="rows">rows</param>
    /// <param name="columns">columns</param>
    /// <param name="channels">channels</param>
    /// <returns>an <see cref="PixelFormat.Rgb8"/> picture of the same size; gray where nothing differs</returns>
    public static RasterImage Draw(ReadOnlySpan<float> values, int rows, int columns, int channels)
    {
        var pixels = rows * columns;
        var centred = new double[pixels * channels];
        for (var c = 0; c < channels; c++)
        {
            double mean = 0;
            for (var p = 0; p < pixels; p++) mean += values[(p * channels) + c];
            mean /= pixels;
            for (var p = 0; p < pixels; p++) centred[(p * channels) + c] = values[(p * channels) + c] - mean;
        }
        var covariance = Covariance(centred, pixels, channels);
        var picture = new byte[3 * pixels];
        for (var component = 0; component < 3; component++)
        {
            var (direction, variance) = Largest(covariance, channels);
            Remove(covariance, channels, direction, variance);
            var scale = variance > 0 ? 127.5 / (Reach * Math.Sqrt(variance)) : 0;
            for (var p = 0; p < pixels; p++)
            {
                double along = 0;
                for (var c = 0; c < channels; c++) along += direction[c] * centred[(p * channels) + c];
                picture[(3 * p) + component] = (byte)Math.Clamp(Math.Round(127.5 + (along * scale)), 0, 255);
            }
        }
        return new RasterImage(columns, rows, PixelFormat.Rgb8, picture);
    }

    private static double[] Covariance(double[] centred, int pixels, int channels)
    {
        var covariance = new double[channels * channels];
        for (var p = 0; p < pixels; p++)
            for (var i = 0; i < channels; i++)
            {
                var value = centred[(p * channels) + i] / pixels;
                for (var j = 0; j <= i; j++) covariance[(i * channels) + j] += value * centred[(p * channels) + j];
            }
        for (var i = 0; i < channels; i++)
            for (var j = 0; j < i; j++) covariance[(j * channels) + i] = covariance[(i * channels) + j];
        return covariance;
    }

    /// <summary>The direction of the largest variance, and that variance, by power iteration.</summary>
    private static (double[] Direction, double Variance) Largest(double[] covariance, int channels)
    {
        // The channel that varies most points somewhat that way; its sign decides the sign of the result.
        var start = Enumerable.Range(0, channels).MaxBy(i => covariance[(i * channels) + i]);
        var direction = new double[channels];
        direction[start] = 1;
        double variance = 0;
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            var next = new double[channels];
            for (var i = 0; i < channels; i++)
                for (var j = 0; j < channels; j++) next[i] += covariance[(i * channels) + j] * direction[j];
            variance = Math.Sqrt(next.Sum(x => x * x));
            if (variance <= 1e-30) return (direction, 0);
            for (var i = 0; i < channels; i++) direction[i] = next[i] / variance;
        }
        return (direction, variance);
    }

    private static void Remove(double[] covariance, int channels, double[] direction, double variance)
    {
        for (var i = 0; i < channels; i++)
            for (var j = 0; j < channels; j++)
                covariance[(i * channels) + j] -= variance * direction[i] * direction[j];
    }
}
