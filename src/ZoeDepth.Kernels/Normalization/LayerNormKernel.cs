using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Normalization;

/// <summary>
/// y = (x − mean) · r · weight + bias for each row, with r = 1/√(variance + epsilon) and the biased variance. Two
/// passes: the mean first, then the squares of what remains, so that a row far from zero keeps its digits (the sum of
/// squares less the squared sum would lose them).
/// </summary>
internal static unsafe class LayerNormKernel
{
    /// <summary>Fills y.</summary>
    /// <param name="x"><c>[row, column]</c></param>
    /// <param name="weight"><c>[column]</c></param>
    /// <param name="bias"><c>[column]</c></param>
    /// <param name="epsilon">added to the variance</param>
    /// <param name="y"><c>[row, column]</c>, not x</param>
    /// <param name="statistics"><c>[row, 2]</c>: mean and r, for the backward pass; or null</param>
    /// <param name="rows">rows</param>
    /// <param name="columns">elements in a row</param>
    /// <param name="work">threads</param>
    public static void Forward(float* x, float* weight, float* bias, float epsilon, float* y, float* statistics,
        long rows, int columns, Work work)
    {
        var kernel = new ForwardKernel
        {
            X = x, Weight = weight, Bias = bias, Epsilon = epsilon, Y = y, Statistics = statistics, Rows = rows,
                Columns = columns, Work = work,
        };
        Dispatch.Run(ref kernel);
    }

    /// <summary>
    /// Adds r · (g − mean(g) − x̂ · mean(g · x̂)) to dx, where g = dy · weight and x̂ = (x − mean) · r.
    /// </summary>
    /// <inheritdoc cref="Forward"/>
    public static void Backward(float* x, float* weight, float* statistics, float* dy, float* dx, long rows,
        int columns, Work work)
    {
        var kernel = new BackwardKernel
            { X = x, Weight = weight, Statistics = statistics, Dy = dy, Dx = dx, Rows = rows, Columns = columns,
                Work = work };
        Dispatch.Run(ref kernel);
    }

    // About 16 K elements for one piece of work: a few microseconds.
    private static long Grain(int columns) => Math.Max(1, 16384 / Math.Max(1, columns));

    private struct ForwardKernel : IKernel
    {
        public float* X, Weight, Bias, Y, Statistics;
        public float Epsilon;
        public long Rows;
        public int Columns;
        public Work Work;

        public void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var k = this;
            Work.Ranges(Rows, Grain(Columns), (start, end) =>
            {
                for (var row = start; row < end; row++)
                {
                    var x = k.X + (row * k.Columns);
                    var (mean, r) = Measure<S, V>(x, k.Columns, k.Epsilon);
                    Write<S, V>(x, k.Weight, k.Bias, k.Y + (row * k.Columns), k.Columns, mean, r);
                    if (k.Statistics is null) continue;
                    k.Statistics[2 * row] = mean;
                    k.Statistics[(2 * row) + 1] = r;
                }
            });
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static (float Mean, float R) Measure<S, V>(float* x, int columns, float epsilon)
            where S : struct, ISimd<V> where V : struct
        {
            V sum0 = S.Zero, sum1 = S.Zero, sum2 = S.Zero, sum3 = S.Zero;
            var c = 0;
            for (; c <= columns - (4 * S.Width); c += 4 * S.Width)
            {
                sum0 = S.Add(sum0, S.Load(x + c));
                sum1 = S.Add(sum1, S.Load(x + c + S.Width));
                sum2 = S.Add(sum2, S.Load(x + c + (2 * S.Width)));
                sum3 = S.Add(sum3, S.Load(x + c + (3 * S.Width)));
            }
            for (; c <= columns - S.Width; c += S.Width) sum0 = S.Add(sum0, S.Load(x + c));
            if (c < columns) sum1 = S.Add(sum1, S.LoadPartial(x + c, columns - c, 0));
            var about = S.Sum(S.Add(S.Add(sum0, sum1), S.Add(sum2, sum3))) / columns;

            // The mean just found is rounded; the mean of what remains is the rest of it.
            var middle = S.Broadcast(about);
            V rest0 = S.Zero, rest1 = S.Zero, square0 = S.Zero, square1 = S.Zero;
            c = 0;
            for (; c <= columns - (2 * S.Width); c += 2 * S.Width)
            {
                var d0 = S.Subtract(S.Load(x + c), middle);
                var d1 = S.Subtract(S.Load(x + c + S.Width), middle);
                rest0 = S.Add(rest0, d0);
                rest1 = S.Add(rest1, d1);
                square0 = S.MultiplyAdd(d0, d0, square0);
                square1 = S.MultiplyAdd(d1, d1, square1);
            }
            for (; c < columns; c += S.Width)
            {
                var d = S.Subtract(c <= columns - S.Width ? S.Load(x + c) : S.LoadPartial(x + c, columns - c, about),
                    middle);
                rest0 = S.Add(rest0, d);
                square0 = S.MultiplyAdd(d, d, square0);
            }
            var rest = S.Sum(S.Add(rest0, rest1)) / columns;
            var variance = MathF.Max(0, (S.Sum(S.Add(square0, square1)) / columns) - (rest * rest));
            return (about + rest, 1 / MathF.Sqrt(variance + epsilon));
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Write<S, V>(float* x, float* weight, float* bias, float* y, int columns, float mean,
            float r)
            where S : struct, ISimd<V> where V : struct
        {
            V middle = S.Broadcast(mean), scale = S.Broadcast(r);
            var c = 0;
            for (; c <= columns - S.Width; c += S.Width)
                S.Store(y + c, S.MultiplyAdd(S.Multiply(S.Subtract(S.Load(x + c), middle), scale), S.Load(weight + c),
                    S.Load(bias + c)));
            if (c == columns) return;
            var count = columns - c;
            var last = S.Multiply(S.Subtract(S.LoadPartial(x + c, count, 0), middle), scale);
            S.StorePartial(y + c,
                S.MultiplyAdd(last, S.LoadPartial(weight + c, count, 0), S.LoadPartial(bias + c, count, 0)), count);
        }
    }

    private struct BackwardKernel : IKernel
    {
        public float* X, Weight, Statistics, Dy, Dx;
        public long Rows;
        public int Columns;
        public Work Work;

        public void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var k = this;
            Work.Ranges(Rows, Grain(Columns), (start, end) =>
            {
                for (var row = start; row < end; row++) k.Row<S, V>(row);
            });
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Row<S, V>(long row) where S : struct, ISimd<V> where V : struct
        {
            float* x = X + (row * Columns), dy = Dy + (row * Columns), dx = Dx + (row * Columns);
            V mean = S.Broadcast(Statistics[2 * row]), r = S.Broadcast(Statistics[(2 * row) + 1]);
            V sum = S.Zero, product = S.Zero;
            for (var c = 0; c < Columns; c += S.Width)
            {
                var count = Math.Min(S.Width, Columns - c);
                var g = S.Multiply(Lanes.Load<S, V>(dy + c, count), Lanes.Load<S, V>(Weight + c, count));
                sum = S.Add(sum, g);
                product = S.MultiplyAdd(g, S.Multiply(S.Subtract(Lanes.Load<S, V>(x + c, count), mean), r), product);
            }
            V meanOfG = S.Broadcast(S.Sum(sum) / Columns), meanOfProduct = S.Broadcast(S.Sum(product) / Columns);
            for (var c = 0; c < Columns; c += S.Width)
            {
                var count = Math.Min(S.Width, Columns - c);
                var g = S.Multiply(Lanes.Load<S, V>(dy + c, count), Lanes.Load<S, V>(Weight + c, count));
                var normed = S.Multiply(S.Subtract(Lanes.Load<S, V>(x + c, count), mean), r);
                var slope = S.Subtract(S.Subtract(g, meanOfG), S.Multiply(normed, meanOfProduct));
                Lanes.Store<S, V>(dx + c, S.MultiplyAdd(slope, r, Lanes.Load<S, V>(dx + c, count)), count);
            }
        }
    }
}
