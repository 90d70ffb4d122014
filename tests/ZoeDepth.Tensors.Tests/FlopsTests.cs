using ZoeDepth.Tensors;
using ZoeDepth.Tensors.Tests.Core;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Tensors.Tests;

/// <summary>How many floating-point operations a product is, a multiply-add counted as two.</summary>
public sealed class FlopsTests
{
    [Fact]
    public void A_linear_layer_has_two_for_each_weight_and_row_whatever_rides_on_it()
    {
        using var pass = Pass.Inference();
        using var weight = Parameters.Ones("w", 7, 3);
        var x = pass.New(new Shape(2, 5, 3));
        Counted(pass, () => Linear(x, weight, null)).ShouldBe(2 * 10 * 21);
        Counted(pass, () => Linear(x, weight, null, new Epilogue { Activation = Activation.Relu }))
            .ShouldBe(2 * 10 * 21);
    }

    [Fact]
    public void A_convolution_has_two_for_each_weight_and_pixel_of_the_result()
    {
        using var pass = Pass.Inference();
        using var weight = Parameters.Ones("w", 4, 3, 3, 3);
        using var transposed = Parameters.Ones("t", 3, 5, 2, 2);
        var x = pass.New(new Shape(1, 8, 6, 3));
        Counted(pass, () => Conv2d(x, weight, null, stride: 1, padding: 1)).ShouldBe(2L * 48 * 108);
        Counted(pass, () => Conv2d(x, weight, null, stride: 2, padding: 1, rectified: true)).ShouldBe(2L * 12 * 108);
        // Each pixel of x meets the whole weight.
        Counted(pass, () => ConvTranspose2d(x, transposed, null)).ShouldBe(2L * 48 * 60);
    }

    [Fact]
    public void Attention_has_four_for_each_query_key_and_channel_in_one_step_or_two()
    {
        using var pass = Pass.Inference();
        Tensor q = pass.New(new Shape(2, 5, 8)), k = pass.New(new Shape(2, 7, 8));
        const long expected = 4 * 2 * 5 * 7 * 8;
        Counted(pass, () => Attention(q, k, k, heads: 2, scale: 1)).ShouldBe(expected);
        Counted(pass, () => WeightedValues(AttentionProbabilities(q, k, 2, 1), k)).ShouldBe(expected);
    }

    [Fact]
    public void A_product_of_matrices_counts_its_batch_and_what_is_no_product_counts_nothing()
    {
        using var pass = Pass.Inference();
        Tensor a = pass.New(new Shape(3, 4, 5)), b = pass.New(new Shape(3, 5, 6));
        Counted(pass, () => MatMul(a, b)).ShouldBe(2 * 3 * 4 * 5 * 6);
        Counted(pass, () => Add(a, a)).ShouldBe(0);
        Counted(pass, () => Softmax(a)).ShouldBe(0);
    }

    private static long Counted(Pass pass, Action run)
    {
        var flops = 0L;
        pass.Ran = (operation, _) => flops += operation.Flops;
        run();
        pass.Ran = null;
        return flops;
    }
}
