using ZoeDepth.Kernels.Normalization;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = x / max(‖x‖, epsilon) over the last axis: every row as long as 1 (PyTorch's <c>normalize</c>).
    /// <para>Backward, with r = 1 / max(‖x‖, epsilon): dx = r · (dy − y · Σ dy · y), without the second term where the
    /// row is shorter than epsilon.</para>
    /// </summary>
    /// <param name="x"><c>[…, width]</c></param>
    /// <param name="epsilon">1e-12 in PyTorch</param>
    /// <exception cref="ArgumentException">epsilon is not above 0</exception>
    public static Tensor UnitRows(Tensor x, float epsilon)
    {
        ArgumentNullException.ThrowIfNull(x);
        Check.That(epsilon > 0, "unit rows", $"epsilon is {epsilon}; expected a number above 0");
        return x.Pass.Run(new UnitRowsOperation(x, epsilon));
    }

    private sealed class UnitRowsOperation(Tensor x, float epsilon) : IPrimitive
    {
        public string Name => "unit rows";

        public Shape Output => x.Shape;

        public Tensor[] Inputs => [x];

        public Tensor[] Saved(Tensor y) => [x, y];

        public void Forward(Tensor y) =>
            UnitRowsKernel.Forward(x.Pointer, epsilon, y.Pointer, x.Shape.Rows, x.Shape.Last, x.Pass.Work);

        public void Backward(Tensor y)
        {
            if (x.IsRecorded)
                UnitRowsKernel.Backward(x.Pointer, y.Pointer, y.GradientPointer, epsilon, x.GradientPointer,
                    x.Shape.Rows, x.Shape.Last, x.Pass.Work);
        }
    }
}
