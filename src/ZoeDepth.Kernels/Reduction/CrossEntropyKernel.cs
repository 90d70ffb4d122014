namespace ZoeDepth.Kernels.Reduction;

/// <summary>
/// Cross entropy of logits against class indices, averaged over the rows that have one: few rows, plain loops in
/// double.
/// </summary>
internal static unsafe class CrossEntropyKernel
{
    /// <summary>
    /// mean over the counted rows of ln Σ exp(x) − x[target]; NaN when no row counts, as PyTorch has it.
    /// </summary>
    /// <param name="x"><c>[row, class]</c></param>
    /// <param name="targets">the class of each row, or a number that is ignored</param>
    /// <param name="classes">classes</param>
    /// <param name="ignored">the number that says a row does not count</param>
    public static float Forward(float* x, ReadOnlySpan<int> targets, int classes, int? ignored)
    {
        var sum = 0.0;
        for (var row = 0; row < targets.Length; row++)
        {
            if (targets[row] == ignored) continue;
            var logits = x + ((long)row * classes);
            sum += LogSum(logits, classes) - logits[targets[row]];
        }
        return (float)(sum / Counted(targets, ignored));
    }

    /// <summary>dx[r, k] += dy·(softmax(x)[r, k] − [k = target]) / counted rows</summary>
    /// <inheritdoc cref="Forward"/>
    public static void Backward(float* x, ReadOnlySpan<int> targets, int classes, int? ignored, float dy, float* dx)
    {
        var scale = dy / Counted(targets, ignored);
        for (var row = 0; row < targets.Length; row++)
        {
            if (targets[row] == ignored) continue;
            float* logits = x + ((long)row * classes), to = dx + ((long)row * classes);
            var logSum = LogSum(logits, classes);
            for (var k = 0; k < classes; k++)
                to[k] += (float)(scale * (Math.Exp(logits[k] - logSum) - (k == targets[row] ? 1 : 0)));
        }
    }

    private static double Counted(ReadOnlySpan<int> targets, int? ignored) =>
        ignored is { } number ? targets.Length - targets.Count(number) : targets.Length;

    private static double LogSum(float* x, int classes)
    {
        var largest = double.NegativeInfinity;
        for (var k = 0; k < classes; k++) largest = Math.Max(largest, x[k]);
        var sum = 0.0;
        for (var k = 0; k < classes; k++) sum += Math.Exp(x[k] - largest);
        return largest + Math.Log(sum);
    }
}
