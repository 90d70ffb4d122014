using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Backbone;

/// <summary>
/// How much a head favours a key by where it lies relative to the query: a learnt table over all offsets of the
/// training window, stretched to the window at hand, plus three rows for the class token. The expanded bias (38 MB a
/// layer at 384x512) is never written.
/// Reference: modeling_beit.py BeitRelativePositionBias
/// </summary>
internal sealed class RelativePosition(Weights w, PatchGrid trained, int heads)
{
    private readonly Parameter _table = w.Parameter(
        "relative_position_bias_table", (((2 * trained.Rows) - 1) * ((2 * trained.Columns) - 1)) + 3, heads);

    /// <summary>The bias attention reads for this grid.</summary>
    public AttentionBias For(Pass pass, PatchGrid grid) => AttentionBias.RelativePosition(
        RelativePositionTable(pass, _table, trained.Rows, trained.Columns, grid.Rows, grid.Columns), grid.Rows,
        grid.Columns);
}
