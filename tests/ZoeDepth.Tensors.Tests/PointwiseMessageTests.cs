using ZoeDepth.Runtime.Memory;
using ZoeDepth.Tensors.Tests.Core;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Tensors.Tests;

/// <summary>What a pointwise, picture or bin operation says when it is given the wrong thing.</summary>
public sealed class PointwiseMessageTests : IDisposable
{
    private readonly Pass _pass = Pass.Inference();

    public void Dispose() => _pass.Dispose();

    [Fact]
    public void Pairs_name_both_shapes()
    {
        const string fit =
            "b [3] does not fit a [2, 6]: expected the same shape, or 6 elements, one for each of its last axis";
        Says(() => Add(X(2, 6), X(3)), $"[add] {fit}");
        Says(() => Subtract(X(2, 6), X(3)), $"[subtract] {fit}");
        Says(() => Multiply(X(2, 6), X(3)), $"[multiply] {fit}");
        Says(() => Divide(X(2, 6), X(3)), $"[divide] {fit}");
        using var other = Pass.Inference();
        Says(() => Add(X(2, 6), other.New(new Shape(6))),
            "[add] the tensors [2, 6] and [6] belong to different passes");
    }

    [Fact]
    public void Settings_out_of_range_are_named()
    {
        Says(() => Activate(X(2), (Activation)99), "[activate] there is no activation 99");
        Says(() => Clip(X(2), 2, 1), "[clip] the bounds 2 and 1 are crossed: the lower one comes first");
        Says(() => Power(X(2), 0), "[power] the exponent is 0; expected a whole number from 1");
        Says(() => ExponentialAttractor(X(2), 300, 0),
            "[exponential attractor] gamma is 0; expected a whole number from 1");
        Says(() => Scale(X(2, 6), W(5)),
            "[scale] the factor w [5] does not fit x [2, 6]: expected 6 elements, one for each place of the last axis");
    }

    [Fact]
    public void Sums_name_the_axis_that_is_not_there()
    {
        Says(() => Sum(X(2, 6), 2), "[sum] there is no axis 2 in x [2, 6]");
        Says(() => Mean(X(2, 6), ^3), "[mean] there is no axis ^3 in x [2, 6]");
        Says(() => Variance(X(1, 1)), "[variance] x [1, 1] holds 1 elements; an unbiased variance needs at least 2");
    }

    [Fact]
    public void Rearrangements_name_the_shape_that_does_not_fit()
    {
        Says(() => Concat(), "[concat] no tensor was given; expected one or more");
        Says(() => Concat(X(2, 3, 4), X(2, 2, 4)),
            "[concat] [2, 2, 4] does not fit [2, 3, 4]: all extents but the last must agree");
        Says(() => Concat(X(2, 3, 4), X(3, 4)),
            "[concat] [3, 4] does not fit [2, 3, 4]: all extents but the last must agree");
        Says(() => StridedSlice(X(2, 5)),
            "[strided slice] the last extent of x [2, 5] is odd; expected pairs of channels");
    }

    [Fact]
    public void Pictures_name_their_shape_and_the_size_asked_for()
    {
        Says(() => Resize(X(4, 5, 3), 2, 2, Interpolation.Bilinear, Corners.Aligned),
            "[resize] x [4, 5, 3] is no picture; expected [image, row, column, channel]");
        Says(() => Resize(X(1, 4, 5, 3), 0, 2, Interpolation.Bilinear, Corners.Aligned),
            "[resize] the new size is 0x2; expected at least 1x1");
        Says(() => Resize(X(1, 0, 5, 3), 2, 2, Interpolation.Bilinear, Corners.Aligned),
            "[resize] x [1, 0, 5, 3] has no pixels; expected at least 1x1");
        Says(() => ResizedConv2d(X(4, 5, 3), 2, 2, W(2, 3, 3, 3), null, 1),
            "[resized conv2d] x [4, 5, 3] is no picture; expected [image, row, column, channel]");
        Says(() => ResizedConv2d(X(1, 4, 5, 3), 2, 0, W(2, 3, 3, 3), null, 1),
            "[resized conv2d] the new size is 2x0; expected at least 1x1");
        Says(() => ResizedConv2d(X(1, 4, 0, 3), 2, 2, W(2, 3, 3, 3), null, 1),
            "[resized conv2d] x [1, 4, 0, 3] has no pixels; expected at least 1x1");
        Says(() => ResizedConv2d(X(1, 4, 5, 3), 2, 2, W(2, 3, 5, 5), null, 1),
            "[resized conv2d] the kernel 5x5 of w is larger than x [1, 2, 2, 3] with 1 pixels of padding");
        Says(() => ResizedLinear(X(4, 5, 3), 2, 2, W(2, 3), null),
            "[resized linear] x [4, 5, 3] is no picture; expected [image, row, column, channel]");
        Says(() => ResizedLinear(X(1, 4, 5, 3), 2, 0, W(2, 3), null),
            "[resized linear] the new size is 2x0; expected at least 1x1");
        Says(() => ResizedLinear(X(1, 4, 0, 3), 2, 2, W(2, 3), null),
            "[resized linear] x [1, 4, 0, 3] has no pixels; expected at least 1x1");
        Says(() => ResizedLinear(X(1, 4, 5, 3), 2, 2, W(), null),
            "[resized linear] the weight w [] must be [out, in] or [out, in, 1, 1]");
        Says(() => ResizedLinear(X(1, 4, 5, 3), 2, 2, W(2, 3, 3, 3), null),
            "[resized linear] the weight w [2, 3, 3, 3] must be [out, in] or [out, in, 1, 1]");
        Says(() => ResizedLinear(X(1, 4, 5, 3), 2, 2, W(2, 4), null),
            "[resized linear] the weight w [2, 4] does not fit x [1, 4, 5, 3]: its second axis must be the last of x");
        Says(() => ResizedLinear(X(1, 4, 5, 3), 2, 2, W(2, 3), W(3)),
            "[resized linear] the bias w [3] must hold 2 elements, one for each output");
        Says(() => ReflectPad(X(4, 5, 3), 1, 1, 1, 1),
            "[reflect pad] x [4, 5, 3] is no picture; expected [image, row, column, channel]");
        Says(() => ReflectPad(X(1, 4, 5, 3), -1, 1, 1, 1),
            "[reflect pad] a border is negative: left -1, right 1, top 1, bottom 1");
        Says(() => ReflectPad(X(1, 4, 5, 3), 1, 1, 1, 4),
            "[reflect pad] left 1, right 1, top 1, bottom 4 are too wide for x [1, 4, 5, 3]: a mirror needs more " +
            "pixels than the border is wide");
    }

    [Fact]
    public void Bins_name_what_does_not_fit()
    {
        Says(() => Attractor(X(2, 3, 4), X(2, 2, 9), AttractorKind.Mean),
            "[attractor] the points [2, 3, 4] do not fit the centers [2, 2, 9]: all extents but the last must agree");
        Says(() => Attractor(X(2, 3, 0), X(2, 3, 9), AttractorKind.Mean),
            "[attractor] there are no points in [2, 3, 0]");
        Says(() => Attractor(X(2, 3), X(2, 9), AttractorKind.Mean, gamma: 0),
            "[attractor] gamma is 0; expected a whole number from 1");
        Says(() => LogBinomial(X(2, 1), X(3, 1), 4),
            "[log-binomial] p [2, 1] and the temperature [3, 1] do not fit: expected two equal shapes that end in 1");
        Says(() => LogBinomial(X(2, 2), X(2, 2), 4),
            "[log-binomial] p [2, 2] and the temperature [2, 2] do not fit: expected two equal shapes that end in 1");
        Says(() => LogBinomial(X(), X(), 4),
            "[log-binomial] p [] and the temperature [] do not fit: expected two equal shapes that end in 1");
        Says(() => Attractor(X(2, 4), X(2, 2, 9), AttractorKind.Mean),
            "[attractor] the points [2, 4] do not fit the centers [2, 2, 9]: all extents but the last must agree");
        Says(() => LogBinomial(X(2, 1), X(2, 1), 0), "[log-binomial] the number of bins is 0; expected at least 1");
        Says(() => ProbabilityAndTemperature(X(2, 3), 1, 2),
            "[probability and temperature] u [2, 3] has 3 channels; expected 4");
        Says(() => Expectation(X(2, 3), X(2, 4)),
            "[expectation] the probabilities [2, 3] and the centers [2, 4] do not fit: expected the same shape");
    }

    [Fact]
    public void The_depth_of_bins_names_what_does_not_fit()
    {
        Tensor main = X(1, 4, 6, 3), condition = X(1, 2, 3, 5), centers = X(1, 2, 3, 8);
        Says(() => Depth(main, X(2, 2, 3, 5), centers, W(7, 8), W(7), W(4, 7), W(4)),
            "main [1, 4, 6, 3] and the condition [2, 2, 3, 5] do not fit: expected two [image, row, column, " +
            "channel] of as many images");
        Says(() => Depth(main, condition, X(1, 2, 4, 8), W(7, 8), W(7), W(4, 7), W(4)),
            "the condition [1, 2, 3, 5] and the centers [1, 2, 4, 8] do not fit: all extents but the last must agree");
        Says(() => Depth(main, condition, centers, W(7, 9), W(7), W(4, 7), W(4)),
            "the weight w [7, 9] does not fit: expected [hidden, 3 + 5], the channels of main and of the condition");
        Says(() => Depth(main, condition, centers, W(7, 8), W(7), W(3, 7), W(4)),
            "the weight w [3, 7] does not fit: expected [4, 7]");
        Says(() => Depth(main, condition, centers, W(7, 8), W(6), W(4, 7), W(4)),
            "the bias w [6] must hold 7 elements, one for each output");
        Says(() => Depth(main, condition, centers, W(7, 8), W(7), W(4, 7), W(5)),
            "the bias w [5] must hold 4 elements, one for each output");

        static Tensor Depth(Tensor main, Tensor condition, Tensor centers, Parameter w0, Parameter b0, Parameter w2,
            Parameter b2) =>
            LogBinomialDepth(main, condition, centers, w0, b0, w2, b2, 0.02f, 50);

        void Says(Action action, string what) => this.Says(action, $"[log-binomial depth] {what}");
    }

    [Fact]
    public void Cross_entropy_names_the_target_that_is_no_class()
    {
        Says(() => CrossEntropy(X(2, 3), [0]),
            "[cross entropy] 1 targets do not fit the logits [2, 3]: expected one for each row of classes, 2");
        Says(() => CrossEntropy(X(2, 3), [0, 3]), "[cross entropy] target 3 of row 1 is no class; expected 0 to 2");
        Says(() => CrossEntropy(X(2, 3), [-1, 0], -2),
            "[cross entropy] target -1 of row 0 is no class; expected 0 to 2");
    }

    [Fact]
    public void Pools_and_losses_name_what_does_not_fit()
    {
        Says(() => MaxPool2d(X(4, 5, 3), 3, 2, 1), "[max pool] x [4, 5, 3] must be [image, row, column, channel]");
        Says(() => MaxPool2d(X(1, 4, 5, 3), 0, 2, 0), "[max pool] kernel is 0 and stride 2; expected at least 1");
        Says(() => MaxPool2d(X(1, 4, 5, 3), 3, 0, 0), "[max pool] kernel is 3 and stride 0; expected at least 1");
        Says(() => MaxPool2d(X(1, 4, 5, 3), 3, 2, -1), "[max pool] padding is -1; expected 0 to half of the kernel, 1");
        Says(() => MaxPool2d(X(1, 4, 5, 3), 3, 2, 2), "[max pool] padding is 2; expected 0 to half of the kernel, 1");
        Says(() => MaxPool2d(X(1, 4, 5, 3), 3, 2, int.MaxValue),
            "[max pool] padding is 2147483647; expected 0 to half of the kernel, 1");
        Says(() => MaxPool2d(X(1, 2, 5, 3), 5, 1, 1),
            "[max pool] the window of 5x5 is larger than x [1, 2, 5, 3] with 1 pixels of padding");
        Says(() => MaxPool2d(X(1, 5, 2, 3), 5, 1, 1),
            "[max pool] the window of 5x5 is larger than x [1, 5, 2, 3] with 1 pixels of padding");
        Says(() => GradientMatching(X(4, 5), X(4, 5)),
            "[gradient matching] x [4, 5] is no map; expected [image, row, column]");
        Says(() => GradientMatching(X(1, 4, 5), X(1, 5, 4)),
            "[gradient matching] the weights [1, 5, 4] do not fit x [1, 4, 5]");
        Says(() => GradientMatching(X(1, 4, 5), X(1, 4, 5), 0),
            "[gradient matching] 0 scales were asked for; expected 1 to 16");
        Says(() => GradientMatching(X(1, 4, 5), X(1, 4, 5), 17),
            "[gradient matching] 17 scales were asked for; expected 1 to 16");
        Says(() => CrossEntropy(X(2, 0), [0, 0]),
            "[cross entropy] 2 targets do not fit the logits [2, 0]: expected one for each row of classes, 0");
    }

    [Fact]
    public void Decisions_name_a_tensor_they_cannot_be_made_of()
    {
        Says(() => ArgMax(X(2, 0)), "[arg max] the tensor [2, 0] holds no elements");
        Says(() => SinusoidalPositions(_pass, 3, 5), "[sinusoidal positions] the width must be even, but is 5");
        var x = X(2, 3);
        x.Values[1] = x.Values[4] = 2;
        ArgMax(x).ShouldBe(1, "the first of equals");
        ArgSort(x).ShouldBe([0, 2, 1, 0, 2, 1]);
    }

    [Fact]
    public void Grids_of_pictures_name_what_they_read_and_what_they_make()
    {
        var grid = ImageGrid.Inside((4, 5), (8, 10), (1, 1), Interpolation.Bilinear, Corners.Aligned);
        Says(() => Resize(X(1, 4, 6, 3), grid), "[resize] x is [1, 4, 6, 3]; the grid reads [image, 4, 5, channel]");
        Says(() => Resize(X(4, 5, 3), grid), "[resize] x is [4, 5, 3]; the grid reads [image, 4, 5, channel]");
        Says(() => ResizeInto(X(2, 4, 5, 3), grid, X(1, 8, 10, 3), 0),
            "[resize] x is [2, 4, 5, 3]; the grid reads [1, 4, 5, channel]");
        Says(() => ResizeInto(X(1, 4, 5, 3), grid, X(1, 8, 10, 4), 0),
            "[resize] the batch is [1, 8, 10, 4]; the grid makes [image, 8, 10, 3]");
        Says(() => ResizeInto(X(1, 4, 5, 3), grid, X(1, 8, 10, 3), 1),
            "[resize] image 1 is not one of the batch [1, 8, 10, 3]");
        Says(() => ResizeInto(X(1, 4, 5, 3), grid, X(1, 8, 10, 3), -1),
            "[resize] image -1 is not one of the batch [1, 8, 10, 3]");
    }

    [Fact]
    public void A_step_names_the_moment_that_does_not_fit()
    {
        using var weight = W(3);
        using NativeBuffer three = new(3), two = new(2);
        Should.Throw<ArgumentException>(() => Optimization.AdamW(weight, three, two, 1, 0, 0, 0, 0, 1, 1)).Message
            .ShouldBe("2 elements do not go with w [3]: expected 3");
        Should.Throw<ArgumentException>(() => Optimization.AdamW(weight, three, three, 1, 0, 0, 0, 0, 1, 1)).Message
            .ShouldStartWith("w has no gradient; a step without one is left out");
        Should.Throw<ArgumentException>(() => Optimization.MoveTowards(two, weight, 0.5f)).Message
            .ShouldBe("2 elements do not go with w [3]: expected 3");
    }

    [Fact]
    public void A_gradient_is_not_shortened_to_nothing() =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            GradientNorm.Clip([], 0)).Message.ShouldStartWith(
            "the largest allowed norm is 0; expected a positive number");

    [Fact]
    public void A_gradient_that_is_not_a_number_shows_in_every_parameter()
    {
        Parameter first = W(2), second = W(2);
        first.Gradient[0] = float.NaN;
        second.Gradient.Fill(1);
        float.IsNaN(GradientNorm.Clip([first, second], 0.1f)).ShouldBeTrue();
        second.Gradient.ToArray().ShouldAllBe(value => float.IsNaN(value));
    }

    [Fact]
    public void The_same_size_gives_the_same_tensor()
    {
        var x = X(1, 4, 5, 3);
        Resize(x, 4, 5, Interpolation.Bicubic, Corners.HalfPixel).ShouldBeSameAs(x);
        Activate(x, Activation.None).ShouldBeSameAs(x);
    }

    private Tensor X(params int[] shape)
    {
        var x = _pass.New(new Shape(shape));
        x.Values.Clear();
        return x;
    }

    private static Parameter W(params int[] shape) =>
        new("w", new Shape(shape), new MemoryValues(new float[(int)new Shape(shape).Count]));

    private void Says(Action action, string message) =>
        Should.Throw<ArgumentException>(action).Message.ShouldBe(message);
}
