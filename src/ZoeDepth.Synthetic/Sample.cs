using ZoeDepth.Imaging;

namespace ZoeDepth.Synthetic;

/// <summary>
/// One photograph of the procedural world with its exact depth. The depth of a pixel is that of the first surface the
/// ray through its centre meets, whatever light does there: a mirror or a pane of glass is where its glass is. Sky has
/// no depth: 0.
/// </summary>
public sealed class Sample
{
    /// <summary>Which family it was made by, "living-room".</summary>
    public required string Family { get; init; }

    /// <summary>The seed it was made from; with the family and the options it is the whole picture.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Which head learns from it.</summary>
    public required Domain Domain { get; init; }

    /// <summary>The photograph, <see cref="PixelFormat.Rgb8"/>, as the camera gave it before compression.</summary>
    public required RasterImage Picture { get; init; }

    /// <summary>The quality this camera compresses at, 1..100.</summary>
    public required int JpegQuality { get; init; }

    /// <summary>
    /// z-depth, metres along the optical axis, <c>[row, column]</c>, at pixel centres; 0 where there is none.
    /// </summary>
    public required float[] Depth { get; init; }

    /// <summary>The camera: focal length and principal point in pixels.</summary>
    public required CameraIntrinsics Intrinsics { get; init; }

    /// <summary>
    /// Camera to world, three rows of four, <c>[row, column]</c>: camera axes are x right, y down, z ahead; world axes
    /// x, y on the floor and z up, metres.
    /// </summary>
    public required double[] Pose { get; init; }

    /// <summary>
    /// Length of the ray from the pinhole to the surface, metres, <c>[row, column]</c>; null unless asked for.
    /// </summary>
    public float[]? RayLength { get; init; }

    /// <summary>
    /// Unit normals in camera axes, <c>[row, column, 3]</c>, 0 where there is no surface; null unless asked for.
    /// </summary>
    public float[]? Normals { get; init; }

    /// <summary>
    /// Number of the part each pixel belongs to, an index of <see cref="PartNames"/>, −1 for the sky, <c>[row,
    /// column]</c>; null unless asked for.
    /// </summary>
    public int[]? Parts { get; init; }

    /// <summary>Names of the parts; empty unless asked for.</summary>
    public IReadOnlyList<string> PartNames { get; init; } = [];

    /// <summary>Columns.</summary>
    public int Width => Picture.Width;

    /// <summary>Rows.</summary>
    public int Height => Picture.Height;
}
