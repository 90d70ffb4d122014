using ZoeDepth.Tensors;

namespace ZoeDepth.Server;

/// <summary>A use of a model, which keeps it open until this is disposed, whatever replaces it meanwhile.</summary>
internal sealed class ModelUse : IDisposable
{
    private readonly LoadedModel _model;
    private readonly IReadOnlyList<Precision> _allowed;
    private int _ended;

    private ModelUse(string id, LoadedModel model, IReadOnlyList<Precision> allowed) =>
        (Id, _model, _allowed) = (id, model, allowed);

    /// <summary>What requests call the model.</summary>
    public string Id { get; }

    /// <summary>The model.</summary>
    public DepthEstimator Estimator => _model.Estimator;

    /// <summary>What it may be asked for: what it was opened for, and what the operator allows beside that.</summary>
    public IEnumerable<Precision> Precisions => Enum.GetValues<Precision>().Where(IsAllowed);

    /// <summary>Begins a use; null where the model was put aside.</summary>
    /// <param name="id">what requests call it</param>
    /// <param name="model">the model</param>
    /// <param name="allowed">precisions that requests may ask for beside its own</param>
    public static ModelUse? Begin(string id, LoadedModel model, IReadOnlyList<Precision> allowed) =>
        model.TryBegin() ? new(id, model, allowed) : null;

    /// <summary>Refuses a precision that the operator does not allow.</summary>
    /// <exception cref="RequestProblem">422: it is one of those</exception>
    public void RequireAllowed(Precision? asked)
    {
        if (asked is not { } precision || IsAllowed(precision)) return;
        throw RequestProblem.Unprocessable(
            $"this service does not compute the depth of {Id} in {PrecisionWord.Of(precision)}; ask for " +
            $"{string.Join(" or ", Precisions.Select(PrecisionWord.Of))}, or leave precision out");
    }

    /// <summary>Ends the use.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0) _model.End();
    }

    private bool IsAllowed(Precision precision) => precision == Estimator.Precision || _allowed.Contains(precision);
}
