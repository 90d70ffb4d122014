using ZoeDepth.Imaging;

namespace ZoeDepth.Server;

/// <summary>
/// What is known of an image's camera: what its file says of it, and the field of view that metres are scaled for, of a
/// model whose metres depend on it.
/// </summary>
internal sealed record CameraDocument
{
    /// <summary>Degrees from the left to the right edge.</summary>
    public double? HorizontalFieldOfView { get; init; }

    /// <summary>The focal length that belongs to it, in pixels of the image.</summary>
    public double? FocalLength { get; init; }

    /// <summary>Where the field of view comes from: option, exif or assumed.</summary>
    public string? Source { get; init; }

    /// <summary>Who made the camera, as the file says.</summary>
    public string? Make { get; init; }

    /// <summary>Which camera it is, as the file says.</summary>
    public string? Model { get; init; }

    /// <summary>The lens's focal length in millimetres, as the file says.</summary>
    public double? FocalLengthInMillimetres { get; init; }

    /// <summary>The focal length of the same view on 36 x 24 mm film, millimetres, as the file says.</summary>
    public double? FocalLengthIn35mmFilm { get; init; }

    /// <summary>The document; null where nothing is known.</summary>
    /// <param name="scaledFor">the camera that metres are scaled for; null where they do not depend on it</param>
    /// <param name="file">what the image's file says</param>
    public static CameraDocument? Of(PictureCamera? scaledFor, ImageMetadata file)
    {
        var document = new CameraDocument
        {
            HorizontalFieldOfView = scaledFor?.HorizontalFieldOfView,
            FocalLength = scaledFor?.FocalLength,
            Source = scaledFor?.Source.ToString().ToLowerInvariant(),
            Make = file.CameraMake,
            Model = file.CameraModel,
            FocalLengthInMillimetres = file.FocalLength,
            FocalLengthIn35mmFilm = file.FocalLengthIn35mmFilm,
        };
        return document == new CameraDocument() ? null : document;
    }
}
