using ZoeDepth.Imaging;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>How a <see cref="DepthEstimator"/> is set up.</summary>
public sealed record DepthEstimatorOptions
{
    /// <summary>The bundle of switches where an estimate names none.</summary>
    public DepthPreset Preset { get; init; } = DepthPreset.HuggingFace;

    /// <summary>
    /// The far end of a model with normed bins, metres; null: what config.json says. 80 gives the published ZoeD_K the
    /// range its head was trained for: <c>0.001 + (d − 0.001) · 79.999 / 9.999</c> for each of its depths d.
    /// </summary>
    public double? MaxDepth { get; init; }

    /// <summary>Threads of one estimate; null: <c>ZOEDEPTH_THREADS</c>, or one for each processor.</summary>
    public int? Threads { get; init; }

    /// <summary>
    /// What the network's matrix products round their operands to; null: what the model's folder says
    /// (<see cref="ZoeDepthConfig.InferencePrecision"/>), which is float32 of all but quantized ones.
    /// <see cref="Precision.BFloat16"/> halves the memory of the weights, and the time where the processor has
    /// instructions for it; see docs/performance.md for what it moves.
    /// </summary>
    public Precision? Precision { get; init; }

    /// <summary>
    /// Most pixels a picture may enter the network with: time grows with their square in the end, and a panorama whose
    /// aspect ratio is kept may have many. The default is about eleven times the usual 384x512.
    /// </summary>
    public long MaxNetworkPixels { get; init; } = 1 << 21;

    /// <summary>
    /// Estimates that run at once; further callers wait, and their turn comes in the order in which they came. Each
    /// estimate uses all threads, so more at once answer no sooner. null: as many as there are processors, two at
    /// least, as long as <see cref="MaxActivationBytes"/> holds them.
    /// </summary>
    public int? MaxConcurrentEstimates { get; init; }

    /// <summary>
    /// Decoded pictures that may enter the network together when so many wait for their turn and come to one size; each
    /// has its own head and the bits it would have alone. Nobody waits for company. It saves time where the network's
    /// maps are small, as zoedepth-mini's are, whose products wait for their weights; a network whose coarsest map has
    /// hundreds of places fills its products by itself, and takes fewer or one. Pictures named by path and frames go by
    /// themselves.
    /// </summary>
    public int MaxBatch { get; init; } = 1;

    /// <summary>
    /// Bytes that all estimates under way may hold together, the weights not counted; an estimate that alone needs more
    /// runs alone. Usually a quarter of what the process may use, 4 GiB at most.
    /// </summary>
    public long MaxActivationBytes { get; init; } = UsualActivationBytes;

    internal static long UsualActivationBytes
        { get; } = Math.Min(4L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4);

    /// <summary>Limits for picture files that are named by path.</summary>
    public DecodeOptions Decoding { get; init; } = DecodeOptions.Default;
}
