using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Gemm;

/// <summary>
/// Copies blocks of <see cref="GemmA"/> to where the tiles read them: row after row of words,
/// <see cref="GemmTile.RowStride"/> apart.
/// </summary>
internal static unsafe class RowCopy
{
    /// <summary>
    /// Copies rows <paramref name="row0"/> … row0 + count − 1, k from <paramref name="k0"/> to k0 + depth − 1.
    /// </summary>
    /// <param name="rows">where they are</param>
    /// <param name="row0">the first row</param>
    /// <param name="count">rows</param>
    /// <param name="k0">the first k</param>
    /// <param name="depth">how many k</param>
    /// <param name="scales">for quantized operands, <see cref="Scales"/> of these rows</param>
    /// <param name="to">where they go</param>
    public static void Run<S, V, F>(in GemmA rows, int row0, int count, int k0, int depth, float* scales, float* to)
        where S : struct, ISimd<V> where V : struct where F : struct, IOperands
    {
        if (depth == 0) return;
        if (F.PerWord == 1) Numbers<S, V>(rows, row0, count, k0, depth, to);
        else Words<S, V, F>(rows, row0, count, k0, depth, scales, to);
    }

    /// <summary>
    /// Row by row through segments of <see cref="GemmTile.KC"/> numbers, which stay in the first cache until they are
    /// words.
    /// </summary>
    private static void Words<S, V, F>(in GemmA rows, int row0, int count, int k0, int depth, float* scales, float* to)
        where S : struct, ISimd<V> where V : struct where F : struct, IOperands
    {
        const int some = 4;
        var numbers = stackalloc float[some * GemmTile.RowStride];
        for (var k = 0; k < depth; k += GemmTile.KC)
        {
            var length = Math.Min(GemmTile.KC, depth - k);
            for (var row = 0; row < count; row += some)
            {
                var high = Math.Min(some, count - row);
                var from = Seen<S, V>(rows, row0 + row, high, k0 + k, length, numbers, out var apart);
                for (var i = 0; i < high; i++, from += apart)
                {
                    var words = to + ((((row + i) * GemmTile.RowStride) + (k / F.PerWord)) * F.FloatsPerRowWord);
                    if (F.IsQuantized) Int8Quantization.Row<S, V>(from, length, scales[row + i], words);
                    else F.Row<S, V>(from, length, words);
                }
            }
        }
    }

    /// <summary>The scales of rows <paramref name="row0"/> … row0 + count − 1, from the whole of their depth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scales<S, V>(in GemmA rows, int row0, int count, float* scales)
        where S : struct, ISimd<V> where V : struct
    {
        var numbers = stackalloc float[GemmTile.RowStride];
        for (var row = 0; row < count; row++)
        {
            V largest = S.Zero, strange = S.Zero;
            for (var k = 0; k < rows.Depth; k += GemmTile.KC)
            {
                var length = Math.Min(GemmTile.KC, rows.Depth - k);
                var from = Seen<S, V>(rows, row0 + row, 1, k, length, numbers, out _);
                Int8Quantization.Look<S, V>(from, length, ref largest, ref strange);
            }
            scales[row] = Int8Quantization.RowScale<S, V>(largest, strange);
        }
    }

    /// <summary>
    /// Rows to read, <paramref name="apart"/> floats from one to the next: where they lie, or copied to
    /// <paramref name="near"/>.
    /// </summary>
    private static float* Seen<S, V>(in GemmA rows, int row, int count, int k, int depth, float* near, out long apart)
        where S : struct, ISimd<V> where V : struct
    {
        apart = rows.Stride;
        var first = rows.InPlace(row, count);
        if (first != null) return first + k;
        Numbers<S, V>(rows, row, count, k, depth, near);
        apart = GemmTile.RowStride;
        return near;
    }

    private static void Numbers<S, V>(in GemmA rows, int row0, int count, int k0, int depth, float* to)
        where S : struct, ISimd<V> where V : struct
    {
        switch (rows.Kind)
        {
            case GemmA.Order.Plain: Plain<S, V>(rows, row0, count, k0, depth, to); break;
            case GemmA.Order.Columns: Columns<S, V>(rows, row0, count, k0, depth, to); break;
            default:
                ImageRowCopy.Rows<S, V>(rows.First, rows.Shape, rows.Floor, row0, count, k0, depth, to,
                    GemmTile.RowStride);
                break;
        }
    }

    /// <summary>
    /// Copies one segment, raising values to <paramref name="floor"/>; the order of operands lets a NaN through.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Segment<S, V>(float* from, float* to, int count, V floor)
        where S : struct, ISimd<V> where V : struct
    {
        var i = 0;
        for (; i + S.Width <= count; i += S.Width) S.Store(to + i, S.Max(floor, S.Load(from + i)));
        if (i < count) S.StorePartial(to + i, S.Max(floor, S.LoadPartial(from + i, count - i, 0)), count - i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Plain<S, V>(in GemmA rows, int row0, int count, int k0, int depth, float* to)
        where S : struct, ISimd<V> where V : struct
    {
        var floor = S.Broadcast(rows.Floor);
        var (group, row) = Math.DivRem(row0, rows.PerGroup);
        while (count > 0)
        {
            var run = Math.Min(count, rows.PerGroup - row);
            var from = rows.First + (group * rows.GroupStride) + (row * rows.Stride) + k0;
            for (var i = 0; i < run; i++, from += rows.Stride, to += GemmTile.RowStride)
                Segment<S, V>(from, to, depth, floor);
            count -= run;
            row = 0;
            group++;
        }
    }

    private static void Columns<S, V>(in GemmA rows, int row0, int count, int k0, int depth, float* to)
        where S : struct, ISimd<V> where V : struct
    {
        Transposition.Copy(rows.First + (k0 * rows.Stride) + row0, rows.Stride, to, GemmTile.RowStride, depth, count);
        Raise<S, V>(to, count, depth, rows.Floor);
    }

    /// <summary>Rectifies rows that are already copied.</summary>
    private static void Raise<S, V>(float* to, int count, int depth, float floor)
        where S : struct, ISimd<V> where V : struct
    {
        if (float.IsNegativeInfinity(floor)) return;
        for (var i = 0; i < count; i++, to += GemmTile.RowStride) Segment<S, V>(to, to, depth, S.Broadcast(floor));
    }
}
