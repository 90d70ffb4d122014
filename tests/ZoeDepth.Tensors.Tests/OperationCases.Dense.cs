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
        new("linear of one by one weights", b => Linear(b.Input(2, 3, 4, 6), b.Weight(5, 6, 1, 1), b.Weight(5)),
            Sum: 24),
        new("linear gelu", b => Linear(b.Input(2, 3, 7), b.Weight(5, 7), b.Weight(5), Epilogue.Of(Activation.Gelu)),
            Sum: 12),
        new("linear with a residual", b =>
            Linear(b.Input(2, 3, 7), b.Weight(5, 7), b.Weight(5), Epilogue.Add(b.Input(2, 3, 5))), Sum: 12),
        new("linear scaled with a residual",
            b => Linear(b.Input(40, 30), b.Weight(33, 30), b.Weight(33),
                Epilogue.ScaleAndAdd(b.Weight(33), b.Input(40, 33))), Sum: 60),
        new("linear with a whole epilogue",
            b => Linear(b.Input(300, 7), b.Weight(5, 7), null,
                new Epilogue(Activation.Silu, b.Weight(5), b.Input(300, 5))), Sum: 300),
        new("linear added to its own input", b => PlusItself(b.Input(4, 6), b.Weight(6, 6)), Sum: 12),
        new("linear rectified", b =>
            Linear(b.Input(2, 3, 7), b.Weight(5, 7), b.Weight(5), Epilogue.Of(Activation.Relu)), Sum: 12, Kinked: true),
        new("linear of two", b => JoinedLinear(b.Input(2, 3, 4), b.Input(2, 3, 3), b.Weight(5, 7), b.Weight(5)),
            Sum: 7),
        new("linear of two of many rows",
            b => JoinedLinear(b.Input(300, 32), b.Input(300, 65), b.Weight(48, 97, 1, 1), null), Sum: 300),
        new("linear of a pair of one", b => PairOfOne(b.Input(4, 6), b.Weight(5, 12)), Sum: 12),
        new("matmul", b => MatMul(b.Input(5, 7), b.Input(7, 4)), Sum: 7),
        new("matmul of a batch", b => MatMul(b.Input(2, 3, 5, 7), b.Input(2, 3, 7, 4)), Sum: 7),
        new("matmul of a batch transposed", b => MatMul(b.Input(2, 3, 5, 7), b.Input(2, 3, 4, 7), transposeB: true),
            Sum: 7),
        new("matmul of a batch by one matrix", b => MatMul(b.Input(2, 3, 5, 7), b.Input(7, 4)), Sum: 30),
        new("matmul of a batch by one matrix transposed",
            b => MatMul(b.Input(3, 50, 70), b.Input(90, 70), transposeB: true), Sum: 150),
        new("convolution 3x3", b => Conv2d(b.Input(2, 6, 9, 5), b.Weight(4, 5, 3, 3), b.Weight(4), 1, 1), Sum: 108),
        new("convolution 3x3 of one pixel", b => Conv2d(b.Input(2, 1, 1, 3), b.Weight(4, 3, 3, 3), null, 1, 1),
            Sum: 27),
        new("convolution 3x3 stride 2", b => Conv2d(b.Input(2, 7, 8, 4), b.Weight(5, 4, 3, 3), b.Weight(5), 2, 1),
            Sum: 36),
        new("convolution 1x1", b => Conv2d(b.Input(2, 4, 7, 6), b.Weight(5, 6, 1, 1), b.Weight(5), 1, 0), Sum: 56),
        new("convolution of patches", b => Conv2d(b.Input(2, 9, 13, 3), b.Weight(7, 3, 4, 4), b.Weight(7), 4, 0),
            Sum: 48),
        new("convolution of a large image",
            b => Conv2d(b.Input(1, 30, 41, 34), b.Weight(33, 34, 3, 3), b.Weight(33), 1, 1), Sum: 1230),
        new("convolution gelu", b => Conv2d(b.Input(2, 4, 5, 3), b.Weight(6, 3, 3, 3), b.Weight(6), 1, 1,
            epilogue: Epilogue.Of(Activation.Gelu)), Sum: 50),
        new("convolution scaled with a residual",
            b => Conv2d(b.Input(2, 7, 9, 3), b.Weight(6, 3, 3, 3), b.Weight(6), 2, 1,
                epilogue: Epilogue.ScaleAndAdd(b.Weight(6), b.Input(2, 4, 5, 6))), Sum: 50),
        new("convolution of rectified pixels",
            b => Conv2d(b.Given(AwayFromZero(b, 120), 2, 4, 5, 3), b.Weight(6, 3, 3, 3), b.Weight(6), 1, 1,
                rectified: true), Sum: 50),
        new("convolution of rectified pixels with a epilogue",
            b => Conv2d(b.Given(AwayFromZero(b, 120), 2, 4, 5, 3), b.Weight(3, 3, 3, 3), null, 1, 1, rectified: true,
                Epilogue.Add(b.Input(2, 4, 5, 3))), Sum: 50),
        new("transposed convolution 2", b => ConvTranspose2d(b.Input(2, 3, 5, 4), b.Weight(4, 6, 2, 2), b.Weight(6)),
            Sum: 120),
        new("transposed convolution 4", b => ConvTranspose2d(b.Input(1, 12, 20, 35), b.Weight(35, 33, 4, 4), null),
            Sum: 528),
        new("layer norm", b => LayerNorm(b.Input(2, 5, 19), b.Weight(19), b.Weight(19), 1e-6f), Sum: 19),
        new("layer norm of many rows", b => LayerNorm(b.Input(70, 300), b.Weight(300), b.Weight(300), 1e-12f),
            Sum: 300),
        new("layer norm of one number", b => LayerNorm(b.Input(3, 1), b.Weight(1), b.Weight(1), 0.25f)),
        new("layer norm far from zero", b => LayerNorm(b.Between(99, 101, 3, 40), b.Weight(40), b.Weight(40), 1e-5f),
            Sum: 4000),
        new("readout", b => Readout(b.Input(2, 5, 6), b.Weight(7, 12), b.Weight(7), Activation.Gelu), Sum: 24),
        new("readout of many patches",
            b => Readout(b.Input(2, 200, 40), b.Weight(37, 80), b.Weight(37), Activation.None), Sum: 400),
        new("a segment that is run again", b => RunAgain(b.Pass, b.Input(2, 6), b.Weight(6, 6), b.Weight(6)), Sum: 12),
        new("batch norm of the running statistics",
            b => BatchNorm(b.Input(2, 3, 4, 5), b.Weight(5), b.Weight(5), b.Fixed(-1, 1, 5), b.Fixed(0.3f, 2, 5),
                1e-5f), Sum: 24),
        new("batch norm of the batch",
            b => BatchNorm(b.Input(2, 3, 4, 5), b.Weight(5), b.Weight(5), b.Fixed(-1, 1, 5), b.Fixed(0.3f, 2, 5), 1e-5f,
                0.1f), Sum: 24),
        new("batch norm of many pixels",
            b => BatchNorm(b.Between(4, 6, 2, 31, 40, 33), b.Weight(33), b.Weight(33), b.Fixed(-1, 1, 33),
                b.Fixed(0.3f, 2, 33), 1e-5f, 0.1f), Sum: 2480),
        new("softmax", b => Softmax(b.Between(-4, 4, 2, 3, 7)), Sum: 7),
        new("softmax of many rows", b => Softmax(b.Between(-4, 4, 300, 65)), Sum: 65),
        new("softmax of large logits", b => Softmax(b.Given([300, 299, 250, -300, 301, 298.5f], 2, 3)), Sum: 7),
    ];

    private static Tensor RunAgain(Pass pass, Tensor x, Parameter weight, Parameter bias) =>
        pass.Recompute(x, t => Linear(t, weight, bias, new Epilogue(Activation.Gelu, Plus: t)));

    private static Tensor PlusItself(Tensor x, Parameter weight) => Linear(x, weight, null, Epilogue.Add(x));

    private static Tensor PairOfOne(Tensor x, Parameter weight) => JoinedLinear(x, x, weight, null);

    /// <summary>Numbers of either sign that a difference does not carry over 0.</summary>
    private static float[] AwayFromZero(CaseInputs b, int count) =>
        [.. Enumerable.Range(0, count)
            .Select(_ => (0.1f + (0.9f * b.Random.NextSingle())) * (b.Random.Next(2) == 0 ? 1 : -1))];
}
