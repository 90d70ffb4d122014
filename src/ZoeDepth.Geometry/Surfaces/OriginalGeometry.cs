using System.Numerics;
using ZoeDepth.Imaging;

namespace ZoeDepth.Geometry;

/// <summary>
/// The geometry of the research code (<c>zoedepth/utils/geometry.py</c>, <c>ui/gradio_im_to_3d.py</c>,
/// <c>ui/gradio_pano_to_3d.py</c>) with its quirks: pixels at whole numbers around a centre at half the width, X and Y
/// turned, a panorama that is open at its seam and lies upside down around Z.
/// </summary>
internal static class OriginalGeometry
{
    /// <summary><c>get_intrinsics</c>: square pixels, 55 degrees from left to right.</summary>
    public static (double Focal, double CenterX, double CenterY) Intrinsics(int height, int width) =>
        (0.5 * width / Math.Tan(0.5 * PinholeCamera.AssumedFieldOfView * Math.PI / 180), 0.5 * width, 0.5 * height);

    /// <summary><c>depth_to_points</c>: X, Y, Z of each pixel.</summary>
    /// <param name="depth"><c>[row, column]</c>, metres along the camera's axis</param>
    /// <param name="height">rows</param>
    /// <param name="width">columns</param>
    /// <param name="rotation">row by row, applied to the points; none when empty</param>
    /// <param name="translation">added afterwards; none when empty</param>
    public static double[] Points(float[] depth, int height, int width, ReadOnlySpan<double> rotation = default,
        ReadOnlySpan<double> translation = default)
    {
        var (focal, centerX, centerY) = Intrinsics(height, width);
        var points = new double[3 * depth.Length];
        for (var i = 0; i < depth.Length; i++)
        {
            double metres = depth[i];
            ReadOnlySpan<double> point =
                [-((i % width) - centerX) * metres / focal, -((i / width) - centerY) * metres / focal, metres];
            for (var axis = 0; axis < 3; axis++)
            {
                points[(3 * i) + axis] = rotation.IsEmpty ? point[axis] : (rotation[3 * axis] * point[0])
                    + (rotation[(3 * axis) + 1] * point[1]) + (rotation[(3 * axis) + 2] * point[2]);
                if (!translation.IsEmpty) points[(3 * i) + axis] += translation[axis];
            }
        }
        return points;
    }

    /// <summary>
    /// <c>pano_depth_to_world_points</c>: depth is the distance from the middle, both ends of longitude and latitude
    /// included.
    /// </summary>
    public static double[] PanoramaPoints(float[] depth, int height, int width)
    {
        var points = new double[3 * depth.Length];
        for (var i = 0; i < depth.Length; i++)
        {
            var longitude = Between(-Math.PI, Math.PI, i % width, width);
            var latitude = Between(-Math.PI / 2, Math.PI / 2, i / width, height);
            points[3 * i] = depth[i] * Math.Cos(latitude) * Math.Cos(longitude);
            points[(3 * i) + 1] = depth[i] * Math.Cos(latitude) * Math.Sin(longitude);
            points[(3 * i) + 2] = depth[i] * Math.Sin(latitude);
        }
        return points;
    }

    /// <summary><c>create_triangles</c>: two a cell; of those a mask says all three corners.</summary>
    public static List<int> Triangles(int height, int width, bool[]? keep = null)
    {
        var triangles = new List<int>();
        for (var row = 0; row < height - 1; row++)
            for (var column = 0; column < width - 1; column++)
            {
                var tl = (row * width) + column;
                var (tr, bl, br) = (tl + 1, tl + width, tl + width + 1);
                if (keep is null || (keep[tl] && keep[bl] && keep[tr])) triangles.AddRange([tl, bl, tr]);
                if (keep is null || (keep[br] && keep[tr] && keep[bl])) triangles.AddRange([br, tr, bl]);
            }
        return triangles;
    }

    /// <summary>
    /// The user interface's mesh with what trimesh does when it takes it: vertices no triangle uses go, and those at
    /// one place become one with the colour of the first.
    /// </summary>
    public static MeshData Mesh(double[] points, RasterImage rgb, List<int> triangles)
    {
        var numbers = new int[rgb.Width * rgb.Height];
        Array.Fill(numbers, -1);
        foreach (var vertex in triangles) numbers[vertex] = 0;
        var (places, kept) = (new Dictionary<(long, long, long), int>(), new List<int>());
        for (var i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] < 0) continue;
            var place = (Place(points[3 * i]), Place(points[(3 * i) + 1]), Place(points[(3 * i) + 2]));
            if (places.TryAdd(place, kept.Count)) kept.Add(i);
            numbers[i] = places[place];
        }
        var colors = new byte[3 * kept.Count];
        for (var i = 0; i < kept.Count; i++) rgb.Data.AsSpan(3 * kept[i], 3).CopyTo(colors.AsSpan(3 * i));
        return new MeshData(
            [.. kept.Select(i => new Vector3((float)points[3 * i], (float)points[(3 * i) + 1],
                (float)points[(3 * i) + 2]))], colors, [.. triangles.Select(vertex => numbers[vertex])],
            GeometryAxes.Original);
    }

    /// <summary><c>numpy.linspace</c>.</summary>
    private static double Between(double start, double end, int at, int count) =>
        count == 1 ? start : at == count - 1 ? end : start + (at * ((end - start) / (count - 1)));

    /// <summary>Eight digits behind the point, as trimesh compares positions.</summary>
    private static long Place(double metres) => (long)Math.Round(metres * 1e8);
}
