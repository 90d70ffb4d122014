using ZoeDepth.Imaging;

namespace ZoeDepth.Geometry;

/// <summary>
/// Meshes as the research code's user interface makes them: 55 degrees across whatever the camera was, colours at
/// vertices, its own axes, edges cut at 5 cm a pixel. <see cref="DepthMesh"/> and <see cref="Panorama"/> are better;
/// these are the same.
/// </summary>
public static class OriginalMesh
{
    /// <summary>Most pixels a side that the user interface takes; larger photographs are shrunk before depth is
    /// estimated.</summary>
    public const int LargestSide = 1024;

    /// <summary>The photograph as the user interface takes it.</summary>
    public static RasterImage Shrunk(RasterImage photo)
    {
        ArgumentNullException.ThrowIfNull(photo);
        return ImageShrink.ToFit(photo.ToRgb8(), LargestSide);
    }

    /// <summary>"Image to 3D".</summary>
    /// <param name="depth">metres along the camera's axis</param>
    /// <param name="photo">the photograph, of the same size</param>
    /// <param name="keepEdges">whether surfaces go on over edges; the user interface says no</param>
    /// <exception cref="ArgumentException">sizes that differ; one row or column, which has no edges</exception>
    public static DepthMesh Of(DepthRaster depth, RasterImage photo, bool keepEdges = false) =>
        Of(depth, photo, keepEdges, OriginalPoints);

    /// <summary>"360 panorama to 3D": depth is taken as distance from the middle.</summary>
    /// <param name="depth">metres</param>
    /// <param name="photo">the panorama, of the same size</param>
    /// <param name="keepEdges">whether surfaces go on over edges; the user interface says yes</param>
    /// <exception cref="ArgumentException">sizes that differ; one row or column, which has no edges</exception>
    public static DepthMesh Panorama(DepthRaster depth, RasterImage photo, bool keepEdges = true) =>
        Of(depth, photo, keepEdges, OriginalGeometry.PanoramaPoints);

    private static double[] OriginalPoints(float[] depth, int height, int width) =>
        OriginalGeometry.Points(depth, height, width);

    private static DepthMesh Of(DepthRaster depth, RasterImage photo, bool keepEdges,
        Func<float[], int, int, double[]> points)
    {
        ArgumentNullException.ThrowIfNull(depth);
        ArgumentNullException.ThrowIfNull(photo);
        if ((depth.Width, depth.Height) != (photo.Width, photo.Height))
            throw new ArgumentException(
                $"depth of {depth.Width}x{depth.Height} and a photograph of {photo.Width}x{photo.Height} came; both " +
                "have one size here", nameof(photo));
        var (height, width) = (depth.Height, depth.Width);
        var keep = keepEdges ? null : Array.ConvertAll(
            DepthGradient.Above(depth.Values, width, height, EdgeCut.Original.Gradient!.Value), steep => !steep);
        return new DepthMesh(OriginalGeometry.Mesh(points(depth.Values, height, width), photo.ToRgb8(),
            OriginalGeometry.Triangles(height, width, keep)));
    }
}
