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
    public static Tensor Subtract(Tensor a, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return a.Pass.Run(new SubtractOperation(Pair.Of("subtract", a, b)));
    }

    private sealed class SubtractOperation(Pair pair) : IPrimitive
    {
        public string Name => "subtract";

        public Shape Output => pair.A.Shape;

        public Tensor[] Inputs => [pair.A, pair.B];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y) =>
            pair.Run(default(Difference), Pair.LikeA(pair.A.Pointer), pair.LikeB(pair.B.Pointer), default, y.Pointer);

        public void Backward(Tensor y)
        {
            if (pair.B.IsRecorded)
            {
                using var frame = y.Pass.Frame();
                var loss = y.Pass.New(y.Shape);
                pair.Run(new AffineOf(-1, 0), Pair.LikeA(y.GradientPointer), default, default, loss.Pointer);
                var db = pair.B.GradientPointer;
                Elementwise.Run(default(Sum), db, pair.Gathered(loss).Pointer, db, pair.B.Shape.Count, y.Pass.Work);
            }
            if (pair.A.IsRecorded) pair.PassOn(y, pair.A);
        }
    }
}
