namespace ZoeDepth;

/// <summary>
/// Tensors that checkpoints may hold although nobody learns them: the index and the coordinates of relative positions,
/// the mask of shifted windows, the numbers 0 … n−1 of the log-binomial, the step counter of a batch norm. The model
/// computes them or does not need them.
/// </summary>
internal static class ComputedTensors
{
    /// <summary>Whether a key names such a tensor.</summary>
    public static bool Contains(string key) => Names.Contains(key[(key.LastIndexOf('.') + 1)..]);

    /// <summary>The step counter that PyTorch's batch norm keeps beside its statistics.</summary>
    public const string BatchCount = "num_batches_tracked";

    /// <summary>The last part of their keys.</summary>
    public static IEnumerable<string> All => Names;

    private static readonly HashSet<string> Names =
    [
        "relative_position_index", "relative_coords_table", "attn_mask", "k_idx", "k_minus_1", "K_minus_1", BatchCount,
    ];
}
