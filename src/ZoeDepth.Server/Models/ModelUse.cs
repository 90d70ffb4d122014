namespace ZoeDepth.Server;

/// <summary>A use of a model, which keeps it open until this is disposed, whatever replaces it meanwhile.</summary>
internal sealed class ModelUse : IDisposable
{
    private readonly LoadedModel _model;
    private int _ended;

    private ModelUse(string id, LoadedModel model) => (Id, _model) = (id, model);

    /// <summary>What requests call the model.</summary>
    public string Id { get; }

    /// <summary>The model.</summary>
    public DepthEstimator Estimator => _model.Estimator;

    /// <summary>Begins a use; null where the model was put aside.</summary>
    public static ModelUse? Begin(string id, LoadedModel model) => model.TryBegin() ? new(id, model) : null;

    /// <summary>Ends the use.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0) _model.End();
    }
}
