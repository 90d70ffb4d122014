namespace ZoeDepth.Imaging;

/// <summary>
/// PNG's row filters the way a writer uses them: five predictions, of which a row takes the one that leaves the
/// smallest differences.
/// </summary>
internal static class PngFilter
{
    /// <summary>How many filters there are: none, sub, up, average, Paeth.</summary>
    internal const int Count = 5;

    /// <summary>Filters one row.</summary>
    /// <param name="filter">0 to 4</param>
    /// <param name="row">the row's bytes</param>
    /// <param name="prior">the row above; zeros for the first row</param>
    /// <param name="filtered">where the differences go</param>
    /// <param name="step">bytes to the pixel on the left</param>
    internal static void Apply(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> prior, Span<byte> filtered,
        int step)
    {
        // The first pixel has no left neighbour: its a and c are 0, and Paeth then predicts b.
        for (var i = 0; i < Math.Min(step, row.Length); i++)
            filtered[i] = (byte)(row[i] - (filter switch { 0 or 1 => 0, 3 => prior[i] >> 1, _ => prior[i] }));
        if (row.Length <= step) return;
        var left = row[..^step];
        var corner = prior[..^step];
        var current = row[step..];
        var up = prior[step..];
        var target = filtered[step..];
        switch (filter)
        {
            case 0: current.CopyTo(target); break;
            case 1: for (var i = 0; i < left.Length; i++) target[i] = (byte)(current[i] - left[i]); break;
            case 2: for (var i = 0; i < left.Length; i++) target[i] = (byte)(current[i] - up[i]); break;
            case 3:
                for (var i = 0; i < left.Length; i++) target[i] = (byte)(current[i] - ((left[i] + up[i]) >> 1)); break;
            default:
                for (var i = 0; i < left.Length; i++)
                target[i] = (byte)(current[i] - Paeth(left[i], up[i], corner[i])); break;
        }
    }

    /// <summary>
    /// The sum of the differences' sizes, read as signed bytes: the standard's own advice for choosing a filter (12.8).
    /// </summary>
    internal static long Weight(ReadOnlySpan<byte> filtered)
    {
        var sum = 0L;
        foreach (var difference in filtered) sum += Math.Abs((int)(sbyte)difference);
        return sum;
    }

    /// <summary>
    /// Whichever of the left, upper and upper-left byte lies nearest to left + up − corner (specification 9.4).
    /// </summary>
    internal static int Paeth(int left, int up, int corner)
    {
        var distanceLeft = Math.Abs(up - corner);
        var distanceUp = Math.Abs(left - corner);
        var distanceCorner = Math.Abs(left + up - corner - corner);
        if (distanceLeft <= distanceUp && distanceLeft <= distanceCorner) return left;
        return distanceUp <= distanceCorner ? up : corner;
    }
}
