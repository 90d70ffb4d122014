using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Random;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>
/// Numbers that are drawn whenever they are opened. A number depends on its stream and its position alone.
/// </summary>
internal sealed unsafe class DrawnValues : IParameterValues
{
    private readonly long _count;
    private readonly Func<ulong, float> _at;

    private DrawnValues(Shape shape, Func<ulong, float> at) => (_count, _at) = (shape.Count, at);

    /// <summary>The random numbers of a tensor.</summary>
    public static ulong Stream(ulong seed, string key) => SplitMix64.Mix(seed) ^ Fnv1a.OfUtf8(key);

    /// <summary>One number everywhere.</summary>
    public static DrawnValues Constant(Shape shape, float value) => new(shape, _ => value);

    /// <summary>Normal numbers around 0.</summary>
    public static DrawnValues Normal(Shape shape, ulong stream, double deviation) =>
        new(shape, i => (float)(deviation * NormalQuantile.At(Uniform(stream, i))));

    /// <summary>Numbers between −bound and bound, all alike.</summary>
    /// <param name="shape">how many</param>
    /// <param name="stream">where they come from</param>
    /// <param name="bound">asked for when the numbers are opened</param>
    public static DrawnValues Uniform(Shape shape, ulong stream, Func<double> bound)
    {
        var known = new Lazy<double>(bound);
        return new(shape, i => (float)(known.Value * ((2 * Uniform(stream, i)) - 1)));
    }

    /// <inheritdoc/>
    public ParameterLease Open()
    {
        var buffer = new NativeBuffer(_count);
        for (var i = 0L; i < _count; i++) buffer.Pointer[i] = _at((ulong)i);
        return new ParameterLease(buffer.Pointer, buffer);
    }

    /// <summary>The middle of one of 2⁵³ equal parts of (0, 1).</summary>
    private static double Uniform(ulong stream, ulong position) =>
        ((SplitMix64.At(stream, position) >> 11) + 0.5) * (1.0 / (1L << 53));
}
