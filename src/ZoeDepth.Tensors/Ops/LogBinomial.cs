using ZoeDepth.Kernels.Depth;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// The distribution over depth bins (ZoeDepth, section 3.3): w = softmaxₖ(yₖ / T), yₖ = L(k) + k·ln p +
    /// (n−1−k)·ln(1 − p), L the logarithm of the binomial coefficient by Stirling's approximation in float32, p and 1 −
    /// p held in [1e-4, 1] (<c>LogBinomialSoftmax</c>).
    /// <para>Backward, with dsₖ = wₖ·(dwₖ − Σ w·dw): dT = −Σ dsₖ·yₖ / T²; dp = Σ dsₖ·k / (T·p) − Σ dsₖ·(n−1−k) / (T·(1
    /// − p)), each half only where its argument is strictly inside its bounds.</para>
    /// </summary>
    /// <param name="p"><c>[…, 1]</c>, 0..1</param>
    /// <param name="temperature">T, <c>[…, 1]</c>, positive</param>
    /// <param name="bins">n, at least 1</param>
    /// <returns>probabilities, <c>[…, bins]</c></returns>
    /// <exception cref="ArgumentException">the shapes do not fit, or there is no bin</exception>
    public static Tensor LogBinomial(Tensor p, Tensor temperature, int bins)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(temperature);
        Check.SamePass("log-binomial", p, temperature);
        Check.That(p.Shape.Rank > 0 && p.Shape.Last == 1 && p.Shape == temperature.Shape, "log-binomial",
            $"p {p.Shape} and the temperature {temperature.Shape} do not fit: expected two equal shapes that end in 1");
        Check.That(bins >= 1, "log-binomial", $"the number of bins is {bins}; expected at least 1");
        return p.Pass.Run(new LogBinomialOperation(p, temperature, bins));
    }

    private sealed class LogBinomialOperation(Tensor p, Tensor temperature, int bins) : IPrimitive
    {
        public string Name => "log-binomial";

        public Shape Output => p.Shape.WithLast(bins);

        public Tensor[] Inputs => [p, temperature];

        public Tensor[] Saved(Tensor y) => [p, temperature, y];

        public void Forward(Tensor y) =>
            LogBinomialKernel.Forward(p.Pointer, temperature.Pointer, p.Shape.Count, bins, y.Pointer, y.Pass.Work);

        public void Backward(Tensor y) =>
            LogBinomialKernel.Backward(p.Pointer, temperature.Pointer, y.Pointer, y.GradientPointer, p.Shape.Count,
                bins,
            p.IsRecorded ? p.GradientPointer : null, temperature.IsRecorded ? temperature.GradientPointer : null,
            y.Pass.Work);
    }
}
