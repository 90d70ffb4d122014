using System.Numerics;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Geometry;

/// <summary>
/// What a photograph shows as a surface of triangles. Only vertices that a triangle uses are there.
/// <code>
/// var photo = RasterImage.Load("room.jpg");
/// var depth = estimator.Estimate(photo);
/// DepthMesh.Of(depth, photo).Save("room.glb");
/// </code>
/// </summary>
public sealed class DepthMesh
{
    internal DepthMesh(MeshData data) => Data = data;

    /// <summary>Vertices, metres, on <see cref="Axes"/>.</summary>
    public IReadOnlyList<Vector3> Vertices => Data.Positions;

    /// <summary>Three indices of vertices for each triangle, counterclockwise as the camera sees them.</summary>
    public IReadOnlyList<int> Indices => Data.Triangles;

    /// <summary>Where the axes of <see cref="Vertices"/> lead.</summary>
    public GeometryAxes Axes => Data.Axes;

    /// <summary>The photograph on the surface; null where vertices have colours alone.</summary>
    public RasterImage? Texture => Data.Texture;

    internal MeshData Data { get; }

    /// <summary>The surface of a photograph whose depth was estimated.</summary>
    /// <param name="depth">metres, of a model that says metres</param>
    /// <param name="photo">the photograph</param>
    /// <param name="camera">its camera; that of <see cref="PinholeCamera.Of(DepthMap, RasterImage, EstimateOptions)"/>
    /// when null</param>
    /// <param name="options">how fine, and where it is cut; <see cref="SurfaceOptions.Mesh"/> when null</param>
    /// <exception cref="ArgumentException">
    /// relative depth, which has no geometry; or a camera of a picture of another size
    /// </exception>
    public static DepthMesh Of(DepthMap depth, RasterImage photo, PinholeCamera? camera = null,
        SurfaceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(depth);
        return Of(Metres(depth), camera ?? PinholeCamera.Of(depth, photo), photo, options);
    }

    /// <summary>The surface of depth from elsewhere.</summary>
    /// <param name="depth">metres along the camera's axis; not finite, or not above 0, where there is none</param>
    /// <param name="camera">the camera of the depth picture</param>
    /// <param name="photo">what is seen, of any size</param>
    /// <param name="options">how fine, and where it is cut; <see cref="SurfaceOptions.Mesh"/> when null</param>
    /// <exception cref="ArgumentException">the camera is of a picture of another size</exception>
    public static DepthMesh Of(DepthRaster depth, PinholeCamera camera, RasterImage photo,
        SurfaceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(depth);
        ArgumentNullException.ThrowIfNull(camera);
        ArgumentNullException.ThrowIfNull(photo);
        options ??= SurfaceOptions.Mesh;
        options.Check();
        CheckSize(depth, camera);
        var grid = new SampleGrid(depth, options.MaxSide);
        var test = new EdgeTest(options.Edges, grid.Depths, grid.Columns, grid.Rows);
        var triangles = GridTriangles.Of(test, grid.Columns, grid.Rows);
        var vertices = new GridVertices(grid.Colors(photo), index => Point(grid, camera, index),
            grid.TextureCoordinate);
        return new DepthMesh(vertices.Used(triangles, GeometryAxes.OpenCv) with
            { Texture = ImageShrink.ToFit(photo.ToRgb8(), options.MaxTextureSide) });
    }

    /// <summary>
    /// Writes the surface, whole or not at all: GLB with its texture, or binary PLY with a colour for each vertex, by
    /// the name's ending.
    /// </summary>
    /// <param name="path">the file; a file that is there is replaced</param>
    /// <param name="axes">of a PLY file; a GLB file is always on glTF's</param>
    /// <exception cref="ArgumentException">another ending, or axes this kind of file does not have</exception>
    /// <exception cref="IOException">the file cannot be written</exception>
    public void Save(string path, GeometryAxes? axes = null)
    {
        var format = GeometryFile.FormatOf(path);
        AtomicFile.Write(path, stream => Write(stream, format, axes));
    }

    /// <summary>Writes the surface to a stream.</summary>
    /// <inheritdoc cref="Save"/>
    public void Write(Stream stream, GeometryFormat format, GeometryAxes? axes = null) =>
        GeometryFile.Write(stream, format, Data, axes);

    internal static Vector3 Point(SampleGrid grid, PinholeCamera camera, int index)
    {
        var at = grid.Center(index);
        return camera.Unproject(at.X, at.Y, grid.Depths[index]);
    }

    internal static DepthRaster Metres(DepthMap depth) => !depth.IsRelative ? depth.ToRaster()
        : throw new ArgumentException(
            $"{depth.Model} says relative depth of unknown scale and shift, which has no geometry; take a model that " +
            "says metres", nameof(depth));

    internal static void CheckSize(DepthRaster depth, PinholeCamera camera)
    {
        if ((camera.Width, camera.Height) != (depth.Width, depth.Height))
            throw new ArgumentException(
                $"the camera is of a picture of {camera.Width}x{camera.Height}, the depth of {depth.Width}x" +
                $"{depth.Height}; see PinholeCamera.Resized and Cropped", nameof(camera));
    }
}
