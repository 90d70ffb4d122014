namespace ZoeDepth;

/// <summary>What one estimate is asked for; null leaves a switch to the preset.</summary>
public sealed record EstimateOptions
{
    /// <summary>The bundle of switches; null: the estimator's.</summary>
    public DepthPreset? Preset { get; init; }

    /// <summary>Average with the mirrored picture's depth, at twice the time.</summary>
    public bool? Flip { get; init; }

    /// <summary>Add a mirrored border and cut it off again.</summary>
    public bool? Pad { get; init; }

    /// <summary>Keep the aspect ratio; false stretches the picture to the size asked for.</summary>
    public bool? KeepAspect { get; init; }

    /// <summary>The size asked of the network; null: what the model's folder says (and the preset, for ZoeD_K).</summary>
    public ImageSize? Size { get; init; }

    /// <summary>How the depth is brought to the picture's size.</summary>
    public ResizeBack? ResizeBack { get; init; }

    /// <summary>The head of a two-head model: its name ("nyu", "kitti") or its index; null: the model decides.</summary>
    public string? Domain { get; init; }
}
