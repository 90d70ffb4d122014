using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace ZoeDepth.Kernels.Simd;

/// <summary>Four floats: SSE on x86, NEON on Arm, packed SIMD in WebAssembly.</summary>
internal readonly unsafe struct Vec128 : ISimd<Vector128<float>>
{
    /// <inheritdoc/>
    public static int Width => 4;

    /// <inheritdoc/>
    public static Vector128<float> Zero => Vector128<float>.Zero;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(float* p) => Vector128.Load(p);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* p, Vector128<float> value) => value.Store(p);

    /// <inheritdoc/>
    public static Vector128<float> LoadPartial(float* p, int count, float rest)
    {
        var whole = Vector128.Create(rest);
        Unsafe.CopyBlockUnaligned(&whole, p, (uint)count * sizeof(float));
        return whole;
    }

    /// <inheritdoc/>
    public static void StorePartial(float* p, Vector128<float> value, int count) =>
        Unsafe.CopyBlockUnaligned(p, &value, (uint)count * sizeof(float));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> a, Vector128<float> b) => a + b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Subtract(Vector128<float> a, Vector128<float> b) => a - b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Multiply(Vector128<float> a, Vector128<float> b) => a * b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Divide(Vector128<float> a, Vector128<float> b) => a / b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> sum) =>
        Vector128.MultiplyAddEstimate(a, b, sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Min(Vector128<float> a, Vector128<float> b) =>
        Vector128.ConditionalSelect(Vector128.LessThan(a, b), a, b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Max(Vector128<float> a, Vector128<float> b) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(a, b), a, b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sqrt(Vector128<float> a) => Vector128.Sqrt(a);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Abs(Vector128<float> a) => Vector128.Abs(a);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Round(Vector128<float> a) => Vector128.Round(a);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> SelectLess(Vector128<float> a, Vector128<float> b, Vector128<float> x,
        Vector128<float> y) =>
        Vector128.ConditionalSelect(Vector128.LessThan(a, b), x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ScaleByPowerOfTwo(Vector128<float> x, Vector128<float> n)
    {
        var half = Vector128.Round(n * 0.5f);
        return x * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exponent(Vector128<float> x) =>
        Vector128.ConvertToSingle((x.AsInt32() >> 23) - Vector128.Create(127));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Significand(Vector128<float> x) =>
        ((x.AsInt32() & Vector128.Create(0x007FFFFF)) | Vector128.Create(0x3F800000)).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> CopySign(Vector128<float> magnitude, Vector128<float> sign) =>
        Vector128.CopySign(magnitude, sign);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector128<float> a) => Vector128.Sum(a);

    /// <inheritdoc/>
    public static float Largest(Vector128<float> a)
    {
        var largest = a.GetElement(0);
        for (var i = 1; i < Width; i++) largest = MathF.Max(largest, a.GetElement(i));
        return largest;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> FusedMultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> sum) =>
        Vector128.FusedMultiplyAdd(a, b, sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> RoundToBFloat16(Vector128<float> a)
    {
        var bits = a.AsUInt32();
        var nearest = bits + Vector128.Create(0x7FFFu) + ((bits >> 16) & Vector128<uint>.One);
        var quiet = bits | Vector128.Create(0x00400000u);
        var rounded = Vector128.ConditionalSelect(Vector128.Equals(a, a).AsUInt32(), nearest, quiet);
        var isTiny = Vector128.LessThan(Vector128.Abs(a), Vector128.Create(BFloat16.Smallest)).AsUInt32();
        return UpperHalf(Vector128.AndNot(rounded, isTiny).AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LowerHalf(Vector128<float> pairs) => (pairs.AsUInt32() << 16).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> UpperHalf(Vector128<float> pairs) =>
        (pairs.AsUInt32() & Vector128.Create(0xFFFF0000u)).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Pair(Vector128<float> lower, Vector128<float> upper) =>
        ((lower.AsUInt32() >> 16) | upper.AsUInt32()).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUpperHalves(ushort* p, Vector128<float> a) =>
        Vector128.Narrow(a.AsUInt32() >> 16, a.AsUInt32() >> 16).GetLower().Store(p);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> AddIntegers(Vector128<float> a, Vector128<float> b) =>
        (a.AsInt32() + b.AsInt32()).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> SubtractIntegers(Vector128<float> a, Vector128<float> b) =>
        (a.AsInt32() - b.AsInt32()).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> FromIntegers(Vector128<float> a) => Vector128.ConvertToSingle(a.AsInt32());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> AddByteProducts(Vector128<float> unsigned, Vector128<float> signed,
        Vector128<float> sum)
    {
        var (a, b, total) = (unsigned.AsUInt32(), signed.AsInt32(), sum.AsInt32());
        if (Sse2.IsSupported)
        {
            var bytes = signed.AsInt16();
            return (total
                + Sse2.MultiplyAddAdjacent(unsigned.AsInt16() & Vector128.Create((short)0xFF), (bytes << 8) >> 8)
                + Sse2.MultiplyAddAdjacent((unsigned.AsUInt16() >> 8).AsInt16(), bytes >> 8)).AsSingle();
        }
        if (Dp.IsSupported)
        {
            // The instruction takes bytes of one kind: u·s = (u − 128)·s + 2·64·s.
            var shifted = (unsigned.AsByte() ^ Vector128.Create((byte)0x80)).AsSByte();
            var (bytes, half) = (signed.AsSByte(), Vector128.Create((sbyte)64));
            total = Dp.DotProduct(Dp.DotProduct(total, half, bytes), half, bytes);
            return Dp.DotProduct(total, shifted, bytes).AsSingle();
        }
        var low = Vector128.Create(0xFFu);
        total += (a & low).AsInt32() * ((b << 24) >> 24);
        total += ((a >> 8) & low).AsInt32() * ((b << 16) >> 24);
        total += ((a >> 16) & low).AsInt32() * ((b << 8) >> 24);
        return (total + ((a >> 24).AsInt32() * (b >> 24))).AsSingle();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LowBytes(Vector128<float> a, Vector128<float> b, Vector128<float> c,
        Vector128<float> d)
    {
        var low = Vector128.Create(0xFFu);
        return ((a.AsUInt32() & low) | ((b.AsUInt32() & low) << 8) | ((c.AsUInt32() & low) << 16)
            | (d.AsUInt32() << 24)).AsSingle();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreLowBytes(byte* p, Vector128<float> a)
    {
        var halves = Vector128.Narrow(a.AsUInt32() & Vector128.Create(0xFFu), Vector128<uint>.Zero);
        *(uint*)p = Vector128.Narrow(halves, halves).AsUInt32()[0];
    }

    /// <summary>
    /// 2ⁿ for integral n in −127..128 (0 and infinity at the ends): 1.5 · 2²³ + 127 + n ends in 127 + n, and the
    /// exponent's place is 23 to the left.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> PowerOfTwo(Vector128<float> n) =>
        ((n + Vector128.Create(12583039f)).AsInt32() << 23).AsSingle();
}
