using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Gemm;

/// <summary>
/// Carries a tile between its 12 × 32 scratch block and a place that a tile cannot write to directly.
/// </summary>
internal static unsafe class GemmCCopy
{
    /// <summary>
    /// The address of a whole tile, <paramref name="whole"/> columns wide, in the target, or null when it has to go
    /// through the scratch block.
    /// </summary>
    public static float* Direct(in GemmC target, int row, int rows, int column, int columns, int whole)
    {
        if (columns % whole != 0 || target.Pixels is not null) return null;
        if (target.PerGroup == int.MaxValue) return target.First + (row * target.Stride) + column;
        var (group, first) = Math.DivRem(row, target.PerGroup);
        return first + rows > target.PerGroup
            ? null : target.First + (group * target.GroupStride) + (first * target.Stride) + column;
    }

    /// <summary>Reads what the target holds for a tile into the scratch block; what is dropped reads as 0.</summary>
    public static void Load<S, V>(in GemmC target, int row, int rows, int column, int columns, float* tile)
        where S : struct, ISimd<V> where V : struct
    {
        for (var i = 0; i < rows; i++, tile += GemmTile.NR)
            for (var j = 0; j < columns;)
            {
                var place = Place(target, row + i, column + j, columns - j, out var length);
                if (place == null) new Span<float>(tile + j, length).Clear();
                else Copy<S, V>(place, tile + j, length);
                j += length;
            }
    }

    /// <summary>Writes the scratch block to the target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Store<S, V>(in GemmC target, int row, int rows, int column, int columns, float* tile)
        where S : struct, ISimd<V> where V : struct
    {
        if (target.Pixels is null && target.PerGroup == int.MaxValue)
        {
            var to = target.First + (row * target.Stride) + column;
            for (var i = 0; i < rows; i++, tile += GemmTile.NR, to += target.Stride) Copy<S, V>(tile, to, columns);
            return;
        }
        for (var i = 0; i < rows; i++, tile += GemmTile.NR)
            for (var j = 0; j < columns;)
            {
                var place = Place(target, row + i, column + j, columns - j, out var length);
                if (place != null) Copy<S, V>(tile + j, place, length);
                j += length;
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy<S, V>(float* from, float* to, int count) where S : struct, ISimd<V> where V : struct
    {
        if (count == 1)
        {
            *to = *from;
            return;
        }
        for (var i = 0; i < count; i += S.Width)
        {
            var lanes = Math.Min(S.Width, count - i);
            Lanes.Store<S, V>(to + i, Lanes.Load<S, V>(from + i, lanes), lanes);
        }
    }

    /// <summary>
    /// Where element [row, column] lies, and how many columns follow it there; null if it is dropped.
    /// </summary>
    private static float* Place(in GemmC target, int row, int column, int columns, out int length)
    {
        if (target.Pixels is not { } shape)
        {
            length = columns;
            var (group, first) = Math.DivRem(row, target.PerGroup);
            return target.First + (group * target.GroupStride) + (first * target.Stride) + column;
        }
        var (tap, channel) = Math.DivRem(column, shape.Channels);
        length = Math.Min(columns, shape.Channels - channel);
        var (pixels, outputX) = Math.DivRem(row, shape.OutputWidth);
        var (image, outputY) = Math.DivRem(pixels, shape.OutputHeight);
        var y = (outputY * shape.StrideY) - shape.PaddingY + (tap / shape.KernelWidth);
        var x = (outputX * shape.StrideX) - shape.PaddingX + (tap % shape.KernelWidth);
        if ((uint)y >= (uint)shape.Height || (uint)x >= (uint)shape.Width) return null;
        return target.First + ((((((long)image * shape.Height) + y) * shape.Width) + x) * shape.Pixel) + channel;
    }
}
