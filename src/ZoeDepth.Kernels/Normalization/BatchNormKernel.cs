using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Reduction;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Normalization;

/// <summary>
/// y = (x − mean) · scale + bias with one mean, scale and bias for each column (channel); <see cref="ColumnSums"/>
/// finds the statistics.
/// </summary>
internal static unsafe class BatchNormKernel
{
    /// <summary>Fills y.</summary>
    /// <param name="x"><c>[row, column]</c></param>
    /// <param name="mean"><c>[column]</c></param>
    /// <param name="scale"><c>[column]</c>: weight/√(variance + epsilon)</param>
    /// <param name="bias"><c>[column]</c></param>
    /// <param name="y"><c>[row, column]</c></param>
    /// <param name="rows">rows</param>
    /// <param name="columns">channels</param>
    /// <param name="work">threads</param>
    public static void Forward(float* x, float* mean, float* scale, float* bias, float* y, long rows, int columns,
        Work work)
    {
        var kernel = new ForwardKernel
            { X = x, Mean = mean, Scale = scale, Bias = bias, Y = y, Rows = rows, Columns = columns, Work = work };
        Dispatch.Run(ref kernel);
    }

    /// <summary>
    /// dx += scale · (dy − meanOfDy − (x − mean) · lean). With statistics of the batch, meanOfDy is the mean of dy and
    /// lean is mean(dy · (x − mean)) divided by the variance; with running statistics both are 0.
    /// </summary>
    /// <inheritdoc cref="Forward"/>
    public static void Backward(float* x, float* dy, float* mean, float* scale, float* meanOfDy, float* lean, float* dx,
        long rows, int columns, Work work)
    {
        var kernel = new BackwardKernel
        {
            X = x, Dy = dy, Mean = mean, Scale = scale, MeanOfDy = meanOfDy, Lean = lean, Dx = dx, Rows = rows,
                Columns = columns, Work = work,
        };
        Dispatch.Run(ref kernel);
    }

    private static long Grain(int columns) => Math.Max(1, 16384 / Math.Max(1, columns));

    private struct ForwardKernel : IKernel
    {
        public float* X, Mean, Scale, Bias, Y;
        public long Rows;
        public int Columns;
        public Work Work;

        public void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var k = this;
            Work.Ranges(Rows, Grain(Columns), (start, end) =>
            {
                for (var row = start; row < end; row++) k.Row<S, V>(row * k.Columns);
            });
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Row<S, V>(long first) where S : struct, ISimd<V> where V : struct
        {
            for (var c = 0; c < Columns; c += S.Width)
            {
                var count = Math.Min(S.Width, Columns - c);
                var centred = S.Subtract(Lanes.Load<S, V>(X + first + c, count), Lanes.Load<S, V>(Mean + c, count));
                Lanes.Store<S, V>(Y + first + c,
                    S.MultiplyAdd(centred, Lanes.Load<S, V>(Scale + c, count), Lanes.Load<S, V>(Bias + c, count)),
                    count);
            }
        }
    }

    private struct BackwardKernel : IKernel
    {
        public float* X, Dy, Mean, Scale, MeanOfDy, Lean, Dx;
        public long Rows;
        public int Columns;
        public Work Work;

        public void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var k = this;
            Work.Ranges(Rows, Grain(Columns), (start, end) =>
            {
                for (var row = start; row < end; row++) k.Row<S, V>(row * k.Columns);
            });
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Row<S, V>(long first) where S : struct, ISimd<V> where V : struct
        {
            for (var c = 0; c < Columns; c += S.Width)
            {
                var at = first + c;
                var count = Math.Min(S.Width, Columns - c);
                var centred = S.Subtract(Lanes.Load<S, V>(X + at, count), Lanes.Load<S, V>(Mean + c, count));
                var slope = S.Subtract(Lanes.Load<S, V>(Dy + at, count), Lanes.Load<S, V>(MeanOfDy + c, count));
                slope = S.Subtract(slope, S.Multiply(centred, Lanes.Load<S, V>(Lean + c, count)));
                Lanes.Store<S, V>(Dx + at,
                    S.MultiplyAdd(slope, Lanes.Load<S, V>(Scale + c, count), Lanes.Load<S, V>(Dx + at, count)), count);
            }
        }
    }
}
