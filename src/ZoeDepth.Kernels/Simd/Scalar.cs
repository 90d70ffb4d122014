using System.Runtime.CompilerServices;

namespace ZoeDepth.Kernels.Simd;

/// <summary>One float: every machine, and the plain reading of every kernel.</summary>
internal readonly unsafe struct Scalar : ISimd<float>
{
    /// <inheritdoc/>
    public static int Width => 1;

    /// <inheritdoc/>
    public static float Zero => 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Broadcast(float value) => value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Load(float* p) => *p;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* p, float value) => *p = value;

    /// <inheritdoc/>
    public static float LoadPartial(float* p, int count, float rest) => count > 0 ? *p : rest;

    /// <inheritdoc/>
    public static void StorePartial(float* p, float value, int count)
    {
        if (count > 0) *p = value;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Add(float a, float b) => a + b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Subtract(float a, float b) => a - b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Multiply(float a, float b) => a * b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Divide(float a, float b) => a / b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MultiplyAdd(float a, float b, float sum) => float.MultiplyAddEstimate(a, b, sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Min(float a, float b) => a < b ? a : b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(float a, float b) => a > b ? a : b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sqrt(float a) => MathF.Sqrt(a);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Abs(float a) => MathF.Abs(a);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Round(float a) => MathF.Round(a);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SelectLess(float a, float b, float x, float y) => a < b ? x : y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ScaleByPowerOfTwo(float x, float n) => MathF.ScaleB(x, (int)n);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exponent(float x) => (BitConverter.SingleToInt32Bits(x) >> 23) - 127;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Significand(float x) =>
        BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits(x) & 0x007FFFFF) | 0x3F800000);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float CopySign(float magnitude, float sign) => MathF.CopySign(magnitude, sign);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(float a) => a;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Largest(float a) => a;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float FusedMultiplyAdd(float a, float b, float sum) => MathF.FusedMultiplyAdd(a, b, sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float RoundToBFloat16(float a) => BFloat16.Round(a);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LowerHalf(float pairs) =>
        BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(pairs) << 16);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float UpperHalf(float pairs) =>
        BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(pairs) & 0xFFFF0000u);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Pair(float lower, float upper) => BitConverter.UInt32BitsToSingle(
        (BitConverter.SingleToUInt32Bits(lower) >> 16) | BitConverter.SingleToUInt32Bits(upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUpperHalves(ushort* p, float a) => *p = (ushort)(BitConverter.SingleToUInt32Bits(a) >> 16);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float AddIntegers(float a, float b) => BitConverter.Int32BitsToSingle(
        BitConverter.SingleToInt32Bits(a) + BitConverter.SingleToInt32Bits(b));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SubtractIntegers(float a, float b) => BitConverter.Int32BitsToSingle(
        BitConverter.SingleToInt32Bits(a) - BitConverter.SingleToInt32Bits(b));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float FromIntegers(float a) => BitConverter.SingleToInt32Bits(a);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float AddByteProducts(float unsigned, float signed, float sum)
    {
        var (a, b) = (BitConverter.SingleToUInt32Bits(unsigned), BitConverter.SingleToInt32Bits(signed));
        var total = BitConverter.SingleToInt32Bits(sum);
        for (var i = 0; i < 4; i++, a >>= 8, b >>= 8) total += (byte)a * (sbyte)b;
        return BitConverter.Int32BitsToSingle(total);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LowBytes(float a, float b, float c, float d) => BitConverter.UInt32BitsToSingle(
        (BitConverter.SingleToUInt32Bits(a) & 0xFF) | ((BitConverter.SingleToUInt32Bits(b) & 0xFF) << 8)
        | ((BitConverter.SingleToUInt32Bits(c) & 0xFF) << 16) | (BitConverter.SingleToUInt32Bits(d) << 24));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreLowBytes(byte* p, float a) => *p = (byte)BitConverter.SingleToUInt32Bits(a);
}
