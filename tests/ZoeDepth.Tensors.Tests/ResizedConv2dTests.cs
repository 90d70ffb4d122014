using ZoeDepth.Runtime.Threading;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Tensors.Tests;

/// <summary>A convolution of an enlarged map that is never whole.</summary>
public sealed class ResizedConv2dTests
{
    public static TheoryData<int, int, int, int, Precision, int> Ways => new(
        from rows in (int[])[61, 64, 9]
        from shape in ((int Kernel, int Padding, int Channels)[])[(3, 1, 96), (3, 0, 96), (5, 2, 40), (1, 0, 96)]
        from precision in Enum.GetValues<Precision>()
        from threads in (int[])[1, 2, 3]
        select (rows, shape.Kernel, shape.Padding, shape.Channels, precision, threads));

    [Theory, MemberData(nameof(Ways))]
    public void Every_number_is_that_of_the_two_operations_one_after_the_other(int rows, int kernel, int padding,
        int channels, Precision precision, int threads)
    {
        // Wide enough for several strips at 61 rows: 1,000 x 96 floats are a tenth of what a strip holds.
        const int Columns = 1000, Out = 5;
        var random = new Random(rows);
        using var weight = new Parameter("w", new Shape(Out, channels, kernel, kernel),
            new MemoryValues(Numbers(random, Out * channels * kernel * kernel)));
        using var bias = new Parameter("b", new Shape(Out), new MemoryValues(Numbers(random, Out)));
        using var workspace = new Workspace(poison: true);
        using var pass = Pass.Inference(workspace, new Work(threads), precision);
        var x = pass.New(new Shape(1, (rows + 1) / 2, Columns / 2, channels),
            Numbers(random, (rows + 1) / 2 * (Columns / 2) * channels));
        var whole = Conv2d(Resize(x, rows, Columns, Interpolation.Bilinear, Corners.Aligned), weight, bias, 1, padding,
            epilogue: Epilogue.Of(Activation.Relu));
        var strips = ResizedConv2d(x, rows, Columns, weight, bias, padding, Activation.Relu);
        strips.Shape.ShouldBe(whole.Shape);
        strips.Values.SequenceEqual(whole.Values).ShouldBeTrue();
    }

    /// <summary>Whole strips of the result then see nothing but the border.</summary>
    [Theory]
    [InlineData(1, 13), InlineData(1, 25), InlineData(3, 14), InlineData(5, 30)]
    public void A_border_higher_than_a_strip_is_zeros(int kernel, int padding)
    {
        const int Columns = 1000, Channels = 128, Rows = 9;
        var random = new Random(kernel);
        using var weight = new Parameter("w", new Shape(2, Channels, kernel, kernel),
            new MemoryValues(Numbers(random, 2 * Channels * kernel * kernel)));
        using var workspace = new Workspace(poison: true);
        foreach (var precision in Enum.GetValues<Precision>())
        {
            using var pass = Pass.Inference(workspace, new Work(2), precision);
            var x = pass.New(new Shape(1, 5, Columns / 2, Channels), Numbers(random, 5 * (Columns / 2) * Channels));
            var whole = Conv2d(Resize(x, Rows, Columns, Interpolation.Bilinear, Corners.Aligned), weight, null, 1,
                padding);
            ResizedConv2d(x, Rows, Columns, weight, null, padding).Values.SequenceEqual(whole.Values).ShouldBeTrue();
        }
    }

    private static float[] Numbers(Random random, int count)
    {
        var numbers = new float[count];
        foreach (ref var number in numbers.AsSpan()) number = (float)((2 * random.NextDouble()) - 1);
        return numbers;
    }
}
