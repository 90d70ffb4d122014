using ZoeDepth.Kernels.Machine;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Tensors;

/// <summary>
/// The two limits of a machine that no operation is faster than: how fast it multiplies and adds, and how fast values
/// come from memory.
/// </summary>
/// <param name="FlopRate">floating-point operations a second, a multiply-add counted as two, in float32</param>
/// <param name="ByteRate">bytes a second</param>
internal readonly record struct Roofline(double FlopRate, double ByteRate)
{
    /// <summary>Measures both on the threads of a work; takes a second or less.</summary>
    /// <exception cref="OutOfMemoryException">there are not 128 MB</exception>
    public static Roofline Measure(Work work) =>
        new(MeasureFlopRate(work), MachineLimits.Reading(work) * 1e9);

    /// <summary>Measures the first alone.</summary>
    public static double MeasureFlopRate(Work work) => MachineLimits.MultiplyAdds(work) * 1e9;

    /// <summary>Operations for each byte above which multiplying is the limit, and below which memory is.</summary>
    public double Ridge => FlopRate / ByteRate;

    /// <summary>The least seconds for so many operations on so many bytes.</summary>
    public double Seconds(long flops, long bytes) => Math.Max(flops / FlopRate, bytes / ByteRate);
}
