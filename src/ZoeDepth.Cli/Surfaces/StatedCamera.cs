using System.Globalization;
using ZoeDepth.Geometry;
using ZoeDepth.Imaging;

namespace ZoeDepth.Cli.Surfaces;

/// <summary>
/// The camera that a depth file of <c>predict</c> names: its metres were multiplied for this one, and points of another
/// would not lie where they do.
/// </summary>
internal static class StatedCamera
{
    /// <summary>Reads it; null where the file names none.</summary>
    /// <param name="file">the depth file</param>
    /// <param name="depth">what it holds</param>
    public static PinholeCamera? Of(string file, DepthRaster depth)
    {
        if (!Path.GetExtension(file).Equals(".png", StringComparison.OrdinalIgnoreCase)) return null;
        var texts = PngEncoder.ReadText(file);
        // "499.3 pixels; metres scaled by 0.7572", beside "62.0 degrees across, assumed".
        if (!texts.TryGetValue("Focal length", out var length) || !texts.TryGetValue("Field of view", out var view)
            || !double.TryParse(length.Split(' ')[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var pixels)
            || !(pixels > 0) || !double.IsFinite(pixels))
            return null;
        var source = view.EndsWith("assumed", StringComparison.Ordinal) ? CameraSource.Assumed
            : view.Contains("EXIF", StringComparison.Ordinal) ? CameraSource.Exif : CameraSource.Option;
        return new(depth.Width, depth.Height, pixels, pixels, depth.Width / 2.0, depth.Height / 2.0, source);
    }
}
