using System.Globalization;
using ZoeDepth.Cache;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Pretrained;

namespace ZoeDepth.Cli.Info;

/// <summary>
/// What a model folder, or a checkpoint of the research code, holds. Weights are mapped and checked against the
/// architecture, not computed with.
/// </summary>
internal static class ModelFacts
{
    /// <summary>Opens the folder.</summary>
    /// <param name="asked">what was typed</param>
    /// <param name="location">where that lies</param>
    /// <exception cref="CommandException">the model cannot be loaded</exception>
    public static IReadOnlyList<Fact> Of(string asked, ModelLocation location)
    {
        var folder = location.Path;
        using var estimator = ModelFolder.Open(folder, () => DepthEstimator.FromPretrained(location));
        var config = estimator.Model.Config;
        var processor = estimator.Processor;
        var parameters = estimator.Model.Parameters.Sum(parameter => parameter.Shape.Count);
        var files = File.Exists(folder) ? [folder] : Directory.EnumerateFiles(folder)
            .Where(file => file.EndsWith(".safetensors", StringComparison.Ordinal) || WeightFiles.IsPyTorch(file));
        var bytes = files.Sum(file => CachedFile.LengthOf(file) ?? 0);
        List<Fact> facts =
        [
            new("model", "model", asked, asked == folder ? asked : $"{asked} ({folder})"),
            new("parameters", "parameters", parameters, parameters.ToString("N0", CultureInfo.InvariantCulture)),
            new("weightBytes", "weight files", bytes,
                string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:N1} MB")),
            new("backbone", "backbone", Backbone(config.BackboneConfig)),
            new("stages", "stages taken", config.BackboneConfig.FeatureIndices.ToArray(),
                string.Join(", ", config.BackboneConfig.FeatureIndices)),
            new("decoder", "decoder", Decoder(config)),
            new("says", "says", config.DepthEstimationType, config.IsRelative
                ? "relative depth: inverse depth of unknown scale and shift, no metres" : "metres"),
            .. config.HasMetricHead ? MetricHead(config) : [],
            new("networkSize", "size asked", $"{processor.Size.Height}x{processor.Size.Width}",
                $"{processor.Size.Height} rows x {processor.Size.Width} columns"),
            new("processor", "image processor", processor.Source),
        ];
        if (config.MaxDepth is { } farthest)
            facts.Insert(facts.Count - 2, new("maxDepth", "farthest depth", farthest,
                string.Create(CultureInfo.InvariantCulture, $"{farthest} m")));
        if (config.InferencePrecision is { } precision)
            facts.Insert(facts.Count - 1, new("precision", "precision", precision,
                $"{precision}, where no other is asked for"));
        if (estimator.Notes.Count > 0)
            facts.Add(new("notes", "notes", estimator.Notes.ToArray(), string.Join("; ", estimator.Notes)));
        return facts;
    }

    private static IEnumerable<Fact> MetricHead(ZoeDepthConfig config)
    {
        var heads = config.BinConfigurations.Select(Head).ToArray();
        return
        [
            new("binCenters", "bin centres", config.BinCentersType,
                config.BinCentersType switch
                {
                    "normed" => "normed (within the range of the head)",
                    "hybrid1" => "hybrid1 (within the range at first, moved without bounds)",
                    "hybrid2" => "hybrid2 (unbounded at first, moved within the range of the head)",
                    _ => "softplus (unbounded)",
                }),
            new("heads", config.BinConfigurations.Count == 1 ? "head" : "heads, model chooses", heads,
                string.Join("; ", heads)),
        ];

        string Head(BinConfiguration bins, int index) =>
            string.Create(CultureInfo.InvariantCulture,
                $"{bins.Name ?? "unnamed"} ({index}): {bins.NBins} bins, {bins.MinDepth} to {bins.MaxDepth} m");
    }

    private static string Backbone(BackboneConfig backbone) => backbone switch
    {
        BeitConfig beit => Transformer("BEiT", beit.NumHiddenLayers, beit.HiddenSize, beit.NumAttentionHeads,
            beit.PatchSize, beit.ImageSize),
        Dinov2Config dino => Transformer("DINOv2", dino.NumHiddenLayers, dino.HiddenSize, dino.NumAttentionHeads,
            dino.PatchSize, dino.ImageSize),
        ViTConfig vit => Transformer("ViT", vit.NumHiddenLayers, vit.HiddenSize, vit.NumAttentionHeads, vit.PatchSize,
            vit.ImageSize),
        SwinConfig swin =>
            $"{(swin.Version == 1 ? "Swin" : "SwinV2")}, {string.Join(" + ", swin.Depths)} blocks of " +
            $"{string.Join(", ", swin.WidthsOf([.. Enumerable.Range(1, swin.Depths.Count)]))}, windows of " +
            $"{swin.WindowSize}x{swin.WindowSize}, trained at {swin.ImageSize}x{swin.ImageSize}",
        ResNetConfig resNet =>
            $"ResNet, {string.Join(" + ", resNet.Depths)} layers of {string.Join(", ", resNet.HiddenSizes)} " +
            "channels, batch norms folded",
        _ => backbone.ModelType,
    };

    private static string Transformer(string family, int layers, int width, int heads, int patch, int image) =>
        $"{family}, {layers} layers of {width}, {heads} heads, patches of {patch}x{patch}, trained at {image}x{image}";

    private static string Decoder(ZoeDepthConfig config) =>
        $"{(config.BackboneConfig.GivesTokens ? "reassembled to" : "maps of")} " +
        $"{string.Join(", ", config.NeckHiddenSizes)} channels, fused at {config.FusionHiddenSize}" +
        $"{(config.HasDepthAnythingDecoder ? ", as in Depth Anything" : "")}";
}
