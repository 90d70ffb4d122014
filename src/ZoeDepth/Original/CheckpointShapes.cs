using ZoeDepth.Tensors;

namespace ZoeDepth.Original;

/// <summary>What the shapes of a file's tensors tell of the network they belong to.</summary>
internal sealed class CheckpointShapes(IWeightSource source)
{
    private readonly HashSet<string> _keys = [.. source.Keys];

    /// <summary>Its keys.</summary>
    public IEnumerable<string> Keys => source.Keys;

    /// <summary>The name of the file, in small letters.</summary>
    public string FileName => Path.GetFileName(source.Description).ToLowerInvariant();

    /// <summary>Whether there is such a tensor.</summary>
    public bool Has(string key) => _keys.Contains(key);

    /// <summary>How many there are in a row: <c>{0}</c> counts from 0.</summary>
    public int Count(string pattern)
    {
        var count = 0;
        while (Has(pattern.Replace("{0}", $"{count}", StringComparison.Ordinal))) count++;
        return count;
    }

    /// <summary>An extent of a tensor.</summary>
    /// <exception cref="CheckpointException">there is no such tensor, or it has another rank</exception>
    public int Extent(string key, int axis)
    {
        var shape = source.Find(key, new Shape())?.Shape;
        if (shape is not null && axis < shape.Count && shape[axis] is > 0 and <= int.MaxValue) return (int)shape[axis];
        throw Other(shape is null ? $"it has no tensor {key}"
            : $"its tensor {key} has the shape [{string.Join(", ", shape)}]");
    }

    /// <summary>The side of a square whose places are the rows of a table, but for some.</summary>
    /// <exception cref="CheckpointException">it is no square</exception>
    public int Side(int rows, int others, string what)
    {
        var side = (int)Math.Round(Math.Sqrt(Math.Max(0, rows - others)));
        return (side * side) + others == rows && side > 0 ? side
            : throw Other($"{what} has {rows} rows, as of a training window that is not square");
    }

    /// <summary>
    /// The window of a table of relative positions, which has a row for every offset of two patches, (2R − 1)(2C − 1),
    /// and three more. Of one that is not square the table cannot tell rows from columns; the index from pairs of
    /// tokens to its rows, which timm keeps beside it, can.
    /// </summary>
    /// <param name="table">the table's key</param>
    /// <param name="index">the index's key</param>
    /// <exception cref="CheckpointException">
    /// no window has such a table, or there is no index and it is needed
    /// </exception>
    public (int Rows, int Columns) Window(string table, string index)
    {
        var offsets = Extent(table, 0) - 3;
        var span = (int)Math.Round(Math.Sqrt(Math.Max(0, offsets)));
        if (span % 2 == 1 && span * span == offsets) return ((span + 1) / 2, (span + 1) / 2);
        if (source.FindIndices(index) is { } rows && WindowOf(rows) is var window
            && ((2 * window.Rows) - 1) * ((2 * window.Columns) - 1) == offsets)
            return window;
        throw Other($"its table of relative positions has {offsets + 3} rows, as of a training window that is not " +
            $"square, and there is no {index} that would tell its sides");
    }

    private static (int Rows, int Columns) WindowOf(long[] index)
    {
        var tokens = (int)Math.Sqrt(index.Length);
        if (tokens < 2 || (long)tokens * tokens != index.Length) return default;
        // Of the first patch with itself, with the next of its row and so on: each offset is one row before the last.
        var (patches, columns, first) = (tokens - 1, 1, tokens + 1);
        while (columns < patches && index[first + columns] == index[first] - columns) columns++;
        return (patches / columns, columns);
    }

    /// <summary>The error of a file that holds another network.</summary>
    public CheckpointException Other(string why) => new(CheckpointFault.Unsupported, source.Description,
        $"it has the names of the research code but is no network that can be built here: {why}; expected a ZoeDepth " +
        "(ZoeD_M12_N.pt, _K.pt, _NK.pt, or one trained by that code on a BEiT, ViT, Swin, SwinV2 or DINOv2 " +
        "encoder), a DPT of MiDaS (dpt_beit_large_384.pt) or a Depth Anything (depth_anything_vitl14.pth)");
}
