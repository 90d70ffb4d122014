namespace ZoeDepth.Server;

/// <summary>The model that answers.</summary>
/// <param name="id">what it is called</param>
/// <param name="open">opens it</param>
internal sealed class ServedModel(string id, Func<DepthEstimator> open) : IAsyncDisposable
{
    private DepthEstimator? _estimator;

    /// <summary>What <c>GET /v1/models</c> calls it.</summary>
    public string Id { get; } = id;

    /// <summary>Whether it can answer.</summary>
    public bool IsReady => Volatile.Read(ref _estimator) is not null;

    /// <summary>The estimator.</summary>
    /// <exception cref="RequestProblem">503: it is not open yet</exception>
    public DepthEstimator Estimator => Volatile.Read(ref _estimator)
        ?? throw RequestProblem.Unavailable("the model is being loaded; come back in a moment",
            TimeSpan.FromSeconds(2));

    /// <summary>Whether a request means this model; null means it, too.</summary>
    /// <exception cref="RequestProblem">404: it means another</exception>
    public void Require(string? name)
    {
        if (name is not null && name != Id)
            throw new RequestProblem(404, $"there is no model {name} here; there is: {Id}");
    }

    /// <summary>Opens it and packs its weights in the background.</summary>
    public void Open()
    {
        var estimator = open();
        _ = estimator.PrepareAsync();
        Volatile.Write(ref _estimator, estimator);
    }

    /// <summary>Waits for estimates under way.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_estimator is { } estimator) await estimator.DisposeAsync();
    }
}
