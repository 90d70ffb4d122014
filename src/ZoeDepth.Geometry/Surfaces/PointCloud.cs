using System.Numerics;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Geometry;

/// <summary>What a photograph shows as coloured points, one a pixel, <see cref="GeometryAxes.OpenCv"/> axes.</summary>
public sealed class PointCloud
{
    private PointCloud(MeshData data) => Data = data;

    /// <summary>Points, metres: X right, Y down, Z forward, the camera at the origin.</summary>
    public IReadOnlyList<Vector3> Points => Data.Positions;

    /// <summary>Red, green and blue of each point.</summary>
    public ReadOnlyMemory<byte> PointColors => Data.Colors;

    internal MeshData Data { get; }

    /// <summary>The points of a photograph whose depth was estimated.</summary>
    /// <inheritdoc cref="DepthMesh.Of(DepthMap, RasterImage, PinholeCamera, SurfaceOptions)"/>
    public static PointCloud Of(DepthMap depth, RasterImage photo, PinholeCamera? camera = null,
        SurfaceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(depth);
        return Of(DepthMesh.Metres(depth), camera ?? PinholeCamera.Of(depth, photo), photo, options);
    }

    /// <summary>The points of depth from elsewhere; pixels without depth have none.</summary>
    /// <param name="depth">metres along the camera's axis; not finite, or not above 0, where there is none</param>
    /// <param name="camera">the camera of the depth picture</param>
    /// <param name="photo">what is seen, of any size</param>
    /// <param name="options">
    /// how fine, and whether points at edges are left out; <see cref="SurfaceOptions.Cloud"/> when null
    /// </param>
    /// <exception cref="ArgumentException">the camera is of a picture of another size</exception>
    public static PointCloud Of(DepthRaster depth, PinholeCamera camera, RasterImage photo,
        SurfaceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(depth);
        ArgumentNullException.ThrowIfNull(camera);
        ArgumentNullException.ThrowIfNull(photo);
        options ??= SurfaceOptions.Cloud;
        options.Check();
        DepthMesh.CheckSize(depth, camera);
        var grid = new SampleGrid(depth, options.MaxSide);
        var test = new EdgeTest(options.Edges, grid.Depths, grid.Columns, grid.Rows);
        var kept = Enumerable.Range(0, grid.Depths.Length).Where(test.Keeps).ToArray();
        var (positions, colors, all) = (new Vector3[kept.Length], new byte[3 * kept.Length], grid.Colors(photo));
        for (var i = 0; i < kept.Length; i++)
        {
            positions[i] = DepthMesh.Point(grid, camera, kept[i]);
            all.AsSpan(3 * kept[i], 3).CopyTo(colors.AsSpan(3 * i));
        }
        return new PointCloud(new MeshData(positions, colors, [], GeometryAxes.OpenCv) { IsCloud = true });
    }

    /// <summary>Writes the points, whole or not at all: binary PLY or GLB, by the name's ending.</summary>
    /// <inheritdoc cref="DepthMesh.Save"/>
    public void Save(string path, GeometryAxes? axes = null)
    {
        var format = GeometryFile.FormatOf(path);
        AtomicFile.Write(path, stream => Write(stream, format, axes));
    }

    /// <summary>Writes the points to a stream.</summary>
    /// <inheritdoc cref="DepthMesh.Write"/>
    public void Write(Stream stream, GeometryFormat format, GeometryAxes? axes = null) =>
        GeometryFile.Write(stream, format, Data, axes);
}
