using System.Text.Json;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Golden.Hf;

/// <summary>One case of goldens/hf: a model folder, its input, and what transformers made of it.</summary>
internal sealed class ModelCase
{
    private readonly JsonElement _description;
    private readonly GoldenTensors _tensors;

    public ModelCase(string name)
    {
        _description = Goldens.Case("hf", name);
        _tensors = GoldenTensors.Open(Goldens.PathOf("hf", _description.GetProperty("tensors").GetString()!));
    }

    private string Name => _description.GetProperty("name").GetString()!;

    public string Folder => Goldens.PathOf("hf", _description.GetProperty("model").GetString()!);

    public ZoeDepthForDepthEstimation Open() => ZoeDepthForDepthEstimation.FromPretrained(Folder);

    public Tensor Pixels(Pass pass)
    {
        var stored = _tensors["pixel_values"].ChannelsLast();
        return pass.New(new Shape(stored.Shape), stored.Floats());
    }

    public void CompareDepth(Tensor depth, string expected)
    {
        Assert.Equal(_tensors[expected].Shape, depth.Shape.ToArray());
        Close.Within(depth.Values, _tensors[expected].Doubles(), _description.GetProperty("rtol").GetDouble(),
            _description.GetProperty("atol").GetDouble(), $"{Name} {expected}");
    }

    /// <summary>
    /// The mirrored run is stored from torch's float32 alone, so its own rounding is part of the comparison: attractors
    /// are steep, and single pixels lose there what float32 loses. Of a hundred pixels ninety-nine keep the case's
    /// tolerance, all stay within ten times it.
    /// </summary>
    public void CompareWithFloat32(Tensor depth, string expected)
    {
        var truth = _tensors[expected].Doubles();
        var (relative, absolute) = (_description.GetProperty("rtol").GetDouble(),
            _description.GetProperty("atol").GetDouble());
        Close.Within(depth.Values, truth, 10 * relative, 10 * absolute, $"{Name} {expected}");
        var outside = 0;
        for (var i = 0; i < truth.Length; i++)
            if (Math.Abs(depth.Values[i] - truth[i]) > absolute + (relative * Math.Abs(truth[i]))) outside++;
        Assert.True(outside * 100 <= truth.Length,
            $"{Name} {expected}: {outside} of {truth.Length} pixels are outside the case's tolerance");
    }

    public void CompareDomain(DepthEstimatorOutput output)
    {
        if (_description.GetProperty("domain").ValueKind == JsonValueKind.Null)
        {
            Assert.Null(output.DomainLogits);
            return;
        }
        Assert.Equal(_description.GetProperty("domain").GetInt32(), output.Domain);
        CompareIntermediate("domain_logits", output.DomainLogits!.Values);
    }

    /// <summary>
    /// Intermediates are float32 runs of torch, which miss the truth as ours do: the case's own tolerance, and for
    /// tensors smaller than the depth at most five ten-thousandths of their mean size. What a ReLU has cut to 0 says
    /// nothing of a tensor's size: one case has 72 numbers that are left of 30,720.
    /// </summary>
    public void CompareIntermediate(string name, ReadOnlySpan<float> values)
    {
        var expected = _tensors[name].ChannelsLast().Doubles();
        if (name.StartsWith("attentions.", StringComparison.Ordinal)) expected = _tensors[name].Doubles();
        var relative = _description.GetProperty("rtol").GetDouble();
        var absolute = Math.Min(_description.GetProperty("atol").GetDouble(),
            5 * relative * expected.Where(value => value != 0).Select(Math.Abs).DefaultIfEmpty().Average());
        Close.Within(values, expected, relative, absolute, $"{Name} {name}");
    }

    /// <summary>
    /// Every stored tensor that has a probe here, matched by name and, where a name is shown once a level, by order.
    /// </summary>
    public void CompareProbed(IReadOnlyList<(string Name, float[] Values)> seen)
    {
        var compared = 0;
        foreach (var stored in _tensors.Names.Where(n => !n.StartsWith("hidden_states.", StringComparison.Ordinal)
            && !n.StartsWith("attentions.", StringComparison.Ordinal)
                && !n.StartsWith("predicted_depth", StringComparison.Ordinal)
            && n is not ("pixel_values" or "domain_logits")))
        {
            var (probe, level) = ProbeOf(stored);
            var found = seen.Where(s => s.Name == probe).Select(s => s.Values).ToArray();
            Assert.True(found.Length > level,
                $"{Name}: nothing on the way is called {probe} [{level}], which {stored} asks for");
            CompareIntermediate(stored, found[level]);
            compared++;
        }
        Assert.True(compared > 10, $"{Name}: only {compared} intermediates were compared");
    }

    private (string Probe, int Level) ProbeOf(string stored)
    {
        var parts = stored.Split('.');
        var level = parts.Length > 1 && int.TryParse(parts[^1], out var last) ? last : 0;
        switch (parts[0])
        {
            case "reassembled": return ($"neck.reassemble_stage.{level}", 0);
            case "fused": return ($"neck.fusion_stage.layers.{level}", 0);
            case "bottleneck":
                var reassembled = _tensors.Names.Count(n => n.StartsWith("reassembled.", StringComparison.Ordinal));
                return ($"neck.convs.{reassembled - 1}", 0);
            case "relative_depth": return ("relative_head", 0);
            case "relative_features": return ("relative_head.features", 0);
            case "projectors": return ("metric_head.projectors", level);
            case "seed_projector": return ("metric_head.seed_projector", 0);
        }

        // attractors[.domain].level.{0 flows on, 1 centers}; seed_bin_regressor[s.domain].{0 widths or centers, 1
        // centers}; conditional_log_binomial[.domain].probabilities
        var domain = parts[0] switch
        {
            "attractors" => parts.Length == 4 ? $".{parts[1]}" : "",
            "seed_bin_regressors" or "conditional_log_binomial" when parts.Length == 3 => $".{parts[1]}",
            _ => "",
        };
        return parts[0] switch
        {
            "attractors" =>
                ($"metric_head.attractors{domain}{(parts[^1] == "1" ? ".centers" : "")}", int.Parse(parts[^2])),
            "seed_bin_regressor" or "seed_bin_regressors" =>
            ($"metric_head.seed_bins{domain}{(parts[^1] == "0" ? ".widths" : "")}", 0),
            "conditional_log_binomial" => ($"metric_head.conditional_log_binomial{domain}", 0),
            _ => throw new InvalidOperationException($"{Name}: no probe is known for {stored}"),
        };
    }
}
