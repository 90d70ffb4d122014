using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoeDepth.Imaging;

/// <summary>
/// Undoes PNG's row filters (specification 9.2): <c>row = raw + prediction</c> modulo 256, the prediction made of the
/// pixel to the left (a), above (b) and above left (c). Rows go from one buffer to another and not in place, so that
/// eight bytes can be written for every pixel of three: what is written too much is overwritten by the next pixel, and
/// no load ever waits for a store it only half overlaps. Optimised at once: most programs read one picture and would be
/// done before the run time has warmed up.
/// </summary>
internal static unsafe class PngUnfilter
{
    /// <summary>Undoes one row.</summary>
    /// <param name="filter">0 none, 1 sub, 2 up, 3 average, 4 Paeth</param>
    /// <param name="raw">the stored bytes</param>
    /// <param name="prior">the decoded row above; zeros for the first row</param>
    /// <param name="row">where the decoded row goes; does not overlap the others</param>
    /// <param name="count">bytes of a row</param>
    /// <param name="step">bytes to the pixel on the left, 1 to 8</param>
    /// <exception cref="CorruptImageException">there is no such filter</exception>
    internal static void Row(int filter, byte* raw, byte* prior, byte* row, int count, int step)
    {
        switch (filter)
        {
            case 0: new ReadOnlySpan<byte>(raw, count).CopyTo(new Span<byte>(row, count)); break;
            case 1: Sub(raw, row, count, step); break;
            case 2: Up(raw, prior, row, count); break;
            case 3: Average(raw, prior, row, count, step); break;
            case 4: Paeth(raw, prior, row, count, step); break;
            default: throw new CorruptImageException($"a PNG row has filter type {filter}; there are 0 to 4");
        }
    }

    /// <summary>
    /// A running sum over pixels. Sixteen bytes hold 16 / step pixels; their sums are made by shifting by 1, 2, 4, 8
    /// pixels and adding, and the last pixel of the vector before is added to all: one shuffle and one addition in the
    /// chain for up to sixteen bytes.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sub(byte* raw, byte* row, int count, int step)
    {
        var shifts = stackalloc byte[4 * 16];
        var last = stackalloc byte[16];
        var used = 16 / step * step;
        for (var i = 0; i < 16; i++)
        {
            last[i] = (byte)(used - step + (i % step));
            for (var stage = 0; stage < 4; stage++)
                shifts[(16 * stage) + i] = i >= step << stage ? (byte)(i - (step << stage)) : (byte)255;
        }
        var (one, two, four, eight) = (Vector128.Load(shifts), Vector128.Load(shifts + 16), Vector128.Load(shifts + 32),
            Vector128.Load(shifts + 48));
        var carry = Vector128.Load(last);
        var sum = Vector128<byte>.Zero;
        var at = 0;
        for (; at + 16 <= count; at += used)
        {
            var x = Vector128.Load(raw + at);
            x += Vector128.ShuffleNative(x, one);
            x += Vector128.ShuffleNative(x, two);
            if (step <= 4) x += Vector128.ShuffleNative(x, four);
            if (step == 1) x += Vector128.ShuffleNative(x, eight);
            sum = x + Vector128.ShuffleNative(sum, carry);
            sum.Store(row + at);
        }
        for (; at < count; at++) row[at] = (byte)(raw[at] + (at >= step ? row[at - step] : 0));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Up(byte* raw, byte* prior, byte* row, int count)
    {
        var at = 0;
        for (; at + 32 <= count; at += 32) (Vector256.Load(raw + at) + Vector256.Load(prior + at)).Store(row + at);
        for (; at < count; at++) row[at] = (byte)(raw[at] + prior[at]);
    }

    /// <summary>prediction = ⌊(a + b) / 2⌋ = (a and b) + (a xor b) / 2, which needs no ninth bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Average(byte* raw, byte* prior, byte* row, int count, int step)
    {
        var a = Vector128<byte>.Zero;
        var at = 0;
        for (; at + 8 <= count; at += step)
        {
            var b = Vector128.CreateScalarUnsafe(*(ulong*)(prior + at)).AsByte();
            var x = Vector128.CreateScalarUnsafe(*(ulong*)(raw + at)).AsByte();
            a = x + (a & b) + (((a ^ b) >>> 1) & Vector128.Create((byte)0x7F));
            *(ulong*)(row + at) = a.AsUInt64().ToScalar();
        }
        for (; at < count; at++)
        {
            var left = at >= step ? row[at - step] : 0;
            row[at] = (byte)(raw[at] + ((left + prior[at]) >> 1));
        }
    }

    /// <summary>
    /// prediction = whichever of a, b, c lies nearest to a + b − c, in this order on ties. With p = a + b − c the
    /// distances are |b − c|, |a − c| and |(b − c) + (a − c)|. Lanes of 16 bits; the chain from one pixel to the next
    /// is nine instructions.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Paeth(byte* raw, byte* prior, byte* row, int count, int step)
    {
        var a = Vector128<short>.Zero;
        var c = Vector128<short>.Zero;
        var at = 0;
        for (; at + 8 <= count; at += step)
        {
            var b = Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(ulong*)(prior + at)).AsByte()).AsInt16();
            var x = Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(ulong*)(raw + at)).AsByte()).AsInt16();
            var towardsB = b - c;
            var towardsA = a - c;
            var distanceA = Vector128.Abs(towardsB);
            var distanceB = Vector128.Abs(towardsA);
            var distanceC = Vector128.Abs(towardsA + towardsB);
            var nearer = Vector128.ConditionalSelect(Vector128.GreaterThan(distanceB, distanceC), c, b);
            var nearest =
                Vector128.ConditionalSelect(Vector128.GreaterThan(distanceA, Vector128.Min(distanceB, distanceC)),
                    nearer, a);
            a = (nearest + x) & Vector128.Create((short)255);
            c = b;
            *(ulong*)(row + at) = Vector128.Narrow(a.AsUInt16(), a.AsUInt16()).AsUInt64().ToScalar();
        }
        for (; at < count; at++)
        {
            var (left, corner) = at >= step ? (row[at - step], prior[at - step]) : (0, 0);
            row[at] = (byte)(raw[at] + PngFilter.Paeth(left, prior[at], corner));
        }
    }
}
