using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Tensors.Tests;

/// <summary>What losses are made of.</summary>
public static partial class OperationCases
{
    private static IEnumerable<OperationCase> Losses() =>
    [
        new("gradient matching", b => GradientMatching(Slope(b, 2, 9, 12), Weights(b, 2, 9, 12)), Sum: 216),
        new("gradient matching of each image",
            b => GradientMatching(Slope(b, 3, 5, 4), Weights(b, 3, 5, 4), 2, perImage: true), Sum: 60),
        new("gradient matching of one pixel", b => GradientMatching(b.Input(1, 1, 1), Weights(b, 1, 1, 1), 3),
            Kinked: true),
    ];

    /// <summary>
    /// A map whose neighbours differ by more than a step of the difference quotient: |x′ − x| has a corner.
    /// </summary>
    private static Tensor Slope(CaseInputs b, int images, int rows, int columns)
    {
        var values = new float[images * rows * columns];
        for (var i = 0; i < values.Length; i++)
            values[i] = (i % columns * 0.3f) - (i / columns % rows * 0.2f * ((i % 2) + 0.5f)) + (i / columns / rows);
        return b.Given(values, images, rows, columns);
    }

    /// <summary>Weights of 0, 0.3 and 1, which have no gradient.</summary>
    private static Tensor Weights(CaseInputs b, int images, int rows, int columns)
    {
        var values = Array.ConvertAll(b.Indices(images * rows * columns, 5), i => i == 0 ? 0 : i == 1 ? 0.3f : 1);
        values[0] = 1;
        return b.Pass.New(new Shape(images, rows, columns), values);
    }
}
