namespace ZoeDepth;

/// <summary>
/// One piece of background work, however often it is asked for; it is given up when all who asked have cancelled.
/// </summary>
/// <param name="prepare">the work; done again after it failed or was given up</param>
internal sealed class Preparation(Action<CancellationToken> prepare)
{
    private readonly Lock _gate = new();
    private Run? _run;

    /// <summary>Done when the work is.</summary>
    /// <param name="closing">gives the work up whoever wants it</param>
    /// <param name="cancellation">the caller no longer wants it</param>
    public Task Ask(CancellationToken closing, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_run is null || _run.IsOver) _run = new Run(prepare, closing);
            return _run.Join(cancellation);
        }
    }

    private sealed class Run
    {
        private readonly CancellationTokenSource _stop;
        private readonly Task _work;
        private int _wanting;

        public Run(Action<CancellationToken> prepare, CancellationToken closing)
        {
            _stop = CancellationTokenSource.CreateLinkedTokenSource(closing);
            _work = Task.Run(() => prepare(_stop.Token), _stop.Token);
        }

        /// <summary>Whether it failed or was given up, so that it must be done again.</summary>
        public bool IsOver => _stop.IsCancellationRequested || (_work.IsCompleted && !_work.IsCompletedSuccessfully);

        public Task Join(CancellationToken cancellation)
        {
            Interlocked.Increment(ref _wanting);
            return cancellation.CanBeCanceled ? Wait(cancellation) : _work;
        }

        private async Task Wait(CancellationToken cancellation)
        {
            try
            {
                await _work.WaitAsync(cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                if (Interlocked.Decrement(ref _wanting) == 0) await _stop.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }
    }
}
