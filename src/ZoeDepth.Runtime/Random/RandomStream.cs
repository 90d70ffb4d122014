using System.Runtime.CompilerServices;

namespace ZoeDepth.Runtime.Random;

/// <summary>
/// One stream of a counter-based generator: 32 random bits for every place, a function of the key and the place alone
/// (<see cref="SplitMix64"/> read at any position). No state, so any thread may read any place.
/// </summary>
/// <param name="Key">another key, another stream</param>
internal readonly record struct RandomStream(ulong Key)
{
    /// <summary>The stream of that number in a step of a run.</summary>
    public static RandomStream Of(ulong seed, ulong step, ulong stream) =>
        new(SplitMix64.At(SplitMix64.At(SplitMix64.Mix(seed), step), stream));

    /// <summary>The bits at a place; two places share the two halves of one word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint At(long place) => (uint)(Word(place >> 1) >> ((int)(place & 1) * 32));

    /// <summary>64 bits: those of the places 2 · word and 2 · word + 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Word(long word) => SplitMix64.At(Key, (ulong)word);
}
