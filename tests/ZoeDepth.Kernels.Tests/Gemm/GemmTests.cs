using ZoeDepth.Kernels.Functions;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Tests;

/// <summary>Rows times a packed matrix: shapes, strides, doors.</summary>
public sealed unsafe class GemmTests
{
    public static TheoryData<string> Levels => Each.Levels;

    [Theory, MemberData(nameof(Levels))]
    public void Products_of_every_shape_agree_with_the_naive_twin(string set)
    {
        var level = Each.Set(set);
        (int M, int K, int N)[] shapes =
        [
            (1, 1, 1), (1, 64, 33), (5, 7, 3), (12, 32, 32), (13, 257, 31), (25, 256, 65), (193, 300, 40),
                (769, 70, 96), (3, 1025, 64), (64, 513, 161),
            (400, 20, 1), (11, 12, 500),
        ];
        foreach (var (m, k, n) in shapes) Check(level, m, k, n);
    }

    [Theory, MemberData(nameof(Levels))]
    public void Every_extent_from_0_to_257_is_right(string set)
    {
        var level = Each.Set(set);
        for (var length = 0; length <= 257; length++)
        {
            Check(level, length, 3, 2);
            Check(level, 3, length, 5);
            Check(level, 2, 3, length);
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void A_long_sum_errs_like_short_ones_that_are_added(string set)
    {
        const int m = 24, k = 1024, n = 64;
        var level = Each.Set(set);
        using var x = Guarded.Random(m * k, 1);
        using var w = Guarded.Random(n * k, 2);
        var y = Each.Team(level, work =>
        {
            using var packed = new PackedMatrix(work, MatrixSource.Rows(w.Pointer, n, k));
            using var result = new Guarded(m * n);
            GemmDriver.Run(work, GemmA.Plain(x.Pointer, m, k, k), packed, GemmEpilogue.None, result.Pointer, n);
            return result.Span.ToArray();
        }, "long sums");
        double error = 0, oneChain = 0;
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
            {
                var (exact, chain) = (0.0, 0f);
                for (var p = 0; p < k; p++)
                {
                    exact += (double)x.Pointer[(i * k) + p] * w.Pointer[(j * k) + p];
                    chain = MathF.FusedMultiplyAdd(x.Pointer[(i * k) + p], w.Pointer[(j * k) + p], chain);
                }
                error += Math.Pow(y[(i * n) + j] - exact, 2);
                oneChain += Math.Pow(chain - exact, 2);
            }
        // Random sums grow as the root of their length, and so do the roundings that are added up: chains of 64 and the
        // sum of sixteen of them err by about √(64 / 1024 + 1 / 64) = 0.28 of one chain.
        Math.Sqrt(error / oneChain).ShouldBeLessThan(0.35);
    }

    [Theory, MemberData(nameof(Levels))]
    public void Rows_and_results_may_be_slices_of_wider_rows_at_any_alignment(string set)
    {
        var level = Each.Set(set);
        const int m = 29, k = 37, n = 64, xStride = 41, yStride = 71;
        foreach (var misalignment in new[] { 0, 4, 8, 36 })
        {
            using var x = Guarded.Random((m - 1) * xStride + k, 1, misalignment);
            using var w = Guarded.Random(n * k, 2, misalignment);
            var y = Each.Team(level, work =>
            {
                using var packed = new PackedMatrix(work, MatrixSource.Rows(w.Pointer, n, k));
                using var result = new Guarded(((m - 1) * yStride) + n, misalignment);
                result.Span.Fill(7);
                GemmDriver.Run(work, GemmA.Plain(x.Pointer, m, k, xStride), packed, GemmEpilogue.None, result.Pointer,
                    yStride);
                return result.Span.ToArray();
            }, "slices");
            var expected = NaiveProduct.Multiply(m, k, n, (i, p) => x.Pointer[(i * xStride) + p],
                (p, j) => w.Pointer[(j * k) + p]);
            var padded = new double[y.Length];
            Array.Fill(padded, 7);
            for (var i = 0; i < m; i++) Array.Copy(expected, i * n, padded, i * yStride, n);
            Each.Product(y, padded, k, "slices");
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void Every_combination_of_bias_activation_scale_and_residual_is_applied_in_order(string set)
    {
        var level = Each.Set(set);
        const int m = 14, k = 300, n = 45;
        float[] x = Guarded.Numbers(m * k, 1), w = Guarded.Numbers(n * k, 2), bias = Guarded.Numbers(n, 3),
            scale = Guarded.Numbers(n, 4), residual = Guarded.Numbers(m * n, 5);
        for (var i = 0; i < w.Length; i++) w[i] *= 0.1f;
        var plain = NaiveProduct.Multiply(m, k, n, (i, p) => x[(i * k) + p], (p, j) => w[(j * k) + p]);
        foreach (var activation in Enum.GetValues<ActivationKind>())
            for (var steps = 0; steps < 8; steps++)
            {
                using Guarded gx = new(x), gw = new(w), gb = new(bias), gs = new(scale), gr = new(residual);
                float* b = (steps & 1) != 0 ? gb.Pointer : null, s = (steps & 2) != 0
                    ? gs.Pointer : null, r = (steps & 4) != 0 ? gr.Pointer : null;
                var epilogue = new GemmEpilogue
                    { Bias = b, Activation = activation, Scale = s, Residual = r, ResidualStride = n };
                var y = Each.Team(level, work => Run(work, gx, m, k, gw, n, epilogue), $"{activation} {steps}");
                var expected = NaiveProduct.Finish(plain, n, b == null ? null : bias, activation,
                    s == null ? null : scale, r == null ? null : residual);
                Each.Product(y, expected, k, $"epilogue {activation}, steps {steps} ({level})");
            }
    }

    [Theory, MemberData(nameof(Levels))]
    public void Rectified_rows_count_negative_values_as_0_and_pass_NaN_on(string set)
    {
        var level = Each.Set(set);
        const int m = 13, k = 19, n = 33;
        float[] x = Guarded.Numbers(m * k, 1), w = Guarded.Numbers(n * k, 2);
        x[(5 * k) + 3] = float.NaN;
        using Guarded gx = new(x), gw = new(w);
        var y = Each.Team(level, work =>
        {
            using var packed = new PackedMatrix(work, MatrixSource.Rows(gw.Pointer, n, k));
            using var result = new Guarded(m * n);
            GemmDriver.Run(work, GemmA.Plain(gx.Pointer, m, k, k).Rectified(), packed, GemmEpilogue.None,
                result.Pointer, n);
            return result.Span.ToArray();
        }, "rectified");
        Each.Product(y,
            NaiveProduct.Multiply(m, k, n, (i, p) => float.IsNaN(x[(i * k) + p])
                ? double.NaN : Math.Max(0, x[(i * k) + p]), (p, j) => w[(j * k) + p]), k, "rectified");
    }

    [Theory, MemberData(nameof(Levels))]
    public void Groups_of_rows_leave_the_class_tokens_alone(string set)
    {
        var level = Each.Set(set);
        // 3 images of 1 + 10 tokens: the patches alone are read and written.
        const int images = 3, patches = 10, k = 40, n = 70;
        using var x = Guarded.Random(images * (patches + 1) * k, 1);
        using var w = Guarded.Random(n * k, 2);
        var y = Each.Team(level, work =>
        {
            using var packed = new PackedMatrix(work, MatrixSource.Rows(w.Pointer, n, k));
            using var result = new Guarded(images * (patches + 1) * n);
            GemmDriver.Run(work, GemmA.Groups(x.Pointer + k, images, (patches + 1) * k, patches, k, k), packed,
                GemmEpilogue.None,
                GemmC.Groups(result.Pointer + n, (patches + 1) * n, patches, n));
            return result.Span.ToArray();
        }, "groups");
        Each.Product(y,
            NaiveProduct.Multiply(images * (patches + 1), k, n, (i, p) => i % (patches + 1) == 0
                ? 0 : x.Pointer[(i * k) + p], (p, j) => w.Pointer[(j * k) + p]), k, "groups");
    }

    [Theory, MemberData(nameof(Levels))]
    public void Plain_products_take_either_side_turned_and_add_to_the_result(string set)
    {
        var level = Each.Set(set);
        foreach (var (m, k, n) in new[]
            { (17, 300, 45), (40, 5, 7), (0, 4, 4), (4, 0, 3), (33, 64, 64), (100, 70, 80) })
            for (var form = 0; form < 8; form++)
            {
                bool turnedA = (form & 1) != 0, turnedB = (form & 2) != 0, adds = (form & 4) != 0;
                using var a = Guarded.Random(m * k, 1);
                using var b = Guarded.Random(k * n, 2);
                var before = Guarded.Numbers(m * n, 3);
                var y = Each.Team(level, work =>
                {
                    using var result = new Guarded(before);
                    var left = turnedA ? new MatrixView(a.Pointer, k, m).Transpose : new MatrixView(a.Pointer, m, k);
                    var right = turnedB ? new MatrixView(b.Pointer, n, k).Transpose : new MatrixView(b.Pointer, k, n);
                    GemmDriver.Multiply(work, left, right, result.Pointer, n, adds);
                    return result.Span.ToArray();
                }, "multiply");
                var expected = NaiveProduct.Multiply(m, k, n, (i, p) => a.Pointer[turnedA ? (p * m) + i : (i * k) + p],
                    (p, j) => b.Pointer[turnedB ? (j * k) + p : (p * n) + j]);
                if (adds) expected = [.. expected.Select((value, i) => value + before[i])];
                Each.Product(y, expected, k, $"{m}x{k}x{n} form {form}");
            }
    }

    [Theory, MemberData(nameof(Levels))]
    public void A_batch_of_products_shares_a_side_whose_step_is_0(string set)
    {
        var level = Each.Set(set);
        const int m = 9, k = 31, n = 20;
        foreach (var batch in new[] { 0, 1, 2, 11 })
        {
            using var a = Guarded.Random(batch * m * k, 1);
            using var b = Guarded.Random(k * n, 2);
            var y = Each.Team(level, work =>
            {
                using var result = new Guarded(batch * m * n);
                GemmDriver.Multiply(work, batch, new MatrixView(a.Pointer, m, k), m * k,
                    new MatrixView(b.Pointer, k, n), 0, result.Pointer, m * n, n);
                return result.Span.ToArray();
            }, "batch");
            Each.Product(y, NaiveProduct.Multiply(batch * m, k, n, (i, p) => a.Pointer[(i * k) + p],
                (p, j) => b.Pointer[(p * n) + j]), k, "batch");
        }
    }

    [Fact]
    public void Rows_of_another_length_than_the_matrix_are_refused()
    {
        using var w = Guarded.Random(6, 1);
        using var packed = new PackedMatrix(Work.Alone, MatrixSource.Rows(w.Pointer, 2, 3));
        var rows = GemmA.Plain(w.Pointer, 1, 4, 4);
        Should.Throw<ArgumentException>(() => GemmDriver.Run(Work.Alone, rows, packed, GemmEpilogue.None, w.Pointer, 2))
            .Message.ShouldBe(
                "product: the rows are 4 long, the matrix expects 3; pack the matrix in the order of the rows");
        var right = GemmA.Plain(w.Pointer, 1, 3, 3);
        Should.Throw<ArgumentException>(() =>
            GemmDriver.Run(Work.Alone, right, packed, new GemmEpilogue { Activation = ActivationKind.Relu },
                GemmC.Rows(w.Pointer, 2).Adding()))
            .Message.ShouldBe("product: a result that is added to takes no bias, activation, scale or residual");
        Should.Throw<ArgumentException>(() =>
            GemmDriver.Run(Work.Alone, right, packed, new GemmEpilogue { Residual = w.Pointer, ResidualStride = 2 },
                w.Pointer, 2))
            .Message.ShouldBe(
                "product: the residual is the result itself, which holds partial sums before it is finished; give " +
                "the result its own memory");
        Should.Throw<ArgumentException>(() =>
            GemmDriver.Multiply(Work.Alone, new MatrixView(w.Pointer, 2, 3), new MatrixView(w.Pointer, 2, 3), w.Pointer,
                3))
            .Message.ShouldBe("product: a is 2x3 and b is 2x3; expected as many columns of a as rows of b");
    }

    private static void Check(SimdLevel level, int m, int k, int n)
    {
        using var x = Guarded.Random(m * k, (m * 7) + k);
        using var w = Guarded.Random(n * k, (n * 5) + k + 1);
        var y = Each.Team(level, work => Run(work, x, m, k, w, n, GemmEpilogue.None), $"{m}x{k}x{n}");
        Each.Product(y, NaiveProduct.Multiply(m, k, n, (i, p) => x.Pointer[(i * k) + p],
            (p, j) => w.Pointer[(j * k) + p]), k, $"{m}x{k}x{n} ({level})");
    }

    private static float[] Run(Work work, Guarded x, int m, int k, Guarded w, int n, GemmEpilogue epilogue)
    {
        using var packed = new PackedMatrix(work, MatrixSource.Rows(w.Pointer, n, k));
        using var y = new Guarded(m * n);
        y.Span.Fill(float.NaN);
        GemmDriver.Run(work, GemmA.Plain(x.Pointer, m, k, k), packed, epilogue, y.Pointer, n);
        return y.Span.ToArray();
    }
}
