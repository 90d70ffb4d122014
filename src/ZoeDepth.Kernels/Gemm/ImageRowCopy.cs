using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Gemm;

/// <summary>Gathers what output pixels of a convolution see, for <see cref="RowCopy"/>.</summary>
internal static unsafe class ImageRowCopy
{
    /// <summary>One output pixel per row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows<S, V>(float* x, in ConvolutionShape shape, float floor, int row0, int count, int k0,
        int depth, float* to)
        where S : struct, ISimd<V> where V : struct
    {
        // Without a gap between pixels one row of the kernel is one segment of memory: kernel width × channels.
        var dense = shape.Pixel == shape.Channels && shape.SpreadX <= 1;
        var taps = dense ? 1 : shape.KernelWidth;
        int run = shape.KernelWidth / taps * shape.Channels, end = k0 + depth;
        var least = S.Broadcast(floor);
        var (pixels, outputX) = Math.DivRem(row0, shape.OutputWidth);
        var (image, outputY) = Math.DivRem(pixels, shape.OutputHeight);
        for (var i = 0; i < count; i++, to += GemmTile.RowStride)
        {
            var first = x + ((long)image * shape.Height * shape.Width * shape.Pixel);
            for (var k = k0; k < end;)
            {
                var (tap, skip) = Math.DivRem(k, run);
                var length = Math.Min(run - skip, end - k);
                var y = Place((outputY * shape.StrideY) - shape.PaddingY + (tap / taps), shape.SpreadY, shape.Height);
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
                    else Pixel<S, V>(row, Place(left + (tap % taps), shape.SpreadX, shape.Width), shape.Pixel, skip,
                        target, length, least);
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

    /// <summary>One (kernel row, kernel column, channel) per row, one output pixel per column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Columns<S, V>(float* x, in ConvolutionShape shape, float floor, int row0, int count, int k0,
        int depth, float* to)
        where S : struct, ISimd<V> where V : struct
    {
        var seen = stackalloc float*[GemmTile.KC];
        var nothing = stackalloc float[Cache.Line];
        new Span<float>(nothing, Cache.Line).Clear();
        for (int row = row0, end = row0 + count; row < end;)
        {
            var (tap, channel) = Math.DivRem(row, shape.Channels);
            var length = Math.Min(shape.Channels - channel, end - row);
            See(x, shape, tap, k0, depth, seen);
            // Strips of 16 channels: one cache line of each pixel, and one line of zeros stands for every pixel outside
            // the image.
            for (var c = 0; c < length; c += Cache.Line)
                Turn(seen, depth, channel + c, Math.Min(Cache.Line, length - c), nothing,
                    to + (c * GemmTile.RowStride));
            RowCopy.Raise<S, V>(to, length, depth, floor);
            row += length;
            to += length * GemmTile.RowStride;
        }
    }

    /// <summary>Where the input pixel under a tap lies for each output pixel; null outside the image.</summary>
    private static void See(float* x, in ConvolutionShape shape, int tap, int k0, int depth, float** seen)
    {
        var (kernelY, kernelX) = Math.DivRem(tap, shape.KernelWidth);
        var (pixels, outputX) = Math.DivRem(k0, shape.OutputWidth);
        var (image, outputY) = Math.DivRem(pixels, shape.OutputHeight);
        for (var i = 0; i < depth; i++)
        {
            var inputY = Place((outputY * shape.StrideY) - shape.PaddingY + kernelY, shape.SpreadY, shape.Height);
            var inputX = Place((outputX * shape.StrideX) - shape.PaddingX + kernelX, shape.SpreadX, shape.Width);
            seen[i] = inputY < 0 || inputX < 0
                ? null : x + (((((long)image * shape.Height) + inputY) * shape.Width) + inputX) * shape.Pixel;
            if (++outputX < shape.OutputWidth) continue;
            outputX = 0;
            if (++outputY < shape.OutputHeight) continue;
            outputY = 0;
            image++;
        }
    }

    private static void Turn(float** seen, int depth, int channel, int channels, float* nothing, float* to)
    {
        var i = 0;
        for (; i + 4 <= depth; i += 4)
            Transposition.Four(From(seen[i]), From(seen[i + 1]), From(seen[i + 2]), From(seen[i + 3]), to + i,
                GemmTile.RowStride, channels);
        for (; i < depth; i++)
        {
            var from = From(seen[i]);
            for (var c = 0; c < channels; c++) to[(c * GemmTile.RowStride) + i] = from[c];
        }

        float* From(float* pixel) => pixel == null ? nothing : pixel + channel;
    }

    /// <summary>
    /// The input row or column at a place that may be outside (−1) or between two that are spread apart (−1).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Place(int place, int spread, int extent)
    {
        if (spread > 1)
        {
            if (place % spread != 0) return -1;
            place /= spread;
        }
        return (uint)place < (uint)extent ? place : -1;
    }

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
