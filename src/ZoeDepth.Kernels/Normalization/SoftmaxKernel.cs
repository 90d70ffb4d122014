using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Functions;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Normalization;

/// <summary>
/// y = eˣ / Σ eˣ for each row, taken from the largest number of the row, so that logits of several hundred do not
/// overflow. Minus infinity gives 0.
/// </summary>
internal static unsafe class SoftmaxKernel
{
    // An exponential costs about 20 instructions: 4 K elements for one piece of work.
    private static long Grain(int columns) => Math.Max(1, 4096 / Math.Max(1, columns));

    /// <summary>Fills y; x and y may be the same.</summary>
    /// <param name="x"><c>[row, column]</c></param>
    /// <param name="y"><c>[row, column]</c></param>
    /// <param name="rows">rows</param>
    /// <param name="columns">elements in a row</param>
    /// <param name="work">threads</param>
    public static void Forward(float* x, float* y, long rows, int columns, Work work)
    {
        var kernel = new ForwardKernel { X = x, Y = y, Rows = rows, Columns = columns, Work = work };
        Dispatch.Run(ref kernel);
    }

    /// <summary>dx += y · (dy − Σ dy · y)</summary>
    /// <inheritdoc cref="Forward"/>
    public static void Backward(float* y, float* dy, float* dx, long rows, int columns, Work work)
    {
        var kernel = new BackwardKernel { Y = y, Dy = dy, Dx = dx, Rows = rows, Columns = columns, Work = work };
        Dispatch.Run(ref kernel);
    }

    private struct ForwardKernel : IKernel
    {
        public float* X, Y;
        public long Rows;
        public int Columns;
        public Work Work;

        public void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var k = this;
            Work.Ranges(Rows, Grain(Columns), (start, end) =>
            {
                for (var row = start; row < end; row++)
                    Row<S, V>(k.X + (row * k.Columns), k.Y + (row * k.Columns), k.Columns);
            });
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Row<S, V>(float* x, float* y, int columns) where S : struct, ISimd<V> where V : struct
        {
            const float nothing = float.NegativeInfinity;
            var most = S.Broadcast(nothing);
            for (var c = 0; c < columns; c += S.Width)
                most = S.Max(Lanes.Load<S, V>(x + c, Math.Min(S.Width, columns - c), nothing), most);
            var largest = S.Broadcast(S.Largest(most));
            var sums = S.Zero;
            for (var c = 0; c < columns; c += S.Width)
            {
                var count = Math.Min(S.Width, columns - c);
                var e = VectorMath.Exp<S, V>(S.Subtract(Lanes.Load<S, V>(x + c, count, nothing), largest));
                Lanes.Store<S, V>(y + c, e, count);
                sums = S.Add(sums, e);
            }
            var share = S.Broadcast(1 / S.Sum(sums));
            for (var c = 0; c < columns; c += S.Width)
            {
                var count = Math.Min(S.Width, columns - c);
                Lanes.Store<S, V>(y + c, S.Multiply(Lanes.Load<S, V>(y + c, count), share), count);
            }
        }
    }

    private struct BackwardKernel : IKernel
    {
        public float* Y, Dy, Dx;
        public long Rows;
        public int Columns;
        public Work Work;

        public void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var k = this;
            Work.Ranges(Rows, Grain(Columns), (start, end) =>
            {
                for (var row = start; row < end; row++)
                    Row<S, V>(k.Y + (row * k.Columns), k.Dy + (row * k.Columns), k.Dx + (row * k.Columns), k.Columns);
            });
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Row<S, V>(float* y, float* dy, float* dx, int columns)
            where S : struct, ISimd<V> where V : struct
        {
            var products = S.Zero;
            for (var c = 0; c < columns; c += S.Width)
            {
                var count = Math.Min(S.Width, columns - c);
                products = S.MultiplyAdd(Lanes.Load<S, V>(y + c, count), Lanes.Load<S, V>(dy + c, count), products);
            }
            var common = S.Broadcast(S.Sum(products));
            for (var c = 0; c < columns; c += S.Width)
            {
                var count = Math.Min(S.Width, columns - c);
                var slope = S.Subtract(Lanes.Load<S, V>(dy + c, count), common);
                Lanes.Store<S, V>(dx + c,
                    S.MultiplyAdd(Lanes.Load<S, V>(y + c, count), slope, Lanes.Load<S, V>(dx + c, count)), count);
            }
        }
    }
}
