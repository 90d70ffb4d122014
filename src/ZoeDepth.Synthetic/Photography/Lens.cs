using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Photography;

/// <summary>What glass does to light on its way to the sensor.</summary>
internal static class Lens
{
    /// <summary>Multiplies each plane with its gain, less towards the corners.</summary>
    /// <param name="film">radiance in, sensor values out</param>
    /// <param name="gain">of each colour</param>
    /// <param name="vignetting">share of light that is missing in the corners, 0..1</param>
    public static void Expose(Film film, Color gain, double vignetting)
    {
        var gains = Vectors.All(gain);
        var (middleX, middleY) = ((film.Width - 1) / 2f, (film.Height - 1) / 2f);
        var corner = 1 / Math.Max(1, (middleX * middleX) + (middleY * middleY));
        var columns = Vector512.ConvertToSingle(Integers.Indices);
        for (var y = 0; y < film.Height; y++)
        {
            var row = (y - middleY) * (y - middleY);
            for (var x = 0; x < film.Packed; x += Film.Lanes)
            {
                var across = columns + LaneMath.All(x - middleX);
                var square = Vector512.FusedMultiplyAdd(across, across, LaneMath.All(row)) * LaneMath.All(corner);
                // Natural fall-off goes with the fourth power of a cosine; in the radius it starts with the square and
                // steepens.
                var loss = square * Vector512.FusedMultiplyAdd(square, LaneMath.All(0.4f), LaneMath.All(0.6f));
                var share = Floats.One - (loss * LaneMath.All(vignetting));
                var at = film.Row(y) + x;
                Film.Store(Film.Load(film[0], at) * (share * gains.X), film[0], at);
                Film.Store(Film.Load(film[1], at) * (share * gains.Y), film[1], at);
                Film.Store(Film.Load(film[2], at) * (share * gains.Z), film[2], at);
            }
        }
    }

    /// <summary>Lateral chromatic aberration: one colour's picture is a little larger than green's.</summary>
    /// <param name="film">the planes</param>
    /// <param name="plane">0 red or 2 blue</param>
    /// <param name="growth">how much larger, 0.002 is 0.2 %</param>
    public static void Magnify(Film film, int plane, double growth)
    {
        var (width, height) = (film.Width, film.Height);
        var columns = Sources(width, growth);
        var rows = Sources(height, growth);
        var (source, target) = (film[plane], film.Spare);
        for (var y = 0; y < height; y++)
        {
            var (above, down) = rows[y];
            var (first, second) = (film.Row(above), film.Row(Math.Min(above + 1, height - 1)));
            var to = film.Row(y);
            for (var x = 0; x < width; x++)
            {
                var (left, along) = columns[x];
                var right = Math.Min(left + 1, width - 1);
                var upper = source[first + left] + ((source[first + right] - source[first + left]) * along);
                var lower = source[second + left] + ((source[second + right] - source[second + left]) * along);
                target[to + x] = upper + ((lower - upper) * down);
            }
        }
        film.Swap(plane);
    }

    private static (int Pixel, float Share)[] Sources(int length, double growth)
    {
        var sources = new (int, float)[length];
        var middle = (length - 1) / 2.0;
        for (var i = 0; i < length; i++)
        {
            var from = Math.Clamp(middle + ((i - middle) / (1 + growth)), 0, length - 1);
            var pixel = (int)from;
            sources[i] = (pixel, (float)(from - pixel));
        }
        return sources;
    }
}
