using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Depth;

/// <summary>
/// From bin widths to bin centres, one row of bins to a pixel (ZoeDepth's bounded bins, after AdaBins). These run on
/// the coarsest map alone, 12 × 16 pixels, and each bin needs the one before: plain loops.
/// </summary>
internal static unsafe class Bins
{
    /// <summary>w = (x + floor) / Σ (x + floor)</summary>
    /// <param name="x"><c>[row, bin]</c></param>
    /// <param name="rows">pixels</param>
    /// <param name="bins">bins of a pixel</param>
    /// <param name="floor">what keeps a row of zeros from dividing by zero</param>
    /// <param name="w">widths that sum to one, <c>[row, bin]</c></param>
    /// <param name="work">the threads</param>
    public static void Norm(float* x, long rows, int bins, float floor, float* w, Work work) =>
        work.Ranges(rows, 64, (start, end) =>
    {
        for (var row = start; row < end; row++)
        {
            float* from = x + (row * bins), to = w + (row * bins);
            var sum = Total(from, bins, floor);
            for (var k = 0; k < bins; k++) to[k] = (from[k] + floor) / sum;
        }
    });

    /// <summary>dx += (dw − Σ dw·w) / Σ (x + floor)</summary>
    /// <inheritdoc cref="Norm"/>
    public static void NormBackward(float* x, float* w, float* dw, long rows, int bins, float floor, float* dx,
        Work work) => work.Ranges(rows, 64, (start, end) =>
    {
        for (var row = start; row < end; row++)
        {
            float* share = w + (row * bins), gradient = dw + (row * bins), to = dx + (row * bins);
            var sum = Total(x + (row * bins), bins, floor);
            var common = 0.0;
            for (var k = 0; k < bins; k++) common += gradient[k] * share[k];
            for (var k = 0; k < bins; k++) to[k] += (gradient[k] - (float)common) / sum;
        }
    });

    /// <summary>
    /// c[k] = (edge[k] + edge[k+1]) / 2, edge[0] = min, edge[k+1] = edge[k] + (max − min)·w[k], each rounded as
    /// PyTorch's <c>cumsum</c> rounds: summed in double.
    /// </summary>
    /// <param name="w">widths that sum to one, <c>[row, bin]</c></param>
    /// <param name="rows">pixels</param>
    /// <param name="bins">bins of a pixel</param>
    /// <param name="min">the near end, metres</param>
    /// <param name="max">the far end, metres</param>
    /// <param name="c">centres, metres, <c>[row, bin]</c></param>
    /// <param name="work">the threads</param>
    public static void Centers(float* w, long rows, int bins, float min, float max, float* c, Work work)
    {
        var range = max - min;
        work.Ranges(rows, 64, (start, end) =>
        {
            for (var row = start; row < end; row++)
            {
                float* from = w + (row * bins), to = c + (row * bins);
                double sum = min;
                for (var k = 0; k < bins; k++)
                {
                    var near = (float)sum;
                    sum += range * from[k];
                    to[k] = 0.5f * (near + (float)sum);
                }
            }
        });
    }

    /// <summary>dw[k] += (max − min)·(dc[k]/2 + Σ dc[j], j &gt; k)</summary>
    /// <inheritdoc cref="Centers"/>
    public static void CentersBackward(float* dc, long rows, int bins, float min, float max, float* dw, Work work)
    {
        var range = max - min;
        work.Ranges(rows, 64, (start, end) =>
        {
            for (var row = start; row < end; row++)
            {
                float* from = dc + (row * bins), to = dw + (row * bins);
                var beyond = 0.0;
                for (var k = bins - 1; k >= 0; k--)
                {
                    to[k] += range * (float)((0.5 * from[k]) + beyond);
                    beyond += from[k];
                }
            }
        });
    }

    private static float Total(float* x, int bins, float floor)
    {
        var sum = 0.0;
        for (var k = 0; k < bins; k++) sum += x[k] + floor;
        return (float)sum;
    }
}
