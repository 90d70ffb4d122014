using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Kernels.Reduction;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = a + b.
    /// <para>Backward: da = dy; db = dy, summed over all rows where b is one row.</para>
    /// </summary>
    /// <param name="a"><c>[…, width]</c></param>
    /// <param name="b">the same shape, or <c>[width]</c> for every row of a</param>
    /// <exception cref="ArgumentException">b does not fit a</exception>
    public static Tensor Add(Tensor a, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return a.Pass.Run(new AddOperation(Pair.Of("add", a, b)));
    }

    private sealed class AddOperation(Pair pair) : IPrimitive
    {
        public string Name => "add";

        public Shape Output => pair.A.Shape;

        public Tensor[] Inputs => [pair.A, pair.B];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y) =>
            pair.Run(default(Sum), Pair.LikeA(pair.A.Pointer), pair.LikeB(pair.B.Pointer), default, y.Pointer);

        public void Backward(Tensor y)
        {
            if (pair.B.IsRecorded)
            {
                if (pair.OneRow)
                    ColumnSums.Add(y.GradientPointer, pair.B.GradientPointer, pair.Rows, pair.Columns, y.Pass.Work);
                else if (pair.A.IsRecorded) pair.Pass(y, pair.B);
                else pair.PassOn(y, pair.B);
            }
            if (pair.A.IsRecorded) pair.PassOn(y, pair.A);
        }
    }
}
