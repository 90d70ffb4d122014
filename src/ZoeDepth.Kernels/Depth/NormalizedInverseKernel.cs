namespace ZoeDepth.Kernels.Depth;

/// <summary>
/// r = 1 / (x + ε), brought to 0..1 by its least and largest value: y = (r − min r) / (max r − min r), over all
/// elements at once. The original can turn relative depth round so before the metric head reads it.
/// </summary>
internal static unsafe class NormalizedInverseKernel
{
    /// <summary>Fills y; NaN where all elements are equal, as in the original.</summary>
    /// <param name="x">elements above −ε</param>
    /// <param name="count">how many</param>
    /// <param name="epsilon">ε</param>
    /// <param name="y">0..1</param>
    public static void Forward(float* x, long count, float epsilon, float* y)
    {
        var (least, most) = Bounds(x, count, epsilon);
        for (var i = 0L; i < count; i++) y[i] = ((1 / (x[i] + epsilon)) - least) / (most - least);
    }

    /// <summary>
    /// dx += −r²·dr; dr = dy / D, and at the least r Σ dy·(y − 1) / D more, at the largest −Σ dy·y / D, D = max − min;
    /// equal ones share it evenly, as in PyTorch.
    /// </summary>
    /// <param name="x">elements above −ε</param>
    /// <param name="y">the result</param>
    /// <param name="dy">its gradient</param>
    /// <param name="count">how many</param>
    /// <param name="epsilon">ε</param>
    /// <param name="dx">the gradient of x</param>
    public static void Backward(float* x, float* y, float* dy, long count, float epsilon, float* dx)
    {
        var (least, most) = Bounds(x, count, epsilon);
        var range = (double)most - least;
        var (ofLeast, ofMost) = (0.0, 0.0);
        var (leasts, mosts) = (0L, 0L);
        for (var i = 0L; i < count; i++)
        {
            ofLeast += dy[i] * (y[i] - 1.0);
            ofMost -= (double)dy[i] * y[i];
            var r = 1 / (x[i] + epsilon);
            if (r == least) leasts++;
            if (r == most) mosts++;
        }
        for (var i = 0L; i < count; i++)
        {
            var r = 1 / (x[i] + epsilon);
            var dr = dy[i] / range;
            if (r == least) dr += ofLeast / range / leasts;
            if (r == most) dr += ofMost / range / mosts;
            dx[i] -= (float)(dr * r * r);
        }
    }

    private static (float Least, float Most) Bounds(float* x, long count, float epsilon)
    {
        var (least, most) = (float.PositiveInfinity, float.NegativeInfinity);
        for (var i = 0L; i < count; i++)
        {
            var r = 1 / (x[i] + epsilon);
            least = Math.Min(least, r);
            most = Math.Max(most, r);
        }
        return (least, most);
    }
}
