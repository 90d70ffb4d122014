using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ZoeDepth.Imaging;

/// <summary>
/// Full-width component rows to RGB rows and back, in the fixed-point arithmetic of libjpeg (16 fractional bits,
/// rounded).
/// </summary>
internal static class ColorConversion
{
    // 65536 times 1.402, 1.772, 0.344136 and 0.714136.
    private const int CrToR = 91881, CbToB = 116130, CbToG = 22554, CrToG = 46802;
    private const int Half = 1 << 15;

    /// <summary>
    /// <c>R = Y + 1.402 Cr</c>, <c>G = Y − 0.344136 Cb − 0.714136 Cr</c>, <c>B = Y + 1.772 Cb</c>, Cb and Cr less 128,
    /// clamped to 0..255 (JFIF 1.02, BT.601).
    /// </summary>
    /// <param name="rgb">three bytes for each sample of <paramref name="y"/></param>
    public static void YCbCrToRgb(ReadOnlySpan<byte> y, ReadOnlySpan<byte> cb, ReadOnlySpan<byte> cr, Span<byte> rgb)
    {
        var done = Vector128.IsHardwareAccelerated ? YCbCrToRgbVector(y, cb, cr, rgb) : 0;
        YCbCrToRgbScalar(y[done..], cb[done..], cr[done..], rgb[(3 * done)..]);
    }

    /// <summary>The plain form of <see cref="YCbCrToRgb"/>.</summary>
    public static void YCbCrToRgbScalar(ReadOnlySpan<byte> y, ReadOnlySpan<byte> cb, ReadOnlySpan<byte> cr,
        Span<byte> rgb)
    {
        for (var x = 0; x < y.Length; x++)
        {
            int luma = y[x], blue = cb[x] - 128, red = cr[x] - 128;
            rgb[3 * x] = Clamp(luma + (((CrToR * red) + Half) >> 16));
            rgb[(3 * x) + 1] = Clamp(luma + (((-CbToG * blue) - (CrToG * red) + Half) >> 16));
            rgb[(3 * x) + 2] = Clamp(luma + (((CbToB * blue) + Half) >> 16));
        }
    }

    /// <summary>Three rows side by side, unchanged.</summary>
    public static void Merge(ReadOnlySpan<byte> r, ReadOnlySpan<byte> g, ReadOnlySpan<byte> b, Span<byte> rgb)
    {
        for (var x = 0; x < r.Length; x++) (rgb[3 * x], rgb[(3 * x) + 1], rgb[(3 * x) + 2]) = (r[x], g[x], b[x]);
    }

    /// <summary>
    /// Ink to light as Pillow does it. Stored values are inverted (the Adobe convention, which Pillow applies with or
    /// without the marker); then <c>R = k' − c·k'/255</c> with <c>k' = 255 − k</c>, rounded.
    /// </summary>
    public static void CmykToRgb(ReadOnlySpan<byte> c, ReadOnlySpan<byte> m, ReadOnlySpan<byte> y, ReadOnlySpan<byte> k,
        Span<byte> rgb)
    {
        for (var x = 0; x < c.Length; x++)
        {
            rgb[3 * x] = Light(255 - c[x], k[x]);
            rgb[(3 * x) + 1] = Light(255 - m[x], k[x]);
            rgb[(3 * x) + 2] = Light(255 - y[x], k[x]);
        }
    }

    /// <summary>
    /// As <see cref="CmykToRgb"/>, where C, M and Y are 255 less the R, G and B of a YCbCr triple (Adobe's YCCK).
    /// </summary>
    /// <param name="rgb">also holds the triple on the way</param>
    public static void YcckToRgb(ReadOnlySpan<byte> y, ReadOnlySpan<byte> cb, ReadOnlySpan<byte> cr,
        ReadOnlySpan<byte> k, Span<byte> rgb)
    {
        YCbCrToRgb(y, cb, cr, rgb);
        for (var x = 0; x < y.Length; x++)
            for (var channel = 0; channel < 3; channel++) rgb[(3 * x) + channel] = Light(rgb[(3 * x) + channel], k[x]);
    }

    /// <summary>
    /// <c>Y = 0.299 R + 0.587 G + 0.114 B</c>, <c>Cb = 0.5 B − 0.168736 R − 0.331264 G + 128</c>, <c>Cr = 0.5 R −
    /// 0.418688 G − 0.081312 B + 128</c> (JFIF 1.02), rounded as libjpeg does.
    /// </summary>
    public static void RgbToYCbCr(ReadOnlySpan<byte> rgb, Span<byte> y, Span<byte> cb, Span<byte> cr)
    {
        const int centre = (128 << 16) + Half - 1;
        for (int x = 0, at = 0; at < rgb.Length; x++, at += 3)
        {
            int r = rgb[at], g = rgb[at + 1], b = rgb[at + 2];
            y[x] = (byte)(((19595 * r) + (38470 * g) + (7471 * b) + Half) >> 16);
            cb[x] = (byte)(((Half * b) - (11059 * r) - (21709 * g) + centre) >> 16);
            cr[x] = (byte)(((Half * r) - (27439 * g) - (5329 * b) + centre) >> 16);
        }
    }

    private static byte Light(int ink, int paper)
    {
        var product = (ink * paper) + 128;
        return (byte)(paper - (((product >> 8) + product) >> 8));
    }

    private static byte Clamp(int value) => (byte)Math.Clamp(value, 0, 255);

    [MethodImpl(Hot.Loop)]
    private static int YCbCrToRgbVector(ReadOnlySpan<byte> y, ReadOnlySpan<byte> cb, ReadOnlySpan<byte> cr,
        Span<byte> rgb)
    {
        ref var yFrom = ref MemoryMarshal.GetReference(y);
        ref var cbFrom = ref MemoryMarshal.GetReference(cb);
        ref var crFrom = ref MemoryMarshal.GetReference(cr);
        ref var to = ref MemoryMarshal.GetReference(rgb);
        var x = 0;
        for (; x <= y.Length - Vector128<byte>.Count; x += Vector128<byte>.Count)
        {
            var luma = Widen(ref yFrom, x);
            var (blueLow, blueHigh) = Vector256.Widen(Widen(ref cbFrom, x) - Vector256.Create((short)128));
            var (redLow, redHigh) = Vector256.Widen(Widen(ref crFrom, x) - Vector256.Create((short)128));
            var r = luma + Scale(redLow * CrToR, redHigh * CrToR);
            var g = luma + Scale((blueLow * -CbToG) - (redLow * CrToG), (blueHigh * -CbToG) - (redHigh * CrToG));
            var b = luma + Scale(blueLow * CbToB, blueHigh * CbToB);
            Store(Clamp(r), Clamp(g), Clamp(b), ref Unsafe.Add(ref to, 3 * x));
        }
        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Widen(ref byte row, int x) =>
        Vector256.WidenLower(Vector128.LoadUnsafe(ref row, (nuint)x).ToVector256Unsafe()).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Scale(Vector256<int> low, Vector256<int> high) =>
        Vector256.Narrow((low + Vector256.Create(Half)) >> 16, (high + Vector256.Create(Half)) >> 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Clamp(Vector256<short> values)
    {
        var clamped = Vector256.Min(Vector256.Max(values, Vector256<short>.Zero), Vector256.Create((short)255))
            .AsUInt16();
        return Vector128.Narrow(clamped.GetLower(), clamped.GetUpper());
    }

    /// <summary>Sixteen pixels as 48 bytes: each third takes its bytes from all three vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<byte> r, Vector128<byte> g, Vector128<byte> b, ref byte rgb)
    {
        // 255 asks for a zero.
        const byte o = 255;
        var first = Vector128.Shuffle(r, Vector128.Create(0, o, o, 1, o, o, 2, o, o, 3, o, o, 4, o, o, 5))
            | Vector128.Shuffle(g, Vector128.Create(o, 0, o, o, 1, o, o, 2, o, o, 3, o, o, 4, o, o))
            | Vector128.Shuffle(b, Vector128.Create(o, o, 0, o, o, 1, o, o, 2, o, o, 3, o, o, 4, o));
        var second = Vector128.Shuffle(r, Vector128.Create(o, o, 6, o, o, 7, o, o, 8, o, o, 9, o, o, 10, o))
            | Vector128.Shuffle(g, Vector128.Create(5, o, o, 6, o, o, 7, o, o, 8, o, o, 9, o, o, 10))
            | Vector128.Shuffle(b, Vector128.Create(o, 5, o, o, 6, o, o, 7, o, o, 8, o, o, 9, o, o));
        var third = Vector128.Shuffle(r, Vector128.Create(o, 11, o, o, 12, o, o, 13, o, o, 14, o, o, 15, o, o))
            | Vector128.Shuffle(g, Vector128.Create(o, o, 11, o, o, 12, o, o, 13, o, o, 14, o, o, 15, o))
            | Vector128.Shuffle(b, Vector128.Create(10, o, o, 11, o, o, 12, o, o, 13, o, o, 14, o, o, 15));
        first.StoreUnsafe(ref rgb);
        second.StoreUnsafe(ref rgb, 16);
        third.StoreUnsafe(ref rgb, 32);
    }
}
