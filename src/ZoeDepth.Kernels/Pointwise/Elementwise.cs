using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Pointwise;

/// <summary>A formula over one to three values, applied lane by lane. Its constants are fields.</summary>
internal interface IFormula
{
    /// <summary>How many of a, b, c it reads, 1 to 3.</summary>
    static abstract int Arguments { get; }

    /// <summary>The value; arguments beyond <see cref="Arguments"/> are undefined.</summary>
    V Of<S, V>(V a, V b, V c) where S : struct, ISimd<V> where V : struct;
}

/// <summary>
/// An argument of an elementwise kernel: a number for each place, or one for each column that serves every row.
/// </summary>
internal readonly unsafe struct Operand
{
    private Operand(float* pointer, bool everyRow)
    {
        Pointer = pointer;
        EveryRow = everyRow;
    }

    /// <summary>The first number.</summary>
    public float* Pointer { get; }

    /// <summary>Whether one row serves them all.</summary>
    public bool EveryRow { get; }

    /// <summary>A number for each place.</summary>
    public static Operand Each(float* pointer) => new(pointer, false);

    /// <summary>A number for each column.</summary>
    public static Operand Vector(float* pointer) => new(pointer, true);

    internal float* Row(long row, long columns) => EveryRow ? Pointer : Pointer + (row * columns);
}

/// <summary>
/// y = f(a, b, c), place by place: every pointwise operation, its derivative, and every sum of two tensors is a formula
/// handed to this loop.
/// </summary>
internal static unsafe class Elementwise
{
    // Below 16k floats a thread costs more than it saves.
    private const long Grain = 16384;

    /// <summary>y[i] = f(x[i]); y may be x.</summary>
    public static void Run<F>(F formula, float* x, float* y, long count, Work work) where F : struct, IFormula =>
        Run(formula, Operand.Each(x), default, default, y, 1, count, work);

    /// <summary>y[i] = f(a[i], b[i]); y may be a or b.</summary>
    public static void Run<F>(F formula, float* a, float* b, float* y, long count, Work work)
        where F : struct, IFormula =>
        Run(formula, Operand.Each(a), Operand.Each(b), default, y, 1, count, work);

    /// <summary>y[i] = f(a[i], b[i], c[i]); y may be any of them.</summary>
    public static void Run<F>(F formula, float* a, float* b, float* c, float* y, long count, Work work)
        where F : struct, IFormula =>
        Run(formula, Operand.Each(a), Operand.Each(b), Operand.Each(c), y, 1, count, work);

    /// <summary>
    /// y[row, column] = f(a, b, c), each given for every place or for every column; y may be any of those given for
    /// every place.
    /// </summary>
    public static void Run<F>(F formula, Operand a, Operand b, Operand c, float* y, long rows, long columns, Work work)
        where F : struct, IFormula
    {
        if (rows > 1 && !a.EveryRow && !b.EveryRow && !c.EveryRow) (rows, columns) = (1, rows * columns);
        var kernel = new Kernel<F>(formula, a, b, c, y, rows, columns, work);
        Dispatch.Run(ref kernel);
    }

    private readonly struct Kernel<F>(F formula, Operand a, Operand b, Operand c, float* y, long rows, long columns,
        Work work) : IKernel where F : struct, IFormula
    {
        private readonly float* _y = y;

        public void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var self = this;
            if (rows == 1) work.Ranges(columns, Grain, (start, end) => self.Row<S, V>(0, start, end));
            else
                work.Ranges(rows, Math.Max(1, Grain / Math.Max(1, columns)), (start, end) =>
                {
                    for (var row = start; row < end; row++) self.Row<S, V>(row, 0, self.Columns);
                });
        }

        private long Columns => columns;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Row<S, V>(long row, long start, long end) where S : struct, ISimd<V> where V : struct
        {
            // Locals: the loop's stores could otherwise be writes to these fields, and each would be read again.
            var f = formula;
            float* pa = a.Row(row, columns), pb = b.Row(row, columns), pc = c.Row(row, columns),
                py = _y + (row * columns);
            var i = start;
            for (; i + S.Width <= end; i += S.Width)
                S.Store(py + i, f.Of<S, V>(
                    S.Load(pa + i),
                    F.Arguments > 1 ? S.Load(pb + i) : S.Zero,
                    F.Arguments > 2 ? S.Load(pc + i) : S.Zero));
            if (i == end) return;
            var rest = (int)(end - i);
            S.StorePartial(py + i, f.Of<S, V>(
                S.LoadPartial(pa + i, rest, 1),
                F.Arguments > 1 ? S.LoadPartial(pb + i, rest, 1) : S.Zero,
                F.Arguments > 2 ? S.LoadPartial(pc + i, rest, 1) : S.Zero), rest);
        }
    }
}
