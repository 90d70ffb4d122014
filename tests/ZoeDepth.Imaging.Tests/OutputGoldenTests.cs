using System.Runtime.InteropServices;
using System.Text.Json;

namespace ZoeDepth.Imaging.Tests;

/// <summary>The golden family <c>outputs</c>: depth as colours and files, byte for byte.</summary>
[Trait("Category", "Golden")]
[Trait("Family", Family)]
public sealed class OutputGoldenTests
{
    private const string Family = "outputs";

    private static readonly Dictionary<string, Action<JsonElement>> Operations = new()
    {
        ["colormap_table"] = ColormapTable,
        ["colormap_lookup"] = ColormapLookup,
        ["colorize"] = ColorizeCase,
        ["save_raw_16bit"] = SaveRaw16,
        ["pipeline_depth_image"] = item =>
            Bytes(GrayDepth.ByRange(Depth(item).Floats(), Columns(item), Rows(item)).Data, Output(item, "gray")),
        ["card_depth_image"] = item =>
        Bytes(GrayDepth.ByLargest(Depth(item).Floats(), Columns(item), Rows(item)).Data, Output(item, "gray")),
        ["write_pfm"] = WritePfm,
        ["write_npy"] = WriteNpy,
        ["read_npy"] = ReadNpy,
    };

    /// <summary>Operations of the family that no test runs, and why.</summary>
    private static readonly Dictionary<string, string> NotRun = new()
    {
        ["get_intrinsics"] = "run by the tests of ZoeDepth.Geometry",
        ["depth_to_points"] = "run by the tests of ZoeDepth.Geometry",
        ["pano_depth_to_world_points"] = "run by the tests of ZoeDepth.Geometry",
        ["create_triangles"] = "run by the tests of ZoeDepth.Geometry",
        ["depth_edges_mask"] = "run by the tests of ZoeDepth.Geometry",
        ["export_glb"] = "run by the tests of ZoeDepth.Geometry",
    };

    public static TheoryData<string> Cases => Goldens.Names(Family, [.. Operations.Keys]);

    [GoldenTheory]
    [MemberData(nameof(Cases))]
    public void Depth_becomes_the_reference_colours_and_bytes(string name)
    {
        var item = Goldens.Case(Family, name);
        var run = Operations[item.GetProperty("op").GetString()!];
        if (item.GetProperty("expect").GetString() != "error") run(item);
        else ShouldRefuse(item, run);
    }

    [Fact]
    public void Every_operation_of_the_family_is_run_or_listed_with_a_reason()
    {
        foreach (var item in Goldens.Cases(Family))
        {
            var operation = item.GetProperty("op").GetString()!;
            (Operations.ContainsKey(operation) ^ NotRun.ContainsKey(operation))
                .ShouldBeTrue($"{operation} must stand in exactly one of the lists");
        }
    }

    /// <summary>
    /// What the reference refuses, this library refuses: through its types where the reference had to look (no list, no
    /// three axes).
    /// </summary>
    private static void ShouldRefuse(JsonElement item, Action<JsonElement> run)
    {
        switch (item.GetProperty("op").GetString())
        {
            case "read_npy": Should.Throw<ImageFormatException>(() => run(item)); break;
            case "save_raw_16bit":
                Should.Throw<ArgumentException>(() => DepthPng.ToImage(new float[24], 3, 4, DepthScale.Zoe)); break;
            default: Should.Throw<ArgumentException>(() => run(item)); break;
        }
    }

    private static void ColormapTable(JsonElement item)
    {
        var map = ColorMap.Get(Text(item, "name"));
        Bytes(map.Colours.ToArray(), Output(item, "rgb"));
        if (item.GetProperty("outputs").TryGetProperty("rgb_float64", out _))
            Bytes(map.Colours.ToArray(), Array.ConvertAll(Output(item, "rgb_float64").Doubles(), v => (byte)(255 * v)));
    }

    private static void ColormapLookup(JsonElement item)
    {
        var map = ColorMap.Get(Text(item, "name"));
        var colours = Tensor(item, "inputs", "value").Doubles().Select(map.Of)
            .SelectMany(c => new[] { c.Red, c.Green, c.Blue, c.Alpha });
        Bytes([.. colours], Output(item, "rgba"));
    }

    private static void ColorizeCase(JsonElement item)
    {
        var value = Tensor(item, "inputs", "value");
        var (height, width) = (value.Shape[^2], value.Shape[^1]);
        var parameters = item.GetProperty("params");
        var colorizer = new Colorizer();
        foreach (var parameter in parameters.EnumerateObject())
        {
            colorizer = (parameter.Name, parameter.Value) switch
            {
                ("vmin", var v) => colorizer with { Minimum = v.GetDouble() },
                ("vmax", var v) => colorizer with { Maximum = v.GetDouble() },
                ("cmap", var v) => colorizer with { Map = ColorMap.Get(v.GetString()!) },
                ("invalid_val", var v) => colorizer with { InvalidValue = v.GetDouble() },
                ("gamma_corrected", var v) => colorizer with { GammaCorrected = v.GetBoolean() },
                ("background_color", var v) => colorizer with
                { Background = new(v[0].GetByte(), v[1].GetByte(), v[2].GetByte(), v[3].GetByte()) },
                ("value_transform", var v) when v.GetString() == "v -> v*v" => colorizer with
                { Transform = x => x * x },
                var (name, v) => throw new NotSupportedException($"parameter {name} = {v}"),
            };
        }
        var invalid = item.GetProperty("inputs").TryGetProperty("invalid_mask", out _)
            ? Array.ConvertAll(Tensor(item, "inputs", "invalid_mask").Bytes, b => b != 0) : [];
        var image = value.DataType == "F32"
            ? colorizer.Colorize(value.Floats(), width, height, invalid)
            : colorizer.Colorize(value.Doubles(), width, height, invalid);

        // The family allows one pixel in a hundred to sit on a step of the table; this machine's percentiles are NumPy
        // 2's, so none does.
        Bytes(image.Data, Output(item, "rgba"));
        if (value.DataType == "F32")
        {
            var (minimum, maximum) = colorizer.Range(value.Floats(), invalid);
            ((float)minimum, (float)maximum)
                .ShouldBe(((float)item.GetProperty("vmin").GetDouble(), (float)item.GetProperty("vmax").GetDouble()));
        }
    }

    private static void SaveRaw16(JsonElement item)
    {
        var depth = Depth(item);
        var units = new ushort[depth.Count];
        var scale = new DepthScale(item.GetProperty("params").GetProperty("scale").GetDouble(), Truncates: true);
        if (depth.DataType == "F32") scale.ToUnits(depth.Floats(), units);
        else scale.ToUnits(depth.Doubles(), units);

        // The reference wraps what does not fit (undefined in C); here it is clamped.
        var expected = item.GetProperty("expect").GetString() == "undefined"
            ? Array.ConvertAll(depth.Doubles(), d => (ushort)Math.Clamp(d * scale.UnitsPerMetre, 0, 65535))
            : MemoryMarshal.Cast<byte, ushort>(Output(item, "pixels").Bytes).ToArray();
        units.ShouldBe(expected);
        if (!item.GetProperty("outputs").TryGetProperty("file", out var file)) return;
        var read = RasterImage.Load(Goldens.PathOf(Family, file.GetProperty("file").GetString()!));
        read.Format.ShouldBe(PixelFormat.Gray16);
        MemoryMarshal.Cast<byte, ushort>(read.Data).ToArray().ShouldBe(expected);
    }

    private static void WritePfm(JsonElement item)
    {
        var depth = Depth(item);
        var expected = File.ReadAllBytes(FileOf(item, "outputs"));
        Bytes(Pfm.Encode(depth.Floats(), Columns(item), Rows(item)), expected);
        Bytes(MemoryMarshal.AsBytes<float>(Pfm.Read(expected).Values).ToArray(), depth.Bytes);
    }

    private static void WriteNpy(JsonElement item)
    {
        var stored = Tensor(item, "inputs", "array");
        var shape = item.GetProperty("params").GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())
            .ToArray();
        var type = Enum.Parse<NpyType>(Text(item, "dtype") is "bool" ? nameof(NpyType.Boolean) : Text(item, "dtype"),
            ignoreCase: true);
        var expected = File.ReadAllBytes(FileOf(item, "outputs"));
        using var stream = new MemoryStream();
        Npy.Write(stream, new NpyArray(type, shape, stored.Bytes));
        Bytes(stream.ToArray(), expected);
        var read = Npy.Read(expected);
        (read.Type, string.Join(",", read.Shape)).ShouldBe((type, string.Join(",", shape)));
        Bytes(read.Data, stored.Bytes);
    }

    private static void ReadNpy(JsonElement item)
    {
        var read = Npy.Read(FileOf(item, "inputs"));
        var expected = Output(item, "array");
        read.Shape.ShouldBe(expected.Shape);
        read.Type.ShouldBe(expected.DataType switch
            { "F32" => NpyType.Float32, "F64" => NpyType.Float64, "U16" => NpyType.UInt16, "I64" => NpyType.Int64,
                "I32" => NpyType.Int32, _ => NpyType.UInt8 });
        Bytes(read.Data, expected.Bytes);
    }

    private static void Bytes(byte[] actual, GoldenTensor expected) => Bytes(actual, expected.Bytes);

    private static void Bytes(byte[] actual, byte[] expected)
    {
        var same = actual.AsSpan().CommonPrefixLength(expected);
        (same == actual.Length && same == expected.Length).ShouldBeTrue(
            $"byte {same} of {actual.Length} is {actual.ElementAtOrDefault(same)}, expected " +
            $"{expected.ElementAtOrDefault(same)} of {expected.Length}");
    }

    private static GoldenTensor Depth(JsonElement item) => Tensor(item, "inputs", "depth");

    private static int Rows(JsonElement item) => Depth(item).Shape[^2];

    private static int Columns(JsonElement item) => Depth(item).Shape[^1];

    private static GoldenTensor Output(JsonElement item, string name) => Tensor(item, "outputs", name);

    private static string Text(JsonElement item, string parameter) =>
        item.GetProperty("params").GetProperty(parameter).GetString()!;

    private static string FileOf(JsonElement item, string direction) =>
        Goldens.PathOf(Family, item.GetProperty(direction).GetProperty("file").GetProperty("file").GetString()!);

    private static GoldenTensor Tensor(JsonElement item, string direction, string name)
    {
        var at = item.GetProperty(direction).GetProperty(name);
        return GoldenTensors.Open(Goldens.PathOf(Family, at.GetProperty("file").GetString()!))[at.GetProperty("tensor")
            .GetString()!];
    }
}
