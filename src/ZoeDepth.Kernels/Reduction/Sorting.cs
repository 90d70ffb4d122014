using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Reduction;

/// <summary>
/// Rows in ascending order, equal elements in the order they came, NaN last. Bin centres arrive nearly sorted, which
/// short runs of insertion use; merging bounds the worst case at n·log n.
/// </summary>
internal static unsafe class Sorting
{
    private const int Run = 32;

    /// <summary>Fills y with the sorted rows of x; y may be x.</summary>
    /// <param name="x"><c>[row, column]</c></param>
    /// <param name="rows">rows</param>
    /// <param name="columns">elements in a row</param>
    /// <param name="y"><c>[row, column]</c></param>
    /// <param name="work">the threads</param>
    public static void Rows(float* x, long rows, int columns, float* y, Work work) =>
        Each(x, rows, columns, work, (row, values, order) =>
    {
        var to = y + (row * columns);
        for (var i = 0; i < columns; i++) to[i] = values[i];
    });

    /// <summary>Fills order: y[row, i] of the sorted row is x[row, order[row, i]].</summary>
    /// <inheritdoc cref="GemmA"/>
    public static void Order(float* x, long rows, int columns, int* order, Work work) =>
        Each(x, rows, columns, work, (row, values, permutation) =>
    {
        var to = order + (row * columns);
        for (var i = 0; i < columns; i++) to[i] = permutation[i];
    });

    /// <summary>dx[row, order[i]] += dy[row, i]</summary>
    /// <inheritdoc cref="GemmA"/>
    public static void Backward(float* x, float* dy, long rows, int columns, float* dx, Work work) =>
        Each(x, rows, columns, work, (row, values, permutation) =>
    {
        float* from = dy + (row * columns), to = dx + (row * columns);
        for (var i = 0; i < columns; i++) to[permutation[i]] += from[i];
    });

    private delegate void Use(long row, float[] values, int[] order);

    private static void Each(float* x, long rows, int columns, Work work, Use use) =>
        work.Ranges(rows, 1 + (4096 / Math.Max(1, columns)), (start, end) =>
    {
        float[] values = new float[columns], otherValues = new float[columns];
        int[] order = new int[columns], otherOrder = new int[columns];
        for (var row = start; row < end; row++)
        {
            new ReadOnlySpan<float>(x + (row * columns), columns).CopyTo(values);
            for (var i = 0; i < columns; i++) order[i] = i;
            for (var first = 0; first < columns; first += Run)
                Insert(values, order, first, Math.Min(first + Run, columns));
            for (var length = Run; length < columns; length *= 2)
            {
                for (var first = 0; first < columns; first += 2 * length)
                    Merge(values, order, first, Math.Min(first + length, columns),
                        Math.Min(first + (2 * length), columns), otherValues, otherOrder);
                (values, otherValues, order, otherOrder) = (otherValues, values, otherOrder, order);
            }
            use(row, values, order);
        }
    });

    private static void Insert(float[] values, int[] order, int first, int end)
    {
        for (var i = first + 1; i < end; i++)
        {
            var (value, index) = (values[i], order[i]);
            var at = i;
            for (; at > first && Before(value, values[at - 1]); at--)
                (values[at], order[at]) = (values[at - 1], order[at - 1]);
            (values[at], order[at]) = (value, index);
        }
    }

    private static void Merge(float[] values, int[] order, int first, int middle, int end, float[] toValues,
        int[] toOrder)
    {
        var (left, right) = (first, middle);
        for (var at = first; at < end; at++)
        {
            var takeRight = left == middle || (right < end && Before(values[right], values[left]));
            var from = takeRight ? right++ : left++;
            (toValues[at], toOrder[at]) = (values[from], order[from]);
        }
    }

    private static bool Before(float a, float b) => a < b || (float.IsNaN(b) && !float.IsNaN(a));
}
