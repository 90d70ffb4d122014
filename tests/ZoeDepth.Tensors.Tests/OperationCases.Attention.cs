using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Tensors.Tests;

/// <summary>Rows of attention.</summary>
public static partial class OperationCases
{
    private static IEnumerable<OperationCase> Attentions() =>
    [
        new("attention", b => Attention(b.Input(2, 5, 12), b.Input(2, 7, 12), b.Input(2, 7, 12), 3, 0.5f), Sum: 12),
        new("attention of a tensor to itself", b => ToItself(b.Input(2, 6, 10)), Sum: 12),
        new("attention with one bias",
            b => Attention(b.Input(2, 5, 12), b.Input(2, 7, 12), b.Input(2, 7, 12), 3, 0.5f,
                AttentionBias.Dense(b.Input(1, 3, 5, 7))), Sum: 12),
        new("attention with a bias for each image",
            b => Attention(b.Input(2, 5, 12), b.Input(2, 7, 12), b.Input(2, 7, 12), 3, 0.5f,
                AttentionBias.Dense(b.Input(2, 3, 5, 7))), Sum: 12),
        new("attention with kinds of bias",
            b => Attention(b.Input(3, 5, 12), b.Input(3, 7, 12), b.Input(3, 7, 12), 3, 0.5f,
                AttentionBias.Dense(b.Input(2, 3, 5, 7), [1, 0, 1])), Sum: 12),
        new("attention with a table",
            b => Attention(b.Input(2, 7, 8), b.Input(2, 7, 8), b.Input(2, 7, 8), 2, 0.5f,
                AttentionBias.RelativePosition(b.Input(18, 2), 2, 3)), Sum: 20),
        new("attention of many tokens",
            b => Attention(b.Input(1, 121, 36), b.Input(1, 121, 36), b.Input(1, 121, 36), 2, 0.25f,
                AttentionBias.RelativePosition(b.Input(440, 2), 12, 10)), Sum: 121),
        new("attention with a table written out", b =>
        {
            var table = b.Input(18, 2);
            return Attention(b.Input(1, 7, 8), b.Input(1, 7, 8), b.Input(1, 7, 8), 2, 0.5f,
                AttentionBias.Dense(RelativePositionBias(table, 2, 3)));
        }, Sum: 20),
        new("attention probabilities",
            b => AttentionProbabilities(b.Input(2, 5, 12), b.Input(2, 7, 12), 3, 0.5f,
                AttentionBias.Dense(b.Input(2, 3, 5, 7))), Sum: 12),
        new("attention probabilities with kinds of bias",
            b => AttentionProbabilities(b.Input(3, 5, 12), b.Input(3, 7, 12), 3, 0.5f,
                AttentionBias.Dense(b.Input(2, 3, 5, 7), [1, 0, 1])), Sum: 12),
        new("attention probabilities with a table",
            b => AttentionProbabilities(b.Input(2, 7, 8), b.Input(2, 7, 8), 2, 0.5f,
                AttentionBias.RelativePosition(b.Input(18, 2), 2, 3)), Sum: 20),
    ];

    private static Tensor ToItself(Tensor x) => Attention(x, x, x, 2, 0.7f);
}
