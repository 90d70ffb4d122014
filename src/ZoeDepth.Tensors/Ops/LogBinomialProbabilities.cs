namespace ZoeDepth.Tensors;

public static partial class Operations
{
    /// <summary>
    /// The weight of every depth bin at every pixel: u = softplus(linear(gelu(linear([main, enlarged condition])))); p
    /// and T from u (<see cref="ProbabilityAndTemperature"/>); then <see cref="LogBinomial"/>(p, T). A composition;
    /// each step has its own derivative.
    /// Reference: modeling_zoedepth.py ZoeDepthConditionalLogBinomialSoftmax
    /// </summary>
    /// <param name="main"><c>[image, row, column, m]</c></param>
    /// <param name="condition">the last bin embedding, <c>[image, coarse row, coarse column, e]</c></param>
    /// <param name="bins">bins, at least 1</param>
    /// <param name="weight0"><c>[hidden, m + e]</c> or <c>[hidden, m + e, 1, 1]</c></param>
    /// <param name="bias0"><c>[hidden]</c></param>
    /// <param name="weight2"><c>[4, hidden]</c> or <c>[4, hidden, 1, 1]</c></param>
    /// <param name="bias2"><c>[4]</c></param>
    /// <param name="minTemperature">0.0212 in every published checkpoint</param>
    /// <param name="maxTemperature">50 in every published checkpoint</param>
    /// <returns><c>[image, row, column, bins]</c>, each pixel summing to 1</returns>
    public static Tensor LogBinomialProbabilities(Tensor main, Tensor condition, int bins, Parameter weight0,
        Parameter? bias0, Parameter weight2, Parameter? bias2,
        float minTemperature, float maxTemperature)
    {
        ArgumentNullException.ThrowIfNull(main);
        ArgumentNullException.ThrowIfNull(weight0);
        using var frame = main.Pass.Frame();
        var enlarged = Resize(condition, main.Shape[1], main.Shape[2], Interpolation.Bilinear, Corners.Aligned);
        var u = Softplus(ExactLinear(Gelu(JoinedLinear(main, enlarged, weight0, bias0)), weight2, bias2));
        var (p, temperature) = ProbabilityAndTemperature(u, minTemperature, maxTemperature);
        return frame.Keep(LogBinomial(p, temperature, bins));
    }
}
