using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ZoeDepth.Runtime.Machine;

/// <summary>
/// The instruction set kernels run on. <c>ZOEDEPTH_SIMD</c> = scalar | vector128 | avx2 | avx512 chooses one; otherwise
/// it is the widest of this machine.
/// </summary>
internal static class InstructionSet
{
    /// <summary>The widest set this machine has.</summary>
    public static SimdLevel Best { get; } =
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? SimdLevel.Avx512
        : Vector256.IsHardwareAccelerated && Fma.IsSupported ? SimdLevel.Avx2
        : Vector128.IsHardwareAccelerated ? SimdLevel.Vector128
        : SimdLevel.Scalar;

    /// <summary>
    /// Asked for when it is needed, so that a name that is none is thrown as it is and not as the failure of a type.
    /// </summary>
    private static readonly Lazy<SimdLevel> Chosen =
        new(() => FromEnvironment(Environment.GetEnvironmentVariable("ZOEDEPTH_SIMD")));

    [ThreadStatic] private static SimdLevel? _forced;

    /// <summary>The set in use on this thread.</summary>
    /// <exception cref="PlatformNotSupportedException">
    /// <c>ZOEDEPTH_SIMD</c> names no set, or one this machine lacks
    /// </exception>
    public static SimdLevel Level => _forced ?? Chosen.Value;

    /// <summary>Every set this machine has, plainest first.</summary>
    public static IEnumerable<SimdLevel> Available => Enum.GetValues<SimdLevel>().Where(level => level <= Best);

    /// <summary>
    /// Forces a set for kernels called from this thread until the result is disposed: for tests that compare the sets.
    /// </summary>
    /// <exception cref="PlatformNotSupportedException">this machine lacks it</exception>
    internal static IDisposable Force(SimdLevel level)
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
            throw new PlatformNotSupportedException(
                $"ZOEDEPTH_SIMD is '{name}'; expected scalar, vector128, avx2 or avx512");
        Require(level);
        return level;
    }

    private static void Require(SimdLevel level)
    {
        if (level > Best)
            throw new PlatformNotSupportedException(
                $"this machine has no {level} instructions; the widest set here is {Best}. Unset ZOEDEPTH_SIMD or " +
                "name a plainer one");
    }

    private sealed class Restore(SimdLevel? before) : IDisposable
    {
        public void Dispose() => _forced = before;
    }
}
