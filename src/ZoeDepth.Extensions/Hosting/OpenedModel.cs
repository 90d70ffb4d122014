namespace ZoeDepth.Extensions;

/// <summary>A model that is opened once, by the first who asks; the container disposes it.</summary>
internal sealed class OpenedModel(ZoeDepthOptions options) : IAsyncDisposable, IDisposable
{
    private static readonly string InTheBox = Path.Combine(AppContext.BaseDirectory, "models", "zoedepth-mini");

    private readonly Lock _opening = new();
    private DepthEstimator? _estimator;

    /// <summary>Whether it is opened when the host starts.</summary>
    public bool OpensAtStart => options.OpenAtStart;

    /// <summary>What the options call the model.</summary>
    public string Name => options.Model ?? "zoedepth-mini";

    /// <summary>Whether it is open.</summary>
    public bool IsOpen => Volatile.Read(ref _estimator) is not null;

    /// <summary>Why it could not be opened, the last time that it was tried.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The estimator; an attempt that failed is made again by the next who asks.</summary>
    /// <exception cref="IOException">there is no such model</exception>
    /// <exception cref="ConfigurationException">its configuration is broken</exception>
    /// <exception cref="CheckpointException">its files are damaged</exception>
    public DepthEstimator Estimator
    {
        get
        {
            if (Volatile.Read(ref _estimator) is { } open) return open;
            lock (_opening)
            {
                if (_estimator is not null) return _estimator;
                try
                {
                    var estimator = DepthEstimator.FromPretrained(Place(), options.ToEstimatorOptions());
                    Volatile.Write(ref _estimator, estimator);
                    Failure = null;
                    return estimator;
                }
                catch (Exception error)
                {
                    Failure = error;
                    throw;
                }
            }
        }
    }

    private string Place() => options.Model ?? (Directory.Exists(InTheBox) ? InTheBox
        : throw new DirectoryNotFoundException(
            $"no model is named, and zoedepth-mini is not beside the program: there is no {InTheBox}. Set " +
            $"{nameof(ZoeDepthOptions)}.{nameof(ZoeDepthOptions.Model)}, or refer to the package ZoeDepth.Mini"));

    public void Dispose() => _estimator?.Dispose();

    public ValueTask DisposeAsync() => _estimator?.DisposeAsync() ?? default;
}
