using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace ZoeDepth.Kernels.Simd;

/// <summary>
/// Turns rows into columns. Not generic over the instruction set: four by four is the one size in which every machine
/// has the shuffles, and a wider one gains nothing, because the scattered stores bound it.
/// </summary>
internal static unsafe class Transposition
{
    /// <summary>
    /// <c>to[column · toStride + row] = from[row · fromStride + column]</c> for all rows and columns.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(float* from, long fromStride, float* to, long toStride, int rows, int columns)
    {
        var row = 0;
        for (; row + 4 <= rows; row += 4)
        {
            var p = from + (row * fromStride);
            Four(p, p + fromStride, p + (2 * fromStride), p + (3 * fromStride), to + row, toStride, columns);
        }
        for (; row < rows; row++)
        {
            var p = from + (row * fromStride);
            for (var column = 0; column < columns; column++) to[(column * toStride) + row] = p[column];
        }
    }

    /// <summary>Four rows that may lie anywhere become four neighbouring columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Four(float* row0, float* row1, float* row2, float* row3, float* to, long toStride, int columns)
    {
        var column = 0;
        if (Sse.IsSupported || AdvSimd.Arm64.IsSupported)
        {
            for (; column + 4 <= columns; column += 4)
            {
                var a = Vector128.Load(row0 + column);
                var b = Vector128.Load(row1 + column);
                var c = Vector128.Load(row2 + column);
                var d = Vector128.Load(row3 + column);
                Vector128<float> ac = Low(a, c), bd = Low(b, d), acHigh = High(a, c), bdHigh = High(b, d);
                Low(ac, bd).Store(to);
                High(ac, bd).Store(to + toStride);
                Low(acHigh, bdHigh).Store(to + (2 * toStride));
                High(acHigh, bdHigh).Store(to + (3 * toStride));
                to += 4 * toStride;
            }
        }
        for (; column < columns; column++)
        {
            to[0] = row0[column];
            to[1] = row1[column];
            to[2] = row2[column];
            to[3] = row3[column];
            to += toStride;
        }
    }

    /// <summary>a₀ b₀ a₁ b₁</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Low(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    /// <summary>a₂ b₂ a₃ b₃</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);
}
