using System.Globalization;
using ZoeDepth.Geometry;
using ZoeDepth.Imaging;

namespace ZoeDepth.Server;

/// <summary>An answer in its bytes, whole before the first of them is sent.</summary>
/// <param name="Kind">what it is</param>
/// <param name="Body">its bytes</param>
/// <param name="Headers">what stands beside it</param>
internal sealed record Answer(AnswerKind Kind, ReadOnlyMemory<byte> Body,
    IReadOnlyList<(string Name, string Value)> Headers)
{
    /// <summary>Bytes of memory that it holds.</summary>
    public long Held { get; private init; }

    /// <summary>How many units of a 16-bit PNG are a metre.</summary>
    public double? UnitsPerMetre { get; private init; }

    /// <summary>Makes the answer.</summary>
    /// <exception cref="RequestProblem">422: relative depth has no geometry</exception>
    public static Answer Of(AnswerKind kind, DepthRequest request, EstimatedImage image)
    {
        var depth = image.Depth;
        using var stream = new MemoryStream();
        double? units = null;
        if (kind == AnswerKind.Png && depth.IsRelative)
            DepthPng.WriteRelative(depth.Values, depth.Width, depth.Height, stream, depth.Describe());
        else if (kind == AnswerKind.Png)
        {
            units = request.Scale.UnitsPerMetre;
            DepthPng.Write(depth.Values, depth.Width, depth.Height, stream, request.Scale, depth.Describe());
        }
        else if (kind == AnswerKind.Npy)
            Npy.Write(stream, NpyArray.From<float>(depth.Values, depth.Height, depth.Width));
        else if (kind == AnswerKind.Spread)
            Npy.Write(stream, NpyArray.From<float>(depth.Spread ?? throw RequestProblem.Unprocessable(
                "this model has no bins that could spread; ask for another kind"), depth.Height, depth.Width));
        else if (kind == AnswerKind.Pfm) stream.Write(Pfm.Encode(depth.Values, depth.Width, depth.Height));
        else if (kind == AnswerKind.Color) PngEncoder.Save(Drawn(request, depth), stream);
        else if (kind == AnswerKind.Jpeg)
            JpegEncoder.Save(Drawn(request, depth).ToRgb8(), stream, new() { Chroma = ChromaSampling.Full });
        else if (kind == AnswerKind.Json) stream.Write(DepthJson.Of(DepthDocument.Of(image)));
        else WriteGeometry(kind, request, image.Photo, depth, stream);
        return new(kind, stream.GetBuffer().AsMemory(0, (int)stream.Length), [.. AnswerHeaders.Of(image, units)])
            { UnitsPerMetre = units, Held = stream.Capacity };
    }

    private static RasterImage Drawn(DepthRequest request, DepthMap depth)
    {
        var (near, far, view) = (request.Near, request.Far, request.View);
        var isUsual = near is null && far is null && view == DepthView.Linear;
        if (depth.IsRelative && !isUsual)
            throw RequestProblem.Unprocessable(
                "near, far and view are of metres, and this model says relative depth of unknown scale and shift; " +
                "leave them out");
        var colors = depth.IsRelative ? request.Colors.ForInverseDepth() : request.Colors.Between(near, far, view);
        if ((near is not null || far is not null) && colors.Ends(depth.Values) is var ends && !(ends.Near < ends.Far))
            throw RequestProblem.Unprocessable(string.Create(CultureInfo.InvariantCulture,
                $"the near end of the colours is {ends.Near:0.###} m and the far end {ends.Far:0.###} m (the 2nd or " +
                $"85th percentile where one was left out); name a far end beyond the near one"));
        return colors.Draw(depth.Values, depth.Width, depth.Height);
    }

    private static void WriteGeometry(AnswerKind kind, DepthRequest request, RasterImage photo, DepthMap depth,
        Stream stream)
    {
        if (depth.IsRelative)
            throw RequestProblem.Unprocessable(
                "this model says relative depth of unknown scale and shift, which has no geometry; ask for another " +
                "kind");
        if (request.Surface != SurfaceShape.View)
        {
            request.Surface.Made(depth, photo, request.Edges)
                .Write(stream, kind == AnswerKind.Ply ? GeometryFormat.Ply : GeometryFormat.Glb);
            return;
        }
        var camera = PinholeCamera.Of(depth, photo, request.Estimate);
        if (kind == AnswerKind.Ply)
            PointCloud.Of(depth, photo, camera, Cut(SurfaceOptions.Cloud, request)).Write(stream, GeometryFormat.Ply);
        else DepthMesh.Of(depth, photo, camera, Cut(SurfaceOptions.Mesh, request)).Write(stream, GeometryFormat.Glb);
    }

    private static SurfaceOptions Cut(SurfaceOptions options, DepthRequest request) =>
        request.Edges is { } edges ? options with { Edges = edges } : options;
}
