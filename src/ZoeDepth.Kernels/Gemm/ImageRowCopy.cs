using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Gemm;

/// <summary>Gathers what output pixels of a convolution see, for <see cref="RowCopy"/>.</summary>
internal static unsafe class ImageRowCopy
{
    /// <summary>One output pixel per row, <paramref name="toStride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows<S, V>(float* x, in ConvolutionShape shape, float floor, int row0, int count, int k0,
        int depth, float* to, long toStride)
        where S : struct, ISimd<V> where V : struct
    {
        // Without a gap between pixels one row of the kernel is one segment of memory: kernel width × channels.
        var dense = shape.Pixel == shape.Channels;
        var taps = dense ? 1 : shape.KernelWidth;
        int run = shape.KernelWidth / taps * shape.Channels, end = k0 + depth;
        var least = S.Broadcast(floor);
        var (pixels, outputX) = Math.DivRem(row0, shape.OutputWidth);
        var (image, outputY) = Math.DivRem(pixels, shape.OutputHeight);
        for (var i = 0; i < count; i++, to += toStride)
        {
            var first = x + ((long)image * shape.Height * shape.Width * shape.Pixel);
            for (var k = k0; k < end;)
            {
                var (tap, skip) = Math.DivRem(k, run);
                var length = Math.Min(run - skip, end - k);
                var y = Place((outputY * shape.StrideY) - shape.PaddingY + (tap / taps), shape.Height);
                var target = to + (k - k0);
                if (y < 0)
                {
                    Zero<S, V>(target, length);
                }
                else
                {
                    var row = first + ((long)y * shape.Width * shape.Pixel);
                    var left = (outputX * shape.StrideX) - shape.PaddingX;
                    if (dense)
                        Clipped<S, V>(row, shape.Width * shape.Channels, (left * shape.Channels) + skip, target, length,
                            least);
                    else Pixel<S, V>(row, Place(left + (tap % taps), shape.Width), shape.Pixel, skip, target, length,
                        least);
                }
                k += length;
            }
            if (++outputX < shape.OutputWidth) continue;
            outputX = 0;
            if (++outputY < shape.OutputHeight) continue;
            outputY = 0;
            image++;
        }
    }

    /// <summary>The input row or column at a place, or −1 outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Place(int place, int extent) => (uint)place < (uint)extent ? place : -1;

    /// <summary>
    /// Copies <paramref name="length"/> floats from <paramref name="start"/> of a row of <paramref name="extent"/>
    /// floats; 0 outside the row.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Clipped<S, V>(float* row, int extent, int start, float* to, int length, V floor)
        where S : struct, ISimd<V> where V : struct
    {
        var before = Math.Clamp(-start, 0, length);
        var inside = Math.Clamp(extent - start - before, 0, length - before);
        if (before > 0) Zero<S, V>(to, before);
        RowCopy.Segment<S, V>(row + start + before, to + before, inside, floor);
        if (before + inside < length) Zero<S, V>(to + before + inside, length - before - inside);
    }

    private static void Pixel<S, V>(float* row, int column, long stride, int channel, float* to, int length, V floor)
        where S : struct, ISimd<V> where V : struct
    {
        if (column < 0) Zero<S, V>(to, length);
        else RowCopy.Segment<S, V>(row + (column * stride) + channel, to, length, floor);
    }

    private static void Zero<S, V>(float* to, int count) where S : struct, ISimd<V> where V : struct
    {
        var i = 0;
        for (; i + S.Width <= count; i += S.Width) S.Store(to + i, S.Zero);
        if (i < count) S.StorePartial(to + i, S.Zero, count - i);
    }
}
