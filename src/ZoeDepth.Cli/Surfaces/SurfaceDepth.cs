using ZoeDepth.Cli.Shell;
using ZoeDepth.Geometry;
using ZoeDepth.Imaging;

namespace ZoeDepth.Cli.Surfaces;

/// <summary>Metres of a photo, and the camera that saw it.</summary>
/// <param name="Depth">metres</param>
/// <param name="Camera">of a picture as large as the depth; null for a panorama, and for the research code's</param>
/// <param name="Notes">worth knowing before these metres are trusted</param>
internal sealed record SurfaceDepth(DepthRaster Depth, PinholeCamera? Camera, IReadOnlyList<string> Notes)
{
    /// <summary>How much the shapes of two pictures may differ: sides are whole numbers of pixels.</summary>
    private const double AspectTolerance = 0.02;

    /// <summary>The depth of a file.</summary>
    /// <exception cref="CommandException">it cannot be read, or is of another picture</exception>
    public static SurfaceDepth FromFile(string file, RasterImage photo, PinholeCamera? calibrated,
        SurfaceRequest request)
    {
        DepthRaster depth;
        PinholeCamera? stated;
        try
        {
            depth = DepthFile.Read(file, request.DepthScale);
            stated = StatedCamera.Of(file, depth);
        }
        catch (UnsupportedImageException error) when (request.DepthScale is null
            && error.Message.Contains("does not state its scale", StringComparison.Ordinal))
        {
            throw new CommandException(ExitCode.SomeFailed,
                $"the depth cannot be read: the 16-bit PNG {file} does not state its scale; give it: --units 1000 " +
                "for millimetres, as depth cameras and ROS (16UC1) have it, --units 256 as KITTI has it", error);
        }
        catch (Exception error) when (error is ImageFormatException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.SomeFailed, $"the depth cannot be read: {error.Message}", error);
        }
        var stretch = depth.Width / (double)depth.Height / (photo.Width / (double)photo.Height);
        if (Math.Abs(stretch - 1) > AspectTolerance
            || (request.Original && (depth.Width, depth.Height) != (photo.Width, photo.Height)))
            throw CommandException.Usage(
                $"{file} holds depth of {depth.Width}x{depth.Height}, the photo has {photo.Width}x{photo.Height}: " +
                "they are not of one picture");
        if (request.Kind == SurfaceKind.Panorama || request.Original) return new(depth, null, []);
        var camera = calibrated ?? (request.Estimate.HorizontalFieldOfView is { } degrees
            ? PinholeCamera.FromFieldOfView(degrees, photo.Width, photo.Height) : stated ?? PinholeCamera.Of(photo));
        return new(depth, camera.Resized(depth.Width, depth.Height), NotesOn(camera));
    }

    /// <summary>What to say where the camera had to be guessed.</summary>
    public static string[] NotesOn(PinholeCamera camera) => camera.Source != CameraSource.Assumed ? []
        : [FormattableString.Invariant($"the field of view is unknown; {camera.HorizontalFieldOfView:0.0} degrees ") +
            "across were assumed, and widths and heights scale with it: --hfov or --intrinsics give it"];
}
