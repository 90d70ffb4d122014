using System.Globalization;
using ZoeDepth.Imaging;

namespace ZoeDepth;

/// <summary>Where a picture's field of view comes from.</summary>
public enum FieldOfViewSource
{
    /// <summary>
    /// It was given: <see cref="EstimateOptions.HorizontalFieldOfView"/> or <see cref="EstimateOptions.Camera"/>.
    /// </summary>
    Option,

    /// <summary>The file names the focal length on 35 mm film.</summary>
    Exif,

    /// <summary>Nobody knows; the model's configuration says what to assume.</summary>
    Assumed,
}

/// <summary>
/// The camera for which a model with a canonical focal length (<see cref="ZoeDepthConfig.CanonicalFocalLength"/>) was
/// asked, and what it did to the metres. Such a model speaks of one camera: a thing of the same size in pixels is as
/// much farther away as the focal length is longer.
/// </summary>
/// <param name="FocalLength">pixels of the picture</param>
/// <param name="HorizontalFieldOfView">degrees across the picture</param>
/// <param name="Source">where it comes from</param>
/// <param name="Scale">
/// what the network's numbers were multiplied by: focal length in pixels of its input over the canonical one
/// </param>
public sealed record PictureCamera(double FocalLength, double HorizontalFieldOfView, FieldOfViewSource Source,
    double Scale)
{
    private const double HalfTurn = 180;

    /// <summary>In words: "62.0 degrees across, assumed".</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{HorizontalFieldOfView:0.0} degrees across, {Source switch
    {
        FieldOfViewSource.Option => "given",
        FieldOfViewSource.Exif => "from the file's EXIF data",
        _ => "assumed",
    }}");

    /// <summary>What to know where the camera had to be guessed.</summary>
    internal string? Note => Source != FieldOfViewSource.Assumed ? null
        : string.Create(CultureInfo.InvariantCulture,
            $"the field of view is unknown; {HorizontalFieldOfView:0.0} degrees across were assumed, and all metres " +
            $"scale with it: give it if you know it");

    /// <summary>The camera of a picture for a model; null for a model whose metres do not depend on it.</summary>
    /// <param name="config">the model</param>
    /// <param name="options">what was asked for</param>
    /// <param name="film">what the picture's file says, or null</param>
    /// <param name="picture">the picture's size</param>
    /// <param name="border">rows and columns added on each side</param>
    /// <param name="network">the size at which picture and border enter the network</param>
    /// <exception cref="ArgumentException">the options contradict each other or are out of range</exception>
    internal static PictureCamera? Of(
        ZoeDepthConfig config, EstimateOptions options, CameraIntrinsics? film, ImageSize picture, ImageSize border,
        ImageSize network)
    {
        var asked = Asked(options, picture);
        if (config.CanonicalFocalLength is not { } canonical) return null;
        var source = asked is not null ? FieldOfViewSource.Option : film is not null
            ? FieldOfViewSource.Exif : FieldOfViewSource.Assumed;
        var focal = asked ?? film?.FocalLength
            ?? FieldOfView.ToFocalLength(config.AssumedFieldOfView!.Value, Math.Max(picture.Height, picture.Width));
        // Sides are rounded to whole multiples, each on its own: the mean of the two factors is that of areas.
        var down = network.Height / (double)(picture.Height + (2 * border.Height));
        var across = network.Width / (double)(picture.Width + (2 * border.Width));
        return new(focal, FieldOfView.OfFocalLength(focal, picture.Width), source,
            focal * Math.Sqrt(down * across) / canonical);
    }

    private static double? Asked(EstimateOptions options, ImageSize picture)
    {
        if (options is { HorizontalFieldOfView: not null, Camera: not null })
            throw new ArgumentException("a field of view and a camera were both given; give one of the two",
                nameof(options));
        if (options.Camera is { } camera)
        {
            return camera.FocalLength > 0 && double.IsFinite(camera.FocalLength) ? camera.FocalLength
                : throw new ArgumentException(
                    $"the camera's focal length is {camera.FocalLength}; expected pixels above 0", nameof(options));
        }
        if (options.HorizontalFieldOfView is not { } degrees) return null;
        return degrees > 0 && degrees < HalfTurn ? FieldOfView.ToFocalLength(degrees, picture.Width)
            : throw new ArgumentException($"the field of view is {degrees}; expected degrees between 0 and {HalfTurn}",
                nameof(options));
    }
}
