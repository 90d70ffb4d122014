using ZoeDepth.Kernels.Normalization;
using ZoeDepth.Kernels.Reduction;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = (x − mean) · r · weight + bias over the last axis, r = 1/√(variance + epsilon), variance biased (PyTorch's
    /// <c>layer_norm</c>).
    /// <para>Backward, with x̂ = (x − mean) · r and g = dy · weight: dx = r · (g − mean(g) − x̂ · mean(g · x̂));
    /// dweight = Σ dy · x̂; dbias = Σ dy.</para>
    /// </summary>
    /// <param name="x"><c>[…, width]</c></param>
    /// <param name="weight"><c>[width]</c></param>
    /// <param name="bias"><c>[width]</c></param>
    /// <param name="epsilon">1e-12 in the published BEiT, 1e-5 in the domain router</param>
    /// <exception cref="ArgumentException">weight or bias do not fit</exception>
    public static Tensor LayerNorm(Tensor x, Parameter weight, Parameter bias, float epsilon)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(bias);
        Check.Vector("layer norm", weight, "weight", x.Shape);
        Check.Vector("layer norm", bias, "bias", x.Shape);
        Check.That(epsilon >= 0, "layer norm", $"epsilon is {epsilon}; it cannot be negative");
        return x.Pass.Run(new LayerNormOperation(x, weight, bias, epsilon));
    }

    private sealed class LayerNormOperation(Tensor x, Parameter weight, Parameter bias, float epsilon) : IPrimitive
    {
        // [row, 2]: mean and r; only where the operation is recorded.
        private Tensor? _statistics;

        public string Name => "layer norm";

        public Shape Output => x.Shape;

        public Tensor[] Inputs => [x];

        public Parameter[] Parameters => [weight, bias];

        public Tensor[] Saved(Tensor y) => [x, _statistics!];

        public void Forward(Tensor y)
        {
            var (rows, columns) = (x.Shape.Rows, x.Shape.Last);
            if (y.IsRecorded) _statistics = x.Pass.New(new Shape(checked((int)rows), 2), "layer norm");
            var statistics = _statistics is null ? null : _statistics.Pointer;
            LayerNormKernel.Forward(x.Pointer, x.Pass.Read(weight), x.Pass.Read(bias), epsilon, y.Pointer, statistics,
                rows, columns, x.Pass.Work);
        }

        public void Backward(Tensor y)
        {
            var (rows, columns) = (x.Shape.Rows, x.Shape.Last);
            float* statistics = _statistics!.Pointer, dy = y.GradientPointer;
            if (x.IsRecorded)
                LayerNormKernel.Backward(x.Pointer, x.Pass.Read(weight), statistics, dy, x.GradientPointer, rows,
                    columns, x.Pass.Work);
            if (weight.Trainable)
                ColumnSums.AddProductsNormedByRow(dy, x.Pointer, statistics, x.Pass.GradientOf(weight).Pointer, rows,
                    columns, x.Pass.Work);
            if (bias.Trainable) ColumnSums.Add(dy, x.Pass.GradientOf(bias).Pointer, rows, columns, x.Pass.Work);
        }
    }
}
