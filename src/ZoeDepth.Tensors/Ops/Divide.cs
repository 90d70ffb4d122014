using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = a / b.
    /// <para>Backward: da = dy / b; db = −dy · y / b, summed over all rows where b is one row.</para>
    /// </summary>
    /// <param name="a"><c>[…, width]</c></param>
    /// <param name="b">the same shape, or <c>[width]</c> for every row of a</param>
    /// <exception cref="ArgumentException">b does not fit a</exception>
    public static Tensor Divide(Tensor a, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return a.Pass.Run(new DivideOperation(Pair.Of("divide", a, b)));
    }

    private sealed class DivideOperation(Pair pair) : IPrimitive
    {
        public string Name => "divide";

        public Shape Output => pair.A.Shape;

        public Tensor[] Inputs => [pair.A, pair.B];

        public Tensor[] Saved(Tensor y) => [pair.B, y];

        public void Forward(Tensor y) =>
            pair.Run(default(Quotient), Pair.LikeA(pair.A.Pointer), pair.LikeB(pair.B.Pointer), default, y.Pointer);

        public void Backward(Tensor y)
        {
            var dy = y.GradientPointer;
            if (pair.A.IsRecorded)
            {
                var da = pair.A.GradientPointer;
                pair.Run(new SumOfQuotient(1), Pair.LikeA(da), Pair.LikeA(dy), pair.LikeB(pair.B.Pointer), da);
            }
            if (!pair.B.IsRecorded) return;
            using var frame = y.Pass.Frame();
            var product = y.Pass.New(y.Shape);
            pair.Run(default(Product), Pair.LikeA(dy), Pair.LikeA(y.Pointer), default, product.Pointer);
            var db = pair.B.GradientPointer;
            Elementwise.Run(new SumOfQuotient(-1), db, pair.Gathered(product).Pointer, pair.B.Pointer, db,
                pair.B.Shape.Count, y.Pass.Work);
        }
    }
}
