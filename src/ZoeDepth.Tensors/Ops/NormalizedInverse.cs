using ZoeDepth.Kernels.Depth;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = (r − min r) / (max r − min r), r = 1 / (x + ε), minimum and maximum over all elements: inverse depth turned
    /// into depth from 0 to 1, of a whole batch at once (isl-org/ZoeDepth, <c>inverse_midas</c>).
    /// <para>Backward, with D = max r − min r: dr = dy / D, and Σ dy·(y − 1) / D more at the minimum, −Σ dy·y / D at
    /// the maximum; dx = −r²·dr.</para>
    /// </summary>
    /// <param name="x"><c>[…]</c>, elements above −ε</param>
    /// <param name="epsilon">ε, above 0</param>
    /// <exception cref="ArgumentException">ε is not above 0</exception>
    public static Tensor NormalizedInverse(Tensor x, float epsilon)
    {
        ArgumentNullException.ThrowIfNull(x);
        Check.That(epsilon > 0, "normalized inverse", $"epsilon is {epsilon}; expected a number above 0");
        return x.Pass.Run(new NormalizedInverseOperation(x, epsilon));
    }

    private sealed class NormalizedInverseOperation(Tensor x, float epsilon) : IPrimitive
    {
        public string Name => "normalized inverse";

        public Shape Output => x.Shape;

        public Tensor[] Inputs => [x];

        public void Forward(Tensor y) =>
            NormalizedInverseKernel.Forward(x.Pointer, x.Shape.Count, epsilon, y.Pointer);

        public void Backward(Tensor y)
        {
            if (x.IsRecorded)
                NormalizedInverseKernel.Backward(x.Pointer, y.Pointer, y.GradientPointer, x.Shape.Count, epsilon,
                    x.GradientPointer);
        }
    }
}
