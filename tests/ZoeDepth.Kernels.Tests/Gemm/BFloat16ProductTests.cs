using ZoeDepth.Kernels.Functions;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Tests;

/// <summary>Products of bfloat16: one result, to the bit, on every instruction set and from assembled tiles.</summary>
public sealed unsafe class BFloat16ProductTests
{
    public static TheoryData<string, bool> Ways
    {
        get
        {
            var ways = new TheoryData<string, bool>();
            foreach (var level in InstructionSet.Available) ways.Add($"{level}", false);
            using var forced = InstructionSet.Force(InstructionSet.Best);
            if (AssembledTiles.Serve(PanelFormat.BFloat16)) ways.Add($"{InstructionSet.Best}", true);
            return ways;
        }
    }

    [Theory, MemberData(nameof(Ways))]
    public void Products_of_every_shape_have_the_bits_of_the_naive_twin(string set, bool assembled)
    {
        var level = Each.Set(set);
        (int M, int K, int N)[] shapes =
        [
            (1, 1, 1), (1, 64, 33), (5, 7, 3), (12, 32, 32), (13, 257, 31), (25, 512, 65), (193, 300, 40),
            (3, 1025, 64), (64, 513, 161), (400, 20, 1), (11, 12, 500), (7, 2051, 33),
        ];
        foreach (var (m, k, n) in shapes) Check(level, assembled, m, k, n);
        for (var height = 1; height <= 13; height++) Check(level, assembled, height, 37, 64);
    }

    [Theory, MemberData(nameof(Ways))]
    public void Every_extent_from_0_to_130_is_right(string set, bool assembled)
    {
        var level = Each.Set(set);
        for (var length = 0; length <= 130; length++)
        {
            Check(level, assembled, length, 3, 2);
            Check(level, assembled, 3, length, 5);
            Check(level, assembled, 2, 3, length);
        }
    }

    [Theory, MemberData(nameof(Ways))]
    public void Numbers_of_every_magnitude_give_the_same_bits_on_every_machine(string set, bool assembled)
    {
        var level = Each.Set(set);
        // Random bits: subnormal numbers, infinities and NaN among them, sums that cancel, products that overflow.
        const int m = 24, k = 40, n = 96;
        var random = new Random(7);
        float[] x = Bits(m * k), w = Bits(n * k);
        for (var scale = 0; scale < 4; scale++)
        {
            // In later rounds near the smallest magnitudes, where an instruction that flushes would show.
            var floor = scale == 0 ? 0 : (uint)(70 - (4 * scale)) << 23;
            if (scale > 0)
                foreach (var values in new[] { x, w })
                    for (var i = 0; i < values.Length; i++)
                        values[i] = BitConverter.UInt32BitsToSingle(
                            ((uint)random.NextInt64() & 0x807FFFFFu) | (floor + ((uint)random.Next(8) << 23)));
            var y = Product(level, assembled, x, w, m, k, n);
            NaiveBFloat16.Same(y, NaiveBFloat16.Multiply(m, k, n, (i, p) => x[(i * k) + p], (p, j) => w[(j * k) + p]),
                $"magnitudes {scale} ({level}, assembled {assembled})");
        }

        float[] Bits(int count) =>
            [.. Enumerable.Range(0, count).Select(_ => BitConverter.UInt32BitsToSingle((uint)random.NextInt64()))];
    }

    [Theory, MemberData(nameof(Ways))]
    public void Rows_are_gathered_rectified_finished_and_added_as_in_floats(string set, bool assembled)
    {
        var level = Each.Set(set);
        var shape = ConvolutionShape.Of(2, 9, 11, 5, 3, 2, 2, 1);
        const int n = 37;
        using var x = Guarded.Random(2 * 9 * 11 * 5, 1);
        using var w = Guarded.Random(n * shape.Depth, 2);
        using var bias = Guarded.Random(n, 3);
        var y = Team(level, assembled, work =>
        {
            using var packed =
                new PackedMatrix(work, MatrixSource.Rows(w.Pointer, n, shape.Depth), PanelFormat.BFloat16);
            using var result = new Guarded(shape.OutputPixels * n);
            GemmDriver.Run(work, GemmA.Image(x.Pointer, shape).Rectified(), packed,
                new GemmEpilogue { Bias = bias.Pointer, Activation = ActivationKind.Relu }, result.Pointer, n);
            return result.Span.ToArray();
        });
        var plain = NaiveBFloat16.Multiply(shape.OutputPixels, shape.Depth, n,
            (i, p) => Math.Max(0, Seen(x.Pointer, shape, i, p)), (p, j) => w.Pointer[(j * shape.Depth) + p]);
        NaiveBFloat16.Same(y, [.. plain.Select((value, i) => Math.Max(0, value + bias.Pointer[i % n]))], "gathered");
    }

    [Theory, MemberData(nameof(Ways))]
    public void Plain_products_take_either_side_turned_and_add_to_the_result(string set, bool assembled)
    {
        var level = Each.Set(set);
        const int m = 17, k = 300, n = 45;
        for (var form = 0; form < 8; form++)
        {
            bool turnedA = (form & 1) != 0, turnedB = (form & 2) != 0, adds = (form & 4) != 0;
            using var a = Guarded.Random(m * k, 1);
            using var b = Guarded.Random(k * n, 2);
            var before = Guarded.Numbers(m * n, 3);
            var y = Team(level, assembled, work =>
            {
                using var result = new Guarded(before);
                var left = turnedA ? new MatrixView(a.Pointer, k, m).Transpose : new MatrixView(a.Pointer, m, k);
                var right = turnedB ? new MatrixView(b.Pointer, n, k).Transpose : new MatrixView(b.Pointer, k, n);
                GemmDriver.Multiply(work, left, right, result.Pointer, n, adds, PanelFormat.BFloat16);
                return result.Span.ToArray();
            });
            var expected = NaiveBFloat16.Multiply(m, k, n, (i, p) => a.Pointer[turnedA ? (p * m) + i : (i * k) + p],
                (p, j) => b.Pointer[turnedB ? (j * k) + p : (p * n) + j]);
            if (adds) expected = [.. expected.Select((value, i) => before[i] + value)];
            NaiveBFloat16.Same(y, expected, $"form {form}");
        }
    }

    [Fact]
    public void Rounding_takes_the_nearest_number_of_8_bits_ties_to_even()
    {
        BFloat16.Round(1 + (1f / 256)).ShouldBe(1);
        BFloat16.Round(1 + (3f / 256)).ShouldBe(1 + (4f / 256));
        BFloat16.Round(float.MaxValue).ShouldBe(float.PositiveInfinity);
        BFloat16.Round(BFloat16.Smallest).ShouldBe(BFloat16.Smallest);
        BFloat16.Round(MathF.BitDecrement(BFloat16.Smallest)).ShouldBe(0);
        float.IsNaN(BFloat16.Round(BitConverter.UInt32BitsToSingle(0x7F800001u))).ShouldBeTrue();
        var random = new Random(1);
        for (var i = 0; i < 100_000; i++)
        {
            var x = BitConverter.UInt32BitsToSingle((uint)random.NextInt64());
            if (!float.IsNaN(x)) BFloat16.Round(x).ShouldBe(NaiveBFloat16.Round(x));
        }
    }

    private static float Seen(float* x, ConvolutionShape shape, int pixel, int k)
    {
        var (row, outputX) = Math.DivRem(pixel, shape.OutputWidth);
        var (image, outputY) = Math.DivRem(row, shape.OutputHeight);
        var (tap, channel) = Math.DivRem(k, shape.Channels);
        int y = (outputY * shape.StrideY) - shape.PaddingY + (tap / shape.KernelWidth),
            column = (outputX * shape.StrideX) - shape.PaddingX + (tap % shape.KernelWidth);
        return y < 0 || y >= shape.Height || column < 0 || column >= shape.Width ? 0
            : x[(((((image * shape.Height) + y) * shape.Width) + column) * shape.Channels) + channel];
    }

    private static void Check(SimdLevel level, bool assembled, int m, int k, int n)
    {
        float[] x = Guarded.Numbers(m * k, (m * 7) + k), w = Guarded.Numbers(n * k, (n * 5) + k + 1);
        NaiveBFloat16.Same(Product(level, assembled, x, w, m, k, n),
            NaiveBFloat16.Multiply(m, k, n, (i, p) => x[(i * k) + p], (p, j) => w[(j * k) + p]),
            $"{m}x{k}x{n} ({level}, assembled {assembled})");
    }

    private static float[] Product(SimdLevel level, bool assembled, float[] x, float[] w, int m, int k, int n)
    {
        using Guarded gx = new(x), gw = new(w);
        return Team(level, assembled, work =>
        {
            using var packed = new PackedMatrix(work, MatrixSource.Rows(gw.Pointer, n, k), PanelFormat.BFloat16);
            packed.Bytes.ShouldBe(4L * 32 * ((n + 31) / 32) * ((k + 1) / 2));
            using var y = new Guarded(m * n);
            y.Span.Fill(float.NaN);
            GemmDriver.Run(work, GemmA.Plain(gx.Pointer, m, k, k), packed, GemmEpilogue.None, y.Pointer, n);
            return y.Span.ToArray();
        });
    }

    private static float[] Team(SimdLevel level, bool assembled, Func<Work, float[]> kernel)
    {
        using var portable = assembled ? null : AssembledTiles.Forbid();
        return Each.Team(level, kernel, "bfloat16");
    }
}
