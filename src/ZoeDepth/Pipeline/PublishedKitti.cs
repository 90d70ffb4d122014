namespace ZoeDepth;

/// <summary>
/// ZoeD_K as it is published: a head trained on the road up to 80 m, whose config.json ends the bins at 10 m and calls
/// them "nyu", because the original's hub entry never sets the range and the conversion to Hugging Face kept that. Its
/// depths come out 8.0007 times too small. They are reproduced, said so, and repaired on request.
/// </summary>
internal static class PublishedKitti
{
    private static readonly ImageSize ResearchSize = new(384, 768);

    /// <summary>
    /// Whether a configuration has one head with bins bounded at the wrong 10 m. Among published models only ZoeD_K has
    /// bounded bins at all.
    /// </summary>
    public static bool HasWrongRange(ZoeDepthConfig config) =>
        config is { BinCentersType: "normed",
            BinConfigurations: [{ Name: "nyu", NBins: 64, MinDepth: 0.001, MaxDepth: 10 }] };

    /// <summary>The one line that says so.</summary>
    public const string Note =
        "this is ZoeD_K as published: its config.json ends the range at 10 m although the head was trained for 80 " +
        "m, so depths come out 8 times too small; setting the maximum depth to 80 m corrects them (MaxDepth = 80; " +
        "on the command line --max-depth 80)";

    /// <summary>The size the research code asks of the network, or the processor's where the two agree.</summary>
    public static ImageSize SizeOfResearchCode(ZoeDepthConfig config, ImageSize published) =>
        config is { BinCentersType: "normed", BinConfigurations.Count: 1 }
            && published == new ZoeDepthImageProcessor().Size ? ResearchSize : published;

    /// <summary>The configuration with another far end.</summary>
    /// <exception cref="ArgumentException">the model's bins are unbounded, or the range is empty</exception>
    public static ZoeDepthConfig WithMaxDepth(ZoeDepthConfig config, double maxDepth)
    {
        if (config.BinCentersType == "softplus")
            throw new ArgumentException(
                $"a maximum depth ({maxDepth} m) only moves normed bins, and this model's are " +
                $"{config.BinCentersType}: its depths are not bounded; leave it out");
        foreach (var bins in config.BinConfigurations)
            if (!(maxDepth > bins.MinDepth && double.IsFinite(maxDepth)))
                throw new ArgumentException(
                    $"the maximum depth must lie beyond the nearest depth, {bins.MinDepth} m, but {maxDepth} m came");
        return config with
            { BinConfigurations = [.. config.BinConfigurations.Select(bins => bins with { MaxDepth = maxDepth })] };
    }
}
