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
    public static Tensor Divide(Tensor a, Tensor b) => a.Pass.Run(new Divided(Pair.Of("divide", a, b)));

    private sealed record Divided(Pair Pair) : IPrimitive
    {
        public string Name => "divide";

        public Shape Output => Pair.A.Shape;

        public Tensor[] Inputs => [Pair.A, Pair.B];

        public Tensor[] Saved(Tensor y) => [Pair.B, y];

        public void Forward(Tensor y) => Pair.Run(default(Quotient), Pair.LikeA(Pair.A.Pointer), Pair.LikeB(Pair.B.Pointer), default, y.Pointer);

        public void Backward(Tensor y)
        {
            var dy = y.GradientPointer;
            if (Pair.A.IsRecorded)
            {
                var da = Pair.A.GradientPointer;
                Pair.Run(new SumOfQuotient(1), Pair.LikeA(da), Pair.LikeA(dy), Pair.LikeB(Pair.B.Pointer), da);
            }
            if (!Pair.B.IsRecorded) return;
            using var frame = y.Pass.Frame();
            var product = y.Pass.New(y.Shape);
            Pair.Run(default(Product), Pair.LikeA(dy), Pair.LikeA(y.Pointer), default, product.Pointer);
            var db = Pair.B.GradientPointer;
            Elementwise.Run(new SumOfQuotient(-1), db, Pair.Gathered(product).Pointer, Pair.B.Pointer, db, Pair.B.Shape.Count, y.Pass.Work);
        }
    }
}
