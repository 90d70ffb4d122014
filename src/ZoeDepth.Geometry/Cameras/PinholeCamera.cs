using System.Globalization;
using System.Numerics;
using ZoeDepth.Imaging;

namespace ZoeDepth.Geometry;

/// <summary>
/// A pinhole camera of a picture of a certain size: <c>u = FocalX · X / Z + CenterX</c>,
/// <c>v = FocalY · Y / Z + CenterY</c>. Points are OpenCV's: X right, Y down, Z forward, metres. Lengths are pixels;
/// pixel (row, column) has its centre at u = column + ½, v = row + ½, so that sizes scale without an offset. (OpenCV
/// counts from the centre of the first pixel: its cx and cy are ½ smaller.)
/// </summary>
public sealed record PinholeCamera
{
    /// <summary>The field of view across the longer side that the research code takes for every picture.</summary>
    public const double AssumedFieldOfView = 55;

    private const double HalfTurn = 180;

    /// <summary>A camera.</summary>
    /// <param name="width">columns of the picture</param>
    /// <param name="height">rows of the picture</param>
    /// <param name="focalX">focal length in columns</param>
    /// <param name="focalY">focal length in rows</param>
    /// <param name="centerX">where the optical axis meets the picture, from its left edge</param>
    /// <param name="centerY">the same from its upper edge; may lie outside of a cropped picture</param>
    /// <param name="source">where the numbers come from</param>
    /// <exception cref="ArgumentException">a focal length is not above 0, or a number is not finite</exception>
    public PinholeCamera(int width, int height, double focalX, double focalY, double centerX, double centerY,
        CameraSource source = CameraSource.Option)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (!(focalX > 0) || !(focalY > 0) || !double.IsFinite(focalX + focalY + centerX + centerY))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"focal lengths {focalX} and {focalY}, centre {centerX}, {centerY}: expected focal lengths above 0 " +
                $"and finite centres, in pixels"));
        (Width, Height, FocalX, FocalY) = (width, height, focalX, focalY);
        (CenterX, CenterY, Source) = (centerX, centerY, source);
    }

    /// <summary>Columns of the picture.</summary>
    public int Width { get; }

    /// <summary>Rows of the picture.</summary>
    public int Height { get; }

    /// <summary>Focal length in columns.</summary>
    public double FocalX { get; }

    /// <summary>Focal length in rows.</summary>
    public double FocalY { get; }

    /// <summary>Where the optical axis meets the picture, pixels from its left edge.</summary>
    public double CenterX { get; }

    /// <summary>Where the optical axis meets the picture, pixels from its upper edge.</summary>
    public double CenterY { get; }

    /// <summary>Where the numbers come from.</summary>
    public CameraSource Source { get; }

    /// <summary>Degrees between the left and the right edge, also where the axis is not in their middle.</summary>
    public double HorizontalFieldOfView => Degrees(CenterX, Width, FocalX);

    /// <summary>Degrees between the upper and the lower edge.</summary>
    public double VerticalFieldOfView => Degrees(CenterY, Height, FocalY);

    /// <summary>A camera with square pixels and the axis in the middle.</summary>
    /// <param name="degrees">between the left and the right edge, above 0 and below 180</param>
    /// <param name="width">columns of the picture</param>
    /// <param name="height">rows of the picture</param>
    /// <param name="source">where the field of view comes from</param>
    /// <exception cref="ArgumentOutOfRangeException">no such field of view</exception>
    public static PinholeCamera FromFieldOfView(double degrees, int width, int height,
        CameraSource source = CameraSource.Option)
    {
        if (!(degrees > 0 && degrees < HalfTurn))
            throw new ArgumentOutOfRangeException(nameof(degrees), degrees, "expected degrees between 0 and 180");
        return Centered(FieldOfView.ToFocalLength(degrees, width), width, height, source);
    }

    /// <summary>
    /// The camera of a photograph: as its EXIF data say, or else <see cref="AssumedFieldOfView"/> across its longer
    /// side: a telephone that is turned keeps its lens.
    /// </summary>
    public static PinholeCamera Of(RasterImage photo)
    {
        ArgumentNullException.ThrowIfNull(photo);
        var (width, height) = (photo.Width, photo.Height);
        return CameraIntrinsics.Of(photo) is { } film
            ? new(width, height, film.FocalLength, film.FocalLength, film.CenterX, film.CenterY, CameraSource.Exif)
            : Centered(FieldOfView.ToFocalLength(AssumedFieldOfView, Math.Max(width, height)), width, height,
                CameraSource.Assumed);
    }

    /// <summary>
    /// The camera of a photograph whose depth is known: the one its metres are scaled for, where the model has a
    /// canonical camera; else what the options asked for; else <see cref="Of(RasterImage)"/>.
    /// </summary>
    /// <param name="depth">the depth</param>
    /// <param name="photo">the photograph it is the depth of</param>
    /// <param name="options">what the estimate was asked for</param>
    public static PinholeCamera Of(DepthMap depth, RasterImage photo, EstimateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(depth);
        ArgumentNullException.ThrowIfNull(photo);
        var picture = depth.Plan.Picture;
        PinholeCamera camera;
        if (options?.Camera is { } given)
            camera = new(picture.Width, picture.Height, given.FocalLength, given.FocalLength, given.CenterX,
                given.CenterY);
        else if (depth.Camera is { } known)
            camera = Centered(known.FocalLength, picture.Width, picture.Height, SourceOf(known.Source));
        else if (options?.HorizontalFieldOfView is { } degrees)
            camera = FromFieldOfView(degrees, picture.Width, picture.Height);
        else camera = Of(photo);
        return camera.Resized(depth.Width, depth.Height);
    }

    /// <summary>The camera of the same view with another number of pixels.</summary>
    public PinholeCamera Resized(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var (across, down) = (width / (double)Width, height / (double)Height);
        return new(width, height, FocalX * across, FocalY * down, CenterX * across, CenterY * down, Source);
    }

    /// <summary>The camera of a rectangle of the picture, or of a picture with a border.</summary>
    /// <param name="left">the rectangle's first column; negative for a border on the left</param>
    /// <param name="top">its first row</param>
    /// <param name="width">its columns</param>
    /// <param name="height">its rows</param>
    public PinholeCamera Cropped(int left, int top, int width, int height) =>
        new(width, height, FocalX, FocalY, CenterX - left, CenterY - top, Source);

    /// <summary>The point that a pixel shows, metres: X right, Y down, Z forward.</summary>
    /// <param name="u">pixels from the left edge; column + ½ for the centre of a pixel</param>
    /// <param name="v">pixels from the upper edge; row + ½ for the centre of a pixel</param>
    /// <param name="depth">metres along the camera's axis</param>
    public Vector3 Unproject(double u, double v, double depth) =>
        new((float)((u - CenterX) * depth / FocalX), (float)((v - CenterY) * depth / FocalY), (float)depth);

    /// <summary>The point that a place of a picture shows, by the depth of the pixel it lies in.</summary>
    /// <param name="depth">metres, of a picture as large as this camera's</param>
    /// <param name="u">pixels from the left edge, 0 to <see cref="Width"/></param>
    /// <param name="v">pixels from the upper edge, 0 to <see cref="Height"/></param>
    /// <exception cref="ArgumentException">depth of another size, or a place outside of it</exception>
    public Vector3 Unproject(DepthRaster depth, double u, double v)
    {
        ArgumentNullException.ThrowIfNull(depth);
        if ((depth.Width, depth.Height) != (Width, Height))
            throw new ArgumentException(
                $"the camera is of a picture of {Width}x{Height}, the depth of {depth.Width}x{depth.Height}; see " +
                "PinholeCamera.Resized", nameof(depth));
        if (!(u >= 0 && u <= Width && v >= 0 && v <= Height))
            throw new ArgumentOutOfRangeException(nameof(u),
                string.Create(CultureInfo.InvariantCulture, $"{u}, {v} lies outside of a picture of {Width}x{Height}"));
        var (column, row) = (Math.Min((int)u, Width - 1), Math.Min((int)v, Height - 1));
        return Unproject(u, v, depth.Values[(row * Width) + column]);
    }

    /// <summary>Where a point before the camera is seen, pixels; NaN behind it.</summary>
    public (double U, double V) Project(Vector3 point) => point.Z > 0
        ? ((FocalX * point.X / point.Z) + CenterX, (FocalY * point.Y / point.Z) + CenterY)
        : (double.NaN, double.NaN);

    /// <summary>In words: "focal length 614.5 pixels, 55.0 x 42.7 degrees, assumed".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"focal length {FocalX:0.0}{(FocalX == FocalY ? "" : $" x {FocalY:0.0}")} pixels, " +
        $"{HorizontalFieldOfView:0.0} x {VerticalFieldOfView:0.0} degrees, {Source switch
        {
            CameraSource.Option => "given",
            CameraSource.Exif => "from the file's EXIF data",
            CameraSource.Json => "from the calibration file",
            _ => "assumed",
        }}");

    internal static PinholeCamera Centered(double focal, int width, int height, CameraSource source) =>
        new(width, height, focal, focal, width / 2.0, height / 2.0, source);

    private static CameraSource SourceOf(FieldOfViewSource source) => source switch
    {
        FieldOfViewSource.Option => CameraSource.Option,
        FieldOfViewSource.Exif => CameraSource.Exif,
        _ => CameraSource.Assumed,
    };

    private static double Degrees(double center, int pixels, double focal) =>
        (Math.Atan(center / focal) + Math.Atan((pixels - center) / focal)) * HalfTurn / Math.PI;
}
