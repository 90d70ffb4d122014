using ZoeDepth.Kernels.Depth;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Tests;

/// <summary>
/// Bins, attractors and the log-binomial distribution against plain formulas in double, and the numbers of the
/// specification.
/// </summary>
public sealed unsafe class BinKernelTests
{
    private const double Rounding = 1.0 / (1 << 24);

    public static TheoryData<string> Levels => Each.Levels;

    [Fact]
    public void The_coefficients_are_those_of_float32_arithmetic()
    {
        var table = LogBinomialKernel.Coefficients(64);
        table.Length.ShouldBe(64);
        new[] { table[0], table[1], table[2], table[31],
            table[63] }.ShouldBe([0f, 5.1351624f, 8.8679047f, 43.6603394f, 0f]);
        LogBinomialKernel.Coefficients(1).ShouldBe([0f]);
    }

    [Theory, MemberData(nameof(Levels))]
    public void The_distribution_has_the_published_shape(string set)
    {
        var level = Each.Set(set);
        Close.Within(Distribution(level, [0.3f], [1], 4), [0.19188838, 0.55510472, 0.23790201, 0.01510489], 0, 4e-7,
            "T = 1");
        Close.Within(Distribution(level, [0.3f], [0.5f], 4), [0.09164325, 0.76692512, 0.14086378, 0.00056786], 0, 4e-7,
            "T = 0.5");
    }

    [Theory, MemberData(nameof(Levels))]
    public void The_distribution_and_its_gradient_follow_the_formula_for_every_number_of_bins(string set)
    {
        var level = Each.Set(set);
        for (var bins = 1; bins <= 70; bins++) Check(bins, 5);
        foreach (var bins in new[] { 128, 256, 257 }) Check(bins, 3);
        Check(64, 200);

        void Check(int bins, int rows)
        {
            var random = new Random(bins);
            float[] p = [.. Enumerable.Range(0, rows).Select(_ => random.NextSingle())],
                t = [.. Enumerable.Range(0, rows).Select(_ => 0.5f + (20 * random.NextSingle()))];
            (p[0], t[0]) = (5e-5f, 0.0212f);
            (p[1], t[1]) = (1 - 5e-5f, 1);
            var dw = Guarded.Numbers(rows * bins, bins);
            var w = Distribution(level, p, t, bins);
            using Guarded pp = new(p), tt = new(t), ww = new(w), upstream = new(dw), gradients = new(2 * rows);
            var gradient = Each.Team(level, work =>
            {
                gradients.Span.Fill(0.5f);
                LogBinomialKernel.Backward(pp.Pointer, tt.Pointer, ww.Pointer, upstream.Pointer, rows, bins,
                    gradients.Pointer, gradients.Pointer + rows, work);
                return gradients.Span.ToArray();
            }, "log-binomial backward");
            var table = Array.ConvertAll(LogBinomialKernel.Coefficients(bins), v => (double)v);
            for (var row = 0; row < rows; row++)
            {
                double pc = Math.Clamp(p[row], 1e-4, 1), q = 1 - p[row], qc = Math.Clamp(q, 1e-4, 1);
                var y = Enumerable.Range(0, bins)
                    .Select(k => table[k] + (k * Math.Log(pc)) + ((bins - 1 - k) * Math.Log(qc))).ToArray();
                var e = y.Select(v => Math.Exp((v - y.Max()) / t[row])).ToArray();
                var weights = e.Select(v => v / e.Sum()).ToArray();
                // An exponent is rounded at its own size before it is raised.
                var exponent = 8 * Rounding * (1 + (y.Max(Math.Abs) / t[row]));
                Close.Within(w.AsSpan(row * bins, bins), weights, exponent, exponent, $"{bins} bins, row {row}");

                var given = Enumerable.Range(0, bins).Select(k => (double)w[(row * bins) + k]).ToArray();
                var common = Enumerable.Range(0, bins).Sum(k => given[k] * dw[(row * bins) + k]);
                var ds = Enumerable.Range(0, bins).Select(k => given[k] * (dw[(row * bins) + k] - common)).ToArray();
                var reach = ds.Sum(Math.Abs) * Rounding * 16;
                var dt = -Enumerable.Range(0, bins).Sum(k => ds[k] * y[k]) / (t[row] * (double)t[row]);
                Close.Within([gradient[rows + row]], [0.5 + dt], 1e-6,
                    Rounding + (reach * (1 + y.Max(Math.Abs)) / (t[row] * t[row])), $"dT of {bins} bins, row {row}");
                var dp = 0.0;
                if (p[row] > 1e-4f) dp += Enumerable.Range(0, bins).Sum(k => ds[k] * k) / (t[row] * pc);
                if (1 - p[row] > 1e-4f)
                    dp -= Enumerable.Range(0, bins).Sum(k => ds[k] * (bins - 1 - k)) / (t[row] * qc);
                Close.Within([gradient[row]], [0.5 + dp], 1e-5, Rounding + (reach * bins / (t[row] * Math.Min(pc, qc))),
                    $"dp of {bins} bins, row {row}");
            }
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void Centres_move_by_the_attractions_of_all_points(string set)
    {
        var level = Each.Set(set);
        foreach (var (points, centers, rows) in Enumerable.Range(1, 40).Select(n => ((n % 7) + 1, n, 3))
            .Concat([(1, 64, 300), (16, 64, 40), (4, 257, 5)]))
            foreach (var mean in new[] { false, true })
            {
                float[] a = Guarded.Numbers(rows * points, 1), c = Guarded.Numbers(rows * centers, 2),
                    dy = Guarded.Numbers(rows * centers, 3);
                var attraction = new InverseAttraction(30, 2);
                using Guarded pa = new(a), pc = new(c), upstream = new(dy), result = new(c.Length), da = new(a.Length),
                    dc = new(c.Length);
                var y = Each.Team(level, work =>
                {
                    AttractorKernel.Forward(pa.Pointer, pc.Pointer, rows, points, centers, attraction, mean,
                        result.Pointer, work);
                    return result.Span.ToArray();
                }, "attractor");
                var gradients = Each.Team(level, work =>
                {
                    da.Span.Fill(0.5f);
                    dc.Span.Fill(0.5f);
                    AttractorKernel.Backward(pa.Pointer, pc.Pointer, upstream.Pointer, rows, points, centers,
                        attraction, mean, da.Pointer, dc.Pointer, addsToCenters: true, work);
                    return [.. da.Span, .. dc.Span];
                }, "attractor backward");
                var written = Each.Team(level, work =>
                {
                    da.Span.Clear();
                    dc.Span.Fill(float.NaN);
                    AttractorKernel.Backward(pa.Pointer, pc.Pointer, upstream.Pointer, rows, points, centers,
                        attraction, mean, da.Pointer, dc.Pointer, addsToCenters: false, work);
                    return dc.Span.ToArray();
                }, "attractor backward of the first reader");
                var (moved, dpoints, dcenters) = (new double[c.Length], Enumerable.Repeat(0.5, a.Length).ToArray(),
                    Enumerable.Repeat(0.5, c.Length).ToArray());
                var scale = mean ? 1.0 / points : 1;
                for (var at = 0; at < c.Length; at++)
                {
                    moved[at] = c[at];
                    dcenters[at] += dy[at];
                    for (var i = 0; i < points; i++)
                    {
                        var from = (at / centers * points) + i;
                        var d = (double)a[from] - c[at];
                        moved[at] += scale * d / (1 + (30 * d * d));
                        var slope = scale * (1 - (30 * d * d)) / Math.Pow(1 + (30 * d * d), 2);
                        dpoints[from] += slope * dy[at];
                        dcenters[at] -= slope * dy[at];
                    }
                }
                Close.Within(y, moved, 0, Rounding * 16, $"{points} points, {centers} centres");
                Close.Within(gradients, [.. dpoints, .. dcenters], 0, Rounding * (64 + (4 * centers)),
                    $"gradients of {points} points, {centers} centres");
                Close.Within(written, [.. dcenters.Select(v => v - 0.5)], 0, Rounding * (64 + (4 * centers)),
                    $"first gradients of {points} points, {centers} centres");
            }
    }

    [Fact]
    public void An_attraction_has_the_published_values()
    {
        var f = new InverseAttraction(300, 2);
        f.Of<Scalar, float>(0.1f).ShouldBe(0.025f, 1e-8);
        f.Of<Scalar, float>(-0.1f).ShouldBe(-0.025f, 1e-8);
        f.Of<Scalar, float>(1).ShouldBe(0.00332226f, 1e-8);
    }

    [Fact]
    public void Bounded_bins_lie_between_the_edges_of_their_widths()
    {
        float[] x = [1, 0, 3], w = new float[3], c = new float[3];
        fixed (float* px = x, pw = w, pc = c)
        {
            Bins.Norm(px, 1, 3, 1e-3f, pw, Work.Alone);
            Bins.Centers(pw, 1, 3, 0.001f, 10, pc, Work.Alone);
        }
        Close.Within(c, [1.251187, 2.502623, 6.251937], Rounding, 1e-6, "centres");
        w.Sum().ShouldBe(1, 1e-6);
    }

    [Fact]
    public void Widths_and_centres_send_their_gradients_back()
    {
        const int rows = 150, bins = 9;
        float[] x = [.. Guarded.Numbers(rows * bins, 1).Select(Math.Abs)], up = Guarded.Numbers(rows * bins, 2);
        using Guarded px = new(x), upstream = new(up), w = new(x.Length), c = new(x.Length), dw = new(x.Length),
            dx = new(x.Length);
        var all = Each.Team(SimdLevel.Scalar, work =>
        {
            dw.Span.Fill(0.5f);
            dx.Span.Fill(0.5f);
            Bins.Norm(px.Pointer, rows, bins, 1e-3f, w.Pointer, work);
            Bins.Centers(w.Pointer, rows, bins, 1, 8, c.Pointer, work);
            Bins.CentersBackward(upstream.Pointer, rows, bins, 1, 8, dw.Pointer, work);
            Bins.NormBackward(px.Pointer, w.Pointer, upstream.Pointer, rows, bins, 1e-3f, dx.Pointer, work);
            return [.. w.Span, .. c.Span, .. dw.Span, .. dx.Span];
        }, "bins");
        var (widths, centers, dwidths, dinputs) =
            (new double[x.Length], new double[x.Length], new double[x.Length], new double[x.Length]);
        for (var row = 0; row < rows; row++)
        {
            var sum = Enumerable.Range(0, bins).Sum(k => x[(row * bins) + k] + 1e-3);
            for (var k = 0; k < bins; k++) widths[(row * bins) + k] = (x[(row * bins) + k] + 1e-3) / sum;
            var common = Enumerable.Range(0, bins).Sum(k => widths[(row * bins) + k] * up[(row * bins) + k]);
            for (var k = 0; k < bins; k++)
            {
                centers[(row * bins) + k] = 1 + (7
                    * (Enumerable.Range(0, k).Sum(j => widths[(row * bins) + j]) + (widths[(row * bins) + k] / 2)));
                dwidths[(row * bins) + k] = 0.5
                    + (7 * ((0.5 * up[(row * bins) + k]) + Enumerable.Range(k + 1, bins - k - 1)
                        .Sum(j => (double)up[(row * bins) + j])));
                dinputs[(row * bins) + k] = 0.5 + ((up[(row * bins) + k] - common) / sum);
            }
        }
        Close.Within(all, [.. widths, .. centers, .. dwidths, .. dinputs], 8 * Rounding, 32 * Rounding, "bins");
    }

    [Fact]
    public void A_share_is_what_the_first_of_two_has_of_their_sum()
    {
        float[] u = [0, 0, 3, 1, 1, 3, 2, 2], y = new float[2], dy = [1, 2], du = new float[8];
        fixed (float* pu = u, py = y, pdy = dy, pdu = du)
        {
            PairRatio.Forward(pu, 2, 4, 2, py, Work.Alone);
            PairRatio.Backward(pu, pdy, 2, 4, 2, pdu, Work.Alone);
        }
        Close.Within(y, [3.0001 / 4.0002, 2.0001 / 4.0002], 0, Rounding, "shares");
        Close.Within(du, [0, 0, 1.0001 / (4.0002 * 4.0002), -3.0001 / (4.0002 * 4.0002), 0, 0,
            2 * 2.0001 / (4.0002 * 4.0002), -2 * 2.0001 / (4.0002 * 4.0002)], 0, Rounding, "gradient");
        fixed (float* pu = u, py = y) PairRatio.Forward(pu, 2, 4, 0, py, Work.Alone);
        y[0].ShouldBe(0.5f);
    }

    private static float[] Distribution(SimdLevel level, float[] p, float[] t, int bins)
    {
        using Guarded pp = new(p), tt = new(t), w = new(p.Length * bins);
        return Each.Team(level, work =>
        {
            LogBinomialKernel.Forward(pp.Pointer, tt.Pointer, p.Length, bins, w.Pointer, work);
            return w.Span.ToArray();
        }, "log-binomial");
    }
}
