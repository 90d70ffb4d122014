using System.Diagnostics.CodeAnalysis;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ZoeDepth.Runtime.Machine;

/// <summary>
/// The instruction set kernels run on. <c>ZOEDEPTH_SIMD</c> = scalar | vector128 | avx2 | avx512 chooses one; otherwise
/// it is the widest of this machine.
/// </summary>
internal static class InstructionSet
{
    private const string PlainerSets = "ZoeDepth.PlainerInstructionSets";

    /// <summary>
    /// Whether kernels for sets plainer than the widest are kept. A program compiled ahead of time for known processors
    /// may do without them: false for the feature switch <c>ZoeDepth.PlainerInstructionSets</c>.
    /// </summary>
    [FeatureSwitchDefinition(PlainerSets)]
    private static bool KeepsPlainer { get; } = !AppContext.TryGetSwitch(PlainerSets, out var kept) || kept;

    // What follows are constants to a compiler that knows the processors, so that it leaves out what is never reached.

    /// <summary>Whether kernels run on 512-bit vectors here.</summary>
    public static bool HasAvx512 => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;

    /// <summary>Whether they run on 256-bit vectors.</summary>
    public static bool HasAvx2 => Vector256.IsHardwareAccelerated && Fma.IsSupported && (KeepsPlainer || !HasAvx512);

    /// <summary>Whether they run on 128-bit vectors.</summary>
    public static bool HasVector128 =>
        Vector128.IsHardwareAccelerated && (KeepsPlainer || !(HasAvx512 || HasAvx2));

    /// <summary>Whether they run on one float at a time.</summary>
    public static bool HasScalar => KeepsPlainer || !Vector128.IsHardwareAccelerated;

    /// <summary>The widest set this machine has.</summary>
    public static SimdLevel Best { get; } =
        HasAvx512 ? SimdLevel.Avx512 : HasAvx2 ? SimdLevel.Avx2 : HasVector128 ? SimdLevel.Vector128 : SimdLevel.Scalar;

    /// <summary>
    /// Asked for when it is needed, so that a name that is none is thrown as it is and not as the failure of a type.
    /// </summary>
    private static readonly Lazy<SimdLevel> Chosen =
        new(() => FromEnvironment(Environment.GetEnvironmentVariable("ZOEDEPTH_SIMD")));

    [ThreadStatic] private static SimdLevel? _forced;

    /// <summary>The set in use on this thread.</summary>
    /// <exception cref="PlatformNotSupportedException">
    /// <c>ZOEDEPTH_SIMD</c> names no set, or one this machine or this program lacks
    /// </exception>
    public static SimdLevel Level => _forced ?? Chosen.Value;

    /// <summary>Every set this machine has and this program has kernels for, plainest first.</summary>
    public static IEnumerable<SimdLevel> Available => Enum.GetValues<SimdLevel>().Where(Has);

    /// <summary>
    /// Forces a set for kernels called from this thread until the result is disposed: for tests that compare the sets.
    /// </summary>
    /// <exception cref="PlatformNotSupportedException">this machine or this program lacks it</exception>
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
        if (!Has(level))
            throw new PlatformNotSupportedException(
                $"this program was compiled ahead of time without kernels for {level}; it has those for {Best}. " +
                "Unset ZOEDEPTH_SIMD, or use the program that runs on .NET");
    }

    private static bool Has(SimdLevel level) => level switch
    {
        SimdLevel.Avx512 => HasAvx512,
        SimdLevel.Avx2 => HasAvx2,
        SimdLevel.Vector128 => HasVector128,
        _ => HasScalar,
    };

    private sealed class Restore(SimdLevel? before) : IDisposable
    {
        public void Dispose() => _forced = before;
    }
}
