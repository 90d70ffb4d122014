using ZoeDepth.Geometry;
using ZoeDepth.Imaging;

namespace ZoeDepth.Cli.Surfaces;

/// <summary>What was made, whatever it is.</summary>
/// <param name="data">its vertices and triangles</param>
/// <param name="axes">the axes that were asked for</param>
/// <param name="edges">where it was cut</param>
internal sealed class Made(MeshData data, GeometryAxes? axes, EdgeCut edges)
{
    /// <summary>How many points or vertices.</summary>
    public int Vertices => data.Positions.Length;

    /// <summary>How many triangles; null for a cloud.</summary>
    public int? Triangles => data.IsCloud ? null : data.Triangles.Length / 3;

    /// <summary>Where it was cut, in words.</summary>
    public string Edges => edges.ToString();

    /// <summary>Makes what was asked for.</summary>
    public static Made Of(SurfaceDepth source, RasterImage photo, SurfaceRequest request)
    {
        var (kind, depth, surface) = (request.Kind, source.Depth, request.Surface);
        if (request.Original)
        {
            // The user interface keeps edges of panoramas and cuts those of photographs unless it is told otherwise.
            var isPanorama = kind == SurfaceKind.Panorama;
            var keeps = isPanorama || surface.Edges == EdgeCut.None;
            var mesh = isPanorama ? OriginalMesh.Panorama(depth, photo, keeps) : OriginalMesh.Of(depth, photo, keeps);
            return new(mesh.Data, request.Axes, keeps ? EdgeCut.None : EdgeCut.Original);
        }
        if (kind == SurfaceKind.Panorama)
            return new(Panorama.Of(depth, photo, surface).Data, request.Axes, surface.Edges);
        return new(kind == SurfaceKind.Cloud ? PointCloud.Of(depth, source.Camera!, photo, surface).Data
            : DepthMesh.Of(depth, source.Camera!, photo, surface).Data, request.Axes, surface.Edges);
    }

    /// <summary>The axes the file is on.</summary>
    public GeometryAxes AxesIn(GeometryAxes? asked) =>
        asked ?? (data.Axes == GeometryAxes.Original ? data.Axes : GeometryAxes.Gltf);

    /// <summary>Writes it.</summary>
    public void Write(Stream stream, GeometryFormat format) => GeometryFile.Write(stream, format, data, axes);
}
