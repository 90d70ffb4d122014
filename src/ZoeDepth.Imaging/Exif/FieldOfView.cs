namespace ZoeDepth.Imaging;

/// <summary>
/// Fields of view and focal lengths of a pinhole camera: tan(degrees / 2) = pixels / (2 · focal length).
/// </summary>
internal static class FieldOfView
{
    private const double HalfTurn = 180;

    /// <summary>The focal length, pixels, of a camera that sees so many degrees across so many pixels.</summary>
    public static double ToFocalLength(double degrees, int pixels) =>
        pixels / (2 * Math.Tan(degrees * Math.PI / (2 * HalfTurn)));

    /// <summary>The degrees that a camera of this focal length, pixels, sees across so many pixels.</summary>
    public static double OfFocalLength(double focalLength, int pixels) =>
        2 * HalfTurn / Math.PI * Math.Atan(pixels / (2 * focalLength));
}
