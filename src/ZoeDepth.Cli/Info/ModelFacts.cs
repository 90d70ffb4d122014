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
        var heads = config.BinConfigurations.Select(Head).ToArray();
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
            new("networkSize", "size asked", $"{processor.Size.Height}x{processor.Size.Width}",
                $"{processor.Size.Height} rows x {processor.Size.Width} columns"),
            new("processor", "image processor", processor.Source),
        ];
        if (estimator.Notes.Count > 0)
            facts.Add(new("notes", "notes", estimator.Notes.ToArray(), string.Join("; ", estimator.Notes)));
        return facts;

        static string Backbone(BackboneConfig backbone) => backbone switch
        {
            BeitConfig beit =>
                $"BEiT, {beit.NumHiddenLayers} layers of {beit.HiddenSize}, {beit.NumAttentionHeads} heads, "
                + $"patches of {beit.PatchSize}x{beit.PatchSize}, trained at {beit.ImageSize}x{beit.ImageSize}",
            ResNetConfig resNet =>
            $"ResNet, {string.Join(" + ", resNet.Depths)} layers of {string.Join(", ", resNet.HiddenSizes)} " +
            "channels, batch norms folded",
            _ => backbone.ModelType,
        };

        static string Decoder(ZoeDepthConfig config) =>
            $"{(config.BackboneConfig is BeitConfig ? "reassembled to" : "maps of")} " +
            $"{string.Join(", ", config.NeckHiddenSizes)} channels, fused at {config.FusionHiddenSize}";

        string Head(BinConfiguration bins, int index) =>
            string.Create(CultureInfo.InvariantCulture,
                $"{bins.Name ?? "unnamed"} ({index}): {bins.NBins} bins, {bins.MinDepth} to {bins.MaxDepth} m");
    }
}
