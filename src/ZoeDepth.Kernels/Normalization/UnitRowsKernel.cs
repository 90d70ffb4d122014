using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Normalization;

/// <summary>y = x / max(‖x‖, ε) for each row.</summary>
internal static unsafe class UnitRowsKernel
{
    // A row is read twice and written once: 16 K elements for one piece of work.
    private static long Grain(int columns) => Math.Max(1, 16384 / Math.Max(1, columns));

    /// <summary>Fills y; x and y may be the same.</summary>
    /// <param name="x"><c>[row, column]</c></param>
    /// <param name="epsilon">the least length a row is divided by</param>
    /// <param name="y"><c>[row, column]</c></param>
    /// <param name="rows">rows</param>
    /// <param name="columns">elements in a row</param>
    /// <param name="work">threads</param>
    public static void Forward(float* x, float epsilon, float* y, long rows, int columns, Work work)
    {
        var kernel = new ForwardKernel
            { X = x, Y = y, Epsilon = epsilon, Rows = rows, Columns = columns, Work = work };
        Dispatch.Run(ref kernel);
    }

    /// <summary>dx += (dy − y · Σ dy · y) / ‖x‖; dy / ε where the row is not longer than ε.</summary>
    /// <inheritdoc cref="Forward"/>
    public static void Backward(float* x, float* y, float* dy, float epsilon, float* dx, long rows, int columns,
        Work work)
    {
        var kernel = new BackwardKernel
            { X = x, Y = y, Dy = dy, Dx = dx, Epsilon = epsilon, Rows = rows, Columns = columns, Work = work };
        Dispatch.Run(ref kernel);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Dot<S, V>(float* a, float* b, int columns) where S : struct, ISimd<V> where V : struct
    {
        var sum = S.Zero;
        for (var c = 0; c < columns; c += S.Width)
        {
            var count = Math.Min(S.Width, columns - c);
            sum = S.MultiplyAdd(Lanes.Load<S, V>(a + c, count), Lanes.Load<S, V>(b + c, count), sum);
        }
        return S.Sum(sum);
    }

    private struct ForwardKernel : IKernel
    {
        public float* X, Y;
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
                    Row<S, V>(k.X + (row * k.Columns), k.Y + (row * k.Columns), k.Columns, k.Epsilon);
            });
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Row<S, V>(float* x, float* y, int columns, float epsilon)
            where S : struct, ISimd<V> where V : struct
        {
            var length = S.Broadcast(MathF.Max(MathF.Sqrt(Dot<S, V>(x, x, columns)), epsilon));
            for (var c = 0; c < columns; c += S.Width)
            {
                var count = Math.Min(S.Width, columns - c);
                Lanes.Store<S, V>(y + c, S.Divide(Lanes.Load<S, V>(x + c, count), length), count);
            }
        }
    }

    private struct BackwardKernel : IKernel
    {
        public float* X, Y, Dy, Dx;
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
                    var at = row * k.Columns;
                    Row<S, V>(k.X + at, k.Y + at, k.Dy + at, k.Dx + at, k.Columns, k.Epsilon);
                }
            });
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Row<S, V>(float* x, float* y, float* dy, float* dx, int columns, float epsilon)
            where S : struct, ISimd<V> where V : struct
        {
            var length = MathF.Sqrt(Dot<S, V>(x, x, columns));
            var inverse = S.Broadcast(1 / MathF.Max(length, epsilon));
            var along = S.Broadcast(length > epsilon ? -Dot<S, V>(y, dy, columns) : 0);
            for (var c = 0; c < columns; c += S.Width)
            {
                var count = Math.Min(S.Width, columns - c);
                var slope = S.MultiplyAdd(along, Lanes.Load<S, V>(y + c, count), Lanes.Load<S, V>(dy + c, count));
                Lanes.Store<S, V>(dx + c, S.MultiplyAdd(slope, inverse, Lanes.Load<S, V>(dx + c, count)), count);
            }
        }
    }
}
