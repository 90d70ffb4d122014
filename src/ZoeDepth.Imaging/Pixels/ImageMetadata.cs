namespace ZoeDepth.Imaging;

/// <summary>What a picture file says beside its pixels. Unknown values are null.</summary>
/// <param name="Orientation">the EXIF orientation that was applied, 1..8; 1 when the file named none</param>
/// <param name="FocalLength">focal length in millimetres (EXIF FocalLength)</param>
/// <param name="FocalLengthIn35mmFilm">
/// focal length of the same view on 36 x 24 mm film, millimetres (EXIF FocalLengthIn35mmFilm)
/// </param>
/// <param name="CameraMake">who made the camera</param>
/// <param name="CameraModel">which camera it is</param>
public sealed record ImageMetadata(
    int Orientation = 1,
    double? FocalLength = null,
    double? FocalLengthIn35mmFilm = null,
    string? CameraMake = null,
    string? CameraModel = null)
{
    /// <summary>A file that says nothing.</summary>
    public static ImageMetadata None { get; } = new();

    /// <summary>What was wrong with the file; null for one that is whole.</summary>
    public ImageDamage? Damage { get; init; }
}
