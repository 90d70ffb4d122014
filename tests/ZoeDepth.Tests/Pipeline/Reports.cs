namespace ZoeDepth.Tests.Pipeline;

/// <summary>Keeps what an estimate reports.</summary>
internal sealed class Reports : IProgress<DepthProgress>
{
    public List<DepthProgress> All { get; } = [];

    public Action<DepthProgress>? Each { get; init; }

    public void Report(DepthProgress value)
    {
        All.Add(value);
        Each?.Invoke(value);
    }
}
