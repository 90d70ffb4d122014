using ZoeDepth.Geometry;
using ZoeDepth.Imaging;

namespace ZoeDepth.Server;

/// <summary>What a GLB or PLY is made of.</summary>
/// <param name="Name">what <c>surface=</c> calls it</param>
internal sealed record SurfaceShape(string Name)
{
    /// <summary>What lies before the camera.</summary>
    public static SurfaceShape View { get; } = new("view");

    /// <summary>A 360-degree panorama as a closed surface around the camera.</summary>
    public static SurfaceShape Around { get; } = new("panorama");

    /// <summary>The same as the research code's page makes it: open at its seam, upside down.</summary>
    public static SurfaceShape Original { get; } = new("original-panorama");

    /// <summary>All of them, the usual one first.</summary>
    public static IReadOnlyList<SurfaceShape> All { get; } = [View, Around, Original];

    /// <summary>The picture that enters the network.</summary>
    public RasterImage Seen(RasterImage photo) =>
        this == Around ? Panorama.Extended(photo) : this == Original ? OriginalMesh.Shrunk(photo) : photo;

    /// <summary>
    /// The picture that colours it: what was sent, or where that was shrunk, what entered the network.
    /// </summary>
    public RasterImage Shown(RasterImage photo, RasterImage seen) => this == Original ? seen : photo;

    /// <summary>The switches of its estimate.</summary>
    /// <exception cref="RequestProblem">422: a field of view of what sees 360 degrees</exception>
    public EstimateOptions Switches(EstimateOptions asked, RasterImage photo, ZoeDepthConfig model)
    {
        if (this == View) return asked;
        if (asked.HorizontalFieldOfView is not null)
            throw RequestProblem.Unprocessable(
                "hfov makes no sense for a panorama, which sees 360 degrees; leave it out");
        return this == Around && model.CanonicalFocalLength is not null
            ? asked with { Camera = Panorama.CameraOf(photo) } : asked;
    }

    /// <summary>The surface; a view has a camera and is not made here.</summary>
    /// <param name="depth">of <see cref="Seen"/></param>
    /// <param name="photo">its picture, <see cref="Shown"/></param>
    /// <param name="edges">where it is cut; nowhere when null</param>
    public DepthMesh Made(DepthMap depth, RasterImage photo, EdgeCut? edges)
    {
        if (this == Original) return OriginalMesh.Panorama(depth.ToRaster(), photo, keepEdges: edges is null);
        var options = SurfaceOptions.Panorama;
        return Panorama.Of(Panorama.Joined(depth.ToRaster(), photo.Width), photo,
            edges is null ? options : options with { Edges = edges });
    }
}
