namespace ZoeDepth.Backbone;

/// <summary>
/// How many patches a picture has: rows × columns. Tokens are these in reading order, after one class token.
/// </summary>
/// <param name="Rows">height / patch size, remainder dropped</param>
/// <param name="Columns">width / patch size, remainder dropped</param>
internal readonly record struct PatchGrid(int Rows, int Columns)
{
    /// <summary>Patches in all.</summary>
    public int Patches => Rows * Columns;
}
