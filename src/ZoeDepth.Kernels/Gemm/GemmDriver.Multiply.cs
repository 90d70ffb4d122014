using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Gemm;

internal static unsafe partial class GemmDriver
{
    /// <summary>
    /// y = a·b, or y += a·b: the plain product of two matrices, either of which may be
    /// <see cref="MatrixView.Transpose"/>d.
    /// </summary>
    /// <param name="work">threads</param>
    /// <param name="a"><c>[m, k]</c></param>
    /// <param name="b"><c>[k, n]</c></param>
    /// <param name="y">result <c>[m, n]</c>; shares no memory with a or b</param>
    /// <param name="yStride">floats from one row of y to the next</param>
    /// <param name="accumulate">whether the product is added to y</param>
    /// <param name="format">what a and b are rounded to</param>
    /// <exception cref="ArgumentException">a and b differ in k</exception>
    public static void Multiply(Work work, MatrixView a, MatrixView b, float* y, long yStride, bool accumulate = false,
        PanelFormat format = PanelFormat.Float32)
    {
        if (a.Columns != b.Rows)
            throw new ArgumentException(
                $"product: a is {a.Rows}x{a.Columns} and b is {b.Rows}x{b.Columns}; expected as many columns of a " +
                "as rows of b");
        var team = (long)a.Rows * a.Columns * b.Columns < WorthThreads ? work.Single : work;
        using var packed = PackedMatrix.Temporary(team, b.AsSource(), format);
        var target = GemmC.Rows(y, yStride);
        Run(team, a.AsA(), packed, GemmEpilogue.None, accumulate ? target.Adding() : target);
    }

    /// <summary>
    /// The same product for a batch: matrix i of each side lies i · step floats after matrix 0; a step of 0 uses one
    /// matrix for all.
    /// </summary>
    public static void Multiply(
        Work work, int batch, MatrixView a, long aStep, MatrixView b, long bStep, float* y, long yStep, long yStride,
        bool accumulate = false, PanelFormat format = PanelFormat.Float32)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentOutOfRangeException.ThrowIfNegative(batch);
        // Many small products: a thread takes whole ones. Few large ones: all threads share each.
        var (level, single) = (InstructionSet.Level, work.Single);
        if (batch >= 2 * work.Threads)
            work.For(batch, i =>
            {
                using var same = InstructionSet.Force(level);
                Multiply(single, a.Moved(i * aStep), b.Moved(i * bStep), y + (i * yStep), yStride, accumulate, format);
            });
        else
            for (var i = 0; i < batch; i++)
                Multiply(work, a.Moved(i * aStep), b.Moved(i * bStep), y + (i * yStep), yStride, accumulate, format);
    }
}
