using System.Globalization;
using SixLabors.ImageSharp.PixelFormats;
using ZoeDepth.Imaging;

namespace ZoeDepth.Benchmarks.Codecs;

/// <summary>
/// <c>decoders PHOTO… MODEL_FOLDER</c>: what another JPEG decoder's pixels do to metres. Each photograph is decoded
/// here (libjpeg-turbo's bytes) and by SixLabors.ImageSharp; the same model estimates both. A table row for each
/// photograph: how many of its samples differ, by how much, and how far metres lie apart.
/// </summary>
internal static class DecoderComparison
{
    /// <summary>Runs the comparison.</summary>
    public static int Run(string[] args)
    {
        using var estimator = DepthEstimator.FromPretrained(args[^1]);
        Console.WriteLine(
            "| photograph | samples that differ | by at most | depth, median | depth differs, mean | at most |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var path in args[..^1])
        {
            var ours = RasterImage.Load(path).ToRgb8();
            using var decoded = SixLabors.ImageSharp.Image.Load<Rgb24>(path);
            var theirs = new byte[ours.Data.Length];
            decoded.CopyPixelDataTo(theirs);
            var bytes = ours.Data.Zip(theirs, (one, two) => Math.Abs(one - two)).ToArray();
            var depth = estimator.Estimate(ours);
            var other = estimator.Estimate(
                new RasterImage(ours.Width, ours.Height, PixelFormat.Rgb8, theirs, ours.Metadata));
            var metres = depth.Values.Zip(other.Values, (one, two) => Math.Abs((double)one - two)).ToArray();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {Path.GetFileName(path)} | {bytes.Count(b => b > 0) / (double)bytes.Length:P1} | {bytes.Max()} | " +
                $"{depth.Median:0.00} m | {1000 * metres.Average():0.0} mm | {1000 * metres.Max():0} mm |"));
        }
        return 0;
    }
}
