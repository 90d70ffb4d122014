using ZoeDepth.Kernels.Reduction;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// The numbers of each row of the last axis in ascending order; equal ones keep their order, NaN comes last.
    /// <para>Backward: dx[order[i]] = dy[i], through the permutation of <see cref="SortedOrder"/>.</para>
    /// </summary>
    /// <param name="x"><c>[…, n]</c></param>
    public static Tensor Sort(Tensor x) => x.Pass.Run(new Sorted(x));

    private sealed record Sorted(Tensor X) : IPrimitive
    {
        public string Name => "sort";

        public Shape Output => X.Shape;

        public Tensor[] Inputs => [X];

        public void Forward(Tensor y) => Sorting.Rows(X.Pointer, X.Shape.Rows, X.Shape.Last, y.Pointer, y.Pass.Work);

        // The permutation is found again: it costs less than keeping it for passes that never come back.
        public void Backward(Tensor y)
        {
            if (X.IsRecorded) Sorting.Backward(X.Pointer, y.GradientPointer, X.Shape.Rows, X.Shape.Last, X.GradientPointer, y.Pass.Work);
        }
    }
}
