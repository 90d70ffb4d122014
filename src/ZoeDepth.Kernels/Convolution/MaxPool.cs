using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Convolution;

/// <summary>
/// The largest number of every window of a channels-last image; what lies outside the image does not count. Of a window
/// that holds a NaN nothing is promised.
/// </summary>
internal static unsafe class MaxPool
{
    /// <summary>y[pixel, c] = max over the seen pixels of x[seen pixel, c]</summary>
    /// <param name="work">threads</param>
    /// <param name="shape">windows, as those of a convolution; each sees at least one pixel</param>
    /// <param name="x">images <c>[image, row, column, channel]</c></param>
    /// <param name="y">result <c>[image, output row, output column, channel]</c></param>
    public static void Forward(Work work, in ConvolutionShape shape, float* x, float* y)
    {
        ArgumentNullException.ThrowIfNull(work);
        var kernel = new ForwardKernel { Work = work, Shape = shape, X = x, Y = y };
        Dispatch.Run(ref kernel);
    }

    /// <summary>dx[first largest seen pixel, c] += dy[pixel, c]; first in reading order.</summary>
    /// <param name="work">threads</param>
    /// <param name="shape">the windows</param>
    /// <param name="x">images</param>
    /// <param name="y">what <see cref="Forward"/> made of them</param>
    /// <param name="dy">gradient of y</param>
    /// <param name="dx">gradient of x, which is added to</param>
    public static void Backward(Work work, in ConvolutionShape shape, float* x, float* y, float* dy, float* dx)
    {
        ArgumentNullException.ThrowIfNull(work);
        var kernel = new BackwardKernel { Work = work, Shape = shape, X = x, Y = y, Dy = dy, Dx = dx };
        Dispatch.Run(ref kernel);
    }

    /// <summary>The part of a window along one axis that lies in the image.</summary>
    private static (int Start, int End) Seen(int at, int stride, int padding, int kernel, int length) =>
        (Math.Max(0, (at * stride) - padding), Math.Min(length, (at * stride) - padding + kernel));

    private struct ForwardKernel : IKernel
    {
        public Work Work;
        public ConvolutionShape Shape;
        public float* X, Y;

        public readonly void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var k = this;
            Work.For(Shape.Images * Shape.OutputHeight, row => k.Row<S, V>(row));
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Row<S, V>(int at) where S : struct, ISimd<V> where V : struct
        {
            var (image, row) = Math.DivRem(at, Shape.OutputHeight);
            var channels = Shape.Channels;
            var (top, bottom) = Seen(row, Shape.StrideY, Shape.PaddingY, Shape.KernelHeight, Shape.Height);
            var y = Y + ((long)at * Shape.OutputWidth * channels);
            for (var column = 0; column < Shape.OutputWidth; column++, y += channels)
            {
                var (left, right) = Seen(column, Shape.StrideX, Shape.PaddingX, Shape.KernelWidth, Shape.Width);
                for (var c = 0; c < channels; c += S.Width)
                {
                    var count = Math.Min(S.Width, channels - c);
                    var largest = S.Broadcast(float.NegativeInfinity);
                    for (var i = top; i < bottom; i++)
                    {
                        var x = X + ((((((long)image * Shape.Height) + i) * Shape.Width) + left) * channels) + c;
                        for (var j = left; j < right; j++, x += channels)
                            largest = S.Max(largest, Lanes.Load<S, V>(x, count));
                    }
                    Lanes.Store<S, V>(y + c, largest, count);
                }
            }
        }
    }

    private struct BackwardKernel : IKernel
    {
        public Work Work;
        public ConvolutionShape Shape;
        public float* X, Y, Dy, Dx;

        // Windows overlap, so a piece owns all pixels of some channels of an image: a cache line of them.
        public readonly void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var k = this;
            var lines = (Shape.Channels + Cache.Line - 1) / Cache.Line;
            Work.For(Shape.Images * lines, piece => k.Piece<S, V>(piece / lines, piece % lines * Cache.Line));
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Piece<S, V>(int image, int first) where S : struct, ISimd<V> where V : struct
        {
            int channels = Shape.Channels, last = Math.Min(channels, first + Cache.Line);
            for (var row = 0; row < Shape.OutputHeight; row++)
            {
                var (top, bottom) = Seen(row, Shape.StrideY, Shape.PaddingY, Shape.KernelHeight, Shape.Height);
                for (var column = 0; column < Shape.OutputWidth; column++)
                {
                    var (left, right) = Seen(column, Shape.StrideX, Shape.PaddingX, Shape.KernelWidth, Shape.Width);
                    var output = ((((((long)image * Shape.OutputHeight) + row) * Shape.OutputWidth) + column)
                        * channels) + first;
                    for (var c = first; c < last; c += S.Width, output += S.Width)
                    {
                        var count = Math.Min(S.Width, last - c);
                        V largest = Lanes.Load<S, V>(Y + output, count), open = Lanes.Load<S, V>(Dy + output, count);
                        for (var i = top; i < bottom; i++)
                        {
                            var at = ((((((long)image * Shape.Height) + i) * Shape.Width) + left) * channels) + c;
                            for (var j = left; j < right; j++, at += channels)
                            {
                                // Whoever reaches the maximum first takes the gradient and leaves 0 to those after it.
                                var x = Lanes.Load<S, V>(X + at, count);
                                var taken = S.SelectLess(x, largest, S.Zero, open);
                                open = S.SelectLess(x, largest, open, S.Zero);
                                Lanes.Store<S, V>(Dx + at, S.Add(Lanes.Load<S, V>(Dx + at, count), taken), count);
                            }
                        }
                    }
                }
            }
        }
    }
}
