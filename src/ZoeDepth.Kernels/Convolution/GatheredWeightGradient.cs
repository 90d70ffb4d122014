using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Convolution;

/// <summary>
/// Gradients of kernels of any size and stride: what a block of output pixels sees is gathered once, and multiplied by
/// the gradients of these pixels where they lie.
/// </summary>
internal static unsafe class GatheredWeightGradient
{
    /// <summary>Floats of a block's gathered pixels: half a second cache of a megabyte.</summary>
    private const int BlockFloats = 128 * 1024;

    /// <summary>
    /// dw[out, in, row, column] = Σ over output pixels of dy[pixel, out] · x[seen pixel, in], or dw += it.
    /// </summary>
    /// <inheritdoc cref="ConvolutionKernel.WeightGradient"/>
    public static void Run(Work work, in ConvolutionShape shape, float* x, float* dy, long dyStride, int channelsOut,
        float* dw, bool accumulate, bool rectified)
    {
        var columns = OuterProduct.Padded(shape.Depth);
        if (ConvolutionKernel.IsPointwise(shape) && columns == shape.Depth && !rectified)
        {
            // What a pixel sees is the pixel, and dw has the order of the product.
            OuterProduct.Multiply(work, shape.OutputPixels, dy, channelsOut, dyStride, x, columns, shape.Pixel, dw,
                columns, accumulate);
            return;
        }
        // The number of pixels does not depend on the threads: neither do the sums.
        var block = Math.Clamp(BlockFloats / columns, 16, OuterProduct.Block);
        using var gathered = work.Scratch((long)block * columns);
        using var sums = work.Scratch((long)channelsOut * columns);
        // What lies between a row and its padding is multiplied, too.
        if (columns > shape.Depth) new Span<float>(gathered.Pointer, block * columns).Clear();
        var kernel = new Gather
        {
            Work = work, Shape = shape, X = x, To = gathered.Pointer, Columns = columns,
            Floor = rectified ? 0 : float.NegativeInfinity,
        };
        var pixels = shape.OutputPixels;
        for (var first = 0; first < pixels; first += block)
        {
            (kernel.First, kernel.Count) = (first, Math.Min(block, pixels - first));
            Dispatch.Run(ref kernel);
            OuterProduct.Multiply(work, kernel.Count, dy + (first * dyStride), channelsOut, dyStride, kernel.To,
                columns, columns, sums.Pointer, columns, accumulate: first > 0);
        }
        if (pixels == 0) new Span<float>(sums.Pointer, channelsOut * columns).Clear();
        Finish(work, shape, sums.Pointer, columns, channelsOut, dw, accumulate);
    }

    /// <summary>From <c>[out, row, column, in]</c> to <c>[out, in, row, column]</c>.</summary>
    private static void Finish(Work work, in ConvolutionShape shape, float* sums, int columns, int channelsOut,
        float* dw, bool accumulate)
    {
        var (channels, taps) = (shape.Channels, shape.Taps);
        work.For(channelsOut, output =>
        {
            float* from = sums + ((long)output * columns), to = dw + ((long)output * channels * taps);
            for (var channel = 0; channel < channels; channel++)
                for (var tap = 0; tap < taps; tap++, to++)
                {
                    var value = from[(tap * channels) + channel];
                    *to = accumulate ? *to + value : value;
                }
        });
    }

    private struct Gather : IKernel
    {
        private const int PixelsAtOnce = 16;

        public Work Work;
        public ConvolutionShape Shape;
        public float* X, To;
        public float Floor;
        public int First, Count, Columns;

        public readonly void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var k = this;
            Work.For((Count + PixelsAtOnce - 1) / PixelsAtOnce, piece =>
            {
                var start = piece * PixelsAtOnce;
                ImageRowCopy.Rows<S, V>(k.X, k.Shape, k.Floor, k.First + start,
                    Math.Min(PixelsAtOnce, k.Count - start), 0, k.Shape.Depth, k.To + ((long)start * k.Columns),
                    k.Columns);
            });
        }
    }
}
