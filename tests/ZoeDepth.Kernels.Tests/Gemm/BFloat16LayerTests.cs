using ZoeDepth.Kernels.Attention;
using ZoeDepth.Kernels.Convolution;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Tests;

/// <summary>Convolutions and attention whose products round their operands to bfloat16.</summary>
public sealed unsafe class BFloat16LayerTests
{
    // Half a unit in the last of 8 bits.
    private const double Rounding = 1.0 / 512;

    public static TheoryData<string> Levels => Each.Levels;

    [Fact]
    public void Convolutions_have_the_same_bits_on_every_instruction_set_and_from_assembled_tiles()
    {
        foreach (var (kernel, stride, channels, channelsOut) in new[]
            { (3, 1, 7, 5), (3, 1, 600, 33), (3, 2, 9, 40), (1, 1, 33, 4), (4, 4, 3, 70) })
        {
            var shape = ConvolutionShape.Of(2, 9, 14, channels, kernel, kernel, stride, kernel / 3);
            float[] x = Guarded.Numbers(shape.InputPixels * channels, 1),
                w = Guarded.Numbers(channelsOut * channels * kernel * kernel, 2);
            float[]? first = null;
            foreach (var level in InstructionSet.Available)
            {
                using (AssembledTiles.Forbid()) first ??= Convolved(level, shape, channelsOut, x, w);
                NaiveBFloat16.Same(Convolved(level, shape, channelsOut, x, w), first, $"{shape} on {level}");
            }
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void Convolutions_err_by_the_rounding_of_their_operands(string set)
    {
        var level = Each.Set(set);
        foreach (var (kernel, stride, channels, channelsOut) in new[]
            { (3, 1, 64, 40), (3, 2, 64, 40), (1, 1, 33, 4), (4, 4, 3, 70) })
        {
            var shape = ConvolutionShape.Of(1, 12, 13, channels, kernel, kernel, stride, kernel / 3);
            float[] x = Guarded.Numbers(shape.InputPixels * channels, 1),
                w = Guarded.Numbers(channelsOut * channels * kernel * kernel, 2);
            var exact = new double[shape.OutputPixels * channelsOut];
            NaiveConvolution.Visit(shape, channelsOut, (o, i, k) => exact[o] += (double)x[i] * w[k]);
            var y = Convolved(level, shape, channelsOut, x, w);
            // Two operands of about 1 rounded independently, a random walk of so many products; Winograd's transforms
            // of 3x3 kernels at most double it (a test of floats holds them to that).
            var factor = kernel == 3 && stride == 1 ? 2 : 1;
            Deviation(y, exact).ShouldBeInRange(1e-5, factor * Rounding * Math.Sqrt(2.0 * shape.Depth), $"{shape}");
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void Gradients_of_inputs_err_by_the_rounding_of_their_operands(string set)
    {
        var level = Each.Set(set);
        foreach (var (kernel, stride, channels, channelsOut) in new[]
            { (3, 1, 40, 64), (3, 1, 7, 33), (3, 2, 40, 64), (2, 2, 40, 33) })
        {
            var shape = ConvolutionShape.Of(1, 12, 14, channels, kernel, kernel, stride, kernel / 3);
            using Guarded dy = Guarded.Random(shape.OutputPixels * channelsOut, 1),
                w = Guarded.Random(channelsOut * channels * kernel * kernel, 2);
            var exact = new double[shape.InputPixels * channels];
            NaiveConvolution.Visit(shape, channelsOut, (o, i, k) => exact[i] += (double)dy.Span[o] * w.Span[k]);
            var dx = Each.Team(level, work =>
            {
                using var packed =
                    ConvolutionKernel.PackAdjoint(work, w.Pointer, channelsOut, shape, format: PanelFormat.BFloat16);
                using var result = new Guarded(exact.Length);
                ConvolutionKernel.InputGradient(work, shape, dy.Pointer, channelsOut, packed, GemmEpilogue.None,
                    result.Pointer);
                return result.Span.ToArray();
            }, "gradient");
            Deviation(dx, exact)
                .ShouldBeInRange(1e-5, 2 * Rounding * Math.Sqrt(2.0 * shape.Taps * channelsOut), $"{shape}");
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void Attention_errs_by_the_rounding_of_its_operands_whatever_multiplies(string set)
    {
        var level = Each.Set(set);
        foreach (var (heads, height, width, size) in new[] { (2, 5, 7, 8), (1, 12, 32, 64), (2, 24, 32, 33) })
        {
            var tokens = 1 + (height * width);
            var shape = new AttentionShape(heads, tokens, tokens, size, 1 / MathF.Sqrt(size));
            var channels = heads * size;
            using Guarded q = Guarded.Random(tokens * channels, 1), k = Guarded.Random(tokens * channels, 2),
                v = Guarded.Random(tokens * channels, 3);
            using var table = Guarded.Random(((((2 * height) - 1) * ((2 * width) - 1)) + 3) * heads, 4);
            var bias = ScoreBias.RelativeTable(table.Pointer, height, width);
            float[] Run(PanelFormat format) => Each.Team(level, work =>
            {
                using var y = new Guarded(tokens * channels);
                AttentionKernel.Forward(work, shape, new(q.Pointer, channels), new(k.Pointer, channels),
                    new(v.Pointer, channels), bias, new(y.Pointer, channels), format: format);
                return y.Span.ToArray();
            }, "attention");
            var exact = Array.ConvertAll(Run(PanelFormat.Float32), value => (double)value);
            var rounded = Run(PanelFormat.BFloat16);
            // Scores of variance 1 off by 2⁻⁹·√2 of theirs, and values and weights rounded once each.
            Deviation(rounded, exact).ShouldBeInRange(1e-6, 3 * Rounding);
            using var portable = AssembledTiles.Forbid();
            NaiveBFloat16.Same(Run(PanelFormat.BFloat16), rounded, $"attention {shape} on {level}");
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void Gradients_of_attention_err_by_the_rounding_of_its_operands_even_where_scores_are_hundreds(string set)
    {
        var level = Each.Set(set);
        foreach (var (queries, keys, size, reach) in new[] { (7, 15, 32, 1f), (50, 33, 33, 1f), (15, 15, 32, 20f) })
        {
            // A scale that is no power of two, as 1/√32: scaled queries round to other numbers than scaled keys.
            var shape = new AttentionShape(1, queries, keys, size, 0.17677669f);
            using Guarded q = Guarded.Random(queries * size, 1), k = Guarded.Random(keys * size, 2),
                v = Guarded.Random(keys * size, 3), dy = Guarded.Random(queries * size, 4);
            for (var i = 0; i < q.Count; i++) q.Span[i] *= reach;
            for (var i = 0; i < k.Count; i++) k.Span[i] *= reach;
            float[] Run(PanelFormat format) => Each.Team(level, work =>
            {
                using Guarded y = new(queries * size), sums = new(queries), dq = new(queries * size),
                    dk = new(keys * size), dv = new(keys * size);
                AttentionKernel.Forward(work, shape, new(q.Pointer, size), new(k.Pointer, size), new(v.Pointer, size),
                    ScoreBias.None, new(y.Pointer, size), sums.Pointer, format: format);
                AttentionKernel.Backward(work, shape, new(q.Pointer, size), new(k.Pointer, size), new(v.Pointer, size),
                    ScoreBias.None, new(y.Pointer, size), new(dy.Pointer, size), sums.Pointer, new(dq.Pointer, size),
                    new(dk.Pointer, size), new(dv.Pointer, size), format: format);
                return [.. dv.Span, .. dq.Span, .. dk.Span];
            }, "attention backward");
            var rounded = Run(PanelFormat.BFloat16);
            using (AssembledTiles.Forbid())
                NaiveBFloat16.Same(Run(PanelFormat.BFloat16), rounded, $"{queries}x{keys} on {level}");
            var exact = Array.ConvertAll(Run(PanelFormat.Float32), value => (double)value);
            if (reach == 1) Deviation(rounded, exact).ShouldBeInRange(1e-6, 6 * Rounding);
            // Probabilities of a query sum to 1, and its gradient goes nowhere twice.
            var (sent, arrived) = (new double[size], new double[size]);
            for (var i = 0; i < dy.Count; i++) sent[i % size] += dy.Span[i];
            for (var i = 0; i < keys * size; i++) arrived[i % size] += rounded[i];
            for (var i = 0; i < size; i++) arrived[i].ShouldBe(sent[i], 8 * Rounding * Math.Sqrt(queries));
        }
    }

    private static float[] Convolved(SimdLevel level, ConvolutionShape shape, int channelsOut, float[] x, float[] w)
    {
        using Guarded gx = new(x), gw = new(w);
        return Each.Team(level, work =>
        {
            using var packed =
                ConvolutionKernel.Pack(work, gw.Pointer, channelsOut, shape, format: PanelFormat.BFloat16);
            using var y = new Guarded(shape.OutputPixels * channelsOut);
            y.Span.Fill(float.NaN);
            ConvolutionKernel.Forward(work, shape, gx.Pointer, packed, GemmEpilogue.None, y.Pointer, channelsOut);
            return y.Span.ToArray();
        }, "convolution");
    }

    private static double Deviation(float[] actual, double[] exact)
    {
        var sum = 0.0;
        for (var i = 0; i < exact.Length; i++) sum += Math.Pow(actual[i] - exact[i], 2);
        return Math.Sqrt(sum / exact.Length);
    }
}
