namespace ZoeDepth.Training;

/// <summary>
/// Relative depth judged in metres, as MiDaS judges it: the inverse depth of each picture is brought to the truth's by
/// the scale and shift of least squares, and turned round.
/// </summary>
internal static class AlignedDisparity
{
    /// <summary>Metres of a prediction; the best it can be with two numbers of help.</summary>
    /// <param name="disparity">predicted inverse depth in any unit, row-major</param>
    /// <param name="logDepth">ln of the true metres, same places</param>
    /// <param name="weights">0 where there is none</param>
    /// <param name="most">what lies beyond this, metres, is at it</param>
    /// <returns>metres, same places</returns>
    public static float[] ToMetres(ReadOnlySpan<float> disparity, ReadOnlySpan<float> logDepth,
        ReadOnlySpan<float> weights, double most)
    {
        double n = 0, p = 0, pp = 0, t = 0, pt = 0;
        for (var i = 0; i < disparity.Length; i++)
        {
            if (weights[i] == 0) continue;
            double said = disparity[i], truth = Math.Exp(-logDepth[i]);
            (n, p, pp, t, pt) = (n + 1, p + said, pp + (said * said), t + truth, pt + (said * truth));
        }
        var determinant = (n * pp) - (p * p);
        // A flat prediction can only be moved.
        var scale = determinant > 1e-12 * n * pp ? ((n * pt) - (p * t)) / determinant : 0;
        var shift = n > 0 ? (t - (scale * p)) / n : 0;
        var metres = new float[disparity.Length];
        for (var i = 0; i < metres.Length; i++)
            metres[i] = (float)(1 / Math.Max((scale * disparity[i]) + shift, 1 / most));
        return metres;
    }
}
