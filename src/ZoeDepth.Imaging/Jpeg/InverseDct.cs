using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static ZoeDepth.Imaging.DctConstants;

namespace ZoeDepth.Imaging;

/// <summary>
/// Coefficients to samples: the integer inverse DCT libjpeg calls "islow" (Loeffler, Ligtenberg and Moschytz, 1989: 12
/// multiplications for 8 points), columns first, then rows.
/// </summary>
/// <remarks>
/// Only coefficients no encoder makes leave the range of 16 bits. They wrap and saturate here where they do in
/// libjpeg-turbo's vector code (jidctint-avx2.asm), so that damaged pictures look alike too; its plain C code differs
/// from that.
/// </remarks>
internal static class InverseDct
{
    private const int FirstShift = MultiplierBits - BetweenBits;
    private const int SecondShift = MultiplierBits + BetweenBits + 3;

    /// <summary>Transforms one block.</summary>
    /// <param name="block">64 quantised coefficients, natural order</param>
    /// <param name="steps">64 quantisation steps, natural order</param>
    /// <param name="samples">where the upper left sample goes</param>
    /// <param name="stride">bytes from one row of samples to the next</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transform(ref short block, ref short steps, ref byte samples, int stride)
    {
        if (Vector128.IsHardwareAccelerated) TransformVector(ref block, ref steps, ref samples, stride);
        else TransformScalar(ref block, ref steps, ref samples, stride);
    }

    /// <summary>The vector form: eight columns, then eight rows at a time.</summary>
    [MethodImpl(Hot.Loop)]
    public static void TransformVector(ref short block, ref short steps, ref byte samples, int stride)
    {
        var b0 = Row(ref block, 0);
        var b1 = Row(ref block, 1);
        var b2 = Row(ref block, 2);
        var b3 = Row(ref block, 3);
        var b4 = Row(ref block, 4);
        var b5 = Row(ref block, 5);
        var b6 = Row(ref block, 6);
        var b7 = Row(ref block, 7);
        var isFirstRowOnly = (b1 | b2 | b3 | b4 | b5 | b6 | b7) == Vector128<short>.Zero;
        if (isFirstRowOnly && b0.WithElement(0, (short)0) == Vector128<short>.Zero)
        {
            Flat((short)(block * steps), ref samples, stride);
            return;
        }
        b0 *= Row(ref steps, 0);
        b1 *= Row(ref steps, 1);
        b2 *= Row(ref steps, 2);
        b3 *= Row(ref steps, 3);
        b4 *= Row(ref steps, 4);
        b5 *= Row(ref steps, 5);
        b6 *= Row(ref steps, 6);
        b7 *= Row(ref steps, 7);
        if (isFirstRowOnly)
            Broadcast(b0 << BetweenBits, out b0, out b1, out b2, out b3, out b4, out b5, out b6, out b7);
        else
        {
            Pass(ref b0, ref b1, ref b2, ref b3, ref b4, ref b5, ref b6, ref b7, FirstShift);
            Transpose(ref b0, ref b1, ref b2, ref b3, ref b4, ref b5, ref b6, ref b7);
        }
        Pass(ref b0, ref b1, ref b2, ref b3, ref b4, ref b5, ref b6, ref b7, SecondShift);

        // Vectors are columns now. Three rounds of interleaving bytes make them rows.
        var c01 = Samples(b0, b1);
        var c23 = Samples(b2, b3);
        var c45 = Samples(b4, b5);
        var c67 = Samples(b6, b7);
        var c04 = Interleave.Low(c01, c45);
        var c15 = Interleave.High(c01, c45);
        var c26 = Interleave.Low(c23, c67);
        var c37 = Interleave.High(c23, c67);
        var even03 = Interleave.Low(c04, c26);
        var even47 = Interleave.High(c04, c26);
        var odd03 = Interleave.Low(c15, c37);
        var odd47 = Interleave.High(c15, c37);
        StoreTwo(Interleave.Low(even03, odd03), ref samples, 0, stride);
        StoreTwo(Interleave.High(even03, odd03), ref samples, 2, stride);
        StoreTwo(Interleave.Low(even47, odd47), ref samples, 4, stride);
        StoreTwo(Interleave.High(even47, odd47), ref samples, 6, stride);
    }

    /// <summary>The plain form, for machines without vectors.</summary>
    public static void TransformScalar(ref short block, ref short steps, ref byte samples, int stride)
    {
        Span<short> between = stackalloc short[64];
        Span<int> line = stackalloc int[8];
        var isFirstRowOnly = !MemoryMarshal.CreateReadOnlySpan(ref block, 64)[8..].ContainsAnyExcept((short)0);
        for (var x = 0; x < 8; x++)
        {
            if (isFirstRowOnly)
            {
                var constant = (short)((Unsafe.Add(ref block, x) * Unsafe.Add(ref steps, x)) << BetweenBits);
                for (var y = 0; y < 8; y++) between[(8 * y) + x] = constant;
                continue;
            }
            for (var y = 0; y < 8; y++)
                line[y] = (short)(Unsafe.Add(ref block, (8 * y) + x) * Unsafe.Add(ref steps, (8 * y) + x));
            Pass(line, FirstShift);
            for (var y = 0; y < 8; y++)
                between[(8 * y) + x] = (short)Math.Clamp(line[y], short.MinValue, short.MaxValue);
        }
        for (var y = 0; y < 8; y++)
        {
            for (var x = 0; x < 8; x++) line[x] = between[(8 * y) + x];
            Pass(line, SecondShift);
            for (var x = 0; x < 8; x++)
                Unsafe.Add(ref samples, (y * stride) + x) = (byte)Math.Clamp(line[x] + 128, 0, 255);
        }
    }

    /// <summary>A block without AC coefficients: both passes come down to one rounding.</summary>
    private static void Flat(short dc, ref byte samples, int stride)
    {
        // First pass: (8192 · dc + 1024) >> 11 = 4 · dc. Second: (8192 · 4 · dc + 131072) >> 18 = (4 · dc + 16) >> 5.
        var between = (short)(dc << BetweenBits);
        var sample = (byte)Math.Clamp(((between + 16) >> 5) + 128, 0, 255);
        var eight = sample * 0x0101010101010101UL;
        for (var y = 0; y < 8; y++) Unsafe.WriteUnaligned(ref Unsafe.Add(ref samples, (nint)y * stride), eight);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Row(ref short values, int row) =>
        Vector128.LoadUnsafe(ref values, (nuint)(8 * row));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Samples(Vector128<short> a, Vector128<short> b) =>
        Vector128.NarrowWithSaturation(a, b).AsByte() + Vector128.Create((byte)128);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTwo(Vector128<byte> rows, ref byte samples, int row, int stride)
    {
        ref var place = ref Unsafe.Add(ref samples, (nint)row * stride);
        rows.GetLower().StoreUnsafe(ref place);
        rows.GetUpper().StoreUnsafe(ref place, (nuint)stride);
    }

    /// <summary>A first row alone, transformed down its columns and transposed: every element fills a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Broadcast(
        Vector128<short> row, out Vector128<short> r0, out Vector128<short> r1, out Vector128<short> r2,
        out Vector128<short> r3,
        out Vector128<short> r4, out Vector128<short> r5, out Vector128<short> r6, out Vector128<short> r7)
    {
        (r0, r1, r2, r3) = (Vector128.Create(row[0]), Vector128.Create(row[1]), Vector128.Create(row[2]),
            Vector128.Create(row[3]));
        (r4, r5, r6, r7) = (Vector128.Create(row[4]), Vector128.Create(row[5]), Vector128.Create(row[6]),
            Vector128.Create(row[7]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(
        ref Vector128<short> r0, ref Vector128<short> r1, ref Vector128<short> r2, ref Vector128<short> r3,
        ref Vector128<short> r4, ref Vector128<short> r5, ref Vector128<short> r6, ref Vector128<short> r7)
    {
        // A perfect shuffle of the 64 elements, three times.
        for (var round = 0; round < 3; round++)
        {
            var (a, b, c, d, e, f, g, h) = (r0, r1, r2, r3, r4, r5, r6, r7);
            r0 = Interleave.Low(a, e);
            r1 = Interleave.High(a, e);
            r2 = Interleave.Low(b, f);
            r3 = Interleave.High(b, f);
            r4 = Interleave.Low(c, g);
            r5 = Interleave.High(c, g);
            r6 = Interleave.Low(d, h);
            r7 = Interleave.High(d, h);
        }
    }

    /// <summary>Eight one-dimensional transforms side by side, each down its lane of the eight vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pass(
        ref Vector128<short> r0, ref Vector128<short> r1, ref Vector128<short> r2, ref Vector128<short> r3,
        ref Vector128<short> r4, ref Vector128<short> r5, ref Vector128<short> r6, ref Vector128<short> r7, int shift)
    {
        var rounding = Vector256.Create(1 << (shift - 1));

        var (x2, x6) = (Widen(r2), Widen(r6));
        var shared = (x2 + x6) * F0_541;
        var t2 = shared - (x6 * F1_847);
        var t3 = shared + (x2 * F0_765);
        var t0 = (Widen(r0 + r4) << MultiplierBits) + rounding;
        var t1 = (Widen(r0 - r4) << MultiplierBits) + rounding;
        var (e0, e3, e1, e2) = (t0 + t3, t0 - t3, t1 + t2, t1 - t2);

        var (x1, x3, x5, x7) = (Widen(r1), Widen(r3), Widen(r5), Widen(r7));
        var (x73, x51) = (Widen(r7 + r3), Widen(r5 + r1));
        var z5 = (x73 + x51) * F1_175;
        var z1 = (x7 + x1) * -F0_899;
        var z2 = (x5 + x3) * -F2_562;
        var z3 = z5 - (x73 * F1_961);
        var z4 = z5 - (x51 * F0_390);
        var o0 = (x7 * F0_298) + z1 + z3;
        var o1 = (x5 * F2_053) + z2 + z4;
        var o2 = (x3 * F3_072) + z2 + z3;
        var o3 = (x1 * F1_501) + z1 + z4;

        (r0, r1) = Narrow((e0 + o3) >> shift, (e1 + o2) >> shift);
        (r2, r3) = Narrow((e2 + o1) >> shift, (e3 + o0) >> shift);
        (r4, r5) = Narrow((e3 - o0) >> shift, (e2 - o1) >> shift);
        (r6, r7) = Narrow((e1 - o2) >> shift, (e0 - o3) >> shift);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Widen(Vector128<short> row) => Vector256.WidenLower(row.ToVector256Unsafe());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<short> First, Vector128<short> Second) Narrow(Vector256<int> first, Vector256<int> second)
    {
        var both = Vector256.NarrowWithSaturation(first, second);
        return (both.GetLower(), both.GetUpper());
    }

    private static void Pass(Span<int> x, int shift)
    {
        var rounding = 1 << (shift - 1);
        var shared = (x[2] + x[6]) * F0_541;
        var t2 = shared - (x[6] * F1_847);
        var t3 = shared + (x[2] * F0_765);
        var t0 = ((short)(x[0] + x[4]) << MultiplierBits) + rounding;
        var t1 = ((short)(x[0] - x[4]) << MultiplierBits) + rounding;
        var (e0, e3, e1, e2) = (t0 + t3, t0 - t3, t1 + t2, t1 - t2);

        var (x73, x51) = ((short)(x[7] + x[3]), (short)(x[5] + x[1]));
        var z5 = (x73 + x51) * F1_175;
        var z1 = (x[7] + x[1]) * -F0_899;
        var z2 = (x[5] + x[3]) * -F2_562;
        var z3 = z5 - (x73 * F1_961);
        var z4 = z5 - (x51 * F0_390);
        var o0 = (x[7] * F0_298) + z1 + z3;
        var o1 = (x[5] * F2_053) + z2 + z4;
        var o2 = (x[3] * F3_072) + z2 + z3;
        var o3 = (x[1] * F1_501) + z1 + z4;

        (x[0], x[7]) = ((e0 + o3) >> shift, (e0 - o3) >> shift);
        (x[1], x[6]) = ((e1 + o2) >> shift, (e1 - o2) >> shift);
        (x[2], x[5]) = ((e2 + o1) >> shift, (e2 - o1) >> shift);
        (x[3], x[4]) = ((e3 + o0) >> shift, (e3 - o0) >> shift);
    }
}
