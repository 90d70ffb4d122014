using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;

namespace ZoeDepth.Cli.Info;

/// <summary>What a picture file says about itself.</summary>
internal static class PhotoFacts
{
    /// <summary>Reads the header.</summary>
    /// <exception cref="CommandException">the file is no picture that is read here</exception>
    public static IReadOnlyList<Fact> Of(string path)
    {
        try
        {
            return Of(RasterImage.Identify(path, ReadablePhotos.Decoding), path);
        }
        catch (Exception unreadable) when (unreadable is ImageFormatException or IOException
            or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.SomeFailed, unreadable.Message, unreadable);
        }
    }

    private static List<Fact> Of(ImageInfo info, string path)
    {
        var (width, height, said) = (info.Width, info.Height, info.Metadata);
        List<Fact> facts =
        [
            new("kind", "kind", info.FormatName),
            new("width", "width", width, $"{width} pixels"),
            new("height", "height", height, $"{height} pixels"),
            new("bytes", "file", new FileInfo(path).Length, $"{new FileInfo(path).Length} bytes"),
            new("orientation", "orientation", said.Orientation, said.Orientation == 1
                ? "1 (upright as stored)" : $"{said.Orientation} (EXIF; width and height are of the upright picture)"),
        ];
        if (said.CameraMake is not null || said.CameraModel is not null)
            facts.Add(new("camera", "camera", $"{said.CameraMake} {said.CameraModel}".Trim()));
        if (said.FocalLength is { } lens)
            facts.Add(new("focalLengthMillimetres", "focal length", lens,
                $"{lens} mm (the lens; says nothing without the size of the sensor)"));
        if (said.FocalLengthIn35mmFilm is not { } film)
        {
            facts.Add(new("intrinsics", "intrinsics", null, "unknown: the file names no FocalLengthIn35mmFilm"));
            return facts;
        }
        var camera = CameraIntrinsics.FromFocalLengthIn35mmFilm(film, width, height);
        facts.Add(new("focalLength35Millimetres", "35 mm equivalent", film, $"{film} mm"));
        facts.Add(new("focalLengthPixels", "focal length in pixels", camera.FocalLength,
            $"{camera.FocalLength:F1} = {film} · √({width}² + {height}²) / √(36² + 24²)"));
        facts.Add(new("centerX", "optical axis, column", camera.CenterX));
        facts.Add(new("centerY", "optical axis, row", camera.CenterY));
        facts.Add(new("fieldOfViewDegrees", "field of view", Spanned(width),
            $"{Spanned(width):F1}° x {Spanned(height):F1}° (columns x rows)"));
        return facts;

        double Spanned(int side) => FieldOfView.OfFocalLength(camera.FocalLength, side);
    }
}
