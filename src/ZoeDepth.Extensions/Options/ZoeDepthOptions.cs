using ZoeDepth.Tensors;

namespace ZoeDepth.Extensions;

/// <summary>
/// How a host opens a model: plain properties, so that a section of a configuration file can set them.
/// <code>
/// "ZoeDepth": { "Model": "Intel/zoedepth-nyu-kitti", "Precision": "BFloat16", "MaxConcurrentEstimates": 2 }
/// </code>
/// </summary>
public sealed class ZoeDepthOptions
{
    /// <summary>
    /// The model: a folder, a weight file, or the name of one that has been downloaded
    /// (<c>Intel/zoedepth-nyu-kitti</c>, <c>ZoeD_NK</c>). Null: <c>zoedepth-mini</c>, which the package ZoeDepth.Mini
    /// puts beside the program.
    /// </summary>
    public string? Model { get; set; }

    /// <summary>The preset where an estimate names none: hf, upstream, paper or controlnet.</summary>
    public string Preset { get; set; } = DepthPreset.HuggingFace.Name;

    /// <summary>The far end of a model with normed bins, metres; null: what its configuration says.</summary>
    public double? MaxDepth { get; set; }

    /// <summary>Threads of one estimate; null: one for each processor.</summary>
    public int? Threads { get; set; }

    /// <summary>What the network's products round their operands to; null: what the model's folder says.</summary>
    public Precision? Precision { get; set; }

    /// <summary>Estimates that run at once; null: as many as the machine suits.</summary>
    public int? MaxConcurrentEstimates { get; set; }

    /// <inheritdoc cref="DepthEstimatorOptions.MaxBatch"/>
    public int MaxBatch { get; set; } = 1;

    /// <summary>
    /// Bytes that all estimates under way may hold together, the weights not counted; null: as the library.
    /// </summary>
    public long? MaxActivationBytes { get; set; }

    /// <summary>
    /// Whether the model is opened when the host starts, so that a wrong name stops the host and not the first caller,
    /// and its weights are packed beside that. Otherwise the first who asks for the estimator opens it.
    /// </summary>
    public bool OpenAtStart { get; set; } = true;

    /// <summary>The library's own options.</summary>
    internal DepthEstimatorOptions ToEstimatorOptions()
    {
        var options = new DepthEstimatorOptions
        {
            Preset = DepthPreset.All.Single(preset => preset.Name == Preset),
            MaxDepth = MaxDepth,
            Threads = Threads,
            Precision = Precision,
            MaxConcurrentEstimates = MaxConcurrentEstimates,
            MaxBatch = MaxBatch,
        };
        return MaxActivationBytes is { } bytes ? options with { MaxActivationBytes = bytes } : options;
    }
}
