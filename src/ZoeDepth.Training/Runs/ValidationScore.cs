namespace ZoeDepth.Training;

/// <summary>How well metres of one picture are said.</summary>
/// <param name="SiLog">100 · standard deviation of the log error</param>
/// <param name="AbsRel">mean of |prediction − truth| / truth</param>
/// <param name="A1">share of pixels within a factor of 1.25</param>
internal sealed record ValidationScore(double SiLog, double AbsRel, double A1)
{
    /// <summary>The score over the pixels that have a label; null when there is none.</summary>
    /// <param name="depth">what the network says, row-major: metres times the batch's factor</param>
    /// <param name="batch">one picture, its labels ln of the same</param>
    /// <param name="range">predictions are clamped to it, metres</param>
    public static ValidationScore? Of(ReadOnlySpan<float> depth, Batch batch, (double Least, double Most) range)
    {
        double sum = 0, squares = 0, relative = 0;
        var (count, within) = (0, 0);
        Span<float> labels = batch.LabelsOf(0, 1), weights = batch.WeightsOf(0, 1);
        for (var i = 0; i < depth.Length; i++)
        {
            if (weights[i] == 0) continue;
            var metres = depth[i] / batch.Factors[0];
            var predicted = double.IsNaN(metres) ? range.Least : Math.Clamp(metres, range.Least, range.Most);
            var truth = Math.Exp(labels[i]) / batch.Factors[0];
            var error = Math.Log(predicted / truth);
            sum += error;
            squares += error * error;
            relative += Math.Abs(predicted - truth) / truth;
            if (Math.Abs(error) < Math.Log(1.25)) within++;
            count++;
        }
        if (count == 0) return null;
        var mean = sum / count;
        return new(100 * Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean))), relative / count,
            (double)within / count);
    }
}
