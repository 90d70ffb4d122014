using System.Numerics;

namespace ZoeDepth.Geometry;

/// <summary>Where the three axes of points lead; lengths are metres in all of them.</summary>
public enum GeometryAxes
{
    /// <summary>X right, Y down, Z forward, the camera at the origin: OpenCV, COLMAP, Open3D; in memory.</summary>
    OpenCv,

    /// <summary>X right, Y up, Z towards the viewer: glTF; in files.</summary>
    Gltf,

    /// <summary>
    /// The research code's own: X left, Y up, Z forward for pictures; its panoramas lie around Z with their upper edge
    /// below.
    /// </summary>
    Original,
}

/// <summary>From one choice of axes to another.</summary>
internal static class AxesExtensions
{
    /// <summary>The same points on other axes; both turns are by half a circle, so nothing is mirrored.</summary>
    /// <exception cref="ArgumentException">points stay on the research code's axes, or off them</exception>
    public static Vector3[] To(this GeometryAxes from, GeometryAxes to, Vector3[] points)
    {
        if (from == to) return points;
        return from != GeometryAxes.Original && to != GeometryAxes.Original
            ? Array.ConvertAll(points, point => new Vector3(point.X, -point.Y, -point.Z))
            : throw new ArgumentException($"points on {from} axes cannot be written on {to} axes", nameof(to));
    }

    /// <summary>In words, for files.</summary>
    public static string Describe(this GeometryAxes axes) => axes switch
    {
        GeometryAxes.OpenCv => "x right, y down, z forward (OpenCV)",
        GeometryAxes.Gltf => "x right, y up, z towards the viewer (glTF)",
        _ => "as isl-org/ZoeDepth has them",
    };
}
