using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Tensors.Tests;

/// <summary>Rows of the operations that drop numbers at random, and of those that may.</summary>
public static partial class OperationCases
{
    private static IEnumerable<OperationCase> Dropped() =>
    [
        new("dropout", b => Dropout(b.Input(3, 5, 7), 0.3), Random: true),
        new("dropout of many", b => Dropout(b.Input(2, 300, 37), 0.75), Random: true),
        new("drop path", b => DropPath(b.Input(8, 5, 7), 0.4), Random: true),
        new("linear with a dropped branch", b =>
        {
            var x = b.Input(6, 4, 8);
            return Linear(x, b.Weight(8, 8), b.Weight(8),
                Epilogue.ScaleAndAdd(b.Weight(8), x) with { Dropout = 0.2, DropPath = 0.5 });
        }, Random: true),
        new("conv2d with dropout", b => Conv2d(b.Input(2, 4, 5, 3), b.Weight(4, 3, 3, 3), b.Weight(4), 1, 1,
            epilogue: Epilogue.Of(Activation.GeluTanh) with { Dropout = 0.25 }), Sum: 27, Random: true),
        new("attention with dropout", b => Attention(b.Input(2, 5, 12), b.Input(2, 7, 12), b.Input(2, 7, 12), 3, 0.5f,
            AttentionBias.Dense(b.Input(1, 3, 5, 7)), dropout: 0.3), Sum: 12, Random: true),
        new("weighted values", b => WeightedValues(b.Input(2, 3, 5, 7), b.Input(2, 7, 12)), Sum: 12),
    ];
}
