using System.Numerics;
using System.Text.Json;
using ZoeDepth.Imaging;

namespace ZoeDepth.Geometry.Tests;

/// <summary>
/// The golden family <c>outputs</c>, its geometry: points, triangles, edges and meshes of the research code. Its other
/// operations run in the tests of ZoeDepth.Imaging.
/// </summary>
[Trait("Category", "Golden")]
[Trait("Family", Family)]
public sealed class GeometryGoldenTests
{
    private const string Family = "outputs";
    private const double MeshTolerance = 1e-5;

    private static readonly Dictionary<string, Action<JsonElement>> Operations = new()
    {
        ["get_intrinsics"] = Intrinsics,
        ["depth_to_points"] = Points,
        ["pano_depth_to_world_points"] = item => Compare(item, "points",
            OriginalGeometry.PanoramaPoints(Depth(item).Floats(), Rows(item), Columns(item))),
        ["create_triangles"] = Triangles,
        ["depth_edges_mask"] = Edges,
        ["export_glb"] = Mesh,
    };

    public static TheoryData<string> Cases => Goldens.Names(Family, [.. Operations.Keys]);

    [GoldenTheory]
    [MemberData(nameof(Cases))]
    public void Geometry_is_the_research_codes(string name)
    {
        var item = Goldens.Case(Family, name);
        var run = Operations[item.GetProperty("op").GetString()!];
        if (item.GetProperty("expect").GetString() == "error") Should.Throw<ArgumentException>(() => run(item));
        else run(item);
    }

    private static void Intrinsics(JsonElement item)
    {
        var parameters = item.GetProperty("params");
        var (focal, x, y) = OriginalGeometry.Intrinsics(parameters.GetProperty("height").GetInt32(),
            parameters.GetProperty("width").GetInt32());
        Compare(item, "K", [focal, 0, x, 0, focal, y, 0, 0, 1]);
    }

    private static void Points(JsonElement item)
    {
        var moved = item.GetProperty("inputs").TryGetProperty("R", out _);
        Compare(item, "points", OriginalGeometry.Points(Depth(item).Floats(), Rows(item), Columns(item),
            moved ? Tensor(item, "inputs", "R").Doubles() : [], moved ? Tensor(item, "inputs", "t").Doubles() : []));
    }

    private static void Triangles(JsonElement item)
    {
        var parameters = item.GetProperty("params");
        var keep = item.GetProperty("inputs").TryGetProperty("mask", out _)
            ? Array.ConvertAll(Tensor(item, "inputs", "mask").Bytes, value => value != 0) : null;
        OriginalGeometry.Triangles(parameters.GetProperty("height").GetInt32(),
            parameters.GetProperty("width").GetInt32(), keep)
            .ShouldBe(Array.ConvertAll(Tensor(item, "outputs", "triangles").Doubles(), value => (int)value));
    }

    private static void Edges(JsonElement item)
    {
        var depth = Depth(item);
        var metres = EdgeCut.Original.Gradient!.Value;
        var steep = depth.DataType == "F64" ? DepthGradient.Above(depth.Doubles(), Columns(item), Rows(item), metres)
            : DepthGradient.Above(depth.Floats(), Columns(item), Rows(item), metres);
        steep.ShouldBe(Array.ConvertAll(Tensor(item, "outputs", "mask").Bytes, value => value != 0));
    }

    /// <summary>Triangles in order, with positions and colours at their corners.</summary>
    private static void Mesh(JsonElement item)
    {
        var (image, depth) = (Tensor(item, "inputs", "image"), Depth(item));
        var photo = new RasterImage(image.Shape[1], image.Shape[0], PixelFormat.Rgb8, image.Bytes);
        var raster = new DepthRaster(depth.Floats(), depth.Shape[1], depth.Shape[0]);
        var keep = item.GetProperty("params").GetProperty("keep_edges").GetBoolean();
        var mesh = item.GetProperty("params").GetProperty("kind").GetString() == "plane"
            ? OriginalMesh.Of(raster, photo, keep) : OriginalMesh.Panorama(raster, photo, keep);
        using var stream = new MemoryStream();
        mesh.Write(stream, GeometryFormat.Glb);

        var file = item.GetProperty("outputs").GetProperty("file").GetProperty("file").GetString()!;
        var (ours, theirs) = (GlbReader.Of(stream.ToArray()),
            GlbReader.Of(File.ReadAllBytes(Goldens.PathOf(Family, file))));
        ours.Positions().Length.ShouldBe(item.GetProperty("vertices").GetInt32());
        var positions = Tensor(item, "outputs", "positions").Floats();
        theirs.Positions().ShouldBe(positions.Chunk(3).Select(point => new Vector3(point)).ToArray());
        var (a, b) = (ours.Indices(), theirs.Indices());
        a.Length.ShouldBe(b.Length);
        for (var i = 0; i < a.Length; i++)
        {
            Vector3.Distance(ours.Positions()[a[i]], theirs.Positions()[b[i]]).ShouldBeLessThan((float)MeshTolerance);
            ours.Colors().AsSpan(4 * a[i], 4).ToArray().ShouldBe(theirs.Colors().AsSpan(4 * b[i], 4).ToArray());
        }
    }

    private static void Compare(JsonElement item, string output, double[] actual)
    {
        var expected = Tensor(item, "outputs", output).Doubles();
        actual.Length.ShouldBe(expected.Length);
        var (relative, absolute) = (item.GetProperty("rtol").GetDouble(), item.GetProperty("atol").GetDouble());
        for (var i = 0; i < actual.Length; i++)
            Math.Abs(actual[i] - expected[i]).ShouldBeLessThanOrEqualTo(absolute + (relative * Math.Abs(expected[i])),
                $"{output}, number {i}");
    }

    private static GoldenTensor Depth(JsonElement item) => Tensor(item, "inputs", "depth");

    private static int Rows(JsonElement item) => Depth(item).Shape[^2];

    private static int Columns(JsonElement item) => Depth(item).Shape[^1];

    private static GoldenTensor Tensor(JsonElement item, string direction, string name)
    {
        var at = item.GetProperty(direction).GetProperty(name);
        return GoldenTensors.Open(Goldens.PathOf(Family, at.GetProperty("file").GetString()!))[at.GetProperty("tensor")
            .GetString()!];
    }
}
