using ZoeDepth.Tensors;

namespace ZoeDepth.Cli.Explain;

/// <summary>A named tensor of one pass, copied.</summary>
/// <param name="Name">its name in the model, such as <c>neck.fusion_stage.layers.0</c></param>
/// <param name="Shape"><c>[1, row, column, channel]</c> for maps, <c>[1, token, channel]</c> for tokens</param>
/// <param name="Values">its numbers; empty where only shape and range are wanted</param>
/// <param name="Least">the least of its numbers</param>
/// <param name="Most">the largest</param>
internal sealed record Tap(string Name, Shape Shape, float[] Values, float Least, float Most)
{
    /// <summary>Rows of a map.</summary>
    public int Rows => Shape[1];

    /// <summary>Columns of a map.</summary>
    public int Columns => Shape[2];

    /// <summary>The channels of a map at the place that (row, column) of another map of the same picture is.</summary>
    public ReadOnlySpan<float> At(int row, int column, int ofRows, int ofColumns)
    {
        int y = Math.Min(Rows - 1, (int)((row + 0.5) * Rows / ofRows)),
            x = Math.Min(Columns - 1, (int)((column + 0.5) * Columns / ofColumns));
        return Values.AsSpan(((y * Columns) + x) * Shape.Last, Shape.Last);
    }
}

/// <summary>What a pass showed, in the order it was computed.</summary>
/// <param name="keepsValues">whether numbers are kept, or shapes alone</param>
internal sealed class NetworkTaps(bool keepsValues)
{
    private readonly List<Tap> _taps = [];

    /// <summary>All of them.</summary>
    public IReadOnlyList<Tap> All => _taps;

    /// <summary>Takes one.</summary>
    public void Take(string name, Tensor tensor)
    {
        float least = float.PositiveInfinity, most = float.NegativeInfinity;
        foreach (var value in tensor.Values) (least, most) = (Math.Min(least, value), Math.Max(most, value));
        _taps.Add(new(name, tensor.Shape, keepsValues ? tensor.Values.ToArray() : [], least, most));
    }

    /// <summary>Those whose name begins and ends so, in their order.</summary>
    public IReadOnlyList<Tap> Named(string start, string end = "") =>
        [.. _taps.Where(tap => tap.Name.StartsWith(start, StringComparison.Ordinal)
            && tap.Name.EndsWith(end, StringComparison.Ordinal))];
}
