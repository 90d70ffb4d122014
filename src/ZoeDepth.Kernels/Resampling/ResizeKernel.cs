using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Resampling;

/// <summary>
/// Pictures on another grid: interpolation, and borders that mirror. Everything is separable, so both directions work
/// row by row: the forward one stretches a row, then blends stretched rows; the adjoint blends rows of gradients, then
/// gathers along the row.
/// </summary>
internal static unsafe class ResizeKernel
{
    /// <summary>
    /// y = x on the new grid, <c>wy₀(wx₀·a + wx₁·b) + wy₁(wx₀·c + wx₁·d)</c> for bilinear: along the row first, as
    /// PyTorch. One channel: a plane of floats.
    /// </summary>
    /// <param name="x"><c>[image, row, column, channel]</c></param>
    /// <param name="images">pictures in x</param>
    /// <param name="channels">elements in a pixel</param>
    /// <param name="rows">where new rows come from</param>
    /// <param name="columns">where new columns come from</param>
    /// <param name="y"><c>[image, new row, new column, channel]</c>; must not overlap x</param>
    /// <param name="work">the threads</param>
    public static void Forward(float* x, int images, int channels, ResampledAxis rows, ResampledAxis columns, float* y,
        Work work)
    {
        var kernel = new ForwardKernel(x, images, channels, rows, columns, y, work);
        Dispatch.Run(ref kernel);
    }

    /// <summary>
    /// New rows <paramref name="first"/> to <paramref name="end"/> of one picture, into y: for what reads a map a strip
    /// at a time.
    /// </summary>
    /// <inheritdoc cref="Forward" path="/param"/>
    public static void Rows(float* x, int channels, ResampledAxis rows, ResampledAxis columns, int first, int end,
        float* y, Work work)
    {
        var kernel = new RowsKernel(x, channels, rows, columns, first, end, y, work);
        Dispatch.Run(ref kernel);
    }

    /// <summary>
    /// dx = the adjoint, or added to what is there: each old pixel collects from the new ones that read it, in
    /// ascending order whatever the number of threads.
    /// </summary>
    /// <param name="dy"><c>[image, new row, new column, channel]</c></param>
    /// <param name="images">pictures in dy</param>
    /// <param name="channels">elements in a pixel</param>
    /// <param name="rows">where new rows come from</param>
    /// <param name="columns">where new columns come from</param>
    /// <param name="dx"><c>[image, row, column, channel]</c></param>
    /// <param name="adds">whether it is added to what is there</param>
    /// <param name="work">the threads</param>
    public static void Adjoint(float* dy, int images, int channels, ResampledAxis rows, ResampledAxis columns,
        float* dx, bool adds, Work work)
    {
        var kernel = new AdjointKernel(dy, images, channels, rows, columns, dx, adds, work);
        Dispatch.Run(ref kernel);
    }

    /// <summary>The same on the calling thread, for kernels that need a strip at a time.</summary>
    internal static void Strip<S, V>(float* x, int channels, ResampledAxis rows, ResampledAxis columns, int first,
        int end, float* y)
        where S : struct, ISimd<V> where V : struct
    {
        var taps = rows.Taps;
        var width = (long)columns.Length * channels;
        var buffer = Scratch.Floats(StretchedRows.Floats(channels, columns, taps));
        fixed (int* rowAt = rows.Indices, columnAt = columns.Indices)
        fixed (float* rowWeight = rows.Weights, columnWeight = columns.Weights)
        {
            var held = stackalloc int[4] { -1, -1, -1, -1 };
            var stretched = new StretchedRows(x, channels, columns, columnAt, columnWeight, taps, buffer, held);
            for (var row = first; row < end; row++, y += width)
            {
                var at = rowAt + ((long)row * taps);
                var w = rowWeight + ((long)row * taps);
                var p0 = stretched.Row<S, V>(at[0]);
                if (taps == 1) Buffer.MemoryCopy(p0, y, width * sizeof(float), width * sizeof(float));
                else if (taps == 2) Blend<S, V>(2, p0, stretched.Row<S, V>(at[1]), p0, p0, w[0], w[1], 0, 0, width, y);
                else Blend<S, V>(4, p0, stretched.Row<S, V>(at[1]), stretched.Row<S, V>(at[2]),
                    stretched.Row<S, V>(at[3]), w[0], w[1], w[2], w[3], width, y);
            }
        }
    }

    /// <summary>One row along itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Stretch<S, V>(float* x, int channels, int taps, int* at, float* weight, int length, float* y)
        where S : struct, ISimd<V> where V : struct
    {
        for (var i = 0; i < length; i++, at += taps, weight += taps, y += channels)
        {
            var p0 = x + ((long)at[0] * channels);
            if (taps == 1) Blend<S, V>(1, p0, p0, p0, p0, weight[0], 0, 0, 0, channels, y);
            else if (taps == 2)
                Blend<S, V>(2, p0, x + ((long)at[1] * channels), p0, p0, weight[0], weight[1], 0, 0, channels, y);
            else
                Blend<S, V>(4, p0, x + ((long)at[1] * channels), x + ((long)at[2] * channels),
                    x + ((long)at[3] * channels),
                    weight[0], weight[1], weight[2], weight[3], channels, y);
        }
    }

    /// <summary>y = w0·p0 + w1·p1 + …, as many as there are taps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Blend<S, V>(int taps, float* p0, float* p1, float* p2, float* p3, float w0, float w1, float w2,
        float w3, long count, float* y)
        where S : struct, ISimd<V> where V : struct
    {
        V v0 = S.Broadcast(w0), v1 = S.Broadcast(w1), v2 = S.Broadcast(w2), v3 = S.Broadcast(w3);
        var i = 0L;
        for (; i + S.Width <= count; i += S.Width)
        {
            var sum = S.Multiply(v0, S.Load(p0 + i));
            if (taps > 1) sum = S.MultiplyAdd(v1, S.Load(p1 + i), sum);
            if (taps > 2) sum = S.MultiplyAdd(v3, S.Load(p3 + i), S.MultiplyAdd(v2, S.Load(p2 + i), sum));
            S.Store(y + i, sum);
        }
        // Single floats for what is left: a pixel of one or three channels never fills a vector, and a partial load
        // costs more than three scalars.
        for (; i < count; i++)
        {
            var sum = w0 * p0[i];
            if (taps > 1) sum = Scalar.MultiplyAdd(w1, p1[i], sum);
            if (taps > 2) sum = Scalar.MultiplyAdd(w3, p3[i], Scalar.MultiplyAdd(w2, p2[i], sum));
            y[i] = sum;
        }
    }

    /// <summary>sum += w·x</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddScaled<S, V>(float w, float* x, long count, float* sum)
        where S : struct, ISimd<V> where V : struct
    {
        var v = S.Broadcast(w);
        var i = 0L;
        for (; i + S.Width <= count; i += S.Width) S.Store(sum + i, S.MultiplyAdd(v, S.Load(x + i), S.Load(sum + i)));
        for (; i < count; i++) sum[i] = Scalar.MultiplyAdd(w, x[i], sum[i]);
    }

    private readonly struct ForwardKernel(float* x, int images, int channels, ResampledAxis rows, ResampledAxis columns,
        float* y, Work work) : IKernel
    {
        private readonly float* _x = x, _y = y;

        public void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            // At least 8 rows to a band: each band stretches its first rows again.
            var band = Math.Max(8, rows.Length / (work.Threads * 4));
            var bands = (rows.Length + band - 1) / band;
            var self = this;
            work.For(checked(images * bands), i => self.Band<S, V>(i / bands, i % bands * band, band));
        }

        private void Band<S, V>(int image, int first, int count) where S : struct, ISimd<V> where V : struct
        {
            var from = _x + ((long)image * rows.Source * columns.Source * channels);
            var to = _y + ((((long)image * rows.Length) + first) * columns.Length * channels);
            Strip<S, V>(from, channels, rows, columns, first, Math.Min(first + count, rows.Length), to);
        }
    }

    private readonly struct RowsKernel(float* x, int channels, ResampledAxis rows, ResampledAxis columns, int first,
        int end, float* y, Work work) : IKernel
    {
        private readonly float* _x = x, _y = y;

        public void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var self = this;
            var parts = Math.Min(work.Threads, end - first);
            work.For(parts, part => self.Part<S, V>(part, parts));
        }

        private void Part<S, V>(int part, int parts) where S : struct, ISimd<V> where V : struct
        {
            int start = (end - first) * part / parts, stop = (end - first) * (part + 1) / parts;
            Strip<S, V>(_x, channels, rows, columns, first + start, first + stop,
                _y + ((long)start * columns.Length * channels));
        }
    }

    private readonly struct AdjointKernel(float* dy, int images, int channels, ResampledAxis rows,
        ResampledAxis columns, float* dx, bool adds, Work work) : IKernel
    {
        private readonly float* _dy = dy, _dx = dx;

        public void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var self = this;
            work.Ranges((long)images * rows.Source, 1, (start, end) => self.Rows<S, V>(start, end));
        }

        private void Rows<S, V>(long start, long end) where S : struct, ISimd<V> where V : struct
        {
            var width = (long)columns.Length * channels;
            var (rowStarts, rowPositions, rowWeights) = rows.Readers;
            var (starts, positions, weights) = columns.Readers;
            var blended = Scratch.Floats(width);
            for (var i = start; i < end; i++)
            {
                var (image, row) = (i / rows.Source, (int)(i % rows.Source));
                NativeMemory.Clear(blended, (nuint)(width * sizeof(float)));
                for (var reader = rowStarts[row]; reader < rowStarts[row + 1]; reader++)
                    AddScaled<S, V>(rowWeights[reader], _dy + (((image * rows.Length) + rowPositions[reader]) * width),
                        width, blended);
                var to = _dx + (i * columns.Source * channels);
                // A row at a time stays in the cache until it is added to.
                if (!adds) NativeMemory.Clear(to, (nuint)((long)columns.Source * channels * sizeof(float)));
                for (var column = 0; column < columns.Source; column++)
                    for (var reader = starts[column]; reader < starts[column + 1]; reader++)
                        AddScaled<S, V>(weights[reader], blended + ((long)positions[reader] * channels), channels,
                            to + ((long)column * channels));
            }
        }
    }
}
