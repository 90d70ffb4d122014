using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Tensors.Tests;

/// <summary>A pass in another precision runs the same operations on rounded operands.</summary>
public sealed class PrecisionTests
{
    public static TheoryData<string> Rows =>
        [.. OperationCases.All.Where(row => !row.Random).Select(row => row.Name)];

    [Theory, MemberData(nameof(Rows))]
    public void Every_operation_gives_the_same_bits_for_1_2_and_3_threads_and_the_floats_within_rounding(string name)
    {
        var floats = Result(name, Precision.Float32, 1);
        var one = Result(name, Precision.BFloat16, 1);
        foreach (var threads in new[] { 2, 3 })
            Result(name, Precision.BFloat16, threads).AsSpan().SequenceEqual(one)
                .ShouldBeTrue($"{name} differs with {threads} threads");
        // 8 bits in each operand; the rows' numbers are about 1, and no row is more than three products deep.
        var largest = floats.Select(Math.Abs).DefaultIfEmpty().Max();
        for (var i = 0; i < one.Length; i++) ((double)one[i]).ShouldBe(floats[i], 0.03 * Math.Max(1, largest), name);
    }

    [Fact]
    public void Linear_rounds_its_operands_and_nothing_else()
    {
        using var weight = new Parameter("w", new Shape(2, 2), new MemoryValues([1.001f, 0, 0, 1]));
        using var bias = new Parameter("b", new Shape(2), new MemoryValues([0.001f, 1.001f]));
        using var pass = Pass.Inference(precision: Precision.BFloat16);
        pass.Precision.ShouldBe(Precision.BFloat16);
        var x = pass.New(new Shape(1, 2), [3.001f, 5]);
        Linear(x, weight, bias).Values.ToArray().ShouldBe([3f + 0.001f, 5f + 1.001f]);
    }

    [Fact]
    public void Passes_of_two_precisions_share_a_parameter_and_each_finds_its_own_panels()
    {
        using var weight = WeightOfLinear(new Parameter("w", new Shape(1, 1), new MemoryValues([1.001f])));
        weight.Prepare(Precision.BFloat16);
        using var floats = Pass.Inference();
        using var rounded = Pass.Inference(precision: Precision.BFloat16);
        Linear(floats.New(new Shape(1, 1), [1f]), weight, null).Values[0].ShouldBe(1.001f);
        Linear(rounded.New(new Shape(1, 1), [1f]), weight, null).Values[0].ShouldBe(1f);
        using (var w = weight.Write()) w.Values[0] = 2;
        using var later = Pass.Inference(precision: Precision.BFloat16);
        Linear(later.New(new Shape(1, 1), [1f]), weight, null).Values[0].ShouldBe(2f);
    }

    /// <summary>127 times 127, added more than 133,144 times, is more than 32 bits count.</summary>
    [Fact]
    public void Sums_of_8_bit_products_stay_within_32_bits()
    {
        const int Inputs = 140_000;
        float[] ones = [.. Enumerable.Repeat(1f, Inputs)];
        using var pass = Pass.Inference(precision: Precision.Int8);
        foreach (var stored in new bool?[] { null, true })
        {
            using var weight = new Parameter("w", new Shape(1, Inputs), new MemoryValues(ones))
                { IsQuantized = stored };
            Linear(pass.New(new Shape(1, Inputs), ones), weight, null).Values[0].ShouldBe(Inputs, 1);
        }
    }

    [Fact]
    public void What_is_no_precision_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Pass.Inference(precision: (Precision)9)).Message
            .ShouldStartWith("expected Float32, BFloat16 or Int8");

    [Fact]
    public void In_int8_large_matrices_of_linear_layers_are_8_bits_and_all_else_is_bfloat16()
    {
        float[] numbers = [.. Enumerable.Range(0, 256 * 256).Select(i => MathF.Sin(i * i))];
        using var large = WeightOfLinear(new Parameter("l", new Shape(256, 256), new MemoryValues(numbers)));
        using var small = new Parameter("s", new Shape(64, 256), new MemoryValues(numbers.AsSpan(0, 64 * 256)));
        using var pixelwise = new Parameter("p", new Shape(256, 256, 1, 1), new MemoryValues(numbers));
        float[] Of(Parameter weight, Precision precision, int threads = 2)
        {
            using var pass = Pass.Inference(work: new Work(threads), precision: precision);
            var x = pass.New(new Shape(150, 256), [.. Enumerable.Range(0, 150 * 256).Select(i => MathF.Cos(i))]);
            return Linear(x, weight, null).Values.ToArray();
        }

        large.Prepare(Precision.Int8);
        var exact = Of(large, Precision.Float32);
        var rounded = Of(large, Precision.Int8);
        // Of 256 products, each off by up to half of a 127th on either side, errors add up like a walk.
        for (var i = 0; i < exact.Length; i++) rounded[i].ShouldBe(exact[i], 16 * 3 * (1f / 127));
        rounded.ShouldNotBe(exact);
        rounded.ShouldNotBe(Of(large, Precision.BFloat16));
        foreach (var threads in new[] { 1, 3 }) Of(large, Precision.Int8, threads).ShouldBe(rounded);
        Of(small, Precision.Int8).ShouldBe(Of(small, Precision.BFloat16));
        Of(pixelwise, Precision.Int8).ShouldBe(Of(pixelwise, Precision.BFloat16));
    }

    [Fact]
    public void Training_in_8_bits_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Pass.Training(precision: Precision.Int8)).Message
            .ShouldStartWith("products of 8-bit operands have no gradients; expected Float32 or BFloat16");

    [Fact]
    public void What_multiplies_is_told()
    {
        var level = $"{InstructionSet.Level}".ToLowerInvariant();
        foreach (var precision in Enum.GetValues<Precision>())
        {
            precision.Instructions().ShouldMatch(precision == Precision.Float32
                ? $"^({level}|AVX-512, assembled at run time)$"
                : $"^({level}, portable; assembled: .+|(AVX512|AMX)-[A-Z0-9]+, assembled at run time)$");
        }
    }

    private static float[] Result(string name, Precision precision, int threads)
    {
        using var pass = Pass.Inference(new Workspace(poison: true), new Work(threads), precision);
        using var inputs = new CaseInputs(pass, name);
        return OperationCases.Named(name).Run(inputs).Values.ToArray();
    }
}
