namespace ZoeDepth.Training;

/// <summary>
/// A picture turned about its middle on a canvas of its own size, empty corners 0, as Pillow's <c>rotate</c>: positive
/// is counter-clockwise, 0 and 180 degrees take exact paths, 90 and 270 on square pictures too. Pictures are bilinear,
/// fractions of bytes cut off; depth takes the nearest number.
/// </summary>
internal static class Rotation
{
    /// <summary>A picture, turned.</summary>
    /// <param name="pixels"><c>[row, column, channel]</c></param>
    /// <param name="width">columns</param>
    /// <param name="height">rows</param>
    /// <param name="channels">bytes of a pixel</param>
    /// <param name="degrees">counter-clockwise</param>
    public static byte[] Bilinear(ReadOnlySpan<byte> pixels, int width, int height, int channels, double degrees)
    {
        if (Exact(width, height, degrees) is { } exact) return Taken(pixels, exact, width, height, channels);
        var m = Matrix(width, height, degrees);
        var result = new byte[pixels.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var sourceX = (m.A * (x + 0.5)) + (m.B * (y + 0.5)) + m.C;
                var sourceY = (m.D * (x + 0.5)) + (m.E * (y + 0.5)) + m.F;
                if (sourceX < 0 || sourceX >= width || sourceY < 0 || sourceY >= height) continue;
                Interpolate(pixels, width, height, channels, sourceX - 0.5, sourceY - 0.5,
                    result.AsSpan(((y * width) + x) * channels, channels));
            }
        }
        return result;
    }

    /// <summary>Depth, turned.</summary>
    /// <param name="numbers"><c>[row, column]</c></param>
    /// <param name="width">columns</param>
    /// <param name="height">rows</param>
    /// <param name="degrees">counter-clockwise</param>
    public static T[] Nearest<T>(ReadOnlySpan<T> numbers, int width, int height, double degrees)
    {
        if (Exact(width, height, degrees) is { } exact) return Taken(numbers, exact, width, height, 1);
        var m = Matrix(width, height, degrees);
        var result = new T[numbers.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var sourceX = (m.A * (x + 0.5)) + (m.B * (y + 0.5)) + m.C;
                var sourceY = (m.D * (x + 0.5)) + (m.E * (y + 0.5)) + m.F;
                if (sourceX >= 0 && sourceX < width && sourceY >= 0 && sourceY < height)
                    result[(y * width) + x] = numbers[((int)sourceY * width) + (int)sourceX];
            }
        }
        return result;
    }

    private static (double A, double B, double C, double D, double E, double F) Matrix(int width, int height,
        double degrees)
    {
        var angle = -(Modulo(degrees) * Math.PI / 180);
        var (cos, sin) = (Math.Round(Math.Cos(angle), 15), Math.Round(Math.Sin(angle), 15));
        var (x, y) = (width / 2.0, height / 2.0);
        return (cos, sin, (cos * -x) + (sin * -y) + x, -sin, cos, (-sin * -x) + (cos * -y) + y);
    }

    private static double Modulo(double degrees) => degrees - (360 * Math.Floor(degrees / 360));

    /// <summary>Where each pixel of an exactly turned picture comes from; null for other angles.</summary>
    private static Func<int, int, (int X, int Y)>? Exact(int width, int height, double degrees) =>
        Modulo(degrees) switch
    {
        0 => (x, y) => (x, y),
        180 => (x, y) => (width - 1 - x, height - 1 - y),
        90 when width == height => (x, y) => (width - 1 - y, x),
        270 when width == height => (x, y) => (y, height - 1 - x),
        _ => null,
    };

    private static T[] Taken<T>(ReadOnlySpan<T> source, Func<int, int, (int X, int Y)> from, int width, int height,
        int channels)
    {
        var result = new T[source.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var at = from(x, y);
                source.Slice(((at.Y * width) + at.X) * channels, channels)
                    .CopyTo(result.AsSpan(((y * width) + x) * channels));
            }
        }
        return result;
    }

    private static void Interpolate(ReadOnlySpan<byte> pixels, int width, int height, int channels, double x, double y,
        Span<byte> to)
    {
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (dx, dy) = (x - left, y - top);
        int x0 = Math.Clamp(left, 0, width - 1), x1 = Math.Clamp(left + 1, 0, width - 1),
            y0 = Math.Clamp(top, 0, height - 1);
        for (var c = 0; c < channels; c++)
        {
            var upper = Between(pixels[(((y0 * width) + x0) * channels) + c],
                pixels[(((y0 * width) + x1) * channels) + c], dx);
            var lower = top + 1 >= 0 && top + 1 < height
                ? Between(pixels[((((top + 1) * width) + x0) * channels) + c],
                    pixels[((((top + 1) * width) + x1) * channels) + c], dx)
                : upper;
            to[c] = (byte)Between(upper, lower, dy);
        }
    }

    private static double Between(double a, double b, double part) => a + ((b - a) * part);
}
