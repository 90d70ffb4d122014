using ZoeDepth.Tensors;

namespace ZoeDepth.Cli.Bench;

/// <summary>Passes in one precision.</summary>
/// <param name="Precision">float32, bfloat16, int8</param>
/// <param name="Instructions">what multiplies</param>
/// <param name="Seconds">a pass, the median; the weights are packed by then</param>
/// <param name="Least">the fastest</param>
/// <param name="Most">the slowest</param>
/// <param name="Passes">how many were timed</param>
/// <param name="ActivationBytes">most bytes of activations at once</param>
internal sealed record PrecisionTime(string Precision, string Instructions, double Seconds, double Least, double Most,
    int Passes, long ActivationBytes);

/// <summary>What <c>bench</c> found.</summary>
/// <param name="Model">as it was asked for</param>
/// <param name="Parameters">how many numbers are learnt</param>
/// <param name="Size">rows and columns of the picture</param>
/// <param name="Threads">threads</param>
/// <param name="OneThread">multiply-adds on one thread, operations a second</param>
/// <param name="Limits">the limits on all threads</param>
/// <param name="Precisions">passes, precision by precision</param>
/// <param name="Parts">the parts of a float32 pass</param>
internal sealed record BenchResult(string Model, long Parameters, ImageSize Size, int Threads, double OneThread,
    Roofline Limits, IReadOnlyList<PrecisionTime> Precisions, IReadOnlyCollection<NetworkPart> Parts)
{
    /// <summary>
    /// The least seconds this machine needs for a part. It may take fewer where fewer operations than the formula's do,
    /// as in Winograd's convolutions, or where numbers come from a cache.
    /// </summary>
    public double LimitOf(NetworkPart part) => Limits.Seconds(part.Flops, part.Bytes);
}
