using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = a − b.
    /// <para>Backward: da = dy; db = −dy, summed over all rows where b is one row.</para>
    /// </summary>
    /// <param name="a"><c>[…, width]</c></param>
    /// <param name="b">the same shape, or <c>[width]</c> for every row of a</param>
    /// <exception cref="ArgumentException">b does not fit a</exception>
    public static Tensor Subtract(Tensor a, Tensor b) => a.Pass.Run(new Subtracted(Pair.Of("subtract", a, b)));

    private sealed record Subtracted(Pair Pair) : IPrimitive
    {
        public string Name => "subtract";

        public Shape Output => Pair.A.Shape;

        public Tensor[] Inputs => [Pair.A, Pair.B];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y) => Pair.Run(default(Difference), Pair.LikeA(Pair.A.Pointer), Pair.LikeB(Pair.B.Pointer), default, y.Pointer);

        public void Backward(Tensor y)
        {
            var dy = y.GradientPointer;
            Pair.PassToA(dy);
            if (!Pair.B.IsRecorded) return;
            using var frame = y.Pass.Frame();
            var loss = y.Pass.New(y.Shape);
            Pair.Run(new AffineOf(-1, 0), Pair.LikeA(dy), default, default, loss.Pointer);
            var db = Pair.B.GradientPointer;
            Elementwise.Run(default(Sum), db, Pair.Gathered(loss).Pointer, db, Pair.B.Shape.Count, y.Pass.Work);
        }
    }
}
