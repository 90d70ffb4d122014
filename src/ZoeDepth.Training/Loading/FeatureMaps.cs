namespace ZoeDepth.Training;

/// <summary>A map of every picture of a batch.</summary>
/// <param name="Rows">rows of a map</param>
/// <param name="Columns">columns</param>
/// <param name="Channels">channels</param>
/// <param name="Values"><c>[image, row, column, channel]</c></param>
internal sealed record FeatureMaps(int Rows, int Columns, int Channels, float[] Values)
{
    /// <summary>Numbers of one picture.</summary>
    public int Length => Rows * Columns * Channels;
}

/// <summary>A view of a picture as the metric head is shown it, and its labels.</summary>
/// <param name="Name">the picture's name</param>
/// <param name="Factor">what metres were multiplied by</param>
/// <param name="Labels"><c>[row, column]</c></param>
/// <param name="Weights"><c>[row, column]</c></param>
/// <param name="Maps">the head's inputs, in 16 bits</param>
internal sealed record SeenView(string Name, double Factor, float[] Labels, float[] Weights,
    IReadOnlyList<SeenMap> Maps)
{
    /// <summary>Bytes it takes.</summary>
    public long Bytes =>
        (sizeof(float) * (Labels.LongLength + Weights.LongLength)) + Maps.Sum(map => 2 * map.Values.LongLength);
}

/// <summary>A map of one picture.</summary>
/// <param name="Rows">rows</param>
/// <param name="Columns">columns</param>
/// <param name="Channels">channels</param>
/// <param name="Values"><c>[row, column, channel]</c></param>
internal sealed record SeenMap(int Rows, int Columns, int Channels, Half[] Values);
