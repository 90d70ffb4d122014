using ZoeDepth.Imaging;

namespace ZoeDepth;

/// <summary>How a <see cref="DepthEstimator"/> is set up.</summary>
public sealed record DepthEstimatorOptions
{
    /// <summary>The bundle of switches where an estimate names none.</summary>
    public DepthPreset Preset { get; init; } = DepthPreset.HuggingFace;

    /// <summary>
    /// The far end of a model with normed bins, metres; null: what config.json says. 80 gives the published ZoeD_K the range its head was trained for:
    /// <c>0.001 + (d − 0.001) · 79.999 / 9.999</c> for each of its depths d.
    /// </summary>
    public double? MaxDepth { get; init; }

    /// <summary>Threads of one estimate; null: <c>ZOEDEPTH_THREADS</c>, or one for each processor.</summary>
    public int? Threads { get; init; }

    /// <summary>
    /// Most pixels a picture may enter the network with: time grows with their square in the end, and a panorama whose aspect ratio is kept may have many. The
    /// default is about eleven times the usual 384x512.
    /// </summary>
    public long MaxNetworkPixels { get; init; } = 1 << 21;

    /// <summary>Limits for picture files that are named by path.</summary>
    public DecodeOptions Decoding { get; init; } = DecodeOptions.Default;
}
