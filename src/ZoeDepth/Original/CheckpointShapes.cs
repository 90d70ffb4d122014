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

    /// <summary>The error of a file that holds another network.</summary>
    public CheckpointException Other(string why) => new(CheckpointFault.Unsupported, source.Description,
        $"it has the names of the research code but is no network that can be built here: {why}; expected a ZoeDepth " +
        "(ZoeD_M12_N.pt, _K.pt, _NK.pt, or one trained by that code on a BEiT, ViT, Swin, SwinV2 or DINOv2 " +
        "encoder), a DPT of MiDaS (dpt_beit_large_384.pt) or a Depth Anything (depth_anything_vitl14.pth)");
}
