using ZoeDepth.Imaging;

namespace ZoeDepth.Cli.Predict;

/// <summary>A photo that was read, or what came of trying.</summary>
/// <param name="Planned">the photo and its files</param>
/// <param name="Image">its pixels; null where it cannot be read</param>
/// <param name="Time">what reading took</param>
/// <param name="Failure">why it cannot be read</param>
internal sealed record OpenedPhoto(PlannedPhoto Planned, RasterImage? Image, TimeSpan Time, PhotoReport? Failure);

/// <summary>A photo with its depth, or what came of trying.</summary>
/// <param name="Opened">the photo</param>
/// <param name="Maps">its depth, one for each answer of the network; none where it failed</param>
/// <param name="Time">what reading and estimating took</param>
/// <param name="Failure">why there is none</param>
internal sealed record EstimatedPhoto(OpenedPhoto Opened, IReadOnlyList<DepthMap> Maps, TimeSpan Time,
    PhotoReport? Failure);
