namespace ZoeDepth.Server;

/// <summary>What a served model is doing.</summary>
internal enum ModelState
{
    /// <summary>It has not been opened yet.</summary>
    Loading,

    /// <summary>It answers.</summary>
    Ready,

    /// <summary>An administrator put it aside.</summary>
    Unloaded,
}

/// <summary>A model that answers under a name, and that can be opened anew while it answers.</summary>
/// <param name="id">what it is called</param>
/// <param name="open">opens it, each time</param>
/// <param name="options">which precisions it may be asked for</param>
internal sealed class ServedModel(string id, Func<DepthEstimator> open, ZoeDepthServerOptions options)
    : IAsyncDisposable
{
    private readonly SemaphoreSlim _change = new(1);
    private readonly List<LoadedModel> _aside = [];
    private LoadedModel? _loaded;
    private ModelState _state = ModelState.Loading;

    /// <summary>What <c>GET /v1/models</c> calls it.</summary>
    public string Id { get; } = id;

    /// <summary>What it is doing.</summary>
    public ModelState State => Volatile.Read(ref _loaded) is not null ? ModelState.Ready : _state;

    /// <summary>Whether it can answer.</summary>
    public bool IsReady => State == ModelState.Ready;

    /// <summary>Earlier openings of it that still answer what they began with, and hold their memory.</summary>
    public int Finishing
    {
        get
        {
            lock (_aside)
            {
                _aside.RemoveAll(model => model.Freed.IsCompleted);
                return _aside.Count;
            }
        }
    }

    /// <summary>Begins a use of what answers now.</summary>
    /// <exception cref="RequestProblem">503: it is not open</exception>
    public ModelUse Use() => TryUse() ?? throw NotOpen();

    /// <summary>The same; null where it is not open.</summary>
    public ModelUse? TryUse()
    {
        // One that was put aside between reading and using it has another in its place, or none.
        while (Volatile.Read(ref _loaded) is { } loaded)
            if (ModelUse.Begin(Id, loaded, options.Precisions) is { } use) return use;
        return null;
    }

    /// <summary>Finds out whether it can answer, before anything is read of a request.</summary>
    /// <exception cref="RequestProblem">503: it is not open</exception>
    public void RequireReady()
    {
        if (!IsReady) throw NotOpen();
    }

    /// <summary>Opens it where it is not open.</summary>
    public Task LoadAsync(CancellationToken cancellation) => ChangeAsync(() => IsReady, cancellation);

    /// <summary>Opens it anew beside the one that answers, which answers what it began with.</summary>
    public Task SwapAsync(CancellationToken cancellation) => ChangeAsync(() => false, cancellation);

    /// <summary>Puts it aside; what it began with is answered.</summary>
    public async Task UnloadAsync(CancellationToken cancellation)
    {
        await _change.WaitAsync(cancellation);
        _state = ModelState.Unloaded;
        PutAside(Interlocked.Exchange(ref _loaded, null));
        _change.Release();
    }

    /// <summary>Puts it aside and waits for those who use it.</summary>
    public async ValueTask DisposeAsync()
    {
        await UnloadAsync(CancellationToken.None);
        Task[] freed;
        lock (_aside) freed = [.. _aside.Select(model => model.Freed)];
        await Task.WhenAll(freed);
    }

    /// <summary>One change at a time; weights are packed in the background.</summary>
    private async Task ChangeAsync(Func<bool> isDone, CancellationToken cancellation)
    {
        await _change.WaitAsync(cancellation);
        try
        {
            if (isDone()) return;
            var estimator = await Task.Run(open, cancellation);
            _ = estimator.PrepareAsync(CancellationToken.None);
            PutAside(Interlocked.Exchange(ref _loaded, new LoadedModel(estimator)));
        }
        finally
        {
            _change.Release();
        }
    }

    private void PutAside(LoadedModel? model)
    {
        if (model is null) return;
        lock (_aside)
        {
            _aside.RemoveAll(each => each.Freed.IsCompleted);
            _aside.Add(model);
        }
        model.PutAside();
    }

    private RequestProblem NotOpen() => _state == ModelState.Unloaded
        ? new RequestProblem(503, $"the model {Id} was unloaded; ask for another, or its administrator to load it")
        : RequestProblem.Unavailable("the model is being loaded; come back in a moment", TimeSpan.FromSeconds(2));
}
