using ZoeDepth.Kernels.Depth;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Resampling;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Tests;

/// <summary>The row-by-row end of the network against the whole formula in double, pixel by pixel.</summary>
public sealed unsafe class LogBinomialDepthTests
{
    public static TheoryData<string, int, int, int, int, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<string, int, int, int, int, int>();
            foreach (var level in InstructionSet.Available)
                foreach (var (rows, columns, main, hidden, bins) in new[]
                    { (9, 7, 3, 5, 4), (20, 33, 33, 80, 64), (4, 6, 1, 7, 17), (3, 4, 6, 40, 33), (41, 3, 2, 1, 1) })
                    sizes.Add($"{level}", rows, columns, main, hidden, bins);
            return sizes;
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void A_depth_is_the_expectation_of_the_enlarged_centers(string set, int rows, int columns,
        int mainChannels, int hidden, int bins)
    {
        var level = Each.Set(set);
        const int images = 2, coarseRows = 4, coarseColumns = 6;
        float[] main = Guarded.Numbers(images * rows * columns * mainChannels, 1),
            embedding = Guarded.Numbers(images * coarseRows * coarseColumns * hidden, 2);
        float[] centers = [.. Guarded.Numbers(images * coarseRows * coarseColumns * bins, 3)
            .Select(v => 1 + Math.Abs(v))];
        float[] w0 = [.. Guarded.Numbers(hidden * mainChannels, 4).Select(v => v / 4)], b0 = Guarded.Numbers(hidden, 5);
        float[] w2 = [.. Guarded.Numbers(4 * hidden, 6).Select(v => v / 4)], b2 = Guarded.Numbers(4, 7);
        var sourceRows = ResampledAxis.Interpolated(coarseRows, rows, cubic: false, alignCorners: true);
        var sourceColumns = ResampledAxis.Interpolated(coarseColumns, columns, cubic: false, alignCorners: true);
        using Guarded pm = new(main), pe = new(embedding), pc = new(centers), pw0 = new(w0), pb0 = new(b0),
            pw2 = new(w2), pb2 = new(b2), y = new(images * rows * columns);
        using var toHidden = new PackedMatrix(Work.Alone, MatrixSource.Rows(pw0.Pointer, hidden, mainChannels));
        using var toFour = new PackedMatrix(Work.Alone, MatrixSource.Rows(pw2.Pointer, 4, hidden));
        var inputs = new LogBinomialInputs
        {
            Images = images, SourceRows = sourceRows, SourceColumns = sourceColumns, Main = pm.Pointer,
                MainChannels = mainChannels, Embedding = pe.Pointer,
            Centers = pc.Pointer, Bins = bins, MainWeights = toHidden, HiddenBias = pb0.Pointer, OutputWeights = toFour,
            OutputBias = pb2.Pointer,
            MinTemperature = 2, MaxTemperature = 50,
        };
        var depths = Each.Team(level, work =>
        {
            y.Span.Fill(float.NaN);
            LogBinomialDepthKernel.Forward(inputs, y.Pointer, work);
            return y.Span.ToArray();
        }, "log-binomial depth");

        var twin = new double[depths.Length];
        var table = LogBinomialKernel.Coefficients(bins);
        for (var pixel = 0; pixel < twin.Length; pixel++)
        {
            var (image, row, column) = (pixel / (rows * columns), pixel / columns % rows, pixel % columns);
            var z = Enumerable.Range(0, hidden).Select(n => Gelu(b0[n] + Enlarged(embedding, hidden, n)
                + Enumerable.Range(0, mainChannels)
                    .Sum(k => (double)main[(pixel * mainChannels) + k] * w0[(n * mainChannels) + k]))).ToArray();
            var u = Enumerable.Range(0, 4)
                .Select(n => Softplus(b2[n] + Enumerable.Range(0, hidden).Sum(k => z[k] * w2[(n * hidden) + k])) + 1e-4)
                .ToArray();
            double p = u[0] / (u[0] + u[1]), q = Math.Clamp(1 - p, 1e-4, 1),
                temperature = (48 * u[2] / (u[2] + u[3])) + 2;
            var weights = Enumerable.Range(0, bins)
                .Select(k =>
                    Math.Exp((table[k] + (k * Math.Log(Math.Max(1e-4, p))) + ((bins - 1 - k) * Math.Log(q)))
                        / temperature)).ToArray();
            twin[pixel] = Enumerable.Range(0, bins).Sum(k => weights[k] * Enlarged(centers, bins, k)) / weights.Sum();

            double Enlarged(float[] map, int channels, int c)
            {
                var sum = 0.0;
                for (var i = 0; i < sourceRows.Taps; i++)
                    for (var j = 0; j < sourceColumns.Taps; j++)
                    {
                        int at = (row * sourceRows.Taps) + i, across = (column * sourceColumns.Taps) + j;
                        sum += (double)sourceRows.Weights[at] * sourceColumns.Weights[across]
                            * map[(((((image * coarseRows) + sourceRows.Indices[at]) * coarseColumns)
                                + sourceColumns.Indices[across]) * channels) + c];
                    }
                return sum;
            }
        }
        // Sums of up to 80 hidden numbers move p and T by about 1e-6, and exponents of up to 44 what they weigh.
        Close.Within(depths, twin, 2e-5, 0, $"{rows}x{columns}, {bins} bins");
    }

    private static double Gelu(double x) => x / 2 * (1 + VectorMathTests.Erf(x / Math.Sqrt(2)));

    private static double Softplus(double x) => Math.Log(1 + Math.Exp(x));
}
