using System.Runtime.CompilerServices;

namespace ZoeDepth.Kernels;

/// <summary>
/// One stream of a counter-based generator: 32 random bits for every place, a function of the key and the place alone
/// (the finaliser of SplitMix64, Steele, Lea and Flood 2014, over a Weyl sequence). No state, so any thread may read
/// any place.
/// </summary>
/// <param name="Key">another key, another stream</param>
public readonly record struct RandomStream(ulong Key)
{
    private const ulong Golden = 0x9E37_79B9_7F4A_7C15;

    /// <summary>The stream of that number in a step of a run.</summary>
    public static RandomStream Of(ulong seed, ulong step, ulong stream) =>
        new(Mix(Mix(Mix(seed) + ((step + 1) * Golden)) + ((stream + 1) * Golden)));

    /// <summary>The bits at a place; two places share the two halves of one word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint At(long place) => (uint)(Word(place >> 1) >> ((int)(place & 1) * 32));

    /// <summary>64 bits: those of the places 2 · word and 2 · word + 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Word(long word) => Mix(Key + (((ulong)word + 1) * Golden));

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58_476D_1CE4_E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D0_49BB_1331_11EB;
        return bits ^ (bits >> 31);
    }
}
