namespace ZoeDepth;

/// <summary>
/// Lets callers in as long as what they ask for fits, the others in the order in which they came: whoever stands first
/// goes first, however little those behind him ask for. A caller who asks for more than there is goes in alone.
/// </summary>
/// <param name="capacity">what callers share: places, or bytes</param>
/// <param name="owner">named by the <see cref="ObjectDisposedException"/> of callers that come too late</param>
internal sealed class AdmissionQueue(long capacity, Type owner)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<(long Amount, TaskCompletionSource Admitted)> _waiting = new();
    private long _free = capacity;
    private bool _closed;

    /// <summary>What callers share.</summary>
    public long Capacity { get; } = capacity;

    /// <summary>Callers that wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate) return _waiting.Count;
        }
    }

    /// <summary>Waits for a turn; the result gives it back.</summary>
    /// <param name="amount">how much of the capacity is asked for</param>
    /// <param name="cancellation">ends the waiting</param>
    /// <exception cref="OperationCanceledException">the token was cancelled while the caller waited</exception>
    /// <exception cref="ObjectDisposedException">the queue was closed before the caller's turn came</exception>
    public async ValueTask<IDisposable> EnterAsync(long amount, CancellationToken cancellation)
    {
        amount = Math.Min(amount, Capacity);
        TaskCompletionSource? admitted = null;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, owner);
            if (_waiting.Count == 0 && amount <= _free) _free -= amount;
            else _waiting.AddLast((amount, admitted = new(TaskCreationOptions.RunContinuationsAsynchronously)));
        }
        if (admitted is null) return new Turn(this, amount);
        using (cancellation.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), admitted))
        {
            try
            {
                await admitted.Task.ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // The one behind may fit where this one did not.
                Admit(0);
                throw;
            }
        }
        return new Turn(this, amount);
    }

    /// <summary>Refuses those who wait and all who come.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (var (_, admitted) in _waiting)
                admitted.TrySetException(new ObjectDisposedException(owner.FullName));
            _waiting.Clear();
        }
    }

    private void Admit(long returned)
    {
        lock (_gate)
        {
            _free += returned;
            while (_waiting.First is { Value: var (amount, admitted) })
            {
                if (admitted.Task.IsCompleted)
                {
                    _waiting.RemoveFirst();
                    continue;
                }
                if (amount > _free) return;
                _waiting.RemoveFirst();
                if (admitted.TrySetResult()) _free -= amount;
            }
        }
    }

    private sealed class Turn(AdmissionQueue queue, long amount) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0) queue.Admit(amount);
        }
    }
}
