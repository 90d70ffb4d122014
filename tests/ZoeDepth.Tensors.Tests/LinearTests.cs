using ZoeDepth.Tensors;
using ZoeDepth.Tensors.Tests.Core;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Tensors.Tests;

/// <summary>What the catalogue does not ask of linear layers and convolutions.</summary>
public sealed class LinearTests
{
    [Fact]
    public void Weights_that_lie_in_a_file_are_packed_once_and_never_brought_into_memory()
    {
        using var pass = Pass.Inference();
        float[] numbers = [.. Enumerable.Range(0, 12).Select(i => (float)i)];
        Mapped matrix = new(numbers), kernel = new(numbers), readout = new(numbers);
        using var weight = new Parameter("w", new Shape(4, 3), matrix);
        using var convolution = new Parameter("c", new Shape(4, 3, 1, 1), kernel);
        using var transposed = new Parameter("t", new Shape(3, 1, 2, 2), new Mapped(numbers));
        using var read = new Parameter("r", new Shape(2, 6), readout);
        using var bias = Parameters.Ones("b", 2);
        var x = pass.New(new Shape(1, 1, 2, 3), [1, 0, 0, 0, 1, 0]);
        for (var time = 0; time < 2; time++)
        {
            Linear(x, weight, null).Values.ToArray().ShouldBe([0f, 3, 6, 9, 1, 4, 7, 10]);
            Conv2d(x, convolution, null, 1, 0).Values.ToArray().ShouldBe([0f, 3, 6, 9, 1, 4, 7, 10]);
            ConvTranspose2d(x, transposed, null).Values.ToArray().ShouldBe([0f, 1, 4, 5, 2, 3, 6, 7]);
            Readout(x.Reshape(1, 2, 3), read, bias, Activation.None).Values.ToArray().ShouldBe([1f + 3 + 1, 9 + 7 + 1]);
        }
        (matrix.Opened, matrix.Closed).ShouldBe((1, 1));
        (kernel.Opened, kernel.Closed).ShouldBe((1, 1));

        // Once for the half that meets the patches, once for the half that meets the class token.
        (readout.Opened, readout.Closed).ShouldBe((2, 2));
        weight.Open().Dispose();
        (matrix.Opened, matrix.Closed).ShouldBe((2, 2));
    }

    [Theory]
    [InlineData(Precision.Float32), InlineData(Precision.BFloat16)]
    public void Large_weights_are_kept_as_panels_from_their_second_use_on(Precision precision)
    {
        float[] numbers = [.. Enumerable.Range(0, 512 * 512).Select(i => MathF.Sin(i))];
        Mapped matrix = new(numbers), kernel = new(numbers), scattered = new(numbers);
        using var weight = new Parameter("w", new Shape(512, 512), matrix);
        using var convolution = new Parameter("c", new Shape(512, 512, 1, 1), kernel);
        using var transposed = new Parameter("t", new Shape(512, 128, 2, 2), scattered);
        var answers = new List<float[]>();
        for (var time = 0; time < 3; time++)
        {
            using var pass = Pass.Inference(precision: precision);
            var x = pass.New(new Shape(1, 1, 1, 512), [.. Enumerable.Range(0, 512).Select(i => MathF.Cos(i))]);
            answers.Add([.. Linear(x, weight, null).Values, .. Conv2d(x, convolution, null, 1, 0).Values,
                .. ConvTranspose2d(x, transposed, null).Values]);
        }
        answers[1].ShouldBe(answers[0]);
        answers[2].ShouldBe(answers[0]);
        foreach (var values in (Mapped[])[matrix, kernel, scattered]) (values.Opened, values.Closed).ShouldBe((2, 2));
    }

    [Fact]
    public void A_weight_prepared_ahead_is_not_packed_by_the_first_product()
    {
        var matrix = new Mapped([1, 2, 3]);
        using var weight = WeightOfLinear(new Parameter("w", new Shape(1, 3), matrix));
        matrix.Opened.ShouldBe(0);
        weight.Prepare();
        weight.Prepare();
        using var pass = Pass.Inference();
        Linear(pass.New(new Shape(1, 3), [1, 1, 1]), weight, null).Values[0].ShouldBe(6);
        (matrix.Opened, matrix.Closed).ShouldBe((1, 1));
    }

    [Fact]
    public void Changed_weights_are_packed_again()
    {
        using var pass = Pass.Inference();
        using var weight = Parameters.Ones("w", 1, 2);
        var x = pass.New(new Shape(1, 2), [1, 2]);
        Linear(x, weight, null).Values[0].ShouldBe(3);
        using (var w = weight.Write()) w.Values[1] = 10;
        Linear(x, weight, null).Values[0].ShouldBe(21);
    }

    [Fact]
    public void One_weight_serves_several_strides()
    {
        using var pass = Pass.Inference();
        using var weight = Parameters.Of("w", i => i + 1, 1, 1, 3, 3);
        var x = pass.New(new Shape(1, 3, 3, 1), [0, 0, 0, 0, 1, 0, 0, 0, 0]);
        for (var time = 0; time < 2; time++)
        {
            Conv2d(x, weight, null, stride: 1, padding: 1).Values.ToArray().ShouldBe([9f, 8, 7, 6, 5, 4, 3, 2, 1]);
            Conv2d(x, weight, null, stride: 2, padding: 1).Values.ToArray().ShouldBe([9f, 7, 3, 1]);
            Conv2d(x, weight, null, stride: 3, padding: 1).Values.ToArray().ShouldBe([9f]);
        }
    }

    [Fact]
    public void One_weight_serves_several_divisions_between_features_and_condition()
    {
        using var weight0 = Parameters.Of("w0", i => ((i * 5) % 7 * 0.25f) - 0.75f, 3, 4);
        using var weight2 = Parameters.Of("w2", i => ((i * 3) % 5 * 0.25f) - 0.5f, 4, 3);
        using var pass = Pass.Inference();
        using var training = Pass.Training();
        foreach (var main in new[] { 1, 3, 2 })
            Depth(pass, main).ShouldBe(Depth(training, main), 1e-4);

        float Depth(Pass pass, int main) =>
            LogBinomialDepth(Numbers(pass, main), Numbers(pass, 4 - main), Numbers(pass, 8), weight0, null, weight2,
                null, 2, 50).Values[0];

        static Tensor Numbers(Pass pass, int count) =>
            pass.New(new Shape(1, 1, 1, count), [.. Enumerable.Range(1, count).Select(i => i * 0.5f)]);
    }

    [Fact]
    public void An_empty_tail_leaves_a_primitive_and_a_full_one_is_fused()
    {
        using var pass = Pass.Inference();
        var names = new List<string>();
        pass.Ran = (operation, _) => names.Add(operation.Name);
        using var weight = Parameters.Ones("w", 2, 2);
        var x = pass.New(new Shape(1, 2), [1, -3]);
        Linear(x, weight, null);
        Linear(x, weight, null, Epilogue.Of(Activation.Relu)).Values.ToArray().ShouldBe([0f, 0]);
        Linear(x, weight, null, Epilogue.ScaleAndAdd(Parameters.Of("g", i => i + 1, 2),
            pass.New(new Shape(1, 2), [10, 20]))).Values.ToArray().ShouldBe([8f, 16]);
        names.ShouldBe(["linear", "linear with epilogue", "linear with epilogue"]);
    }
}
