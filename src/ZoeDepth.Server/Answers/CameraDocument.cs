using System.ComponentModel;
using ZoeDepth.Imaging;

namespace ZoeDepth.Server;

/// <summary>
/// What is known of an image's camera: what its file says of it, and the field of view that metres are scaled for, of a
/// model whose metres depend on it.
/// </summary>
internal sealed record CameraDocument
{
    [Description("degrees from the left to the right edge")]
    public double? HorizontalFieldOfView { get; init; }

    [Description("the focal length that belongs to it, in pixels of the image")]
    public double? FocalLength { get; init; }

    [Description("where the field of view comes from: option, exif or assumed")]
    public string? Source { get; init; }

    [Description("who made the camera, as the file says")]
    public string? Make { get; init; }

    [Description("which camera it is, as the file says")]
    public string? Model { get; init; }

    [Description("the lens's focal length in millimetres, as the file says")]
    public double? FocalLengthInMillimetres { get; init; }

    [Description("the focal length of the same view on 36 x 24 mm film, millimetres, as the file says")]
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
