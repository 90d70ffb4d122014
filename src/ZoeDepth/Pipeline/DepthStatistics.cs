using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZoeDepth;

/// <summary>Smallest, largest and middle depth, by counting instead of sorting: two sweeps over the pixels.</summary>
internal static class DepthStatistics
{
    /// <summary>
    /// Tables that take turns. Neighbouring pixels are alike, and a counter that was just written is read again only
    /// after its store; four tables hide that.
    /// </summary>
    private const int Tables = 4;

    private const int Half = 1 << 16;

    /// <summary>The statistics of all values; of an even count the median is the mean of the middle two.</summary>
    /// <param name="values">at least one, no NaN</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (float Min, float Max, float Median) Of(ReadOnlySpan<float> values)
    {
        // Floats in the order of whole numbers: first by their upper 16 bits, then by the lower 16 of those that share
        // the upper ones.
        var counts = new int[Tables * Half];
        var (min, max) = (uint.MaxValue, uint.MinValue);
        for (var i = 0; i < values.Length; i++)
        {
            var key = KeyOf(values[i]);
            counts[((i % Tables) * Half) + (int)(key >> 16)]++;
            min = Math.Min(min, key);
            max = Math.Max(max, key);
        }
        var (lower, upper) = ((values.Length - 1) / 2, values.Length / 2);
        var (first, before) = Find(counts, lower);
        var (second, beforeSecond) = Find(counts, upper);
        counts = LowerHalves(values, first);
        var low = ValueOf(first, Find(counts, lower - before).Index);
        if (second != first) counts = LowerHalves(values, second);
        var high = lower == upper ? low : ValueOf(second, Find(counts, upper - beforeSecond).Index);
        return (ValueOf(min), ValueOf(max), lower == upper ? low : (low + high) / 2);
    }

    /// <summary>
    /// The lower halves of the numbers with that upper half. Few have it, unless the map is flat: a whole vector is
    /// passed over by one comparison.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] LowerHalves(ReadOnlySpan<float> values, int upperHalf)
    {
        var counts = new int[Tables * Half];
        var bits = MemoryMarshal.Cast<float, uint>(values);
        var wanted = new Vector<uint>(BitConverter.SingleToUInt32Bits(ValueOf(upperHalf, 0)) >> 16);
        var i = 0;
        for (; i + Vector<uint>.Count <= bits.Length; i += Vector<uint>.Count)
            if (Vector.EqualsAny(Vector.ShiftRightLogical(new Vector<uint>(bits[i..]), 16), wanted))
                Count(values.Slice(i, Vector<uint>.Count), upperHalf, counts);
        Count(values[i..], upperHalf, counts);
        return counts;
    }

    private static void Count(ReadOnlySpan<float> values, int upperHalf, int[] counts)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var key = KeyOf(values[i]);
            if (key >> 16 == upperHalf) counts[((i % Tables) * Half) + (int)(key & (Half - 1))]++;
        }
    }

    /// <summary>The entry that holds the number of that rank, and how many numbers stand before it.</summary>
    private static (int Index, int Before) Find(int[] counts, int rank)
    {
        for (int i = 0, before = 0; ; i++)
        {
            var here = 0;
            for (var table = 0; table < Tables; table++) here += counts[(table * Half) + i];
            if (rank < before + here) return (i, before);
            before += here;
        }
    }

    /// <summary>Whole numbers in the order of the floats: the sign turned, and of negative floats every bit.</summary>
    private static uint KeyOf(float value)
    {
        var bits = BitConverter.SingleToInt32Bits(value);
        return (uint)(bits ^ ((bits >> 31) | int.MinValue));
    }

    private static float ValueOf(int upper, int lower) => ValueOf(((uint)upper << 16) | (uint)lower);

    private static float ValueOf(uint key) =>
        BitConverter.UInt32BitsToSingle((key & 0x8000_0000) != 0 ? key ^ 0x8000_0000 : ~key);
}
