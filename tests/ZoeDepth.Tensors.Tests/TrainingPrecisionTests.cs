using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Tensors.Tests;

/// <summary>A training pass in another precision rounds the operands of its products, there and back.</summary>
public sealed class TrainingPrecisionTests
{
    // Two operands, each off by at most half a unit in the last of 8 bits.
    private const double Rounding = 1.0 / 256;

    public static TheoryData<string> Rows =>
        [.. OperationCases.All.Where(row => !row.Random).Select(row => row.Name)];

    /// <summary>Products of what is given, and of nothing that is computed from it first.</summary>
    public static TheoryData<string> Products =>
    [
        .. OperationCases.All.Select(row => row.Name).Where(name =>
            name is "linear" or "linear without bias" or "linear of many rows" or "linear of one by one weights"
                or "convolution 3x3 stride 2" or "convolution 1x1" or "convolution of patches"
            || name.StartsWith("matmul", StringComparison.Ordinal)
            || name.StartsWith("transposed convolution", StringComparison.Ordinal)),
    ];

    [Theory, MemberData(nameof(Rows))]
    public void Results_and_gradients_are_the_same_bits_for_any_number_of_threads_and_whatever_multiplies(string name)
    {
        var one = Everything(name, Precision.BFloat16, 1);
        foreach (var threads in new[] { 2, 3 })
            Same(Everything(name, Precision.BFloat16, threads), one, $"{name} with {threads} threads");
        using (AssembledTiles.Forbid())
            Same(Everything(name, Precision.BFloat16, 1), one, $"{name} without assembled tiles");
    }

    [Theory, MemberData(nameof(Rows))]
    public void Results_and_gradients_are_those_of_float32_within_the_rounding_of_operands(string name)
    {
        var floats = Everything(name, Precision.Float32, 2);
        foreach (var (what, values) in Everything(name, Precision.BFloat16, 2))
        {
            // No row is more than four products deep, and Winograd's transforms double what one rounds.
            double distance = 0, size = 0;
            for (var i = 0; i < values.Length; i++)
            {
                distance += Math.Pow((double)values[i] - floats[what][i], 2);
                size += Math.Pow(floats[what][i], 2);
            }
            Math.Sqrt(distance).ShouldBeLessThanOrEqualTo(4 * Rounding * Math.Sqrt(size), $"{name}: {what}");
        }
    }

    [Theory, MemberData(nameof(Products))]
    public void Products_of_numbers_that_are_bfloat16_are_those_of_float32(string name)
    {
        Products.Count.ShouldBeGreaterThan(12);
        var floats = Everything(name, Precision.Float32, 2, BFloat16.Round);
        foreach (var (what, values) in Everything(name, Precision.BFloat16, 2, BFloat16.Round))
        {
            var expected = Array.ConvertAll(floats[what], value => (double)value);
            Close.Within(values, expected, 0, OperationCases.Named(name)
                .Rounding(expected.Select(Math.Abs).DefaultIfEmpty().Max()), $"{name}: {what}");
        }
    }

    [Fact]
    public void A_product_rounds_its_operands_on_the_way_there_and_back()
    {
        using var pass = Pass.Training(precision: Precision.BFloat16);
        pass.Precision.ShouldBe(Precision.BFloat16);
        using var weight = new Parameter("w", new Shape(1, 1), new MemoryValues([3.01f]));
        var x = pass.New(new Shape(1, 1), [1.001f]).RequiresGradient();
        var y = Linear(x, weight, null);
        y.Values[0].ShouldBe(3.015625f);
        y.Gradient[0] = 5.001f;
        pass.Tape!.Backward();
        x.Gradient[0].ShouldBe(5 * 3.015625f);
        weight.Values[0].ShouldBe(3.01f);
        // So few channels are not rounded for the gradient of a weight.
        weight.Gradient[0].ShouldBe(1.001f * 5.001f);
    }

    [Fact]
    public void The_gradient_of_a_weight_rounds_where_there_are_channels_for_a_panel()
    {
        using var pass = Pass.Training(precision: Precision.BFloat16);
        using var weight = new Parameter("w", new Shape(1, 16), new MemoryValues(new float[16]));
        var y = Linear(pass.New(new Shape(1, 16), [.. Enumerable.Repeat(1.001f, 16)]), weight, null);
        y.Gradient[0] = 5.001f;
        pass.Tape!.Backward();
        weight.Gradient.ToArray().ShouldAllBe(value => value == 5);
    }

    [Fact]
    public void The_last_layers_before_metres_stay_float32()
    {
        const string name = "log-binomial depth";
        OperationCases.All.ShouldContain(row => row.Name == name);
        Same(Everything(name, Precision.BFloat16, 2), Everything(name, Precision.Float32, 2), name);
    }

    [Fact]
    public void What_is_no_precision_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Pass.Training(precision: (Precision)9)).Message
            .ShouldStartWith("expected Float32, BFloat16 or Int8");

    private static void Same(Dictionary<string, float[]> actual, Dictionary<string, float[]> expected, string what)
    {
        actual.Keys.ShouldBe(expected.Keys);
        foreach (var (name, values) in expected)
            actual[name].AsSpan().SequenceEqual(values).ShouldBeTrue($"{what}: {name} differs");
    }

    /// <summary>The result and every gradient, by name.</summary>
    private static Dictionary<string, float[]> Everything(string name, Precision precision, int threads,
        Func<float, float>? change = null)
    {
        var all = new Dictionary<string, float[]>();
        using var pass = OperationCase.Training(new Work(threads), precision);
        using var inputs = new CaseInputs(pass, name, change: change);
        var y = OperationCases.Named(name).Run(inputs);
        all["result"] = y.Values.ToArray();
        for (var i = 0; i < y.Shape.Count; i++) y.Gradient[i] = 1 - ((i % 7) * 0.25f);
        pass.Tape!.Backward();
        for (var i = 0; i < inputs.Tensors.Count; i++)
            all[$"gradient of input {i}"] = inputs.Tensors[i].Tensor.Gradient.ToArray();
        foreach (var (parameter, _, _) in inputs.Parameters)
            if (parameter.Trainable) all[$"gradient of {parameter.Name}"] = parameter.Gradient.ToArray();
        return all;
    }
}
