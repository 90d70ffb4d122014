namespace ZoeDepth.Kernels.Gemm;

/// <summary>
/// The left operand A of a product, <c>[row, k]</c>, described and never materialised. The rows are copied, block by
/// block, into a buffer that stays in the second cache; on the way they are gathered from an image, turned, or
/// rectified.
/// </summary>
internal readonly unsafe struct GemmA
{
    private GemmA(Order order, float* first, int count, int depth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        First = first;
        (Kind, Count, Depth, PerGroup) = (order, count, depth, Math.Max(1, count));
    }

    internal enum Order
    {
        Plain,
        Columns,
        Image,
    }

    /// <summary>Rows.</summary>
    public int Count { get; }

    /// <summary>The extent that is summed over.</summary>
    public int Depth { get; }

    internal Order Kind { get; }

    internal float* First { get; }

    /// <summary>Plain: floats from row to row. Columns: floats from k to k.</summary>
    internal long Stride { get; init; }

    /// <summary>Rows that follow one another at <see cref="Stride"/>.</summary>
    internal int PerGroup { get; init; }

    /// <summary>Floats from one group to the next.</summary>
    internal long GroupStride { get; init; }

    internal ConvolutionShape Shape { get; init; }

    /// <summary>Values are raised to this on the way: 0 rectifies, −∞ leaves them alone.</summary>
    internal float Floor { get; private init; } = float.NegativeInfinity;

    /// <summary>Rows at a fixed distance.</summary>
    /// <param name="x">row 0</param>
    /// <param name="count">rows</param>
    /// <param name="depth">floats in a row</param>
    /// <param name="stride">
    /// floats from one row to the next; more than <paramref name="depth"/> for a slice of wider rows
    /// </param>
    public static GemmA Plain(float* x, int count, int depth, long stride) =>
        new(Order.Plain, x, count, depth) { Stride = stride };

    /// <summary>Groups of rows, such as the patches of several images without their class tokens.</summary>
    /// <param name="x">row 0 of group 0</param>
    /// <param name="groups">groups</param>
    /// <param name="groupStride">floats from one group to the next</param>
    /// <param name="perGroup">rows in a group</param>
    /// <param name="depth">floats in a row</param>
    /// <param name="stride">floats from one row of a group to the next</param>
    public static GemmA Groups(float* x, int groups, long groupStride, int perGroup, int depth, long stride) =>
        new(Order.Plain, x, checked(groups * perGroup), depth)
            { Stride = stride, PerGroup = Math.Max(1, perGroup), GroupStride = groupStride };

    /// <summary>The columns of a row-major <c>[depth, count]</c>: the left side of aᵀ·b.</summary>
    /// <param name="x">the matrix</param>
    /// <param name="count">its columns, which are the rows of the product</param>
    /// <param name="depth">its rows, which are summed over</param>
    /// <param name="stride">floats from one row to the next</param>
    public static GemmA Columns(float* x, int count, int depth, long stride) =>
        new(Order.Columns, x, count, depth) { Stride = stride };

    /// <summary>
    /// What each output pixel of a convolution sees: row = output pixel, k = (kernel row, kernel column, channel).
    /// </summary>
    /// <param name="x">images <c>[image, row, column, channel]</c></param>
    /// <param name="shape">the convolution</param>
    public static GemmA Image(float* x, in ConvolutionShape shape) =>
        new(Order.Image, x, shape.OutputPixels, shape.Depth) { Shape = shape };

    /// <summary>
    /// The first of so many rows where they lie, <see cref="Stride"/> apart; null if they have to be gathered or
    /// rectified.
    /// </summary>
    internal float* InPlace(int row, int count)
    {
        if (Kind != Order.Plain || !float.IsNegativeInfinity(Floor)) return null;
        var (group, first) = Math.DivRem(row, PerGroup);
        return first + count > PerGroup ? null : First + (group * GroupStride) + (first * Stride);
    }

    /// <summary>The same rows with negative values replaced by 0.</summary>
    public GemmA Rectified() => this with { Floor = 0 };
}
