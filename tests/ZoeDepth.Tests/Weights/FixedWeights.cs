using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.CheckpointWeights;

/// <summary>A source that holds exactly the given keys and shapes; every number of the i-th tensor is i.</summary>
internal sealed class FixedWeights(params (string Key, int[] Shape)[] tensors) : IWeightSource
{
    public bool IsDisposed { get; private set; }

    public string Description => "memory";

    public IEnumerable<string> Keys => tensors.Select(t => t.Key);

    public WeightTensor? Find(string key, Shape shape)
    {
        var at = Array.FindIndex(tensors, t => t.Key == key);
        if (at < 0) return null;
        var extents = tensors[at].Shape;
        var values = new float[extents.Aggregate(1, (product, extent) => product * extent)];
        Array.Fill(values, at);
        return new WeightTensor([.. extents.Select(extent => (long)extent)], new MemoryValues(values), [key]);
    }

    public void Dispose() => IsDisposed = true;
}
