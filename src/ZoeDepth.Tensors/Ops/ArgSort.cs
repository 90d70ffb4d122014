using ZoeDepth.Kernels.Reduction;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// Where each number of <see cref="Sort"/> came from: sorted[…, i] = x[…, order[…, i]]. Integers, so nothing is
    /// recorded.
    /// </summary>
    /// <param name="x"><c>[…, n]</c></param>
    /// <returns>row-major, as many as x has elements</returns>
    public static int[] ArgSort(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var order = new int[x.Shape.Count];
        fixed (int* to = order) Sorting.Order(x.Pointer, x.Shape.Rows, x.Shape.Last, to, x.Pass.Work);
        return order;
    }
}
