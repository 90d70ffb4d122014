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
        ArgumentNullException.ThrowIfNull(x);
        Check.That(x.Shape.Last > 0, "softmax", $"the last axis of x {x.Shape} is empty");
        return x.Pass.Run(new SoftmaxOperation(x));
    }

    private sealed class SoftmaxOperation(Tensor x) : IPrimitive
    {
        public string Name => "softmax";

        public Shape Output => x.Shape;

        public Tensor[] Inputs => [x];

        public Tensor[] Saved(Tensor y) => [y];

        public void Forward(Tensor y) =>
            SoftmaxKernel.Forward(x.Pointer, y.Pointer, x.Shape.Rows, x.Shape.Last, x.Pass.Work);

        public void Backward(Tensor y)
        {
            if (x.IsRecorded)
                SoftmaxKernel.Backward(y.Pointer, y.GradientPointer, x.GradientPointer, x.Shape.Rows, x.Shape.Last,
                    x.Pass.Work);
        }
    }
}
