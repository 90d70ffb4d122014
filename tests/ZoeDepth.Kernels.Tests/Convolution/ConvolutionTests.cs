using ZoeDepth.Kernels.Convolution;
using ZoeDepth.Kernels.Functions;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Tests;

/// <summary>Convolutions and transposed convolutions with all their gradients, against the naive twin.</summary>
public sealed unsafe class ConvolutionTests
{
    public static TheoryData<string> Levels => Each.Levels;

    /// <summary>
    /// Every kind the network has, and the awkward ones: remainders, gaps, padding wider than the image, kernels wider
    /// than the image.
    /// </summary>
    private static readonly (ConvolutionShape Shape, int ChannelsOut)[] Cases =
    [
        (ConvolutionShape.Of(1, 5, 7, 3, 3, 3, 1, 1), 4),
        (ConvolutionShape.Of(2, 6, 5, 33, 3, 3, 1, 1), 37),
        (ConvolutionShape.Of(2, 9, 8, 20, 3, 3, 2, 1), 9),
        (ConvolutionShape.Of(1, 8, 9, 5, 3, 3, 2, 1), 35),
        (ConvolutionShape.Of(2, 4, 6, 70, 1, 1, 1, 0), 40),
        (ConvolutionShape.Of(1, 37, 50, 3, 16, 16, 16, 0), 33),
        (ConvolutionShape.Of(1, 13, 14, 2, 5, 3, 3, 2), 6),
        (ConvolutionShape.Of(1, 3, 3, 4, 7, 7, 1, 3), 5),
        (ConvolutionShape.Of(1, 11, 10, 6, 2, 2, 3, 0), 7),
        (ConvolutionShape.Of(1, 11, 10, 6, 2, 2, 2, 1), 34),
        (ConvolutionShape.Of(1, 2, 2, 3, 3, 3, 1, 0), 2),
        (ConvolutionShape.Of(1, 4, 5, 6, 1, 1, 2, 0), 3),
        (ConvolutionShape.Of(1, 30, 20, 8, 3, 3, 1, 1), 3),
        (ConvolutionShape.Of(2, 37, 30, 34, 3, 3, 2, 1), 40),
        (ConvolutionShape.Of(1, 21, 23, 3, 7, 7, 2, 3), 20),
        (ConvolutionShape.Of(1, 22, 21, 64, 1, 1, 1, 0), 27),
        (ConvolutionShape.Of(1, 9, 8, 5, 5, 1, 2, 0), 6),
        (ConvolutionShape.Of(1, 9, 9, 3, 4, 2, 1, 1) with { StrideX = 2, OutputWidth = 5, PaddingX = 0 }, 4),
    ];

    [Theory, MemberData(nameof(Levels))]
    public void Convolutions_agree_with_the_naive_twin(string set)
    {
        var level = Each.Set(set);
        foreach (var (shape, channelsOut) in Cases)
        {
            var (x, w, _) = Numbers(shape, channelsOut);
            var expected = new double[shape.OutputPixels * channelsOut];
            NaiveConvolution.Visit(shape, channelsOut, (o, i, k) => expected[o] += (double)x[i] * w[k]);
            Each.Product(Forward(level, shape, channelsOut, x, w, GemmEpilogue.None, false), expected, shape.Depth,
                $"{shape} ({level})");
            var rectified = new double[expected.Length];
            NaiveConvolution.Visit(shape, channelsOut, (o, i, k) => rectified[o] += Math.Max(0.0, x[i]) * w[k]);
            Each.Product(Forward(level, shape, channelsOut, x, w, GemmEpilogue.None, true), rectified, shape.Depth,
                $"rectified {shape} ({level})");
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void Gradients_of_inputs_agree_with_the_naive_twin(string set)
    {
        var level = Each.Set(set);
        foreach (var (shape, channelsOut) in Cases)
        {
            var (_, w, dy) = Numbers(shape, channelsOut);
            foreach (var accumulate in new[] { false, true })
            {
                var expected = Enumerable.Repeat(accumulate ? 0.25 : 0, shape.InputPixels * shape.Channels).ToArray();
                NaiveConvolution.Visit(shape, channelsOut, (o, i, k) => expected[i] += (double)dy[o] * w[k]);
                Each.Product(InputGradient(level, shape, channelsOut, dy, w, GemmEpilogue.None, accumulate), expected,
                    shape.Taps * channelsOut, $"dx of {shape} ({level})");
            }
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void Gradients_of_weights_agree_with_the_naive_twin(string set)
    {
        var level = Each.Set(set);
        foreach (var (shape, channelsOut) in Cases)
            foreach (var (accumulate, rectified) in new[] { (false, false), (true, true) })
            {
                var (x, w, dy) = Numbers(shape, channelsOut);
                var expected = Enumerable.Repeat(accumulate ? 0.25 : 0, w.Length).ToArray();
                NaiveConvolution.Visit(shape, channelsOut,
                    (o, i, k) => expected[k] += (double)dy[o] * (rectified ? Math.Max(0, x[i]) : x[i]));
                using Guarded gx = new(x), gdy = new(dy);
                var actual = Each.Team(level, work =>
                {
                    using var dw = new Guarded(w.Length);
                    dw.Span.Fill(accumulate ? 0.25f : float.NaN);
                    ConvolutionKernel.WeightGradient(work, shape, gx.Pointer, gdy.Pointer, channelsOut, channelsOut,
                        dw.Pointer, accumulate, rectified);
                    return dw.Span.ToArray();
                }, "dw");
                Each.Product(actual, expected, shape.OutputPixels, $"dw of {shape} ({level})");
            }
    }

    [Theory, MemberData(nameof(Levels))]
    public void Transposed_convolutions_are_the_adjoint_with_a_bias_on_every_pixel(string set)
    {
        var level = Each.Set(set);
        foreach (var (height, width, channelsIn, channelsOut, kernel, stride, padding) in new[]
            { (3, 5, 9, 4, 2, 2, 0), (4, 3, 300, 40, 4, 4, 0), (3, 4, 6, 5, 3, 2, 1), (2, 3, 4, 3, 2, 3, 0),
                (5, 4, 3, 33, 1, 1, 0), (1, 1, 2, 2, 4, 4, 1) })
        {
            // Weights [in, out, row, column]: the convolution this is the adjoint of goes from channelsOut to
            // channelsIn.
            var shape = ConvolutionShape.OfTransposed(2, height, width, channelsOut, kernel, kernel, stride, padding);
            var (_, w, x) = Numbers(shape, channelsIn);
            using Guarded bias = Guarded.Random(channelsOut, 8), scale = Guarded.Random(channelsOut, 9);
            var expected = new double[shape.InputPixels * channelsOut];
            NaiveConvolution.Visit(shape, channelsIn, (o, i, k) => expected[i] += (double)x[o] * w[k]);
            expected = NaiveProduct.Finish(expected, channelsOut, bias.Span.ToArray(), ActivationKind.Relu,
                scale.Span.ToArray(), null);
            var epilogue = new GemmEpilogue
                { Bias = bias.Pointer, Activation = ActivationKind.Relu, Scale = scale.Pointer };
            Each.Product(InputGradient(level, shape, channelsIn, x, w, epilogue, false), expected,
                shape.Taps * channelsIn, $"transposed {shape} ({level})");
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void Images_may_be_slices_of_wider_pixels(string set)
    {
        var level = Each.Set(set);
        var shape = ConvolutionShape.Of(2, 6, 7, 5, 3, 3, 1, 1);
        const int channelsOut = 9, wide = 11, wideOut = 14;
        var (x, w, dy) = Numbers(shape, channelsOut);
        using Guarded gx = Wide(x, shape.Channels, wide), gdy = Wide(dy, channelsOut, wideOut), gw = new(w);
        var slice = shape with { PixelStride = wide };
        var outputs = Each.Team(level, work =>
        {
            using PackedMatrix packed = ConvolutionKernel.Pack(work, gw.Pointer, channelsOut, shape),
                adjoint = ConvolutionKernel.PackAdjoint(work, gw.Pointer, channelsOut, shape);
            using Guarded y = new(((shape.OutputPixels - 1) * wideOut) + channelsOut),
                dx = new(((shape.InputPixels - 1) * wide) + shape.Channels), dw = new(w.Length);
            ConvolutionKernel.Forward(work, slice, gx.Pointer, packed, GemmEpilogue.None, y.Pointer, wideOut);
            ConvolutionKernel.InputGradient(work, slice, gdy.Pointer, wideOut, adjoint, GemmEpilogue.None, dx.Pointer);
            ConvolutionKernel.WeightGradient(work, slice, gx.Pointer, gdy.Pointer, wideOut, channelsOut, dw.Pointer);
            return [.. y.Span, .. dx.Span, .. dw.Span];
        }, "slices");
        double[] expectedY = new double[dy.Length], expectedX = new double[x.Length], expectedW = new double[w.Length];
        NaiveConvolution.Visit(shape, channelsOut, (o, i, k) =>
        {
            expectedY[o] += (double)x[i] * w[k];
            expectedX[i] += (double)dy[o] * w[k];
            expectedW[k] += (double)dy[o] * x[i];
        });
        Each.Product(outputs, [.. Spread(expectedY, channelsOut, wideOut), .. Spread(expectedX, shape.Channels, wide),
            .. expectedW], 100, "slices");
    }

    [Theory, MemberData(nameof(Levels))]
    public void Four_multiplications_for_nine_err_at_most_twice_as_much(string set)
    {
        var level = Each.Set(set);
        const int channels = 300, channelsOut = 20;
        var shape = ConvolutionShape.Of(1, 9, 12, channels, 3, 3, 1, 1);
        var (x, w, _) = Numbers(shape, channelsOut);
        var exact = new double[shape.OutputPixels * channelsOut];
        NaiveConvolution.Visit(shape, channelsOut, (o, i, k) => exact[o] += (double)x[i] * w[k]);
        using var forced = InstructionSet.Force(level);
        using Guarded gx = new(x), gw = new(w), y = new(exact.Length);
        using var direct = new PackedMatrix(Work.Alone,
            MatrixSource.Convolution(gw.Pointer, channelsOut, channels, 3, 3));
        GemmDriver.Run(Work.Alone, GemmA.Image(gx.Pointer, shape), direct, GemmEpilogue.None, y.Pointer, channelsOut);
        var allowed = 2 * Error(y.Span, exact);
        Error(Forward(level, shape, channelsOut, x, w, GemmEpilogue.None, false), exact).ShouldBeLessThan(allowed);

        static double Error(ReadOnlySpan<float> actual, double[] exact)
        {
            var sum = 0.0;
            for (var i = 0; i < exact.Length; i++) sum += Math.Pow(actual[i] - exact[i], 2);
            return Math.Sqrt(sum / exact.Length);
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void A_bias_activation_scale_and_residual_finish_every_pixel(string set)
    {
        var level = Each.Set(set);
        foreach (var (shape, channelsOut) in Cases)
        {
            var (x, w, residual) = Numbers(shape, channelsOut);
            using Guarded bias = Guarded.Random(channelsOut, 8), scale = Guarded.Random(channelsOut, 9),
                rest = new(residual);
            var expected = new double[shape.OutputPixels * channelsOut];
            NaiveConvolution.Visit(shape, channelsOut, (o, i, k) => expected[o] += (double)x[i] * w[k]);
            expected = NaiveProduct.Finish(expected, channelsOut, bias.Span.ToArray(), ActivationKind.Silu,
                scale.Span.ToArray(), residual);
            var epilogue = new GemmEpilogue
                { Bias = bias.Pointer, Activation = ActivationKind.Silu, Scale = scale.Pointer, Residual = rest.Pointer,
                    ResidualStride = channelsOut };
            Each.Product(Forward(level, shape, channelsOut, x, w, epilogue, false), expected, shape.Depth,
                $"finished {shape} ({level})");
        }
    }

    [Fact]
    public void Weights_packed_for_another_shape_are_refused()
    {
        using var none = new Guarded(9);
        var shape = ConvolutionShape.Of(1, 4, 4, 1, 3, 3, 1, 1);
        using var packed = new PackedMatrix(Work.Alone, MatrixSource.Convolution(none.Pointer, 1, 1, 3, 3));
        Should.Throw<ArgumentException>(() =>
            ConvolutionKernel.Forward(Work.Alone, shape, none.Pointer, packed, GemmEpilogue.None, none.Pointer, 1))
            .Message.ShouldBe(
                "convolution: the weights are packed for 9 elements, the image has 16 x 1; pack them for this shape");
    }

    [Fact]
    public void A_kernel_that_overlaps_cannot_be_scattered()
    {
        using var none = new Guarded(4);
        Should.Throw<ArgumentException>(() =>
            GemmC.Scattered(none.Pointer, ConvolutionShape.Of(1, 4, 4, 1, 3, 3, 2, 1)))
            .Message.ShouldBe(
                "a 3x3 kernel with stride 2x2 overlaps; expected kernel ≤ stride. Gather with the mirrored kernel " +
                "instead");
        var shape = ConvolutionShape.Of(1, 4, 4, 1, 2, 2, 2, 0);
        using var packed = ConvolutionKernel.PackAdjoint(Work.Alone, none.Pointer, 1, shape);
        var epilogue = new GemmEpilogue { Residual = none.Pointer };
        Should.Throw<ArgumentException>(() =>
            ConvolutionKernel.InputGradient(Work.Alone, shape, none.Pointer, 1, packed, epilogue, none.Pointer))
            .Message.ShouldBe("convolution: a residual cannot be added to scattered pixels; add it afterwards");
    }

    private static (float[] X, float[] W, float[] DY) Numbers(ConvolutionShape shape, int channelsOut) =>
        (Guarded.Numbers(shape.InputPixels * shape.Channels, 1), Guarded.Numbers(channelsOut * shape.Depth, 2),
            Guarded.Numbers(shape.OutputPixels * channelsOut, 3));

    private static float[] Forward(SimdLevel level, ConvolutionShape shape, int channelsOut, float[] x, float[] w,
        GemmEpilogue epilogue, bool rectified)
    {
        using Guarded gx = new(x), gw = new(w);
        return Each.Team(level, work =>
        {
            using var packed = ConvolutionKernel.Pack(work, gw.Pointer, channelsOut, shape);
            using var y = new Guarded(shape.OutputPixels * channelsOut);
            ConvolutionKernel.Forward(work, shape, gx.Pointer, packed, epilogue, y.Pointer, channelsOut, rectified);
            return y.Span.ToArray();
        }, $"{shape}");
    }

    private static float[] InputGradient(SimdLevel level, ConvolutionShape shape, int channelsOut, float[] dy,
        float[] w, GemmEpilogue epilogue, bool accumulate)
    {
        using Guarded gdy = new(dy), gw = new(w);
        return Each.Team(level, work =>
        {
            using var packed = ConvolutionKernel.PackAdjoint(work, gw.Pointer, channelsOut, shape);
            using var dx = new Guarded(shape.InputPixels * shape.Channels);
            dx.Span.Fill(accumulate ? 0.25f : float.NaN);
            ConvolutionKernel.InputGradient(work, shape, gdy.Pointer, channelsOut, packed, epilogue, dx.Pointer,
                accumulate);
            return dx.Span.ToArray();
        }, $"{shape}");
    }

    private static Guarded Wide(float[] values, int channels, int wide)
    {
        var result = new Guarded(((values.Length / channels) - 1) * wide + channels);
        result.Span.Fill(float.NaN);
        for (var i = 0; i < values.Length; i++) result.Pointer[(i / channels * wide) + (i % channels)] = values[i];
        return result;
    }

    private static double[] Spread(double[] values, int channels, int wide)
    {
        var result = new double[((values.Length / channels) - 1) * wide + channels];
        for (var i = 0; i < values.Length; i++) result[(i / channels * wide) + (i % channels)] = values[i];
        return result;
    }
}
