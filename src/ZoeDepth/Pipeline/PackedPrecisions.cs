using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>
/// What a model's weights stay packed for: the precision that an estimator was opened with, and of the others the one
/// that was asked for last. The weights themselves are there once for all of them; what was packed for a third
/// precision is freed with the last pass that reads it.
/// </summary>
/// <param name="usual">the one that stays</param>
/// <param name="release">frees what is packed for one alone; false while a pass of it is under way</param>
internal sealed class PackedPrecisions(Precision usual, Func<Precision, bool> release)
{
    private readonly Lock _gate = new();
    private readonly HashSet<Precision> _others = [];
    private Precision? _last;

    /// <summary>A pass begins.</summary>
    public void Begin(Precision precision)
    {
        if (precision == usual) return;
        lock (_gate)
        {
            _last = precision;
            Release(precision);
        }
    }

    /// <summary>A pass has ended.</summary>
    public void End(Precision precision)
    {
        if (precision == usual) return;
        lock (_gate) Release(precision);
    }

    /// <summary>Frees what is stale, that of this pass among it: it may have packed since others were freed.</summary>
    private void Release(Precision packed)
    {
        _others.Add(packed);
        _others.RemoveWhere(other => other != _last && release(other));
    }
}
