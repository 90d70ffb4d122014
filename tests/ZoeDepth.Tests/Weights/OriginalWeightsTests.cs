using System.Globalization;
using System.Text.Json;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.CheckpointWeights;

/// <summary>Weights drawn as the research code's modules draw them.</summary>
public sealed class OriginalWeightsTests
{
    private static readonly ZoeDepthConfig Config = ZoeDepthConfig.NyuKitti;

    private static IReadOnlyList<JsonElement> Reference { get; } =
        [.. JsonDocument.Parse(File.ReadAllBytes(
            Path.Combine(Goldens.RepositoryRoot, "tests/goldens/training/initialisation.json"))).RootElement
            .GetProperty("rows").EnumerateArray()
                .Where(row => row.GetProperty("dialect").GetString() == "original")];

    public static TheoryData<string> ReferenceRows =>
        [.. Reference.Select(row => row.GetProperty("tensor").GetString()!)];

    [Theory, MemberData(nameof(ReferenceRows))]
    public void Every_tensor_starts_by_the_rule_of_the_research_code(string tensor)
    {
        var row = Reference.Single(r => r.GetProperty("tensor").GetString() == tensor);
        var rule = row.GetProperty("rule");
        var values = Drawn(tensor, [.. row.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())]);

        values.Length.ShouldBe(row.GetProperty("measured").GetProperty("n").GetInt32());
        switch (rule.GetProperty("distribution").GetString())
        {
            case "constant":
                values.ShouldAllBe(v => v == rule.GetProperty("value").GetSingle());
                break;
            case "normal":
                ShouldHaveMoments(values, rule.GetProperty("std").GetDouble(), kurtosis: 3);
                break;
            default:
                var bound = rule.GetProperty("high").GetDouble();
                rule.GetProperty("low").GetDouble().ShouldBe(-bound);
                values.ShouldAllBe(v => Math.Abs(v) <= bound * (1 + 1e-6));
                // Of n numbers the largest is below (1 − 20/n) of the bound once in e²⁰ times.
                values.Max(Math.Abs).ShouldBeGreaterThan((float)(bound * (1 - (20.0 / values.Length))));
                ShouldHaveMoments(values, rule.GetProperty("std").GetDouble(), kurtosis: 1.8);
                break;
        }
    }

    /// <summary>Mean and deviation within five standard errors: σ/√n and σ·√((κ − 1)/4n).</summary>
    private static void ShouldHaveMoments(float[] values, double deviation, double kurtosis)
    {
        var mean = values.Average(v => (double)v);
        var found = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        Math.Abs(mean).ShouldBeLessThan(5 * deviation / Math.Sqrt(values.Length));
        Math.Abs(found - deviation).ShouldBeLessThan(5 * deviation * Math.Sqrt((kurtosis - 1) / (4 * values.Length)));
    }

    [Fact]
    public void The_routers_layers_start_as_copies_of_one()
    {
        using var model = ZoeDepthForDepthEstimation.FromConfig(Small, 3, WeightInitialization.Original);
        var layers = model.Parameters.Where(parameter => parameter.Name.Contains(".transformer_encoder.",
            StringComparison.Ordinal)).ToLookup(parameter => parameter.Name.Split('.')[3]);
        layers.Count.ShouldBeGreaterThan(1);
        foreach (var layer in layers)
            foreach (var (parameter, first) in layer.Zip(layers["0"]))
                parameter.Values.ToArray().ShouldBe(first.Values.ToArray(), parameter.Name);
    }

    [Fact]
    public void A_whole_model_is_drawn_and_a_bias_has_the_bound_of_its_weight()
    {
        using var model = ZoeDepthForDepthEstimation.FromConfig(Small, 3, WeightInitialization.Original);
        var found = model.Parameters.ToDictionary(parameter => parameter.Name);
        var bias = found["relative_head.conv1.bias"].Values.ToArray();
        var weight = found["relative_head.conv1.weight"];
        var bound = 1 / Math.Sqrt(weight.Shape.Count / weight.Shape[0]);
        bias.ShouldAllBe(v => Math.Abs(v) <= bound * (1 + 1e-6));
        bias.ShouldContain(v => v != 0);
        foreach (var parameter in model.Parameters)
            parameter.Values.ToArray().ShouldAllBe(v => float.IsFinite(v), parameter.Name);
    }

    [Fact]
    public void A_seed_gives_the_same_numbers_and_another_others()
    {
        const string Key = "neck.fusion_stage.layers.0.projection";
        Drawn(Key, [8, 8, 1, 1], 1).ShouldBe(Drawn(Key, [8, 8, 1, 1], 1));
        Drawn(Key, [8, 8, 1, 1], 1).ShouldNotBe(Drawn(Key, [8, 8, 1, 1], 2));
    }

    [Fact]
    public void Another_backbone_than_the_original_trains_is_refused() =>
        Should.Throw<ConfigurationException>(() =>
            ZoeDepthForDepthEstimation.FromConfig(ZoeDepthConfig.Mini, 0, WeightInitialization.Original)).Message
            .ShouldContain("backbone_config.model_type");

    private static ZoeDepthConfig Small => Config with
    {
        BackboneConfig = BeitConfig.Large384 with
        {
            HiddenSize = 16, NumHiddenLayers = 4, NumAttentionHeads = 2, IntermediateSize = 32,
            OutFeatures = ["stage1", "stage2", "stage3", "stage4"], OutIndices = [1, 2, 3, 4],
        },
        NeckHiddenSizes = [8, 8, 8, 8], FusionHiddenSize = 8, BottleneckFeatures = 8, NumRelativeFeatures = 8,
        BinEmbeddingDim = 8, PatchTransformerIntermediateSize = 32,
    };

    /// <summary>The numbers of a row of the reference: one tensor of ours, or its query, key and value.</summary>
    private static float[] Drawn(string tensor, int[] shape, ulong seed = 11)
    {
        using var store = new WeightStore(new OriginalWeights(Config, seed));
        var (names, isStacked) = Ours(tensor);
        if (isStacked) shape[0] /= 3;
        // A bias is drawn within the bound of its weight, which a module asks for first.
        var values = new List<float>();
        foreach (var name in names)
        {
            if (name.EndsWith(".bias", StringComparison.Ordinal)
                && Reference.FirstOrDefault(row => row.GetProperty("tensor").GetString() == WeightRow(tensor)) is
                { ValueKind: JsonValueKind.Object } row)
            {
                int[] of = [.. row.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())];
                if (isStacked) of[0] /= 3;
                store.Root.Parameter(name[..^4] + "weight", of);
            }
            values.AddRange(store.Root.Parameter(name, shape).Values);
        }
        return [.. values];
    }

    private static string WeightRow(string tensor) => tensor.Replace("in_proj_bias", "in_proj_weight",
        StringComparison.Ordinal).Replace(".bias", ".weight", StringComparison.Ordinal);

    private static (string[] Names, bool IsStacked) Ours(string tensor)
    {
        var parts = tensor.Split('.');
        var last = parts[^1];
        var level = parts.Length > 2 && parts[^2] == "0" ? "conv1" : "conv2";
        switch (parts)
        {
            case ["seed_bin_regressor", ..]: return One($"metric_head.seed_bin_regressors.nyu.{level}.{last}");
            case ["projector", ..]: return One($"metric_head.projectors.0.{level}.{last}");
            case ["attractor_softplus" or "attractor_normed", ..]:
                return One($"metric_head.attractors.nyu.0.{level}.{last}");
            case ["conditional_log_binomial", ..]:
                return One($"metric_head.conditional_log_binomial.nyu.{string.Join('.', parts[1..])}");
            case ["router", _, _, var layer, "self_attn", "in_proj_weight" or "in_proj_bias"]:
                return Three($"metric_head.patch_transformer.transformer_encoder.{layer}.self_attn", last[8..]);
            case ["router", _, _, var layer, .. var rest]:
                return One($"metric_head.patch_transformer.transformer_encoder.{layer}.{string.Join('.', rest)}");
            case ["readout linear", _]: return One($"neck.reassemble_stage.readout_projects.0.0.{last}");
            case ["transposed conv k4", _]: return One($"neck.reassemble_stage.layers.0.resize.{last}");
            case ["decoder conv1x1", _]: return One($"neck.fusion_stage.layers.0.projection.{last}");
            case ["decoder conv3x3 (256 wide)", _]:
                return One($"neck.fusion_stage.layers.0.residual_layer1.convolution1.{last}");
            case ["beit", "cls_token"]: return One("backbone.embeddings.cls_token");
            case ["beit", "patch_embed", ..]: return One($"backbone.embeddings.patch_embeddings.projection.{last}");
            case ["beit", "blocks", var block, .. var rest]:
                return Block($"backbone.encoder.layer.{int.Parse(block, CultureInfo.InvariantCulture)}",
                    string.Join('.', rest));
            default: return One(tensor + ".weight");
        }
    }

    private static (string[] Names, bool IsStacked) Block(string layer, string name) => name switch
    {
        "attn.qkv.weight" => Three($"{layer}.attention.attention", "weight"),
        "attn.q_bias" => One($"{layer}.attention.attention.query.bias"),
        "attn.proj.weight" => One($"{layer}.attention.output.dense.weight"),
        "mlp.fc1.weight" => One($"{layer}.intermediate.dense.weight"),
        "mlp.fc2.weight" => One($"{layer}.output.dense.weight"),
        "gamma_1" => One($"{layer}.lambda_1"),
        _ => One($"{layer}.attention.attention.relative_position_bias.relative_position_bias_table"),
    };

    private static (string[] Names, bool IsStacked) One(string name) => ([name], false);

    private static (string[] Names, bool IsStacked) Three(string attention, string last) =>
        ([$"{attention}.query.{last}", $"{attention}.key.{last}", $"{attention}.value.{last}"], true);
}
