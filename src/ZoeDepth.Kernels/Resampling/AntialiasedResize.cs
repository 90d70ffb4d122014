using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Resampling;

/// <summary>
/// Pictures of floats made smaller (or larger) with a filter that grows with the scale:
/// <c>torchvision.transforms.v2.functional.resize(antialias=True)</c>, and
/// <c>torch.nn.functional.interpolate(antialias=True, align_corners=False)</c>. Along the row first, then down the
/// columns, as there.
/// </summary>
internal static unsafe class AntialiasedResize
{
    /// <summary>y = x on the new grid.</summary>
    /// <param name="x"><c>[image, row, column, channel]</c></param>
    /// <param name="images">pictures in x</param>
    /// <param name="rows">rows of a picture of x</param>
    /// <param name="columns">columns of a picture of x</param>
    /// <param name="channels">elements in a pixel</param>
    /// <param name="newRows">rows of a picture of y</param>
    /// <param name="newColumns">columns of a picture of y</param>
    /// <param name="filter">the shape of the filter</param>
    /// <param name="y"><c>[image, new row, new column, channel]</c>; must not overlap x</param>
    /// <param name="work">the threads</param>
    public static void Run(float* x, int images, int rows, int columns, int channels, int newRows, int newColumns,
        ResampleFilter filter, float* y, Work work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var across = FilteredAxis.Antialiased(columns, newColumns, filter, single: true);
        var down = FilteredAxis.Antialiased(rows, newRows, filter, single: true);
        using var stretched = work.Scratch((long)images * rows * newColumns * channels);
        var kernel = new Kernel(x, images, channels, across, down, Array.ConvertAll(across.Weights, w => (float)w),
            Array.ConvertAll(down.Weights, w => (float)w), stretched.Pointer, y, work);
        Dispatch.Run(ref kernel);
    }

    private readonly struct Kernel(float* x, int images, int channels, FilteredAxis across, FilteredAxis down,
        float[] acrossWeights, float[] downWeights, float* stretched, float* y, Work work)
        : IKernel
    {
        private readonly float* _x = x, _stretched = stretched, _y = y;

        public void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var self = this;
            work.Ranges((long)images * down.Source, 8, (start, end) => self.Across<S, V>(start, end));
            work.Ranges((long)images * down.Length, 8, (start, end) => self.Down<S, V>(start, end));
        }

        private void Across<S, V>(long start, long end) where S : struct, ISimd<V> where V : struct
        {
            fixed (float* weights = acrossWeights)
            {
                for (var row = start; row < end; row++)
                {
                    var from = _x + (row * across.Source * channels);
                    var to = _stretched + (row * across.Length * channels);
                    for (var i = 0; i < across.Length; i++, to += channels)
                        Sum<S, V>(from + ((long)across.Starts[i] * channels), channels,
                            weights + ((long)i * across.Width), across.Counts[i], channels, to);
                }
            }
        }

        private void Down<S, V>(long start, long end) where S : struct, ISimd<V> where V : struct
        {
            var width = (long)across.Length * channels;
            fixed (float* weights = downWeights)
            {
                for (var row = start; row < end; row++)
                {
                    var (image, i) = (row / down.Length, (int)(row % down.Length));
                    var from = _stretched + (((image * down.Source) + down.Starts[i]) * width);
                    Sum<S, V>(from, width, weights + ((long)i * down.Width), down.Counts[i], width, _y + (row * width));
                }
            }
        }

        /// <summary>y[0..count] = Σ weight[tap] · x[tap · step + 0..count]</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Sum<S, V>(float* x, long step, float* weights, int taps, long count, float* y)
            where S : struct, ISimd<V> where V : struct
        {
            var c = 0L;
            for (; c + S.Width <= count; c += S.Width)
            {
                var sum = S.Zero;
                for (var tap = 0; tap < taps; tap++)
                    sum = S.MultiplyAdd(S.Broadcast(weights[tap]), S.Load(x + (tap * step) + c), sum);
                S.Store(y + c, sum);
            }
            for (; c < count; c++)
            {
                var sum = 0f;
                for (var tap = 0; tap < taps; tap++) sum = Scalar.MultiplyAdd(weights[tap], x[(tap * step) + c], sum);
                y[c] = sum;
            }
        }
    }
}
