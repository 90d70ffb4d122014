using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Photography;

/// <summary>
/// What the camera's automatics make of the light. Exposure follows the mean without its extremes, so a window in a
/// dark room burns out as it does in photographs; a scene below a 45th of the usual light is night and stays darker.
/// </summary>
/// <param name="Gain">what radiance is multiplied with: 1 is the sensor's white</param>
/// <param name="White">
/// the brightest that is to be told from white, after the gain; less than one pixel in a hundred is brighter
/// </param>
/// <param name="Warmth">how much more red than blue there is, stops; what an automatic white balance sees</param>
/// <param name="Darkness">
/// how far the light is below the usual, stops, 0 when it is not: what sensitivity makes up for
/// </param>
/// <param name="Mean">mean radiance of each colour</param>
internal readonly record struct Metering(double Gain, double White, double Warmth, double Darkness, Color Mean)
{
    // Where the mean lands: a gray card and a little.
    private const double Middle = 0.21;

    private const int Least = -24;
    private const int BinsPerStop = 16;
    private const int Bins = 48 * BinsPerStop;

    /// <summary>Measures a film that holds the light itself.</summary>
    public static Metering Of(Film light)
    {
        var histogram = new int[Bins];
        var sums = new double[3];
        Span<int> bins = stackalloc int[Film.Lanes];
        for (var y = 0; y < light.Height; y++)
        {
            var (red, green, blue) = (Floats.Zero, Floats.Zero, Floats.Zero);
            for (var x = 0; x < light.Packed; x += Film.Lanes)
            {
                var at = light.Row(y) + x;
                var lanes = Math.Min(Film.Lanes, light.Width - x);
                var mask = Vector512.LessThan(Integers.Indices, Vector512.Create(lanes)).AsSingle();
                var (r, g, b) = (Film.Load(light[0], at) & mask, Film.Load(light[1], at) & mask,
                    Film.Load(light[2], at) & mask);
                (red, green, blue) = (red + r, green + g, blue + b);
                var luminance = (r * LaneMath.All(0.2126f)) + (g * LaneMath.All(0.7152f)) + (b * LaneMath.All(0.0722f));
                var stops = LaneMath.Log2(Vector512.Max(luminance, LaneMath.All(1e-7f))) - LaneMath.All((float)Least);
                var bin = Vector512.ConvertToInt32(stops * LaneMath.All((float)BinsPerStop));
                Vector512.Min(Vector512.Max(bin, Integers.Zero), Vector512.Create(Bins - 1)).CopyTo(bins);
                for (var lane = 0; lane < lanes; lane++) histogram[bins[lane]]++;
            }
            for (var lane = 0; lane < Film.Lanes; lane++)
            {
                sums[0] += red[lane];
                sums[1] += green[lane];
                sums[2] += blue[lane];
            }
        }
        var pixels = light.Width * light.Height;
        return From(histogram, pixels, new Color(sums[0], sums[1], sums[2]) * (1.0 / pixels));
    }

    private static Metering From(int[] histogram, int pixels, Color mean)
    {
        var (low, high) = (Quantile(histogram, pixels, 0.05), Quantile(histogram, pixels, 0.95));
        var (logarithm, count) = (0.0, 0);
        for (var bin = low; bin <= high; bin++)
        {
            logarithm += Stops(bin) * histogram[bin];
            count += histogram[bin];
        }
        logarithm /= count;

        // Between the mean of the logarithm and that of the light: black corners are no reason to burn a face. A window
        // counts as two stops.
        var light = 0.0;
        for (var bin = low; bin <= high; bin++)
        {
            if (histogram[bin] > 0) light += PortableMath.Pow(2, Math.Min(Stops(bin), logarithm + 2)) * histogram[bin];
        }
        var middle = 0.5 * (logarithm + Binary(light / count));
        var stops = Binary(Middle) - middle;

        // A third of what would burn out is saved, if it is not a hopeless case, and half of what would stay gray is
        // spent.
        var bright = Stops(high) + stops;
        stops -= Math.Clamp(0.35 * (bright - 0.8), 0, 0.6) + (0.5 * Math.Min(0, bright + 0.5));

        // The usual light is 2⁻³. Night begins two and a half stops of darkness below it and keeps not quite half of
        // what it lacks, two stops at most; nothing is raised more than a thousandfold.
        var darkness = Math.Max(0, -3 - middle);
        stops -= Math.Min(2, 0.45 * Math.Max(0, darkness - 2.5));
        stops = Math.Min(stops, 10);
        var brightest = Stops(Quantile(histogram, pixels, 0.99)) + stops;
        var warmth = Binary((mean.Red + 1e-6) / (mean.Blue + 1e-6));
        return new(PortableMath.Pow(2, stops), PortableMath.Pow(2, brightest), warmth, darkness, mean);
    }

    private static double Binary(double x) => PortableMath.Log(x) / PortableMath.Log(2);

    private static double Stops(int bin) => Least + ((bin + 0.5) / BinsPerStop);

    private static int Quantile(int[] histogram, int pixels, double share)
    {
        var (left, bin) = (share * pixels, 0);
        while (bin < Bins - 1 && (left -= histogram[bin]) > 0) bin++;
        return bin;
    }
}
