namespace ZoeDepth.Testing;

/// <summary>Stops work after its first report until it is told to go on.</summary>
public sealed class HalfWay<T> : IProgress<T>, IDisposable
{
    /// <summary>Set by the first report.</summary>
    public ManualResetEventSlim Reached { get; } = new();

    /// <summary>Lets the work go on.</summary>
    public ManualResetEventSlim GoOn { get; } = new();

    /// <summary>Reports so far.</summary>
    public int Reports { get; private set; }

    public void Report(T value)
    {
        Reports++;
        Reached.Set();
        GoOn.Wait();
    }

    public void Dispose()
    {
        Reached.Dispose();
        GoOn.Dispose();
    }
}
