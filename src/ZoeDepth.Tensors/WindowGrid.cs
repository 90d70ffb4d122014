namespace ZoeDepth.Tensors;

/// <summary>
/// How a map is cut into square windows and put together again. It is first enlarged by zeros to whole windows, then
/// moved up and to the left by a shift, in a circle. What then lies in one window without having touched before belongs
/// to different regions.
/// Reference: modeling_swin.py SwinLayer, window_partition, window_reverse
/// </summary>
internal sealed class WindowGrid
{
    /// <summary>A map of so many rows and columns.</summary>
    /// <param name="images">maps of one size</param>
    /// <param name="rows">their rows</param>
    /// <param name="columns">their columns</param>
    /// <param name="side">places along a side of a window</param>
    /// <param name="shift">0 for none; less than a side</param>
    public WindowGrid(int images, int rows, int columns, int side, int shift)
    {
        int down = (rows + side - 1) / side, across = (columns + side - 1) / side;
        (Side, Windows) = (side, checked(images * down * across));
        Cut = new int[checked(Windows * side * side)];
        Join = new int[checked(images * rows * columns)];
        Kinds = new int[Windows];
        var regions = new List<int[]>();
        var known = new Dictionary<(bool, bool), int>();
        for (int window = 0, place = 0; window < Windows; window++)
        {
            var (image, rest) = Math.DivRem(window, down * across);
            var (top, left) = Math.DivRem(rest, across);
            // Only the last row and the last column of windows hold parts from both ends.
            var kind = shift == 0 ? (false, false) : (top == down - 1, left == across - 1);
            if (!known.TryGetValue(kind, out Kinds[window]))
            {
                known[kind] = Kinds[window] = regions.Count;
                regions.Add(Regioned(side, shift, kind));
            }
            for (var y = 0; y < side; y++)
                for (var x = 0; x < side; x++, place++)
                {
                    var row = ((top * side) + y + shift) % (down * side);
                    var column = ((left * side) + x + shift) % (across * side);
                    Cut[place] = row < rows && column < columns ? (((image * rows) + row) * columns) + column : -1;
                    if (Cut[place] >= 0) Join[Cut[place]] = place;
                }
        }
        Regions = [.. regions];
    }

    /// <summary>Places along a side of a window.</summary>
    public int Side { get; }

    /// <summary>Windows of all maps.</summary>
    public int Windows { get; }

    /// <summary>For every place of every window the row of the maps, −1 for a zero.</summary>
    public int[] Cut { get; }

    /// <summary>For every place of the maps the row of the windows.</summary>
    public int[] Join { get; }

    /// <summary>For every window its kind.</summary>
    public int[] Kinds { get; }

    /// <summary>For every kind the region of every place.</summary>
    public int[][] Regions { get; }

    /// <summary>
    /// For every place of a map half as large the four rows of the map it is made of, −1 for a zero beyond an odd side:
    /// upper left, lower left, upper right, lower right.
    /// Reference: modeling_swin.py SwinPatchMerging
    /// </summary>
    public static int[] Quarters(int images, int rows, int columns)
    {
        int down = (rows + 1) / 2, across = (columns + 1) / 2;
        var from = new int[checked(images * down * across * 4)];
        for (var i = 0; i < from.Length; i++)
        {
            var (place, part) = Math.DivRem(i, 4);
            var (line, x) = Math.DivRem(place, across);
            var (image, y) = Math.DivRem(line, down);
            int row = (2 * y) + (part % 2), column = (2 * x) + (part / 2);
            from[i] = row < rows && column < columns ? (((image * rows) + row) * columns) + column : -1;
        }
        return from;
    }

    /// <summary>The same map with rows of zeros below and columns of zeros at the right.</summary>
    public static int[] Enlarged(int images, int rows, int columns, int newRows, int newColumns)
    {
        var from = new int[checked(images * newRows * newColumns)];
        for (var i = 0; i < from.Length; i++)
        {
            var (line, x) = Math.DivRem(i, newColumns);
            var (image, y) = Math.DivRem(line, newRows);
            from[i] = y < rows && x < columns ? (((image * rows) + y) * columns) + x : -1;
        }
        return from;
    }

    private static int[] Regioned(int side, int shift, (bool AtBottom, bool AtRight) kind)
    {
        var region = new int[side * side];
        for (var i = 0; i < region.Length; i++)
        {
            var (y, x) = Math.DivRem(i, side);
            region[i] = (kind.AtBottom && y >= side - shift ? 2 : 0) + (kind.AtRight && x >= side - shift ? 1 : 0);
        }
        return region;
    }
}
