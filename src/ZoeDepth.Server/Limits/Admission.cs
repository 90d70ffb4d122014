using System.Threading.RateLimiting;

namespace ZoeDepth.Server;

/// <summary>
/// Who may come in, and whose turn it is. A request that comes in holds its image in memory, so no more come in than
/// may work and wait; of those, only some work at once, first come, first served.
/// </summary>
internal sealed class Admission : IDisposable
{
    private readonly ZoeDepthServerOptions _options;
    private readonly ConcurrencyLimiter _places, _turns;
    private readonly AdmissionQueue _pixels;
    private readonly int _mostPlaces;
    private double _secondsOfWork = 1;

    public Admission(ZoeDepthServerOptions options)
    {
        _options = options;
        _mostPlaces = checked(options.MaxConcurrent + options.QueueLength);
        _places = new(new() { PermitLimit = _mostPlaces, QueueLimit = 0 });
        _pixels = new(options.MaxPixelsAtOnce, typeof(Admission));
        _turns = new(new()
        {
            PermitLimit = options.MaxConcurrent,
            QueueLimit = _mostPlaces,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }

    /// <summary>Requests that are in.</summary>
    public long Places => _mostPlaces - (_places.GetStatistics()?.CurrentAvailablePermits ?? _mostPlaces);

    /// <summary>Requests that wait for their turn.</summary>
    public long Waiting => _turns.GetStatistics()?.CurrentQueuedCount ?? 0;

    /// <summary>How long the work of a full queue takes.</summary>
    public TimeSpan UsualWait => TimeSpan.FromSeconds(
        Volatile.Read(ref _secondsOfWork) * Math.Max(1, (double)_options.QueueLength / _options.MaxConcurrent));

    /// <summary>A place, before anything of the image is read.</summary>
    /// <exception cref="RequestProblem">429: there is none left</exception>
    public RateLimitLease Enter()
    {
        var lease = _places.AttemptAcquire();
        if (lease.IsAcquired) return lease;
        lease.Dispose();
        throw RequestProblem.TooMany(
            $"{_options.MaxConcurrent + _options.QueueLength} requests are being answered or wait already; come back " +
            "later", UsualWait);
    }

    /// <summary>A turn; waits for it.</summary>
    /// <exception cref="RequestProblem">503: it did not come in time</exception>
    /// <exception cref="OperationCanceledException">the client is gone</exception>
    public async Task<RateLimitLease> TurnAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(_options.MaxWait);
        try
        {
            return await _turns.AcquireAsync(1, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw RequestProblem.Unavailable(
                $"no turn came within {_options.MaxWait.TotalSeconds:0} s; come back later", _options.MaxWait);
        }
    }

    /// <summary>Waits until the pixels of an image whose turn has come find room beside those of the others.</summary>
    /// <exception cref="OperationCanceledException">nobody waits for it any more</exception>
    public IDisposable Room(long pixels, CancellationToken cancellation) =>
        _pixels.EnterAsync(pixels, cancellation).AsTask().GetAwaiter().GetResult();

    /// <summary>Learns how long work takes, for what those are told who come too late.</summary>
    public void Worked(TimeSpan time) =>
        Volatile.Write(ref _secondsOfWork, (0.8 * Volatile.Read(ref _secondsOfWork)) + (0.2 * time.TotalSeconds));

    public void Dispose()
    {
        _places.Dispose();
        _turns.Dispose();
    }
}
