using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;
using ZoeDepth.Imaging;

namespace ZoeDepth.Samples;

/// <summary>A picture that ImageSharp opened and turned upright, measured in its own memory.</summary>
internal static class ImageSharpPicture
{
    public static void Measure(DepthEstimator estimator, string file)
    {
        using var picture = Image.Load<Rgb24>(file);
        picture.Mutate(context => context.AutoOrient());
        var bytes = new byte[picture.Width * picture.Height * 3];
        picture.CopyPixelDataTo(bytes);
        var frame = new PixelFrame(bytes, picture.Width, picture.Height, FrameFormat.Rgb24);
        var depth = estimator.Estimate(frame, name: file);
        Console.WriteLine($"{file}: median {depth.Median:0.00} m");
    }
}
