using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace ZoeDepth.Kernels.Simd;

/// <summary>
/// Hints to the caches; nothing happens where a machine has none. An address that does not exist is harmless.
/// </summary>
internal static unsafe class Cache
{
    /// <summary>Floats in one line.</summary>
    public const int Line = 16;

    /// <summary>Asks for a line in the second cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Second(float* p)
    {
        if (Sse.IsSupported) Sse.Prefetch1(p);
    }

    /// <summary>Asks for a line in the nearest cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Near(float* p)
    {
        if (Sse.IsSupported) Sse.Prefetch0(p);
    }
}
