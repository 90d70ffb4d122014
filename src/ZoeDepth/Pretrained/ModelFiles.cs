using ZoeDepth.Cache;
using ZoeDepth.Original;

namespace ZoeDepth.Pretrained;

/// <summary>Everything a model is made of, wherever it came from.</summary>
/// <param name="Config">the architecture</param>
/// <param name="Processor">how pictures enter it</param>
/// <param name="Source">its weights; owned by whoever has this</param>
internal sealed record ModelFiles(ZoeDepthConfig Config, ZoeDepthImageProcessor Processor, IWeightSource Source)
{
    /// <summary>
    /// Opens a model folder, or one file: a checkpoint of the research code, which needs no configuration, or weights
    /// beside their <c>config.json</c>.
    /// </summary>
    /// <param name="model">the folder, the file, or the name of a model that has been downloaded</param>
    /// <param name="settings">the research code's own settings, for a checkpoint of its kind</param>
    /// <exception cref="DirectoryNotFoundException">there is no such folder</exception>
    /// <exception cref="FileNotFoundException">there is no configuration, or there are no weights</exception>
    /// <exception cref="ConfigurationException">the configuration is broken</exception>
    /// <exception cref="CheckpointException">the weight files are damaged</exception>
    public static ModelFiles Open(string model, OriginalSettings? settings = null) =>
        Open(ModelLocation.Of(model), settings);

    /// <inheritdoc cref="Open(string, OriginalSettings?)"/>
    public static ModelFiles Open(ModelLocation model, OriginalSettings? settings = null)
    {
        var path = model.Path;
        if (Directory.Exists(path) && File.Exists(Path.Combine(path, ZoeDepthConfig.FileName)))
            return OfFolder(path, WeightFiles.Open);
        // A folder without a configuration must hold a checkpoint that needs none, or says what it lacks.
        if (!File.Exists(path)
            && !(Directory.Exists(path) && Directory.EnumerateFiles(path).Any(WeightFiles.IsPyTorch)))
            ZoeDepthConfig.FromPretrained(path);
        var source = WeightFiles.Open(path);
        try
        {
            if (OriginalDialect.IsSpokenBy(source))
            {
                settings ??= OriginalSettings.None;
                var config = settings.Apply(OriginalArchitecture.Of(source, settings));
                return new ModelFiles(config, settings.Apply(OriginalArchitecture.Processor(config)), source);
            }
            var folder = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
            if (!File.Exists(Path.Combine(folder, ZoeDepthConfig.FileName))) throw Unknown(path, folder, source);
            return OfFolder(folder, _ => source);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Weights of a network that neither their names nor a configuration tells.</summary>
    private static FileNotFoundException Unknown(string path, string folder, IWeightSource source)
    {
        var names = source.Keys.Order(StringComparer.Ordinal).ToList();
        var some = string.Join(", ", names.Take(3).Select(name => name.Length > 60 ? $"{name[..60]}…" : name));
        var seen = names.Count == 0 ? "it holds no tensor" : $"its {names.Count} tensors begin with {some}";
        return new FileNotFoundException(
            $"{path} is no checkpoint of ZoeDepth, MiDaS or Depth Anything as their own code saves them: {seen}; and " +
            $"{folder} holds no {ZoeDepthConfig.FileName} that says what else it is. Name such a checkpoint, or a " +
            $"folder with a {ZoeDepthConfig.FileName} of model_type zoedepth, dpt or depth_anything");
    }

    /// <summary>A folder whose configuration says what it is.</summary>
    private static ModelFiles OfFolder(string folder, Func<string, IWeightSource> open)
    {
        var config = ZoeDepthConfig.FromPretrained(folder);
        var processor = ZoeDepthImageProcessor.FromPretrained(folder);
        if (processor.IsPublishedDefault && !config.HasMetricHead)
            processor = ZoeDepthImageProcessor.PublishedFor(config) with
            {
                Source = $"values of {config.ModelClass}, because {folder} has no {ZoeDepthImageProcessor.FileName}",
            };
        return new ModelFiles(config, processor, open(folder));
    }
}
