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

    /// <summary>
    /// Whether the first cache of data is known to hold more than the usual 32 KB: 48 since Ice Lake and Zen 5.
    /// </summary>
    public static bool IsRoomy { get; } = FirstBytes() > 32 << 10;

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

    /// <summary>Bytes of the first cache of data; 0 where nobody says, or a hypervisor hides it.</summary>
    private static long FirstBytes()
    {
        if (!X86Base.IsSupported) return 0;
        // AMD says kilobytes in a number of its own, where Intel says nothing.
        const int amd = unchecked((int)0x80000005), intel = 4;
        if ((uint)X86Base.CpuId(unchecked((int)0x80000000), 0).Eax >= unchecked((uint)amd)
            && (uint)X86Base.CpuId(amd, 0).Ecx >> 24 is > 0 and var kilobytes) return kilobytes << 10;
        if (X86Base.CpuId(0, 0).Eax < intel) return 0;
        for (var index = 0; index < 8; index++)
        {
            // Intel describes one cache after the other: its kind (1 is data) and level, then ways, sets and lines.
            var (kind, shape, sets, _) = X86Base.CpuId(intel, index);
            if ((kind & 31) == 0) return 0;
            if ((kind & 31) == 1 && ((kind >> 5) & 7) == 1)
                return (((uint)shape >> 22) + 1L) * (((shape >> 12) & 0x3FF) + 1) * ((shape & 0xFFF) + 1)
                    * ((uint)sets + 1);
        }
        return 0;
    }
}
