using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Golden.Ops;

/// <summary>Products.</summary>
internal static class DenseRunners
{
    [Runs("linear")]
    private static void Linear(GoldenOperation o) =>
        o.Output("y", Operations.Linear(o.Input("x"), o.Parameter("weight"), o.ParameterOrNone("bias")));

    [Runs("matmul")]
    private static void MatMul(GoldenOperation o) =>
        o.Output("y", Operations.MatMul(o.Input("a"), o.Input("b"), o.Flag("transpose_b")));
}
