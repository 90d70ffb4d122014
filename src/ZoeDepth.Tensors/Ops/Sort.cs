using ZoeDepth.Kernels.Reduction;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// The elements of each row of the last axis in ascending order; equal ones keep their order, NaN comes last.
    /// <para>Backward: dx[order[i]] = dy[i], through the permutation of <see cref="ArgSort"/>.</para>
    /// </summary>
    /// <param name="x"><c>[…, n]</c></param>
    public static Tensor Sort(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Pass.Run(new SortOperation(x));
    }

    private sealed class SortOperation(Tensor x) : IPrimitive
    {
        public string Name => "sort";

        public Shape Output => x.Shape;

        public Tensor[] Inputs => [x];

        public void Forward(Tensor y) => Sorting.Rows(x.Pointer, x.Shape.Rows, x.Shape.Last, y.Pointer, y.Pass.Work);

        // The permutation is found again: it costs less than keeping it for passes that never come back.
        public void Backward(Tensor y)
        {
            if (x.IsRecorded)
                Sorting.Backward(x.Pointer, y.GradientPointer, x.Shape.Rows, x.Shape.Last, x.GradientPointer,
                    y.Pass.Work);
        }
    }
}
