using ZoeDepth.Imaging;

namespace ZoeDepth.Data.Readers;

/// <summary>
/// Photographs as the original's loaders hand them to the network: some datasets are resized first, bilinear between
/// pixel centres without antialiasing (torchvision 0.14 on tensors). Here the result is rounded to bytes, which moves
/// a colour by half of 1/255 at most.
/// </summary>
internal static class BenchmarkInput
{
    private const int ShortSide = 480;

    /// <summary>The photograph at the size the loader of a dataset gives; itself where the loader leaves it.</summary>
    /// <param name="key">one of <see cref="Benchmark.All"/></param>
    /// <param name="image">8-bit RGB</param>
    public static RasterImage Of(string key, RasterImage image)
    {
        var (rows, columns) = SizeOf(key, image.Height, image.Width);
        return (rows, columns) == (image.Height, image.Width) ? image : Resized(image, rows, columns);
    }

    private static (int Rows, int Columns) SizeOf(string key, int rows, int columns) => key switch
    {
        "diml_indoor" or "hypersim_test" => (480, 640),
        "ddad" => (352, 1216),
        "diode_indoor" or "diode_outdoor" when rows <= columns => (ShortSide, ShortSide * columns / rows),
        "diode_indoor" or "diode_outdoor" => (ShortSide * rows / columns, ShortSide),
        _ => (rows, columns),
    };

    private static RasterImage Resized(RasterImage image, int rows, int columns)
    {
        const int Channels = 3;
        var (from, to) = (image.Data, new byte[rows * columns * Channels]);
        for (var row = 0; row < rows; row++)
        {
            var (top, bottom, down) = Neighbours(row, rows, image.Height);
            for (var column = 0; column < columns; column++)
            {
                var (left, right, across) = Neighbours(column, columns, image.Width);
                for (var channel = 0; channel < Channels; channel++)
                {
                    var above = Between(At(top, left, channel), At(top, right, channel), across);
                    var below = Between(At(bottom, left, channel), At(bottom, right, channel), across);
                    to[(((row * columns) + column) * Channels) + channel] =
                        (byte)Math.Round(Between(above, below, down));
                }
            }
        }
        return new RasterImage(columns, rows, PixelFormat.Rgb8, to);

        double At(int row, int column, int channel) => from[(((row * image.Width) + column) * Channels) + channel];
    }

    private static double Between(double a, double b, double share) => a + ((b - a) * share);

    private static (int First, int Second, double Share) Neighbours(int index, int newCount, int count)
    {
        var at = Math.Max(0, ((index + 0.5) * count / newCount) - 0.5);
        var first = (int)at;
        return (first, Math.Min(first + 1, count - 1), at - first);
    }
}
