namespace ZoeDepth.Synthetic.Variants;

/// <summary>
/// What a second camera, or a projector, to the right of the first sees: both look the same way, so a surface only
/// moves along its row.
/// </summary>
internal static class Parallax
{
    /// <summary>Which pixels' surfaces the second one sees too.</summary>
    /// <param name="depth"><c>[row, column]</c>, metres, 0 for infinitely far</param>
    /// <param name="width">columns</param>
    /// <param name="height">rows</param>
    /// <param name="scale">
    /// focal length times distance between the two, pixels · metres: disparity is this over depth
    /// </param>
    public static bool[] Seen(float[] depth, int width, int height, double scale)
    {
        var seen = new bool[width * height];
        var (shifts, nearest) = (new double[width], new double[width]);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var z = depth[(y * width) + x];
                shifts[x] = z > 0 ? scale / z : 0;
            }
            Cover(shifts, nearest);
            for (var x = 0; x < width; x++)
            {
                // Half a step either side is the same surface seen at its own slant.
                var cell = (int)Math.Floor(x - shifts[x] + 0.5);
                seen[(y * width) + x] = cell >= 0 && nearest[cell] <= shifts[x] + 1;
            }
        }
        return seen;
    }

    /// <summary>The largest shift that arrives at each column of the second picture.</summary>
    private static void Cover(double[] shifts, double[] nearest)
    {
        Array.Clear(nearest);
        for (var x = 0; x < shifts.Length; x++)
        {
            Mark(nearest, (int)Math.Floor(x - shifts[x] + 0.5), shifts[x]);

            // A surface that the second camera sees less slanted is wider there: it is covered from one pixel to the
            // next.
            if (x + 1 == shifts.Length || Math.Abs(shifts[x + 1] - shifts[x]) >= 1) continue;
            var (from, to) = (x - shifts[x], x + 1 - shifts[x + 1]);
            for (var cell = (int)Math.Ceiling(from); cell < to; cell++)
                Mark(nearest, cell, Math.Min(shifts[x], shifts[x + 1]));
        }
    }

    private static void Mark(double[] nearest, int cell, double shift)
    {
        if (cell >= 0 && cell < nearest.Length) nearest[cell] = Math.Max(nearest[cell], shift);
    }
}
