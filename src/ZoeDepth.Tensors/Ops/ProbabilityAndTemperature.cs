using ZoeDepth.Kernels.Depth;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// What the four channels of the log-binomial head mean (<c>ZoeDepthConditionalLogBinomialSoftmax</c>): with v = u + 1e-4, p = v₀ / (v₀ + v₁) and
    /// T = (max − min)·v₂ / (v₂ + v₃) + min.
    /// <para>Backward, for a share y = a / (a + b): da = dy·b / (a + b)², db = −dy·a / (a + b)².</para>
    /// </summary>
    /// <param name="u"><c>[…, 4]</c>, not negative</param>
    /// <param name="minTemperature">0.0212 in every published checkpoint</param>
    /// <param name="maxTemperature">50 in every published checkpoint</param>
    /// <returns>p and T, <c>[…, 1]</c> each</returns>
    /// <exception cref="ArgumentException">u has not four channels</exception>
    public static (Tensor Probability, Tensor Temperature) ProbabilityAndTemperature(Tensor u, float minTemperature, float maxTemperature)
    {
        Check.That(u.Shape.Rank > 0 && u.Shape.Last == 4, "probability and temperature", $"u {u.Shape} has {u.Shape.Last} channels; expected 4");
        return (u.Pass.Run(new Share(u, 0)), Affine(u.Pass.Run(new Share(u, 2)), maxTemperature - minTemperature, minTemperature));
    }

    private sealed record Share(Tensor U, int First) : IPrimitive
    {
        public string Name => "probability and temperature";

        public Shape Output => U.Shape.WithLast(1);

        public Tensor[] Inputs => [U];

        public void Forward(Tensor y) => Shares.Forward(U.Pointer, U.Shape.Rows, U.Shape.Last, First, y.Pointer, y.Pass.Work);

        public void Backward(Tensor y)
        {
            if (U.IsRecorded) Shares.Backward(U.Pointer, y.GradientPointer, U.Shape.Rows, U.Shape.Last, First, U.GradientPointer, y.Pass.Work);
        }
    }
}
