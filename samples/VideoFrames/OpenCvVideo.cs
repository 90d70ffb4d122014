using System.Globalization;
using OpenCvSharp;
using ZoeDepth.Imaging;

namespace ZoeDepth.Samples;

/// <summary>A video or a camera: the nearest thing in every frame.</summary>
internal static class OpenCvVideo
{
    public static unsafe void Measure(DepthEstimator estimator, string videoOrCamera)
    {
        using var capture = int.TryParse(videoOrCamera, CultureInfo.InvariantCulture, out var camera)
            ? new VideoCapture(camera) : new VideoCapture(videoOrCamera);
        using var frame = new Mat();
        for (var number = 0; capture.Read(frame); number++)
        {
            // A Mat is blue, green, red, with gaps between rows where its owner likes some.
            var pixels = new ReadOnlySpan<byte>(frame.DataPointer, (int)(frame.Step() * frame.Rows));
            var depth = estimator.Estimate(pixels, frame.Width, frame.Height, FrameFormat.Bgr24, (int)frame.Step());
            Console.WriteLine($"frame {number}: the nearest at {depth.Min:0.00} m");
        }
    }
}
