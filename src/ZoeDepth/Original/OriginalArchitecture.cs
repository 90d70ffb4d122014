using ZoeDepth.Tensors;

namespace ZoeDepth.Original;

/// <summary>
/// The configuration that a file of the research code does not have, read from the shapes of its tensors. What shapes
/// cannot tell (the range, the temperatures, how bins are bound) are the published models' values.
/// </summary>
internal static class OriginalArchitecture
{
    /// <summary>What the research code's encoder adds to the variance; no file of it says so.</summary>
    public const double LayerNormEps = 1e-6;

    private const string Model = "core.core.pretrained.model.", Block = Model + "blocks.", Core = "core.core.";

    /// <summary>
    /// Bounded attractors have two channels each: these counts are those of ZoeD_K, whose list is the others' as well.
    /// </summary>
    private static readonly int[] BoundedAttractors = [32, 16, 8, 2];

    /// <summary>The two domains that have a published range.</summary>
    private static readonly Dictionary<string, double> Farthest = new() { ["nyu"] = 10, ["kitti"] = 80 };

    /// <summary>What kind of model a file holds.</summary>
    /// <param name="source">a file in the original's dialect</param>
    /// <param name="binCentersType">how bins are bound, where somebody said so</param>
    /// <exception cref="CheckpointException">its tensors make no such model</exception>
    public static ZoeDepthConfig Of(IWeightSource source, string? binCentersType = null)
    {
        var keys = source.Keys.ToHashSet();
        string[] domains = [.. source.Keys.Select(DomainOf).OfType<string>().Distinct()];
        var isTwoHeaded = domains.Length > 0;
        var attractors = isTwoHeaded ? [16, 8, 4, 1] : Attractors(source);
        binCentersType ??= attractors.SequenceEqual(BoundedAttractors) ? "normed" : "softplus";
        if (!isTwoHeaded && binCentersType is "normed" or "hybrid2") attractors = [.. attractors.Select(n => n / 2)];
        var seed = isTwoHeaded ? $"seed_bin_regressors.{domains[0]}" : "seed_bin_regressor";
        var embedding = Extent(source, "seed_projector._net.2.bias", 0);
        var config = new ZoeDepthConfig
        {
            Architectures = ["ZoeDepthForDepthEstimation"],
            BackboneConfig = Backbone(source, keys),
            NeckHiddenSizes = [.. Enumerable.Range(1, 4)
                .Select(level => Extent(source, $"{Core}pretrained.act_postprocess{level}.3.weight", 0))],
            FusionHiddenSize = Extent(source, Core + "scratch.layer1_rn.weight", 0),
            BottleneckFeatures = Extent(source, "conv2.weight", 0),
            NumRelativeFeatures = Extent(source, Core + "scratch.output_conv.2.weight", 0),
            BinEmbeddingDim = embedding,
            BinCentersType = binCentersType,
            NumAttractors = attractors,
            BinConfigurations = [.. (isTwoHeaded ? domains : ["nyu"]).Select(domain => new BinConfiguration
            {
                Name = domain,
                NBins = Extent(source, $"{seed}._net.2.bias", 0),
                MinDepth = 0.001,
                MaxDepth = isTwoHeaded ? Farthest.GetValueOrDefault(domain, 10) : 10,
            })],
        };
        if (!isTwoHeaded)
        {
            var hidden = Extent(source, "attractors.0._net.0.bias", 0);
            return config with { AttractorHiddenSize = hidden == embedding ? null : hidden };
        }
        const string Router = "patch_transformer.";
        return config with
        {
            NumPatchTransformerLayers = Count(keys, Router + "transformer_encoder.layers.{0}.norm1.weight"),
            PatchTransformerHiddenSize = Extent(source, Router + "embedding_convPxP.bias", 0),
            PatchTransformerIntermediateSize =
                Extent(source, Router + "transformer_encoder.layers.0.linear1.bias", 0),
            PatchTransformerNumAttentionHeads = 4,
        };
    }

    /// <summary>How a picture enters the network: by <c>img_size</c> and <c>force_keep_ar</c> of the model.</summary>
    public static ZoeDepthImageProcessor Processor(ZoeDepthConfig config) => new()
    {
        Size = config is { BinCentersType: "normed", BinConfigurations.Count: 1 } ? new(384, 768) : new(384, 512),
        Source = "values of the research code",
        IsPublishedDefault = false,
    };

    private static BeitConfig Backbone(IWeightSource source, HashSet<string> keys)
    {
        var layers = Count(keys, Block + "{0}.attn.qkv.weight");
        if (layers == 0)
            throw Other(source, keys.Any(key => key.StartsWith(Model + "layers.", StringComparison.Ordinal))
                ? "its encoder is a Swin transformer" : "its encoder is no BEiT");
        if (!keys.Contains(Block + "0.attn.relative_position_bias_table"))
            throw Other(source, "its encoder is a plain vision transformer (DPT_Large, DPT_Hybrid)");
        var patch = Extent(source, Model + "patch_embed.proj.weight", 3);
        var taps = Enumerable.Range(1, 4).Select(quarter => (quarter * layers) / 4).ToArray();
        return BeitConfig.Large384 with
        {
            HiddenSize = Extent(source, Model + "cls_token", 2),
            NumHiddenLayers = layers,
            NumAttentionHeads = Extent(source, Block + "0.attn.relative_position_bias_table", 1),
            IntermediateSize = Extent(source, Block + "0.mlp.fc1.weight", 0),
            PatchSize = patch,
            NumChannels = Extent(source, Model + "patch_embed.proj.weight", 1),
            ImageSize = patch * GridOf(source),
            LayerNormEps = LayerNormEps,
            DropPathRate = 0,
            OutFeatures = [.. taps.Select(tap => $"stage{tap}")],
            OutIndices = taps,
        };
    }

    /// <summary>
    /// The side of the training grid: a table has a row for every offset of two patches, (2S − 1)², and three more.
    /// </summary>
    private static int GridOf(IWeightSource source)
    {
        const string Table = Block + "0.attn.relative_position_bias_table";
        var rows = Extent(source, Table, 0);
        var side = (int)Math.Round(Math.Sqrt(Math.Max(0, rows - 3)));
        if (side % 2 == 1 && (side * side) + 3 == rows) return (side + 1) / 2;
        throw Other(source,
            $"its table of relative positions has {rows} rows, as of a training window that is not square");
    }

    private static int[] Attractors(IWeightSource source) =>
        [.. Enumerable.Range(0, 4).Select(level => Extent(source, $"attractors.{level}._net.2.bias", 0))];

    private static string? DomainOf(string key)
    {
        const string Heads = "seed_bin_regressors.";
        return key.StartsWith(Heads, StringComparison.Ordinal) ? key[Heads.Length..].Split('.')[0] : null;
    }

    private static int Count(HashSet<string> keys, string pattern)
    {
        var count = 0;
        while (keys.Contains(pattern.Replace("{0}", $"{count}", StringComparison.Ordinal))) count++;
        return count;
    }

    private static int Extent(IWeightSource source, string key, int axis)
    {
        var shape = source.Find(key, new Shape())?.Shape;
        if (shape is not null && axis < shape.Count && shape[axis] is > 0 and <= int.MaxValue) return (int)shape[axis];
        throw Other(source, shape is null ? $"it has no tensor {key}"
            : $"its tensor {key} has the shape [{string.Join(", ", shape)}]");
    }

    private static CheckpointException Other(IWeightSource source, string why) => new(CheckpointFault.Unsupported,
        source.Description,
        $"it has the names of the research code but is no ZoeDepth on BEiT as here can run: {why}; expected " +
        "ZoeD_M12_N.pt, ZoeD_M12_K.pt, ZoeD_M12_NK.pt, or a checkpoint trained by that code on a BEiT encoder");
}
