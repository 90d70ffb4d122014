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
    public static Tensor Multiply(Tensor a, Tensor b) => a.Pass.Run(new Multiplied(Pair.Of("multiply", a, b)));

    private sealed record Multiplied(Pair Pair) : IPrimitive
    {
        public string Name => "multiply";

        public Shape Output => Pair.A.Shape;

        public Tensor[] Inputs => [Pair.A, Pair.B];

        public void Forward(Tensor y) => Pair.Run(default(Product), Pair.LikeA(Pair.A.Pointer), Pair.LikeB(Pair.B.Pointer), default, y.Pointer);

        public void Backward(Tensor y)
        {
            var dy = y.GradientPointer;
            if (Pair.A.IsRecorded)
            {
                var da = Pair.A.GradientPointer;
                Pair.Run(default(SumOfProduct), Pair.LikeA(da), Pair.LikeA(dy), Pair.LikeB(Pair.B.Pointer), da);
            }
            if (!Pair.B.IsRecorded) return;
            var db = Pair.B.GradientPointer;
            if (Pair.OneRow) ColumnSums.AddProducts(dy, Pair.A.Pointer, db, Pair.Rows, Pair.Columns, y.Pass.Work);
            else Pair.Run(default(SumOfProduct), Pair.LikeA(db), Pair.LikeA(dy), Pair.LikeA(Pair.A.Pointer), db);
        }
    }
}
