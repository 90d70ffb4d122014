using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Tensors.Tests;

/// <summary>Rows of the dense operations.</summary>
public static partial class OperationCases
{
    private static IEnumerable<OperationCase> Dense() =>
    [
        new("linear", b => Linear(b.Input(2, 3, 7), b.Weight(5, 7), b.Weight(5)), Sum: 7),
        new("linear without bias", b => Linear(b.Input(6, 7), b.Weight(5, 7), null), Sum: 7),
        new("linear of many rows", b => Linear(b.Input(300, 130), b.Weight(70, 130), b.Weight(70)), Sum: 300),
        new("linear of one by one weights", b => Linear(b.Input(2, 3, 4, 6), b.Weight(5, 6, 1, 1), b.Weight(5)), Sum: 24),
        new("matmul", b => MatMul(b.Input(5, 7), b.Input(7, 4)), Sum: 7),
        new("matmul of a batch", b => MatMul(b.Input(2, 3, 5, 7), b.Input(2, 3, 7, 4)), Sum: 7),
        new("matmul of a batch transposed", b => MatMul(b.Input(2, 3, 5, 7), b.Input(2, 3, 4, 7), transposeB: true), Sum: 7),
        new("matmul of a batch by one matrix", b => MatMul(b.Input(2, 3, 5, 7), b.Input(7, 4)), Sum: 30),
        new("matmul of a batch by one matrix transposed", b => MatMul(b.Input(3, 50, 70), b.Input(90, 70), transposeB: true), Sum: 150),
        new("convolution 3x3", b => Conv2d(b.Input(2, 6, 9, 5), b.Weight(4, 5, 3, 3), b.Weight(4), 1, 1), Sum: 108),
        new("convolution 3x3 of one pixel", b => Conv2d(b.Input(2, 1, 1, 3), b.Weight(4, 3, 3, 3), null, 1, 1), Sum: 27),
        new("convolution 3x3 stride 2", b => Conv2d(b.Input(2, 7, 8, 4), b.Weight(5, 4, 3, 3), b.Weight(5), 2, 1), Sum: 36),
        new("convolution 1x1", b => Conv2d(b.Input(2, 4, 7, 6), b.Weight(5, 6, 1, 1), b.Weight(5), 1, 0), Sum: 56),
        new("convolution of patches", b => Conv2d(b.Input(2, 9, 13, 3), b.Weight(7, 3, 4, 4), b.Weight(7), 4, 0), Sum: 48),
        new("convolution of a large image", b => Conv2d(b.Input(1, 30, 41, 34), b.Weight(33, 34, 3, 3), b.Weight(33), 1, 1), Sum: 1230),
        new("transposed convolution 2", b => ConvTranspose2d(b.Input(2, 3, 5, 4), b.Weight(4, 6, 2, 2), b.Weight(6)), Sum: 120),
        new("transposed convolution 4", b => ConvTranspose2d(b.Input(1, 12, 20, 35), b.Weight(35, 33, 4, 4), null), Sum: 528),
        new("layer norm", b => LayerNorm(b.Input(2, 5, 19), b.Weight(19), b.Weight(19), 1e-6f), Sum: 19),
        new("layer norm of many rows", b => LayerNorm(b.Input(70, 300), b.Weight(300), b.Weight(300), 1e-12f), Sum: 300),
        new("layer norm of one number", b => LayerNorm(b.Input(3, 1), b.Weight(1), b.Weight(1), 0.25f)),
        new("layer norm far from zero", b => LayerNorm(b.Between(99, 101, 3, 40), b.Weight(40), b.Weight(40), 1e-5f), Sum: 4000),
        new("batch norm of the running statistics", b => BatchNorm(b.Input(2, 3, 4, 5), b.Weight(5), b.Weight(5), b.Fixed(-1, 1, 5), b.Fixed(0.3f, 2, 5), 1e-5f), Sum: 24),
        new("batch norm of the batch", b => BatchNorm(b.Input(2, 3, 4, 5), b.Weight(5), b.Weight(5), b.Fixed(-1, 1, 5), b.Fixed(0.3f, 2, 5), 1e-5f, 0.1f), Sum: 24),
        new("batch norm of many pixels", b => BatchNorm(b.Between(4, 6, 2, 31, 40, 33), b.Weight(33), b.Weight(33), b.Fixed(-1, 1, 33), b.Fixed(0.3f, 2, 33), 1e-5f, 0.1f), Sum: 2480),
        new("softmax", b => Softmax(b.Between(-4, 4, 2, 3, 7)), Sum: 7),
        new("softmax of many rows", b => Softmax(b.Between(-4, 4, 300, 65)), Sum: 65),
        new("softmax of large logits", b => Softmax(b.Given([300, 299, 250, -300, 301, 298.5f], 2, 3)), Sum: 7),
    ];
}
