using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Tensors.Tests;

/// <summary>Rows of resizing, borders, and what only this paper has.</summary>
public static partial class OperationCases
{
    private static IEnumerable<OperationCase> Pictures() =>
    [
        .. from interpolation in Enum.GetValues<Interpolation>()
           from corners in Enum.GetValues<Corners>()
           from size in new[] { (9, 11), (3, 4), (9, 4), (5, 7), (5, 13), (1, 1), (10, 14) }
           select new OperationCase($"resize {interpolation} {corners} to {size.Item1}x{size.Item2}",
               b => Affine(Resize(b.Input(2, 5, 7, 3), size.Item1, size.Item2, interpolation, corners), 1, 0)),
        new("resize one pixel", b => Resize(b.Input(1, 1, 1, 19), 4, 3, Interpolation.Bilinear, Corners.Aligned)),
        new("resize many channels", b => Resize(b.Input(1, 9, 5, 70), 21, 12, Interpolation.Bilinear, Corners.Aligned)),
        new("resize a plane", b => Resize(b.Input(1, 30, 31, 1), 47, 22, Interpolation.Bicubic, Corners.HalfPixel)),
        new("resized linear", b => ResizedLinear(b.Input(2, 4, 5, 6), 9, 11, b.Weight(7, 6, 1, 1), b.Weight(7))),
        new("resized linear without bias", b => ResizedLinear(b.Input(1, 4, 5, 6), 8, 10, b.Weight(17, 6), null)),
        new("resized conv2d", b => ResizedConv2d(b.Input(2, 4, 5, 6), 9, 11, b.Weight(7, 6, 3, 3), b.Weight(7), 1)),
        new("resized conv2d with activation", b =>
            ResizedConv2d(b.Input(1, 4, 5, 6), 8, 10, b.Weight(5, 6, 3, 3), null, 1, Activation.Sigmoid)),
        new("resized conv2d of a wide kernel", b =>
            ResizedConv2d(b.Input(1, 3, 4, 3), 7, 5, b.Weight(2, 3, 5, 3), b.Weight(2), 2)),
        new("max pool", b => MaxPool2d(Apart(b, 2, 8, 6, 5), kernel: 3, stride: 2, padding: 1)),
        new("max pool of odd sides", b => MaxPool2d(Apart(b, 1, 7, 9, 17), kernel: 3, stride: 2, padding: 1)),
        new("max pool without overlap", b => MaxPool2d(Apart(b, 1, 6, 5, 16), kernel: 2, stride: 2, padding: 0)),
        new("reflect pad", b => ReflectPad(b.Input(2, 4, 5, 3), 1, 4, 0, 3)),
        new("attractor mean", b => Attractor(b.Input(2, 3, 4), b.Input(2, 3, 9), AttractorKind.Mean, alpha: 2)),
        new("attractor sum", b => Attractor(b.Input(2, 3, 4), b.Input(2, 3, 9), AttractorKind.Sum, alpha: 3, gamma: 4)),
        new("attractor of published strength", b =>
            Attractor(b.Between(0, 1, 40, 16), b.Between(0, 1, 40, 64), AttractorKind.Mean), Sum: 4096, Kinked: true),
        new("attractor that fades exponentially, mean", b =>
            Attractor(b.Input(2, 3, 4), b.Input(2, 3, 9), AttractorKind.Mean, alpha: 2, exponential: true)),
        new("attractor that fades exponentially, sum", b =>
            Attractor(b.Input(2, 3, 4), b.Input(2, 3, 9), AttractorKind.Sum, alpha: 3, gamma: 4, exponential: true)),
        // The least and the largest stand apart from the others, so that a small step keeps them what they are.
        new("normalized inverse",
            b => NormalizedInverse(b.Given([1.5f, 0.9f, 1.7f, 2, 3, 2.4f, 1.2f, 2.2f], 2, 4), 1e-6f), Sum: 8),
        new("exponential attractor", b => ExponentialAttractor(b.Input(3, 7), 3, 2)),
        new("normed widths", b => NormedWidths(b.Between(0.2f, 3, 2, 3, 9)), Sum: 9),
        new("bounded bins", b => BoundedBins(b.Between(0.2f, 3, 2, 3, 9), 0.001f, 10), Sum: 9),
        new("log-binomial", b => LogBinomial(b.Between(0.2f, 0.8f, 5, 3, 1), b.Between(1, 3, 5, 3, 1), 9), Sum: 256),
        new("log-binomial of 64 bins", b => LogBinomial(b.Between(0.2f, 0.8f, 70, 1), b.Between(5, 50, 70, 1), 64),
            Sum: 4096),
        new("log-binomial of one bin, which is certain",
            b => LogBinomial(b.Between(0.2f, 0.8f, 3, 1), b.Between(1, 3, 3, 1), 1), Kinked: true),
        new("log-binomial at the bounds",
            b => LogBinomial(b.Given([0, 1e-5f, 0.5f, 0.99999f, 1], 5, 1), b.Given([1, 2, 3, 4, 5], 5, 1), 8), Sum: 256,
            Kinked: true),
        new("probability", b => ProbabilityAndTemperature(b.Between(0.2f, 3, 2, 3, 4), 0.02f, 50).Probability),
        new("temperature", b => ProbabilityAndTemperature(b.Between(0.2f, 3, 2, 3, 4), 0.02f, 50).Temperature),
        new("log-binomial probabilities",
            b => LogBinomialProbabilities(b.Input(1, 4, 6, 3), b.Input(1, 2, 3, 4), 9, b.Weight(5, 7), b.Weight(5),
                b.Weight(4, 5), b.Weight(4), 2, 50),
            Sum: 1024),
        new("expectation", b => Expectation(b.Input(2, 3, 9), b.Input(2, 3, 9)), Sum: 9),
        // Exponents of up to 63 · ln 2 = 44 are rounded before they are raised.
        new("log-binomial depth", b => Depth(b, 1, 8, 10, 5, 4, 5, 6, 9, 7), Sum: 1024),
        new("log-binomial depth of several pictures", b => Depth(b, 3, 17, 6, 33, 9, 3, 20, 64, 40), Sum: 16384),
        new("log-binomial depth at one size", b => Depth(b, 2, 5, 6, 5, 5, 6, 6, 16, 7), Sum: 1024),
        new("log-binomial depth without biases",
            b => LogBinomialDepth(b.Input(1, 4, 6, 3), b.Input(1, 2, 3, 4), b.Between(0.5f, 2, 1, 2, 3, 16),
            b.Weight(5, 7), null, b.Weight(4, 5), null, 2, 50), Sum: 1024),
    ];

    private static Tensor Depth(CaseInputs b, int images, int rows, int columns, int main, int coarseRows,
        int coarseColumns, int condition, int bins, int hidden) =>
        LogBinomialDepth(b.Input(images, rows, columns, main), b.Input(images, coarseRows, coarseColumns, condition),
            b.Between(0.5f, 2, images, coarseRows, coarseColumns, bins),
            b.Weight(hidden, main + condition, 1, 1), b.Weight(hidden), b.Weight(4, hidden, 1, 1), b.Weight(4), 2, 50);

    /// <summary>
    /// An input whose numbers are a tenth apart: the largest of a window stays the largest when all move a little.
    /// </summary>
    private static Tensor Apart(CaseInputs b, params int[] shape)
    {
        var values = Enumerable.Range(0, shape.Aggregate(1, (x, y) => x * y)).Select(i => 0.1f * i).ToArray();
        b.Random.Shuffle(values);
        return b.Given(values, shape);
    }
}
