using System.Runtime.CompilerServices;

namespace ZoeDepth.Runtime.Random;

/// <summary>
/// Random bits that are the same on every machine: SplitMix64 (Steele, Lea and Flood 2014). Its state is a sum of
/// <see cref="Golden"/>s, so a stream can be walked number by number or read at any position.
/// </summary>
internal static class SplitMix64
{
    /// <summary>What the state moves on by: 2⁶⁴ divided by the golden ratio, made odd.</summary>
    public const ulong Golden = 0x9E37_79B9_7F4A_7C15;

    /// <summary>
    /// The bits at a position of a seed's stream, from 0: no state, the same for every number of threads.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong At(ulong seed, ulong position) => Mix(seed + ((position + 1) * Golden));

    /// <summary>The next bits of a stream, whose state moves on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Next(ref ulong state) => Mix(state += Golden);

    /// <summary>The finaliser: every input bit changes every output bit with probability ½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58_476D_1CE4_E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D0_49BB_1331_11EB;
        return bits ^ (bits >> 31);
    }
}
