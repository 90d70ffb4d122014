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
            return new ModelFiles(ZoeDepthConfig.FromPretrained(path), ZoeDepthImageProcessor.FromPretrained(path),
                WeightFiles.Open(path));
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
                var config = settings.Apply(OriginalArchitecture.Of(source, settings.BinCentersType));
                return new ModelFiles(config, settings.Apply(OriginalArchitecture.Processor(config)), source);
            }
            var folder = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
            return new ModelFiles(ZoeDepthConfig.FromPretrained(folder), ZoeDepthImageProcessor.FromPretrained(folder),
                source);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }
}
