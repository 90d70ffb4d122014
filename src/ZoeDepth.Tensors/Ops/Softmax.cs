using ZoeDepth.Kernels.Normalization;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = eˣ / Σ eˣ over the last axis.
    /// <para>Backward: dx = y · (dy − Σ dy · y).</para>
    /// </summary>
    /// <param name="x"><c>[…, n]</c></param>
    /// <exception cref="ArgumentException">the last axis is empty</exception>
    public static Tensor Softmax(Tensor x)
    {
        Check.That(x.Shape.Last > 0, "softmax", $"the last axis of x {x.Shape} is empty");
        return x.Pass.Run(new Softmaxed(x));
    }

    private sealed record Softmaxed(Tensor X) : IPrimitive
    {
        public string Name => "softmax";

        public Shape Output => X.Shape;

        public Tensor[] Inputs => [X];

        public Tensor[] Saved(Tensor y) => [y];

        public void Forward(Tensor y) => SoftmaxKernel.Forward(X.Pointer, y.Pointer, X.Shape.Rows, X.Shape.Last, X.Pass.Work);

        public void Backward(Tensor y)
        {
            if (X.IsRecorded) SoftmaxKernel.Backward(y.Pointer, y.GradientPointer, X.GradientPointer, X.Shape.Rows, X.Shape.Last, X.Pass.Work);
        }
    }
}
