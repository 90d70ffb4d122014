using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Kernels.Reduction;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = a · b.
    /// <para>Backward: da = dy · b; db = dy · a, summed over all rows where b is one row.</para>
    /// </summary>
    /// <param name="a"><c>[…, width]</c></param>
    /// <param name="b">the same shape, or <c>[width]</c> for every row of a</param>
    /// <exception cref="ArgumentException">b does not fit a</exception>
    public static Tensor Multiply(Tensor a, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return a.Pass.Run(new MultiplyOperation(Pair.Of("multiply", a, b)));
    }

    private sealed class MultiplyOperation(Pair pair) : IPrimitive
    {
        public string Name => "multiply";

        public Shape Output => pair.A.Shape;

        public Tensor[] Inputs => [pair.A, pair.B];

        public void Forward(Tensor y) =>
            pair.Run(default(Product), Pair.LikeA(pair.A.Pointer), pair.LikeB(pair.B.Pointer), default, y.Pointer);

        public void Backward(Tensor y)
        {
            var dy = y.GradientPointer;
            if (pair.A.IsRecorded)
            {
                var da = pair.A.GradientPointer;
                pair.Run(default(SumOfProduct), Pair.LikeA(da), Pair.LikeA(dy), pair.LikeB(pair.B.Pointer), da);
            }
            if (!pair.B.IsRecorded) return;
            var db = pair.B.GradientPointer;
            if (pair.OneRow) ColumnSums.AddProducts(dy, pair.A.Pointer, db, pair.Rows, pair.Columns, y.Pass.Work);
            else pair.Run(default(SumOfProduct), Pair.LikeA(db), Pair.LikeA(dy), Pair.LikeA(pair.A.Pointer), db);
        }
    }
}
