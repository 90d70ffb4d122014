using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ZoeDepth.Kernels;

/// <summary>A kernel: its arguments are fields, its loop is written once for every instruction set.</summary>
public interface IKernel
{
    /// <summary>The loop.</summary>
    void Run<S, V>() where S : struct, ISimd<V> where V : struct;
}

/// <summary>
/// Chooses the instruction set: once per kernel call, above all loops. <c>ZOEDEPTH_SIMD</c> = scalar | vector128 | avx2 | avx512 forces one.
/// </summary>
public static class Simd
{
    /// <summary>The widest set this machine has.</summary>
    public static SimdLevel Best { get; } =
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? SimdLevel.Avx512
        : Vector256.IsHardwareAccelerated && Fma.IsSupported ? SimdLevel.Avx2
        : Vector128.IsHardwareAccelerated ? SimdLevel.Vector128
        : SimdLevel.Scalar;

    /// <summary>Asked for when it is needed, so that a name that is none is thrown as it is and not as the failure of a type.</summary>
    private static readonly Lazy<SimdLevel> Chosen = new(() => FromEnvironment(Environment.GetEnvironmentVariable("ZOEDEPTH_SIMD")));

    [ThreadStatic] private static SimdLevel? _forced;

    /// <summary>The set in use on this thread.</summary>
    /// <exception cref="PlatformNotSupportedException"><c>ZOEDEPTH_SIMD</c> names no set, or one this machine lacks</exception>
    public static SimdLevel Level => _forced ?? Chosen.Value;

    /// <summary>Every set this machine has, plainest first.</summary>
    public static IEnumerable<SimdLevel> Available => Enum.GetValues<SimdLevel>().Where(level => level <= Best);

    /// <summary>Runs a kernel on the set in use.</summary>
    public static void Run<K>(ref K kernel) where K : struct, IKernel
    {
        switch (Level)
        {
            case SimdLevel.Avx512: kernel.Run<Avx512, Vector512<float>>(); break;
            case SimdLevel.Avx2: kernel.Run<Avx2, Vector256<float>>(); break;
            case SimdLevel.Vector128: kernel.Run<Vec128, Vector128<float>>(); break;
            default: kernel.Run<Scalar, float>(); break;
        }
    }

    /// <summary>Forces a set for kernels called from this thread until the result is disposed: for tests that compare the sets.</summary>
    /// <exception cref="PlatformNotSupportedException">this machine lacks it</exception>
    public static IDisposable Force(SimdLevel level)
    {
        Require(level);
        var before = _forced;
        _forced = level;
        return new Restore(before);
    }

    private static SimdLevel FromEnvironment(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return Best;
        if (!Enum.TryParse<SimdLevel>(name, ignoreCase: true, out var level) || !Enum.IsDefined(level))
            throw new PlatformNotSupportedException($"ZOEDEPTH_SIMD is '{name}'; expected scalar, vector128, avx2 or avx512");
        Require(level);
        return level;
    }

    private static void Require(SimdLevel level)
    {
        if (level > Best)
            throw new PlatformNotSupportedException(
                $"this machine has no {level} instructions; the widest set here is {Best}. Unset ZOEDEPTH_SIMD or name a plainer one");
    }

    private sealed class Restore(SimdLevel? before) : IDisposable
    {
        public void Dispose() => _forced = before;
    }
}
