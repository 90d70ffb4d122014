using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ZoeDepth.Imaging;

/// <summary>
/// Rows of a coarser component brought to the picture's width: libjpeg's "fancy" triangle filter, nearer sample
/// weighted 3/4, further one 1/4. Edges repeat the last sample, which makes the formulas of libjpeg's first and last
/// columns special cases of the others.
/// </summary>
internal static class Upsampling
{
    /// <summary>
    /// What the 2x1 filter takes: a row widened to 16 bits, its first and last sample repeated outside.
    /// </summary>
    /// <param name="row">samples</param>
    /// <param name="sums">two longer than <paramref name="row"/></param>
    public static void Widen(ReadOnlySpan<byte> row, Span<ushort> sums)
    {
        var done = Vector128.IsHardwareAccelerated ? WidenVector(row, sums) : 0;
        for (var x = done; x < row.Length; x++) sums[x + 1] = row[x];
        RepeatEnds(sums);
    }

    /// <summary>
    /// What the 2x2 filter takes: <c>3 · near + far</c> of each column, the first and last sum repeated outside.
    /// </summary>
    /// <param name="near">the row the output lies in</param>
    /// <param name="far">its neighbour on the output's side</param>
    /// <param name="sums">two longer than the rows</param>
    public static void SumRows(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, Span<ushort> sums)
    {
        var done = Vector128.IsHardwareAccelerated ? SumRowsVector(near, far, sums) : 0;
        for (var x = done; x < near.Length; x++) sums[x + 1] = (ushort)((3 * near[x]) + far[x]);
        RepeatEnds(sums);
    }

    /// <summary>
    /// Twice the columns: <c>(3s + left + evenBias) &gt;&gt; shift</c> and <c>(3s + right + oddBias) &gt;&gt;
    /// shift</c>.
    /// </summary>
    /// <param name="sums">
    /// from <see cref="Widen"/> (biases 1 and 2, shift 2) or <see cref="SumRows"/> (8 and 7, shift 4)
    /// </param>
    /// <param name="output">twice as many samples as columns</param>
    public static void Double(ReadOnlySpan<ushort> sums, int evenBias, int oddBias, int shift, Span<byte> output)
    {
        var columns = sums.Length - 2;
        var done = Vector128.IsHardwareAccelerated ? DoubleVector(sums, evenBias, oddBias, shift, output) : 0;
        DoubleScalar(sums, evenBias, oddBias, shift, output, done, columns);
    }

    /// <summary>The plain form of <see cref="Double"/>, from one column to another.</summary>
    public static void DoubleScalar(ReadOnlySpan<ushort> sums, int evenBias, int oddBias, int shift, Span<byte> output,
        int from, int to)
    {
        for (var x = from; x < to; x++)
        {
            var three = 3 * sums[x + 1];
            output[2 * x] = (byte)((three + sums[x] + evenBias) >> shift);
            output[(2 * x) + 1] = (byte)((three + sums[x + 2] + oddBias) >> shift);
        }
    }

    /// <summary>
    /// A row between two: <c>(3 · near + far + bias) &gt;&gt; 2</c>, bias 1 for the upper and 2 for the lower output
    /// row.
    /// </summary>
    public static void Blend(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, int bias, Span<byte> output)
    {
        var done = Vector128.IsHardwareAccelerated ? BlendVector(near, far, bias, output) : 0;
        for (var x = done; x < near.Length; x++) output[x] = (byte)(((3 * near[x]) + far[x] + bias) >> 2);
    }

    /// <summary>Every sample several times.</summary>
    public static void Repeat(ReadOnlySpan<byte> row, int times, Span<byte> output)
    {
        for (var x = 0; x < row.Length; x++) output.Slice(x * times, times).Fill(row[x]);
    }

    private static void RepeatEnds(Span<ushort> sums) => (sums[0], sums[^1]) = (sums[1], sums[^2]);

    [MethodImpl(Hot.Loop)]
    private static int WidenVector(ReadOnlySpan<byte> row, Span<ushort> sums)
    {
        ref var from = ref MemoryMarshal.GetReference(row);
        ref var to = ref MemoryMarshal.GetReference(sums[1..]);
        var x = 0;
        for (; x <= row.Length - Vector128<byte>.Count; x += Vector128<byte>.Count)
            Load(ref from, x).StoreUnsafe(ref to, (nuint)x);
        return x;
    }

    [MethodImpl(Hot.Loop)]
    private static int SumRowsVector(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, Span<ushort> sums)
    {
        ref var nearFrom = ref MemoryMarshal.GetReference(near);
        ref var farFrom = ref MemoryMarshal.GetReference(far);
        ref var to = ref MemoryMarshal.GetReference(sums[1..]);
        var x = 0;
        for (; x <= near.Length - Vector128<byte>.Count; x += Vector128<byte>.Count)
        {
            var n = Load(ref nearFrom, x);
            (n + n + n + Load(ref farFrom, x)).StoreUnsafe(ref to, (nuint)x);
        }
        return x;
    }

    [MethodImpl(Hot.Loop)]
    private static int DoubleVector(ReadOnlySpan<ushort> sums, int evenBias, int oddBias, int shift, Span<byte> output)
    {
        ref var from = ref MemoryMarshal.GetReference(sums);
        ref var to = ref MemoryMarshal.GetReference(output);
        var (even, odd) = (Vector256.Create((ushort)evenBias), Vector256.Create((ushort)oddBias));
        var x = 0;
        for (; x <= sums.Length - 2 - Vector256<ushort>.Count; x += Vector256<ushort>.Count)
        {
            var s = Vector256.LoadUnsafe(ref from, (nuint)x + 1);
            var three = s + s + s;
            var left = (three + Vector256.LoadUnsafe(ref from, (nuint)x) + even) >>> shift;
            var right = (three + Vector256.LoadUnsafe(ref from, (nuint)x + 2) + odd) >>> shift;
            // Results fit in a byte each: the right one moves into the upper half of its column's 16 bits.
            var pairs = left | (right << 8);
            (BitConverter.IsLittleEndian ? pairs : (left << 8) | right).AsByte().StoreUnsafe(ref to, (nuint)(2 * x));
        }
        return x;
    }

    private static int BlendVector(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, int bias, Span<byte> output)
    {
        ref var nearFrom = ref MemoryMarshal.GetReference(near);
        ref var farFrom = ref MemoryMarshal.GetReference(far);
        ref var to = ref MemoryMarshal.GetReference(output);
        var add = Vector256.Create((ushort)bias);
        var x = 0;
        for (; x <= near.Length - Vector128<byte>.Count; x += Vector128<byte>.Count)
        {
            var n = Load(ref nearFrom, x);
            var blended = (n + n + n + Load(ref farFrom, x) + add) >>> 2;
            Vector128.Narrow(blended.GetLower(), blended.GetUpper()).StoreUnsafe(ref to, (nuint)x);
        }
        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Load(ref byte row, int x) =>
        Vector256.WidenLower(Vector128.LoadUnsafe(ref row, (nuint)x).ToVector256Unsafe());
}
