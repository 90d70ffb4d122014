namespace ZoeDepth.Training;

/// <summary>
/// Loaders that take turns as the original's mixed training does: one batch of each in every round, until each has
/// ended once. A loader that ends begins a new pass over its data (a new order), and every later round through it
/// repeats that second pass.
/// Reference: isl-org/ZoeDepth data/data_mono.py RepetitiveRoundRobinDataLoader
/// </summary>
/// <param name="lengths">batches of each loader, at least 1</param>
public sealed class MixedLoader(IReadOnlyList<int> lengths)
{
    /// <summary>Batches of a run through all: loaders · (longest + 1).</summary>
    public int Length => lengths.Count * (lengths.Max() + 1);

    /// <summary>Which batch comes when: the loader, its pass (1 or 2), and the batch within the pass, from 0.</summary>
    public IEnumerable<(int Loader, int Pass, int Batch)> Order()
    {
        for (var round = 0; round <= lengths.Max(); round++)
            for (var loader = 0; loader < lengths.Count; loader++)
                yield return (loader, round < lengths[loader] ? 1 : 2, round % lengths[loader]);
    }
}
