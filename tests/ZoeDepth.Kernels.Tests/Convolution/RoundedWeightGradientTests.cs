using ZoeDepth.Kernels.Convolution;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Runtime.Machine;

namespace ZoeDepth.Kernels.Tests;

/// <summary>Gradients of weights whose operands are rounded to bfloat16.</summary>
public sealed unsafe class RoundedWeightGradientTests
{
    // Rows of odd and even lengths, rows longer than a block, many short rows, kernels without overlap and with gaps.
    private static readonly (int Height, int Width, int Kernel, int Stride, int Padding, int In, int Out)[] Shapes =
    [
        (9, 14, 3, 1, 1, 33, 5), (7, 5, 3, 1, 1, 64, 25), (3, 3, 3, 1, 1, 16, 13), (1, 1, 3, 1, 1, 40, 1),
        (8, 11, 3, 2, 1, 17, 12), (13, 13, 7, 2, 3, 16, 3), (9, 10, 1, 2, 0, 20, 14), (8, 8, 2, 2, 0, 35, 4),
        (11, 9, 2, 3, 1, 16, 3), (12, 7, 5, 3, 2, 18, 2), (1, 1100, 3, 1, 1, 16, 2), (2, 530, 3, 2, 1, 16, 2),
        (40, 33, 1, 1, 0, 36, 26), (70, 16, 3, 1, 1, 16, 3), (4, 6, 1, 1, 2, 16, 3),
        // More gradients than are packed at once.
        (30, 100, 1, 1, 0, 17, 64),
    ];

    public static TheoryData<string> Levels => Each.Levels;

    [Theory, MemberData(nameof(Levels))]
    public void They_are_sums_of_products_of_rounded_numbers_whatever_multiplies(string set)
    {
        var level = Each.Set(set);
        foreach (var s in Shapes)
        {
            var shape = ConvolutionShape.Of(2, s.Height, s.Width, s.In, s.Kernel, s.Kernel, s.Stride, s.Padding);
            RoundedWeightGradient.Suits(shape).ShouldBeTrue();
            Check(level, shape, s.Out, accumulate: s.Out % 2 == 0, rectified: s.In % 2 == 0);
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void Slices_of_wider_pixels_are_read_where_they_lie(string set)
    {
        foreach (var (kernel, padding) in new[] { (3, 1), (1, 0) })
            Check(Each.Set(set), ConvolutionShape.Of(2, 5, 6, 19, kernel, kernel, 1, padding) with
                { PixelStride = 24 }, 7, accumulate: false, rectified: false, wider: 3);
    }

    [Theory, MemberData(nameof(Levels))]
    public void What_sees_no_pixel_is_zero(string set)
    {
        var shape = ConvolutionShape.Of(0, 5, 6, 16, 3, 3, 1, 1);
        using var x = new Guarded(0);
        var dw = Each.Team(Each.Set(set), work =>
        {
            using var result = new Guarded(2 * 16 * 9);
            result.Span.Fill(float.NaN);
            ConvolutionKernel.WeightGradient(work, shape, x.Pointer, x.Pointer, 2, 2, result.Pointer,
                format: PanelFormat.BFloat16);
            return result.Span.ToArray();
        }, "nothing");
        dw.ShouldAllBe(value => value == 0);
    }

    private static void Check(SimdLevel level, ConvolutionShape shape, int channelsOut, bool accumulate, bool rectified,
        int wider = 0)
    {
        var pixel = shape.PixelStride == 0 ? shape.Channels : (int)shape.PixelStride;
        var dyStride = channelsOut + wider;
        using Guarded x = Guarded.Random(((shape.InputPixels - 1) * pixel) + shape.Channels, 1),
            dy = Guarded.Random(((shape.OutputPixels - 1) * dyStride) + channelsOut, 2);
        var weights = channelsOut * shape.Depth;
        var expected = new double[weights];
        NaiveConvolution.Visit(shape, channelsOut, (o, i, k) =>
        {
            var seen = x.Span[(i / shape.Channels * pixel) + (i % shape.Channels)];
            var gradient = dy.Span[(o / channelsOut * dyStride) + (o % channelsOut)];
            expected[k] += (double)NaiveBFloat16.Round(rectified ? Math.Max(0, seen) : seen)
                * NaiveBFloat16.Round(gradient);
        });
        if (accumulate) for (var i = 0; i < weights; i++) expected[i] += 0.25;
        var actual = Run();
        Each.Product(actual, expected, shape.OutputPixels, $"dw of {shape} ({level})");
        using var portable = AssembledTiles.Forbid();
        NaiveBFloat16.Same(Run(), actual, $"dw of {shape} ({level}), portable");

        float[] Run() => Each.Team(level, work =>
        {
            using var dw = new Guarded(weights);
            dw.Span.Fill(accumulate ? 0.25f : float.NaN);
            ConvolutionKernel.WeightGradient(work, shape, x.Pointer, dy.Pointer, dyStride, channelsOut, dw.Pointer,
                accumulate, rectified, PanelFormat.BFloat16);
            return dw.Span.ToArray();
        }, $"dw of {shape}");
    }
}
