namespace ZoeDepth.Tests.Backbones;

/// <summary>The decoders of DPT and Depth Anything, and their head, by their formulas.</summary>
internal sealed class PlainDecoder(PlainWeights w, ZoeDepthConfig c)
{
    /// <summary>What the network says for the stages it takes.</summary>
    /// <param name="stages">tokens laid out, with the class token beside, or maps</param>
    /// <param name="rows">patches from top to bottom</param>
    /// <param name="columns">patches from left to right</param>
    public PlainMap Run(IReadOnlyList<(PlainMap Map, double[]? ClassToken)> stages, int rows, int columns)
    {
        var maps = stages.Select((stage, i) =>
            (stage.ClassToken is null ? stage.Map : Reassembled(stage.Map, stage.ClassToken, i))
            .Convolved(w[$"neck.convs.{i}.weight"], null, 3, 1, 1)).Reverse().ToArray();
        var isAnything = c.ModelType == "depth_anything";
        PlainMap? fused = null;
        foreach (var (i, map) in maps.Index())
        {
            var layer = w.In($"neck.fusion_stage.layers.{i}");
            var skip = fused is null || map.Rows == fused.Rows && map.Columns == fused.Columns ? map
                : map.Resized(fused.Rows, fused.Columns, alignCorners: false);
            var sum = fused is null ? map : fused + Unit(layer.In("residual_layer1"), skip);
            sum = Unit(layer.In("residual_layer2"), sum);
            var next = isAnything && i + 1 < maps.Length ? maps[i + 1] : null;
            fused = sum.Resized(next?.Rows ?? 2 * sum.Rows, next?.Columns ?? 2 * sum.Columns, alignCorners: true)
                .Convolved(layer["projection.weight"], layer["projection.bias"], 1, 1, 0);
        }
        var head = w.In("head");
        string[] names = isAnything ? ["conv1", "conv2", "conv3"] : ["head.0", "head.2", "head.4"];
        var x = Convolved(head, names[0], fused!, 3);
        x = isAnything ? x.Resized(rows * c.BackboneConfig.Pitch, columns * c.BackboneConfig.Pitch, alignCorners: true)
            : x.Resized(2 * x.Rows, 2 * x.Columns, alignCorners: true);
        x = Convolved(head, names[1], x, 3).Map(PlainMath.Relu);
        x = Convolved(head, names[2], x, 1);
        return c.DepthEstimationType == "metric" ? x.Map(v => PlainMath.Sigmoid(v) * c.MaxDepth!.Value)
            : x.Map(PlainMath.Relu);
    }

    private PlainMap Reassembled(PlainMap map, double[] classToken, int stage)
    {
        var parts = w.In("neck.reassemble_stage");
        if (c.ReadoutType == "project")
            map = map.Places(map.Channels, p => Array.ConvertAll(
                parts.Linear($"readout_projects.{stage}.0", [.. p, .. classToken]), PlainMath.Gelu));
        var layer = parts.In($"layers.{stage}");
        map = Convolved(layer, "projection", map, 1);
        return c.ReassembleFactors[stage] switch
        {
            > 1 and var factor => map.Spread(layer["resize.weight"], layer["resize.bias"], (int)factor),
            < 1 and var factor => map.Convolved(layer["resize.weight"], layer["resize.bias"], 3, (int)(1 / factor), 1),
            _ => map,
        };
    }

    private static PlainMap Unit(PlainWeights u, PlainMap x) =>
        x + Convolved(u, "convolution2", Convolved(u, "convolution1", x.Map(PlainMath.Relu), 3).Map(PlainMath.Relu), 3);

    private static PlainMap Convolved(PlainWeights w, string name, PlainMap x, int size) =>
        x.Convolved(w[name + ".weight"], w[name + ".bias"], size, 1, size / 2);
}
