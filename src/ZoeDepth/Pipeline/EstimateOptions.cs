using ZoeDepth.Imaging;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>What one estimate is asked for; null leaves a switch to the preset.</summary>
public sealed record EstimateOptions
{
    /// <summary>The bundle of switches; null: the estimator's.</summary>
    public DepthPreset? Preset { get; init; }

    /// <summary>How a file is read for it, where a preset is named.</summary>
    internal DecodeOptions Decoding(DecodeOptions options) => Preset?.Decoding(options) ?? options;

    /// <summary>Average with the mirrored picture's depth, at up to twice the time.</summary>
    public bool? Flip { get; init; }

    /// <summary>Add a mirrored border and cut it off again.</summary>
    public bool? Pad { get; init; }

    /// <summary>Keep the aspect ratio; false stretches the picture to the size asked for.</summary>
    public bool? KeepAspect { get; init; }

    /// <summary>
    /// The size asked of the network; null: what the model's folder says (and the preset, for ZoeD_K).
    /// </summary>
    public ImageSize? Size { get; init; }

    /// <summary>How the depth is brought to the size it comes out with.</summary>
    public ResizeBack? ResizeBack { get; init; }

    /// <summary>
    /// The size the depth comes out with, at once from the network's; null: the picture's. Not beside a border, which
    /// is measured in pixels of the picture.
    /// </summary>
    public ImageSize? OutputSize { get; init; }

    /// <summary>
    /// The head of a two-head model: its name ("nyu", "kitti") or its index; null: the model decides.
    /// </summary>
    public string? Domain { get; init; }

    /// <summary>
    /// Weigh the heads by the router's probabilities instead of asking the likelier one, for pictures on the border
    /// between two domains. Not beside <see cref="Domain"/>, and only for models of several heads.
    /// </summary>
    public bool BlendHeads { get; init; }

    /// <summary>
    /// Also tell how far apart the bins lie that a pixel believes in (<see cref="DepthMap.Spread"/>). Not beside
    /// <see cref="BlendHeads"/>.
    /// </summary>
    public bool Spread { get; init; }

    /// <summary>
    /// What the network's matrix products round their operands to; null: the estimator's
    /// (<see cref="DepthEstimatorOptions.Precision"/>). The model is opened once for all: its weights stay packed for
    /// the estimator's precision and for the one other that was asked for last.
    /// </summary>
    public Precision? Precision { get; init; }

    /// <summary>
    /// Degrees that the picture sees from its left to its right edge. It scales the metres of models with a canonical
    /// focal length, and of no others. Null: the camera that the file's EXIF data names, or else what the model
    /// assumes.
    /// </summary>
    public double? HorizontalFieldOfView { get; init; }

    /// <summary>
    /// The same as intrinsics, in pixels of the picture; only its focal length is used. Not beside
    /// <see cref="HorizontalFieldOfView"/>.
    /// </summary>
    public CameraIntrinsics? Camera { get; init; }
}
