using ZoeDepth.Kernels.Normalization;
using ZoeDepth.Kernels.Reduction;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Tests;

/// <summary>
/// The kernels that work row by row or column by column, beside loops in double precision: every instruction set, every
/// length that ends inside a vector, and the same bits for 1, 2 and 3 threads.
/// </summary>
public sealed unsafe class RowKernelTests
{
    private const double Rounding = 1.0 / (1 << 24);

    private delegate void Kernel(float* a, float* b, float* c, float* result, Work work);

    public static TheoryData<string, int, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<string, int, int>();
            foreach (var level in InstructionSet.Available)
            {
                // Every remainder of one vector of 16, and both sides of two and four of them, which is how far the
                // loops are unrolled.
                for (var columns = 1; columns <= 17; columns++) sizes.Add($"{level}", 3, columns);
                foreach (var columns in new[] { 31, 32, 33, 47, 48, 63, 64, 65, 79 }) sizes.Add($"{level}", 3, columns);
                foreach (var columns in new[] { 100, 257 }) sizes.Add($"{level}", 200, columns);
            }
            return sizes;
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void LayerNorm_normalises_each_row(string set, int rows, int columns)
    {
        var level = Each.Set(set);
        var (x, weight, bias) = (Numbers(1, rows * columns, 3, 5), Numbers(2, columns), Numbers(3, columns));
        var y = Run(level, x, weight, bias, rows * columns,
            (a, b, c, result, work) => LayerNormKernel.Forward(a, b, c, 1e-6f, result, null, rows, columns, work));
        Close.Within(y, Twin(), 0, Rounding * 60 * (1 + Math.Sqrt(columns)), "layer norm");

        double[] Twin()
        {
            var twin = new double[rows * columns];
            for (var row = 0; row < rows; row++)
            {
                var (mean, r) = Statistics(x, row, columns, 1e-6);
                for (var c = 0; c < columns; c++)
                    twin[(row * columns) + c] = ((x[(row * columns) + c] - mean) * r * weight[c]) + bias[c];
            }
            return twin;
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void LayerNorm_sends_the_gradient_back(string set, int rows, int columns)
    {
        var level = Each.Set(set);
        var (x, weight, dy) = (Numbers(1, rows * columns, 3, 5), Numbers(2, columns), Numbers(3, rows * columns));
        var statistics = Run(level, x, weight, weight, rows * 2, (a, b, c, result, work) =>
        {
            using var y = new NativeBuffer(rows * columns);
            LayerNormKernel.Forward(a, b, c, 0.01f, y.Pointer, result, rows, columns, work);
        });
        var dx = Run(level, x, weight, dy, rows * columns, (a, b, c, result, work) =>
        {
            fixed (float* s = statistics) LayerNormKernel.Backward(a, b, s, c, result, rows, columns, work);
        });
        var twin = new double[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            var (mean, r) = Statistics(x, row, columns, 0.01);
            Close.Within([statistics[2 * row], statistics[(2 * row) + 1]], [mean, r], 1e-5, 1e-6, "statistics");
            double sum = 0, product = 0;
            for (var c = 0; c < columns; c++)
            {
                var g = (double)dy[(row * columns) + c] * weight[c];
                sum += g / columns;
                product += g * (x[(row * columns) + c] - mean) * r / columns;
            }
            for (var c = 0; c < columns; c++)
                twin[(row * columns) + c] = 1
                    + (r * (((double)dy[(row * columns) + c] * weight[c]) - sum
                        - ((x[(row * columns) + c] - mean) * r * product)));
        }
        Close.Within(dx, twin, 0, Rounding * 800 * (1 + Math.Sqrt(columns)), "layer norm backward");
    }

    [Fact]
    public void LayerNorm_of_a_row_far_from_zero_keeps_its_digits()
    {
        const int columns = 1024;
        float[] x = [.. Enumerable.Range(0, columns).Select(c => 10_000 + ((c & 1) == 0 ? 0.5f : -0.5f))];
        var ones = Enumerable.Repeat(1f, columns).ToArray();
        foreach (var level in InstructionSet.Available)
        {
            var y = Run(level, x, ones, new float[columns], columns,
                (a, b, c, result, work) => LayerNormKernel.Forward(a, b, c, 1e-12f, result, null, 1, columns, work));
            Close.Within(y, [.. Enumerable.Range(0, columns).Select(c => (c & 1) == 0 ? 1.0 : -1.0)], 1e-6, 0,
                $"{level}");
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Softmax_shares_one_among_each_row(string set, int rows, int columns)
    {
        var level = Each.Set(set);
        var x = Numbers(1, rows * columns, 40);
        var y = Run(level, x, x, x, rows * columns,
            (a, _, _, result, work) => SoftmaxKernel.Forward(a, result, rows, columns, work));
        var twin = new double[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            var line = x.AsSpan(row * columns, columns).ToArray();
            var sum = line.Sum(value => Math.Exp(value - line.Max()));
            for (var c = 0; c < columns; c++) twin[(row * columns) + c] = Math.Exp(line[c] - line.Max()) / sum;
        }
        // The difference from the largest is rounded at up to 80: e to the power of 80 · 2⁻²⁴.
        Close.Within(y, twin, Rounding * 100, 1e-37, "softmax");

        var dy = Numbers(2, rows * columns);
        var dx = Run(level, y, dy, dy, rows * columns,
            (a, b, _, result, work) => SoftmaxKernel.Backward(a, b, result, rows, columns, work));
        for (var row = 0; row < rows; row++)
        {
            var common = 0.0;
            for (var c = 0; c < columns; c++) common += (double)y[(row * columns) + c] * dy[(row * columns) + c];
            for (var c = 0; c < columns; c++)
                twin[(row * columns) + c] = 1 + (y[(row * columns) + c] * (dy[(row * columns) + c] - common));
        }
        Close.Within(dx, twin, 0, Rounding * 8, "softmax backward");
    }

    [Fact]
    public void Softmax_gives_nothing_to_minus_infinity()
    {
        foreach (var level in InstructionSet.Available)
        {
            float[] x = [float.NegativeInfinity, 1, float.NegativeInfinity, 1];
            Run(level, x, x, x, 4, (a, _, _, result, work) => SoftmaxKernel.Forward(a, result, 1, 4, work))
                .ShouldBe([0, 0.5f, 0, 0.5f]);
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void ColumnSums_add_to_what_is_there(string set, int rows, int columns)
    {
        var level = Each.Set(set);
        var (a, b, means) = (Numbers(1, rows * columns), Numbers(2, rows * columns, 1, 3),
            Numbers(3, Math.Max(columns, 2 * rows)));
        Check("plain", (pa, _, _, sums, work) => ColumnSums.Add(pa, sums, rows, columns, work), (at, _, _) => a[at]);
        Check("products", (pa, pb, _, sums, work) => ColumnSums.AddProducts(pa, pb, sums, rows, columns, work),
            (at, _, _) => (double)a[at] * b[at]);
        Check("normed", (pa, pb, pc, sums, work) =>
            ColumnSums.AddProductsNormedByRow(pa, pb, pc, sums, rows, columns, work),
            (at, row, _) => a[at] * ((double)b[at] - means[2 * row]) * means[(2 * row) + 1]);
        Check("centred", (pa, pb, pc, sums, work) =>
            ColumnSums.AddProductsCentred(pa, pb, pc, sums, rows, columns, work),
            (at, _, c) => a[at] * ((double)b[at] - means[c]));
        Check("squares", (_, pb, pc, sums, work) => ColumnSums.AddSquaresCentred(pb, pc, sums, rows, columns, work),
            (at, _, c) => Math.Pow((double)b[at] - means[c], 2));

        void Check(string what, Kernel kernel, Func<int, int, int, double> term)
        {
            var sums = Run(level, a, b, means, columns, kernel);
            var twin = new double[columns];
            var largest = 0.0;
            for (var c = 0; c < columns; c++)
            {
                var magnitude = twin[c] = 1;
                for (var row = 0; row < rows; row++)
                {
                    twin[c] += term((row * columns) + c, row, c);
                    magnitude += Math.Abs(term((row * columns) + c, row, c));
                }
                largest = Math.Max(largest, magnitude);
            }

            // Three roundings in a term, at most 64 additions in a block, then the blocks.
            Close.Within(sums, twin, 0, Rounding * (3 + 64 + 1 + (rows / 64)) * largest, what);
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void BatchNorm_scales_each_column(string set, int rows, int columns)
    {
        var level = Each.Set(set);
        var (x, dy, vectors) = (Numbers(1, rows * columns, 1, 4), Numbers(2, rows * columns), Numbers(3, 4 * columns));
        var y = Run(level, x, dy, vectors, rows * columns, (a, _, c, result, work) =>
            BatchNormKernel.Forward(a, c, c + columns, c + (2 * columns), result, rows, columns, work));
        var dx = Run(level, x, dy, vectors, rows * columns,
            (a, b, c, result, work) => BatchNormKernel.Backward(a, b, c, c + columns, c + (2 * columns),
                c + (3 * columns), result, rows, columns, work));
        var (forward, backward) = (new double[rows * columns], new double[rows * columns]);
        for (var at = 0; at < rows * columns; at++)
        {
            var c = at % columns;
            double mean = vectors[c], scale = vectors[columns + c], third = vectors[(2 * columns) + c],
                lean = vectors[(3 * columns) + c];
            forward[at] = ((x[at] - mean) * scale) + third;
            backward[at] = 1 + (scale * (dy[at] - third - ((x[at] - mean) * lean)));
        }
        Close.Within(y, forward, 0, Rounding * 20, "batch norm");
        Close.Within(dx, backward, 0, Rounding * 40, "batch norm backward");
    }

    /// <summary>
    /// Runs on 1, 2 and 3 threads into results that begin at 1, everything before a guard page, demands equal bits, and
    /// returns the result.
    /// </summary>
    private static float[] Run(SimdLevel level, float[] a, float[] b, float[] c, int length, Kernel kernel)
    {
        using Guarded first = new(a), second = new(b), third = new(c), result = new(length);
        return Each.Team(level, work =>
        {
            result.Span.Fill(1);
            kernel(first.Pointer, second.Pointer, third.Pointer, result.Pointer, work);
            return result.Span.ToArray();
        }, "row kernel");
    }

    private static (double Mean, double R) Statistics(float[] x, int row, int columns, double epsilon)
    {
        double mean = 0, variance = 0;
        for (var c = 0; c < columns; c++) mean += (double)x[(row * columns) + c] / columns;
        for (var c = 0; c < columns; c++) variance += Math.Pow(x[(row * columns) + c] - mean, 2) / columns;
        return (mean, 1 / Math.Sqrt(variance + epsilon));
    }

    private static float[] Numbers(int seed, int count, float reach = 1, float middle = 0)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => middle + (reach * ((2 * random.NextSingle()) - 1)))];
    }
}
