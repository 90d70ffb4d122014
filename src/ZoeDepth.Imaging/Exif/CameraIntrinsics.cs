namespace ZoeDepth.Imaging;

/// <summary>
/// A pinhole camera with square pixels: where a ray through a pixel points. Lengths in pixels; pixel centres lie at
/// half numbers.
/// </summary>
/// <param name="FocalLength">distance from the pinhole to the picture plane, pixels</param>
/// <param name="CenterX">column where the optical axis meets the picture, pixels from its left edge</param>
/// <param name="CenterY">row where the optical axis meets the picture, pixels from its upper edge</param>
public sealed record CameraIntrinsics(double FocalLength, double CenterX, double CenterY)
{
    /// <summary>
    /// From the focal length of the same view on 36 x 24 mm film: <c>f = f35 · √(width² + height²) / √(36² + 24²)</c>,
    /// the optical axis in the middle. The diagonals are compared, as Depth Pro does (<c>depth_pro/utils.py</c>,
    /// <c>fpx_from_f35</c>): it holds for every aspect and after turning the picture.
    /// </summary>
    /// <param name="focalLengthIn35mmFilm">millimetres, above 0</param>
    /// <param name="width">columns of the picture</param>
    /// <param name="height">rows of the picture</param>
    /// <exception cref="ArgumentOutOfRangeException">a value is not above 0 or not finite</exception>
    public static CameraIntrinsics FromFocalLengthIn35mmFilm(double focalLengthIn35mmFilm, int width, int height)
    {
        if (!(focalLengthIn35mmFilm > 0) || !double.IsFinite(focalLengthIn35mmFilm))
        {
            throw new ArgumentOutOfRangeException(
                nameof(focalLengthIn35mmFilm), focalLengthIn35mmFilm,
                "a focal length is a finite number of millimetres above 0");
        }
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var pixelsPerMillimetre = Math.Sqrt(((double)width * width) + ((double)height * height))
            / Math.Sqrt((36.0 * 36) + (24 * 24));
        return new CameraIntrinsics(focalLengthIn35mmFilm * pixelsPerMillimetre, width / 2.0, height / 2.0);
    }

    /// <summary>
    /// The camera of a picture, or null when its file does not name <see cref="ImageMetadata.FocalLengthIn35mmFilm"/>
    /// (the focal length alone says nothing without the size of the sensor).
    /// </summary>
    /// <param name="image">a picture in its full, uncropped size</param>
    public static CameraIntrinsics? Of(RasterImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.Metadata.FocalLengthIn35mmFilm is { } focalLength
            ? FromFocalLengthIn35mmFilm(focalLength, image.Width, image.Height) : null;
    }
}
