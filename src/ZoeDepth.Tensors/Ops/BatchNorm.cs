using ZoeDepth.Kernels.Normalization;
using ZoeDepth.Kernels.Reduction;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = (x − runningMean) · weight/√(runningVariance + epsilon) + bias for each channel: batch normalisation with
    /// stored statistics.
    /// <para>Backward, with r = 1/√(runningVariance + epsilon): dx = dy · weight · r; dweight = Σ dy · (x −
    /// runningMean) · r; dbias = Σ dy.</para>
    /// </summary>
    /// <param name="x"><c>[…, channel]</c></param>
    /// <param name="weight"><c>[channel]</c></param>
    /// <param name="bias"><c>[channel]</c></param>
    /// <param name="runningMean"><c>[channel]</c>, not trainable</param>
    /// <param name="runningVariance"><c>[channel]</c>, not trainable</param>
    /// <param name="epsilon">added to the variance</param>
    /// <exception cref="ArgumentException">a vector does not fit</exception>
    public static Tensor BatchNorm(Tensor x, Parameter weight, Parameter bias, Parameter runningMean,
        Parameter runningVariance, float epsilon)
    {
        ArgumentNullException.ThrowIfNull(x);
        CheckBatchNorm(x, weight, bias, runningMean, runningVariance, epsilon);
        return x.Pass.Run(new BatchNormOperation(x, weight, bias, runningMean, runningVariance, epsilon,
            tracking: null));
    }

    /// <summary>
    /// Batch normalisation with the statistics of the batch: the biased variance normalises. The running statistics
    /// move to (1 − momentum) · old + momentum · batch, the variance with its unbiased estimate.
    /// <para>Backward, with x̂ = (x − mean) · r: dx = weight · r · (dy − mean(dy) − x̂ · mean(dy · x̂)); dweight = Σ dy
    /// · x̂; dbias = Σ dy.</para>
    /// </summary>
    /// <param name="momentum">how far the running statistics move: 0.1 in PyTorch</param>
    /// <inheritdoc cref="BatchNorm(Tensor, Parameter, Parameter, Parameter, Parameter, float)"/>
    public static Tensor BatchNorm(Tensor x, Parameter weight, Parameter bias, Parameter runningMean,
        Parameter runningVariance, float epsilon, float momentum)
    {
        ArgumentNullException.ThrowIfNull(x);
        CheckBatchNorm(x, weight, bias, runningMean, runningVariance, epsilon);
        Check.That(x.Shape.Rows > 1, "batch norm",
            $"x {x.Shape} has {x.Shape.Rows} elements for each channel; statistics of the batch need at least 2");
        return x.Pass.Run(new BatchNormOperation(x, weight, bias, runningMean, runningVariance, epsilon, momentum));
    }

    private static void CheckBatchNorm(Tensor x, Parameter weight, Parameter bias, Parameter runningMean,
        Parameter runningVariance, float epsilon)
    {
        Check.Vector("batch norm", weight, "weight", x.Shape);
        Check.Vector("batch norm", bias, "bias", x.Shape);
        Check.Vector("batch norm", runningMean, "running mean", x.Shape);
        Check.Vector("batch norm", runningVariance, "running variance", x.Shape);
        Check.That(epsilon >= 0, "batch norm", $"epsilon is {epsilon}; it cannot be negative");
    }

    private sealed class BatchNormOperation(Tensor x, Parameter gamma, Parameter beta, Parameter means,
        Parameter variances, float epsilon, float? tracking)
        : IPrimitive
    {
        // Rows of [3, channel]: mean, r = 1/√(variance + epsilon), weight · r.
        private Tensor? _statistics;

        public string Name => "batch norm";

        public Shape Output => x.Shape;

        public Tensor[] Inputs => [x];

        public Parameter[] Parameters => [gamma, beta];

        public Tensor[] Saved(Tensor y) => [x, _statistics!];

        private int Channels => x.Shape.Last;

        public void Forward(Tensor y)
        {
            _statistics = x.Pass.New(new Shape(3, Channels), "batch norm");
            if (tracking is { } momentum) Measure(momentum);
            else Recall();
            float* mean = _statistics.Pointer, r = mean + Channels, scale = r + Channels, weight = x.Pass.Read(gamma);
            for (var c = 0; c < Channels; c++) scale[c] = weight[c] * r[c];
            BatchNormKernel.Forward(x.Pointer, mean, scale, x.Pass.Read(beta), y.Pointer, x.Shape.Rows, Channels,
                x.Pass.Work);
        }

        public void Backward(Tensor y)
        {
            using var frame = x.Pass.Frame();
            var rows = x.Shape.Rows;
            float* mean = _statistics!.Pointer, r = mean + Channels, scale = r + Channels, dy = y.GradientPointer;
            var sums = x.Pass.New(new Shape(2, Channels), "batch norm");
            sums.Values.Clear();
            float* ofDy = sums.Pointer, ofProducts = ofDy + Channels;
            ColumnSums.Add(dy, ofDy, rows, Channels, x.Pass.Work);
            ColumnSums.AddProductsCentred(dy, x.Pointer, mean, ofProducts, rows, Channels, x.Pass.Work);
            float* dbeta = beta.Trainable ? x.Pass.GradientOf(beta).Pointer : null;
            if (dbeta is not null) for (var c = 0; c < Channels; c++) dbeta[c] += ofDy[c];
            float* dgamma = gamma.Trainable ? x.Pass.GradientOf(gamma).Pointer : null;
            if (dgamma is not null) for (var c = 0; c < Channels; c++) dgamma[c] += ofProducts[c] * r[c];
            if (!x.IsRecorded) return;
            for (var c = 0; c < Channels; c++)
            {
                ofDy[c] = tracking is null ? 0 : ofDy[c] / rows;
                ofProducts[c] = tracking is null ? 0 : ofProducts[c] * r[c] * r[c] / rows;
            }
            BatchNormKernel.Backward(x.Pointer, dy, mean, scale, ofDy, ofProducts, x.GradientPointer, rows, Channels,
                x.Pass.Work);
        }

        private void Recall()
        {
            float* mean = _statistics!.Pointer, r = mean + Channels;
            float* runningMean = x.Pass.Read(means), runningVariance = x.Pass.Read(variances);
            for (var c = 0; c < Channels; c++)
            {
                mean[c] = runningMean[c];
                r[c] = 1 / MathF.Sqrt(runningVariance[c] + epsilon);
            }
        }

        private void Measure(float momentum)
        {
            var rows = x.Shape.Rows;
            float* mean = _statistics!.Pointer, squares = mean + Channels;
            _statistics.Values.Clear();
            ColumnSums.Add(x.Pointer, mean, rows, Channels, x.Pass.Work);
            for (var c = 0; c < Channels; c++) mean[c] /= rows;
            ColumnSums.AddSquaresCentred(x.Pointer, mean, squares, rows, Channels, x.Pass.Work);
            // Run again for the backward pass, the statistics have moved already.
            if (!x.Pass.IsReplay)
            {
                Move(means, momentum, mean, 1);
                Move(variances, momentum, squares, rows - 1);
            }
            for (var c = 0; c < Channels; c++) squares[c] = 1 / MathF.Sqrt((squares[c] / rows) + epsilon);
        }

        private static void Move(Parameter running, float momentum, float* batch, float divisor)
        {
            using var w = running.Write();
            for (var c = 0; c < w.Values.Length; c++)
                w.Pointer[c] = ((1 - momentum) * w.Pointer[c]) + (momentum * (batch[c] / divisor));
        }
    }
}
