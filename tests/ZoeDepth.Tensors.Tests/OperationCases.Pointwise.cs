using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Tensors.Tests;

/// <summary>Rows of the operations on single numbers, of sums, and of rearrangements.</summary>
public static partial class OperationCases
{
    private static IEnumerable<OperationCase> Pointwise() =>
    [
        .. Enum.GetValues<Activation>().Where(activation => activation is not (Activation.None or Activation.Relu))
            .Select(activation =>
                new OperationCase($"activate {activation}", b => Activate(b.Between(-4, 4, 3, 7), activation))),
        new("activate relu above the corner", b => Activate(b.Between(0.2f, 4, 3, 7), Activation.Relu)),
        new("activate relu below the corner and above", b => Relu(b.Between(-4, 4, 41)), Kinked: true),
        new("activate none", b => Affine(Activate(b.Input(3, 5), Activation.None), 2, 0)),
        new("gelu of many", b => Gelu(b.Between(-6, 6, 3, 40, 41))),
        new("softplus on both sides of 20", b => Softplus(b.Between(18, 22, 3, 5)), Sum: 4096),
        new("sigmoid", b => Sigmoid(b.Between(-6, 6, 33))),
        new("log", b => Log(b.Between(0.3f, 12, 5, 7))),
        new("exp", b => Exp(b.Between(-3, 3, 5, 7))),
        new("sqrt", b => Sqrt(b.Between(0.3f, 9, 5, 7))),
        new("abs of positive numbers", b => Abs(b.Between(0.2f, 3, 17))),
        new("abs", b => Abs(b.Between(-3, 3, 17)), Kinked: true),
        new("atan", b => Atan(b.Between(-6, 6, 65))),
        new("power 1", b => Power(b.Input(9), 1)),
        new("power 3", b => Power(b.Between(-2, 2, 9), 3)),
        new("square", b => Square(b.Between(-2, 2, 3, 5))),
        new("clip inside", b => Clip(b.Between(0.3f, 0.7f, 3, 5), 0.2f, 0.8f)),
        new("clip", b => Clip(b.Between(-1, 2, 3, 50), 0.2f, 0.8f), Kinked: true),
        new("affine", b => Affine(b.Input(3, 5), -2.5f, 0.75f)),
        new("scale", b => Scale(b.Input(2, 5, 19), b.Weight(19)), Sum: 10),
        new("scale of many rows", b => Scale(b.Input(300, 33), b.Weight(33)), Sum: 300),
        new("add", b => Add(b.Input(2, 3, 7), b.Input(2, 3, 7))),
        new("add a row", b => Add(b.Input(2, 3, 7), b.Input(7)), Sum: 6),
        new("add to itself", b => Twice(b.Input(3, 5), Add)),
        new("subtract", b => Subtract(b.Input(2, 3, 7), b.Input(2, 3, 7))),
        new("subtract a row", b => Subtract(b.Input(20, 31), b.Input(31)), Sum: 20),
        new("multiply", b => Multiply(b.Input(2, 3, 7), b.Input(2, 3, 7))),
        new("multiply by a row", b => Multiply(b.Input(20, 31), b.Input(31)), Sum: 20),
        new("multiply by itself", b => Twice(b.Input(3, 5), Multiply)),
        new("divide", b => Divide(b.Input(2, 3, 7), b.Between(0.5f, 3, 2, 3, 7))),
        new("divide by a row", b => Divide(b.Input(20, 31), b.Between(0.5f, 3, 31)), Sum: 80),
        new("divide by itself", b => Twice(b.Between(0.5f, 3, 3, 5), (x, y) => Divide(Square(x), y))),
        new("mean of the middle axis", b => Mean(b.Input(2, 5, 3), 1), Sum: 5),
        new("mean of the last axis, kept", b => Mean(b.Input(2, 5, 70), ^1, keep: true), Sum: 70),
        new("mean of all", b => Mean(b.Input(7, 5, 3)), Sum: 105),
        // A share of 1/10500 is lost beside the gradient that was there before: for the machine suites alone.
        new("mean of many", b => Mean(b.Input(7, 5, 300)), Sum: 10500, Kinked: true),
        new("sum of the first axis", b => Sum(b.Input(70, 33), 0), Sum: 70),
        new("sum of the middle axis, kept", b => Sum(b.Input(2, 5, 3, 4), 1, keep: true), Sum: 5),
        new("sum of all", b => Sum(b.Input(3, 4100)), Sum: 12300),
        new("variance", b => Variance(b.Between(2, 4, 37)), Sum: 37),
        new("variance of many", b => Variance(b.Between(2, 4, 5, 2000)), Sum: 10000),
        new("cumulative sum", b => CumulativeSum(b.Input(3, 2, 9)), Sum: 9),
        new("sort of numbers apart", b => Sort(b.Given([0.5f, -0.9f, 0.1f, 1.4f, 2.5f, -2f], 2, 3))),
        new("sort of many", b => Sort(b.Input(5, 3, 130)), Kinked: true),
        new("strided slice", b => StridedSlice(b.Input(2, 3, 8))),
        new("concat", b => Concat(b.Input(2, 3, 4), b.Input(2, 3, 1), b.Input(2, 3, 33))),
        new("concat of one", b => Concat(b.Input(4, 3))),
        new("concat with itself", b => Twice(b.Input(4, 3), (x, y) => Concat(x, y))),
        new("cross entropy", b => CrossEntropy(b.Between(-3, 3, 2, 5, 4), b.Indices(10, 4)), Sum: 10),
        new("cross entropy without the ignored", b => CrossEntropy(b.Between(-3, 3, 5, 4), [3, -1, 0, -1, 2], -1),
            Sum: 5),
    ];

    private static Tensor Twice(Tensor x, Func<Tensor, Tensor, Tensor> operation) => operation(x, x);
}
