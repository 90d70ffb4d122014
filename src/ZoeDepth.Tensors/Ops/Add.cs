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
    public static Tensor Add(Tensor a, Tensor b) => a.Pass.Run(new Added(Pair.Of("add", a, b)));

    private sealed record Added(Pair Pair) : IPrimitive
    {
        public string Name => "add";

        public Shape Output => Pair.A.Shape;

        public Tensor[] Inputs => [Pair.A, Pair.B];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y) => Pair.Run(default(Sum), Pair.LikeA(Pair.A.Pointer), Pair.LikeB(Pair.B.Pointer), default, y.Pointer);

        public void Backward(Tensor y)
        {
            var dy = y.GradientPointer;
            Pair.PassToA(dy);
            if (!Pair.B.IsRecorded) return;
            var db = Pair.B.GradientPointer;
            if (Pair.OneRow) ColumnSums.Add(dy, db, Pair.Rows, Pair.Columns, y.Pass.Work);
            else Pair.Run(default(Sum), Pair.LikeA(db), Pair.LikeA(dy), default, db);
        }
    }
}
