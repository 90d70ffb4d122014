namespace ZoeDepth.Kernels.Attention;

/// <summary>
/// What is added to the scores, or, in the backward pass, where the gradient of it is added to: nothing, a dense
/// <c>[heads, queries, keys]</c>, or BEiT's table of relative positions, which is read where it lies and never
/// expanded.
/// </summary>
internal readonly unsafe struct ScoreBias
{
    /// <summary>No bias.</summary>
    public static ScoreBias None => default;

    internal float* Values { get; private init; }

    internal bool IsTable { get; private init; }

    /// <summary>Patches from top to bottom.</summary>
    internal int Height { get; private init; }

    /// <summary>Patches from left to right.</summary>
    internal int Width { get; private init; }

    /// <summary>A bias <c>[heads, queries, keys]</c>.</summary>
    public static ScoreBias Dense(float* values) => new() { Values = values };

    /// <summary>
    /// A table <c>[(2h − 1)(2w − 1) + 3, heads]</c> for a class token followed by h rows of w patches. Query patch (qy,
    /// qx) sees key patch (ky, kx) with row (qy − ky + h − 1)(2w − 1) + (qx − kx + w − 1); of the last three rows the
    /// first is for the class token looking at a patch, the second for a patch looking at the class token, the third
    /// for the class token looking at itself (BeitRelativePositionBias in transformers).
    /// </summary>
    public static ScoreBias RelativeTable(float* table, int height, int width) =>
        new() { Values = table, IsTable = true, Height = height, Width = width };

    /// <summary>Tokens a table is for.</summary>
    internal int Tokens => 1 + (Height * Width);

    /// <summary>Rows of a table.</summary>
    internal int TableRows => (((2 * Height) - 1) * ((2 * Width) - 1)) + 3;
}
