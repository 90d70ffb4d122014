using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Gemm;

/// <summary>
/// Floats as multiples of a scale from −127 to 127, symmetric about 0: a scale for each output of a weight, found when
/// it is packed, and one for each row, found from the row itself. The same bits on every instruction set.
/// </summary>
/// <remarks>
/// <para>
/// Instructions that multiply bytes take one side without sign, so a row holds q + 128; what that adds to a sum, 128
/// times the weights of an output, is known when the weights are packed, and taken off again.
/// </para>
/// <para>
/// A number that is NaN or infinite makes the whole of its row, or of its output, NaN: there is no scale for it.
/// </para>
/// </remarks>
internal static unsafe class Int8Quantization
{
    /// <summary>The largest multiple.</summary>
    public const float Most = 127;

    /// <summary>Floats beside a panel: 32 scales, then 32 integers to be taken off sums.</summary>
    public const int FloatsBesidePanel = 2 * GemmTile.NR;

    // 1.5 · 2²³: added to a number below 2²², it leaves the nearest integer in the last bits, ties to even.
    private const float ToInteger = 12582912;

    /// <summary>A smaller scale has no reciprocal; such rows count as 0.</summary>
    private const float SmallestScale = 1.17549435e-38f;

    /// <summary>
    /// The scale of numbers whose largest magnitude is given; <paramref name="strange"/> is 0 or NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ScaleOf<S, V>(V largest, V strange) where S : struct, ISimd<V> where V : struct =>
        S.Add(S.Divide(largest, S.Broadcast(Most)), strange);

    /// <summary>What numbers are multiplied by; 0 for a scale that is too small, or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V InverseOf<S, V>(V scale) where S : struct, ISimd<V> where V : struct =>
        S.SelectLess(S.Broadcast(SmallestScale), scale, S.Divide(S.Broadcast(1), scale), S.Zero);

    /// <summary>Raises the largest magnitude and the strangeness of a row by more of its numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Look<S, V>(float* from, int count, ref V largest, ref V strange)
        where S : struct, ISimd<V> where V : struct
    {
        for (var i = 0; i < count; i += S.Width)
        {
            var x = Lanes.Load<S, V>(from + i, Math.Min(S.Width, count - i));
            Look<S, V>(x, ref largest, ref strange);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Look<S, V>(V x, ref V largest, ref V strange) where S : struct, ISimd<V> where V : struct
    {
        largest = S.Max(S.Abs(x), largest);
        // 0 · x is NaN for what has no scale, and 0 otherwise.
        strange = S.MultiplyAdd(S.Zero, x, strange);
    }

    /// <summary>The scale of a row that was looked at.</summary>
    public static float RowScale<S, V>(V largest, V strange) where S : struct, ISimd<V> where V : struct =>
        ScaleOf<Scalar, float>(S.Largest(largest), S.Sum(strange));

    /// <summary>Writes numbers of a row as words; what an incomplete word lacks is anything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Row<S, V>(float* from, int count, float scale, float* to)
        where S : struct, ISimd<V> where V : struct
    {
        var inverse = S.Broadcast(InverseOf<Scalar, float>(scale));
        var offset = S.Broadcast(ToInteger + 128);
        var bytes = (byte*)to;
        for (var i = 0; i < count; i += S.Width)
        {
            var x = Lanes.Load<S, V>(from + i, Math.Min(S.Width, count - i));
            S.StoreLowBytes(bytes + i, S.FusedMultiplyAdd(x, inverse, offset));
        }
    }

    /// <summary>
    /// Writes a panel of numbers <c>[k, 32]</c> as words <c>[⌈k / 4⌉, 32]</c>, and what belongs to its outputs.
    /// </summary>
    /// <param name="from">numbers</param>
    /// <param name="k">how many for each output</param>
    /// <param name="to">words</param>
    /// <param name="beside">scales and integers, <see cref="FloatsBesidePanel"/></param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Panel<S, V>(float* from, int k, float* to, float* beside)
        where S : struct, ISimd<V> where V : struct
    {
        var half = S.Broadcast(BitConverter.Int32BitsToSingle(unchecked((int)0x80808080)));
        var offset = S.Broadcast(ToInteger);
        for (var j = 0; j < GemmTile.NR; j += S.Width)
        {
            V largest = S.Zero, strange = S.Zero, sum = S.Zero;
            for (var i = 0; i < k; i++)
            {
                var x = S.Load(from + ((long)i * GemmTile.NR) + j);
                Look<S, V>(x, ref largest, ref strange);
            }
            var scale = ScaleOf<S, V>(largest, strange);
            var inverse = InverseOf<S, V>(scale);
            for (var i = 0; i < k; i += 4)
            {
                var word = S.LowBytes(Multiple<S, V>(from, i, k, j, inverse, offset),
                    Multiple<S, V>(from, i + 1, k, j, inverse, offset),
                    Multiple<S, V>(from, i + 2, k, j, inverse, offset),
                    Multiple<S, V>(from, i + 3, k, j, inverse, offset));
                S.Store(to + ((long)i / 4 * GemmTile.NR) + j, word);
                sum = S.AddByteProducts(half, word, sum);
            }
            S.Store(beside + j, scale);
            S.Store(beside + GemmTile.NR + j, sum);
        }
    }

    /// <summary>Integers of a finished tile become floats.</summary>
    /// <param name="c">sums, whole vectors</param>
    /// <param name="cStride">floats from one row of c to the next</param>
    /// <param name="rows">rows</param>
    /// <param name="columns">outputs, at most 32</param>
    /// <param name="rowScales">a scale for each row</param>
    /// <param name="beside">what <see cref="Panel"/> wrote</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Finish<S, V>(float* c, long cStride, int rows, int columns, float* rowScales, float* beside)
        where S : struct, ISimd<V> where V : struct
    {
        for (var j = 0; j < columns; j += S.Width)
        {
            V scale = S.Load(beside + j), extra = S.Load(beside + GemmTile.NR + j);
            var p = c + j;
            for (var i = 0; i < rows; i++, p += cStride)
            {
                var sum = S.FromIntegers(S.SubtractIntegers(S.Load(p), extra));
                S.Store(p, S.Multiply(S.Multiply(sum, scale), S.Broadcast(rowScales[i])));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Multiple<S, V>(float* from, int i, int k, int j, V inverse, V offset)
        where S : struct, ISimd<V> where V : struct =>
        i < k ? S.FusedMultiplyAdd(S.Load(from + ((long)i * GemmTile.NR) + j), inverse, offset) : S.Zero;
}
