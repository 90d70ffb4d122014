using ZoeDepth.Kernels.Depth;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// What the four channels of the log-binomial head mean (<c>ZoeDepthConditionalLogBinomialSoftmax</c>): with v = u
    /// + 1e-4, p = v₀ / (v₀ + v₁) and T = (max − min)·v₂ / (v₂ + v₃) + min.
    /// <para>Backward, for a share y = a / (a + b): da = dy·b / (a + b)², db = −dy·a / (a + b)².</para>
    /// </summary>
    /// <param name="u"><c>[…, 4]</c>, not negative</param>
    /// <param name="minTemperature">0.0212 in every published checkpoint</param>
    /// <param name="maxTemperature">50 in every published checkpoint</param>
    /// <returns>p and T, <c>[…, 1]</c> each</returns>
    /// <exception cref="ArgumentException">u has not four channels</exception>
    public static (Tensor Probability, Tensor Temperature) ProbabilityAndTemperature(Tensor u, float minTemperature,
        float maxTemperature)
    {
        ArgumentNullException.ThrowIfNull(u);
        Check.That(u.Shape.Rank > 0 && u.Shape.Last == 4, "probability and temperature",
            $"u {u.Shape} has {u.Shape.Last} channels; expected 4");
        return (u.Pass.Run(new ProbabilityRatioOperation(u, 0)),
            Affine(u.Pass.Run(new ProbabilityRatioOperation(u, 2)), maxTemperature - minTemperature, minTemperature));
    }

    private sealed class ProbabilityRatioOperation(Tensor u, int first) : IPrimitive
    {
        public string Name => "probability and temperature";

        public Shape Output => u.Shape.WithLast(1);

        public Tensor[] Inputs => [u];

        public void Forward(Tensor y) =>
            PairRatio.Forward(u.Pointer, u.Shape.Rows, u.Shape.Last, first, y.Pointer, y.Pass.Work);

        public void Backward(Tensor y)
        {
            if (u.IsRecorded)
                PairRatio.Backward(u.Pointer, y.GradientPointer, u.Shape.Rows, u.Shape.Last, first, u.GradientPointer,
                    y.Pass.Work);
        }
    }
}
