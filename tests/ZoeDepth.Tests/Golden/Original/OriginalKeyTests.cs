using System.Security.Cryptography;
using System.Text.Json;
using ZoeDepth.Original;
using ZoeDepth.Pretrained;
using ZoeDepth.PyTorch;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Golden.Original;

/// <summary>The names and shapes of both dialects, at full size and in small.</summary>
[Trait("Category", "Golden")]
[Trait("Family", "original")]
public sealed class OriginalKeyTests
{
    public static TheoryData<string> Published => ["N", "K", "NK"];

    public static TheoryData<string> WeightFiles
    {
        get
        {
            var files = new TheoryData<string>();
            foreach (var (name, model) in OriginalCase.Models())
                foreach (var file in model.GetProperty("files").EnumerateObject())
                    files.Add($"{name} {file.Value.GetString()}");
            return files;
        }
    }

    private static ZoeDepthConfig Config(string model) => model switch
    {
        "N" => ZoeDepthConfig.Nyu,
        "K" => ZoeDepthConfig.Kitti,
        _ => ZoeDepthConfig.NyuKitti,
    };

    private static List<(string Key, string Shape, string Type)> Listed(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Goldens.PathOf(OriginalCase.Family, "keys", file)));
        return [.. document.RootElement.EnumerateArray().Select(entry => (entry.GetProperty("key").GetString()!,
            Shown(entry.GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt64())),
            entry.TryGetProperty("dtype", out var type) ? type.GetString()! : "float32"))];
    }

    private static string Shown(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";

    private static void SkipWithout(string file) =>
        Assert.SkipUnless(File.Exists(Goldens.PathOf(OriginalCase.Family, "keys", file)), $"the set has no {file}");

    [Theory, MemberData(nameof(Published))]
    public void A_published_model_has_Hugging_Faces_keys(string name)
    {
        SkipWithout($"ZoeD_{name}.hf.json");
        using var model = ZoeDepthForDepthEstimation.FromConfig(Config(name));

        model.Parameters.Select(p => (p.Name, Shown(p.Shape.ToArray().Select(e => (long)e)), "float32")).Order()
            .ShouldBe(Listed($"ZoeD_{name}.hf.json").Order());
    }

    [Theory, MemberData(nameof(Published))]
    public void A_published_model_is_written_with_the_research_codes_keys(string name)
    {
        SkipWithout($"ZoeD_{name}.original.json");
        using var model = ZoeDepthForDepthEstimation.FromConfig(Config(name));

        OriginalTensors.Of(model.Config, model.Parameters, TensorDataType.F32)
            .Select(t => (t.Name, Shown(t.Shape), t.DataType == TensorDataType.I64 ? "int64" : "float32")).Order()
            .ShouldBe(Listed($"ZoeD_{name}.original.json").Order());
    }

    [Theory, MemberData(nameof(Published))]
    public void The_table_maps_every_key_as_the_conversion_script_does(string name)
    {
        SkipWithout($"ZoeD_{name}.mapping.json");
        using var document = JsonDocument.Parse(
            File.ReadAllBytes(Goldens.PathOf(OriginalCase.Family, "keys", $"ZoeD_{name}.mapping.json")));
        foreach (var entry in document.RootElement.EnumerateArray())
        {
            var original = entry.GetProperty("original").GetString()!;
            if (!entry.TryGetProperty("hf", out var mapped) || mapped.ValueKind == JsonValueKind.Null)
            {
                KeyTable.ZoeDepth.HuggingFace(original).ShouldBeEmpty();
                (new OriginalDialect().Ignores(original) || ComputedTensors.Contains(original)).ShouldBeTrue(original);
                continue;
            }
            var canonical = mapped.GetString()!;
            KeyTable.ZoeDepth.HuggingFace(original).ShouldContain(canonical);
            var (back, part) = KeyTable.ZoeDepth.Original(canonical)!.Value;
            back.ShouldBe(original);
            if (entry.TryGetProperty("rows", out var rows))
                part.ShouldBe(rows[0].GetInt32() / (rows[1].GetInt32() - rows[0].GetInt32()), canonical);
            else part.ShouldBeNull(canonical);
        }
    }

    [GoldenTheory, MemberData(nameof(WeightFiles))]
    public void Every_kind_of_file_loads_strictly_and_its_tensors_are_the_converted_ones(string modelAndFile)
    {
        var (name, file) = (modelAndFile.Split(' ')[0], modelAndFile.Split(' ')[1]);
        var description = OriginalCase.Models()[name];
        var files = ModelFiles.Open(Goldens.PathOf(OriginalCase.Family, file), OriginalCase.Settings(description));
        using var model = ZoeDepthForDepthEstimation.FromSource(files.Config, files.Source);

        if (!description.TryGetProperty("hf_dir", out var folder)) return;
        var path = Goldens.PathOf(OriginalCase.Family, folder.GetString()!);
        foreach (var entry in Converted(path))
        {
            var parameter = model.GetParameter(entry.GetProperty("key").GetString()!);
            Shown(parameter.Shape.ToArray().Select(e => (long)e))
                .ShouldBe(Shown(entry.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64())));
            Hash(parameter).ShouldBe(entry.GetProperty("sha256").GetString(), parameter.Name);
        }
        var published = ZoeDepthConfig.FromPretrained(path);
        (files.Config with
        {
            AttractorAlpha = published.AttractorAlpha, Dtype = published.Dtype, Architectures = published.Architectures,
            BackboneConfig = published.BackboneConfig, UnknownKeys = published.UnknownKeys,
            BinConfigurations = published.BinConfigurations,
        }).ToJson().ShouldBe((published with { File = null }).ToJson());
        ((BeitConfig)files.Config.BackboneConfig with
            { DropPathRate = 0.1, UnknownKeys = published.BackboneConfig.UnknownKeys })
            .ShouldBe(published.BackboneConfig);
    }

    /// <summary>
    /// What the research code computes itself we compute alike: every index, number and count of its files.
    /// </summary>
    [GoldenTheory, MemberData(nameof(WeightFiles))]
    public void What_nobody_learns_is_written_as_the_research_code_keeps_it(string modelAndFile)
    {
        var (name, file) = (modelAndFile.Split(' ')[0], modelAndFile.Split(' ')[1]);
        Assert.SkipWhen(file.Contains("noindex"), "has no such tensors");
        var path = Goldens.PathOf(OriginalCase.Family, file);
        var files = ModelFiles.Open(path, OriginalCase.Settings(OriginalCase.Models()[name]));
        using var model = ZoeDepthForDepthEstimation.FromSource(files.Config, files.Source);
        using var raw = PyTorchFile.Open(path);
        var computed = OriginalTensors.Of(files.Config, model.Parameters, TensorDataType.F32)
            .Where(tensor => ComputedTensors.Contains(tensor.Name)).ToList();
        computed.Count.ShouldBeGreaterThan(3);
        foreach (var tensor in computed)
        {
            using var stream = new MemoryStream();
            tensor.Write(stream);
            var key = raw.Keys.Single(k => k.EndsWith(tensor.Name, StringComparison.Ordinal));
            raw.Tensors[key].Shape.ShouldBe(tensor.Shape);
            raw.ReadBytes(key).ShouldBe(stream.ToArray(), tensor.Name);
        }
    }

    private static IEnumerable<JsonElement> Converted(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "tensors.json")));
        return [.. document.RootElement.Clone().EnumerateArray()];
    }

    private static unsafe string Hash(Parameter parameter)
    {
        using var lease = parameter.Open();
        return Convert.ToHexStringLower(SHA256.HashData(
            new ReadOnlySpan<byte>(lease.Pointer, checked((int)parameter.Shape.Count * sizeof(float)))));
    }
}
