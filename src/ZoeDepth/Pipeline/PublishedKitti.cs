namespace ZoeDepth;

/// <summary>
/// ZoeD_K as it is published: a head trained on the road up to 80 m, whose config.json ends the bins at 10 m and calls
/// them "nyu", because the original's hub entry never sets the range and the conversion to Hugging Face kept that. Its
/// depths come out 8.0007 times too small. They are reproduced, said so, and repaired on request.
/// </summary>
internal static class PublishedKitti
{
    /// <summary>The ends of the range, metres: the far one as it is published, and as the head was trained.</summary>
    public const double Near = 0.001, PublishedFar = 10, TrainedFar = 80;

    private static readonly ImageSize ResearchSize = new(384, 768);

    /// <summary>
    /// Whether a configuration has one head with bins bounded at the wrong 10 m. Among published models only ZoeD_K has
    /// bounded bins at all.
    /// </summary>
    public static bool HasWrongRange(ZoeDepthConfig config) =>
        config is { BinCentersType: "normed",
            BinConfigurations: [{ Name: "nyu", NBins: 64, MinDepth: Near, MaxDepth: PublishedFar }] };

    /// <summary>The one line that says so.</summary>
    public const string Note =
        "this is ZoeD_K as published: its config.json ends the range at 10 m although the head was trained for 80 " +
        "m, so depths come out 8 times too small; setting the maximum depth to 80 m corrects them (MaxDepth = 80; " +
        "on the command line --max-depth 80)";

    /// <summary>
    /// What published depths would have been in the trained range; 0, "no depth", and what is no number stay. It is
    /// exact: bounded bins live between 0 and 1 until the last step, centre = near + (far − near)·b, clipping included;
    /// a depth is the mean of centres under probabilities that sum to 1 and know nothing of the range; and what comes
    /// after (the mirrored pass's mean, resizing by weights that sum to 1, cropping) keeps a relation of this form. So
    /// d80 = near + (d10 − near)·(80 − near)/(10 − near).
    /// </summary>
    /// <param name="metres">depths, changed in place</param>
    public static void ToTrainedRange(Span<float> metres)
    {
        for (var i = 0; i < metres.Length; i++)
            if (metres[i] != 0 && float.IsFinite(metres[i])) metres[i] = (float)ToTrainedRange(metres[i]);
    }

    /// <summary>The same for one depth.</summary>
    public static double ToTrainedRange(double metres) =>
        Near + ((metres - Near) * ((TrainedFar - Near) / (PublishedFar - Near)));

    /// <summary>The size the research code asks of the network, or the processor's where the two agree.</summary>
    public static ImageSize SizeOfResearchCode(ZoeDepthConfig config, ImageSize published) =>
        config is { BinCentersType: "normed", BinConfigurations.Count: 1 }
            && published == new ZoeDepthImageProcessor().Size ? ResearchSize : published;

    /// <summary>The configuration with another far end.</summary>
    /// <exception cref="ArgumentException">the model's bins are unbounded, or the range is empty</exception>
    public static ZoeDepthConfig WithMaxDepth(ZoeDepthConfig config, double maxDepth)
    {
        if (!config.HasMetricHead)
            throw new ArgumentException(
                $"a maximum depth ({maxDepth} m) only moves normed bins, and a {config.ModelType} has none; " +
                "leave it out");
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
