using ZoeDepth.Kernels.Convolution;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Runtime.Machine;

namespace ZoeDepth.Kernels.Tests;

/// <summary>The largest number of every window and the way its gradient goes, against plain loops.</summary>
public sealed unsafe class MaxPoolTests
{
    public static TheoryData<string> Levels => Each.Levels;

    private static readonly ConvolutionShape[] Cases =
    [
        ConvolutionShape.Of(2, 8, 10, 64, 3, 3, 2, 1),
        ConvolutionShape.Of(1, 7, 9, 19, 3, 3, 2, 1),
        ConvolutionShape.Of(1, 5, 4, 3, 2, 2, 2, 0),
        ConvolutionShape.Of(2, 6, 6, 33, 4, 4, 1, 2),
        ConvolutionShape.Of(1, 2, 1, 5, 3, 3, 2, 1),
        ConvolutionShape.Of(1, 9, 9, 1, 2, 2, 3, 0),
    ];

    [Theory, MemberData(nameof(Levels))]
    public void Windows_agree_with_the_naive_twin(string set)
    {
        var level = Each.Set(set);
        foreach (var shape in Cases)
        {
            var x = Numbers(shape);
            var (expected, _) = Naive(shape, x);
            Forward(level, shape, x).ShouldBe(expected, $"{shape} ({level})");
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void The_first_of_the_largest_receives_the_gradient(string set)
    {
        var level = Each.Set(set);
        foreach (var shape in Cases)
        {
            var x = Numbers(shape);
            var (y, sources) = Naive(shape, x);
            var dy = Guarded.Numbers(y.Length, 2);
            var expected = Enumerable.Repeat(0.25, x.Length).ToArray();
            for (var i = 0; i < dy.Length; i++) expected[sources[i]] += dy[i];
            using Guarded input = new(x), result = new(y), upstream = new(dy), gradient = new(x.Length);
            var dx = Each.Team(level, work =>
            {
                gradient.Span.Fill(0.25f);
                MaxPool.Backward(work, shape, input.Pointer, result.Pointer, upstream.Pointer, gradient.Pointer);
                return gradient.Span.ToArray();
            }, "max pool backward");
            Close.Within(dx, expected, 1e-6, 1e-6, $"dx of {shape} ({level})");
        }
    }

    /// <summary>Few different numbers, so that windows have several largest ones.</summary>
    private static float[] Numbers(in ConvolutionShape shape) =>
        [.. Guarded.Numbers(shape.InputPixels * shape.Channels, 1).Select(v => MathF.Round(v))];

    private static float[] Forward(SimdLevel level, ConvolutionShape shape, float[] x)
    {
        using Guarded input = new(x), result = new(shape.OutputPixels * shape.Channels);
        return Each.Team(level, work =>
        {
            result.Span.Fill(float.NaN);
            MaxPool.Forward(work, shape, input.Pointer, result.Pointer);
            return result.Span.ToArray();
        }, "max pool");
    }

    private static (float[] Largest, int[] Sources) Naive(in ConvolutionShape shape, float[] x)
    {
        var largest = Enumerable.Repeat(float.NegativeInfinity, shape.OutputPixels * shape.Channels).ToArray();
        var sources = new int[largest.Length];
        for (var image = 0; image < shape.Images; image++)
            for (var row = 0; row < shape.OutputHeight; row++)
                for (var column = 0; column < shape.OutputWidth; column++)
                    for (var tap = 0; tap < shape.Taps; tap++)
                    {
                        var i = (row * shape.StrideY) - shape.PaddingY + (tap / shape.KernelWidth);
                        var j = (column * shape.StrideX) - shape.PaddingX + (tap % shape.KernelWidth);
                        if (i < 0 || i >= shape.Height || j < 0 || j >= shape.Width) continue;
                        for (var c = 0; c < shape.Channels; c++)
                        {
                            var to = (((((image * shape.OutputHeight) + row) * shape.OutputWidth) + column)
                                * shape.Channels) + c;
                            var from = (((((image * shape.Height) + i) * shape.Width) + j) * shape.Channels) + c;
                            if (x[from] > largest[to]) (largest[to], sources[to]) = (x[from], from);
                        }
                    }
        return (largest, sources);
    }
}
