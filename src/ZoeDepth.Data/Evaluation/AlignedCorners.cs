namespace ZoeDepth.Data.Evaluation;

/// <summary>
/// Bilinear resampling that puts corner pixels on corner pixels (<c>interpolate(mode="bilinear",
/// align_corners=True)</c> of PyTorch), as evaluation brings predictions to the size of the truth.
/// </summary>
internal static class AlignedCorners
{
    /// <summary>Resamples <c>[row, column]</c>.</summary>
    /// <param name="values">row by row</param>
    /// <param name="height">rows there are</param>
    /// <param name="width">columns there are</param>
    /// <param name="newHeight">rows wanted</param>
    /// <param name="newWidth">columns wanted</param>
    public static float[] Resize(ReadOnlySpan<float> values, int height, int width, int newHeight, int newWidth)
    {
        var columns = Steps(width, newWidth);
        var result = new float[newHeight * newWidth];
        var rows = Steps(height, newHeight);
        for (var y = 0; y < newHeight; y++)
        {
            var upper = values.Slice(rows[y].First * width, width);
            var lower = values.Slice(rows[y].Second * width, width);
            var below = rows[y].Share;
            var row = result.AsSpan(y * newWidth, newWidth);
            for (var x = 0; x < row.Length; x++)
            {
                var (left, right, share) = columns[x];
                var above = upper[left] + ((upper[right] - upper[left]) * share);
                var under = lower[left] + ((lower[right] - lower[left]) * share);
                row[x] = above + ((under - above) * below);
            }
        }
        return result;
    }

    /// <summary>Between which two of the old each of the new lies, and how far along.</summary>
    private static (int First, int Second, float Share)[] Steps(int count, int newCount)
    {
        var step = newCount > 1 ? (double)(count - 1) / (newCount - 1) : 0;
        var steps = new (int, int, float)[newCount];
        for (var i = 0; i < newCount; i++)
        {
            var at = step * i;
            var first = Math.Min((int)at, count - 1);
            steps[i] = (first, Math.Min(first + 1, count - 1), (float)(at - first));
        }
        return steps;
    }
}
