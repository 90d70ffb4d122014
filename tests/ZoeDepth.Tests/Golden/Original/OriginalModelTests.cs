using System.Text.Json;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Golden.Original;

/// <summary>Small models in the research code's dialect against that code itself, with what is on the way.</summary>
[Trait("Category", "Golden")]
[Trait("Family", "original")]
public sealed class OriginalModelTests
{
    private static readonly Dictionary<string, string> Probes = new()
    {
        ["out_conv"] = "relative_head.features", ["rel_depth"] = "relative_head", ["l4_rn"] = "neck.convs.3",
        ["r4"] = "neck.fusion_stage.layers.0", ["r3"] = "neck.fusion_stage.layers.1",
        ["r2"] = "neck.fusion_stage.layers.2", ["r1"] = "neck.fusion_stage.layers.3",
    };

    public static TheoryData<string> Forwards => Of("forward");

    public static TheoryData<string> Ports => Of("hf");

    private static TheoryData<string> Of(string operation)
    {
        var names = new TheoryData<string>();
        foreach (var item in Goldens.Cases(OriginalCase.Family))
            if (item.GetProperty("op").GetString() == operation) names.Add(item.GetProperty("name").GetString()!);
        return names;
    }

    [GoldenTheory, MemberData(nameof(Forwards))]
    public void A_model_computes_what_the_research_code_computes(string name)
    {
        var item = new OriginalCase(name);
        var files = item.Open();
        using var model = item.Model(files);
        using var pass = Pass.Inference(new Workspace(poison: true));
        // What a probe sees lives as long as its frame; copies live in a pass of their own.
        using var kept = Pass.Inference();
        var seen = new Dictionary<string, Tensor>();
        pass.Probe = (what, tensor) => seen[what] = kept.New(tensor.Shape, tensor.Values.ToArray());
        var pixels = Pixels(pass, item, files);

        var output = model.Forward(pixels);

        pass.Probe = null;
        foreach (var expected in item.Outputs)
            item.Compare(expected, Ours(expected.GetProperty("name").GetString()!, pixels, output, seen, files.Config));
    }

    [GoldenTheory, MemberData(nameof(Ports))]
    public void Converted_weights_compute_what_the_port_computes_with_them(string name)
    {
        var item = new OriginalCase(name);
        foreach (var expected in item.Outputs)
        {
            using var model = item.Model(item.Open(),
                expected.GetProperty("params").GetProperty("layer_norm_eps").GetDouble());
            using var pass = Pass.Inference(new Workspace(poison: true));
            item.Compare(expected, model.Forward(item.Input(pass, "pixel_values")).PredictedDepth);
        }
    }

    /// <summary>Pictures as the research code's <c>forward</c> takes them: resized, not padded.</summary>
    private static Tensor Pixels(Pass pass, OriginalCase item, Pretrained.ModelFiles files)
    {
        var processor = files.Processor with { DoPad = false };
        if (!item.Parameters.TryGetProperty("denorm", out var denorm) || !denorm.GetBoolean())
            return processor.Preprocess(pass, item.Images());
        // Pictures whose normalisation by ImageNet's statistics is undone first; their size is the network's.
        var x = item.Input(pass, "x");
        float[] mean = [0.485f, 0.456f, 0.406f], deviation = [0.229f, 0.224f, 0.225f];
        for (var i = 0; i < x.Values.Length; i++)
            x.Values[i] = (((x.Values[i] * deviation[i % 3]) + mean[i % 3]) - 0.5f) / 0.5f;
        return x;
    }

    private static Tensor Ours(string name, Tensor pixels, DepthEstimatorOutput output,
        Dictionary<string, Tensor> seen, ZoeDepthConfig config)
    {
        var domain = config.BinConfigurations.Count > 1 ? $".{config.BinConfigurations[output.Domain].Name}" : "";
        return name switch
        {
            "metric_depth" => output.PredictedDepth,
            "net_input" => pixels,
            "domain_logits" => output.DomainLogits!,
            "probs" => seen[$"metric_head.conditional_log_binomial{domain}"],
            // The research code brings the centers to the picture's size before it returns them.
            "bin_centers" => Operations.Resize(seen[$"metric_head.attractors{domain}.centers"], pixels.Shape[1],
                pixels.Shape[2], Interpolation.Bilinear, Corners.Aligned),
            _ => seen[Probes[name]],
        };
    }
}
