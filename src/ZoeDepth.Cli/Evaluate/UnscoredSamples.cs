using ZoeDepth.Data;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>The samples of a dataset that have no score yet, in its order.</summary>
/// <param name="dataset">the dataset</param>
/// <param name="indices">which of its samples</param>
internal sealed class UnscoredSamples(IDepthDataset dataset, IReadOnlyList<int> indices) : IDepthDataset
{
    public string Name => dataset.Name;

    public int Count => indices.Count;

    public DepthSampleInfo Describe(int index) => dataset.Describe(indices[index]);

    public DepthSample Load(int index, CancellationToken cancellation = default) =>
        dataset.Load(indices[index], cancellation);
}
