namespace ZoeDepth.Server;

/// <summary>
/// An open model and those who use it. Once it is put aside, whoever began with it still ends with it; the last frees
/// its memory.
/// </summary>
/// <param name="estimator">the model, which is disposed in the end</param>
internal sealed class LoadedModel(DepthEstimator estimator)
{
    private readonly TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private int _uses;
    private bool _isAside;

    /// <summary>The model; only within a use.</summary>
    public DepthEstimator Estimator => estimator;

    /// <summary>Done when its memory is free.</summary>
    public Task Freed => _freed.Task;

    /// <summary>Whether a use began; not after it was put aside.</summary>
    public bool TryBegin()
    {
        lock (_gate)
        {
            if (!_isAside) _uses++;
            return !_isAside;
        }
    }

    /// <summary>Ends a use.</summary>
    public void End()
    {
        bool isLast;
        lock (_gate) isLast = --_uses == 0 && _isAside;
        if (isLast) _ = FreeAsync();
    }

    /// <summary>Admits no further use; those under way go on.</summary>
    public void PutAside()
    {
        bool isLast;
        lock (_gate)
        {
            isLast = _uses == 0 && !_isAside;
            _isAside = true;
        }
        if (isLast) _ = FreeAsync();
    }

    private async Task FreeAsync()
    {
        try
        {
            await estimator.DisposeAsync();
            _freed.TrySetResult();
        }
        catch (Exception error)
        {
            _freed.TrySetException(error);
        }
    }
}
