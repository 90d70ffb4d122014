namespace ZoeDepth;

/// <summary>
/// Lets calls that have enough in common run together: whose turn has come takes along those behind him, and nobody
/// waits for company. A caller who cancels leaves at once; what runs is given up when all of its callers have.
/// </summary>
/// <typeparam name="TKey">what calls have in common that run together</typeparam>
/// <typeparam name="TInput">what a call brings</typeparam>
/// <typeparam name="TResult">what it gets</typeparam>
/// <param name="turns">runs at once, and their order</param>
/// <param name="most">calls of a kind that may run together</param>
/// <param name="run">
/// runs calls of a kind on a thread of its own, and answers each; what it throws is the answer of those it has not
/// answered. Its token is cancelled when nobody waits for any of them
/// </param>
internal sealed class BatchQueue<TKey, TInput, TResult>(AdmissionQueue turns, Func<TKey, int> most,
    Action<IReadOnlyList<BatchQueue<TKey, TInput, TResult>.Call>, CancellationToken> run)
    where TKey : IEquatable<TKey>
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Call> _waiting = new();

    /// <summary>Waits for a turn, or to be taken along, and for the answer.</summary>
    /// <exception cref="OperationCanceledException">the token was cancelled</exception>
    /// <exception cref="ObjectDisposedException">the turns were closed before one came</exception>
    public async Task<TResult> RunAsync(TKey key, TInput input, CancellationToken cancellation)
    {
        using var leaves = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var call = new Call(key, input, leaves, cancellation);
        lock (_gate) _waiting.AddLast(call);
        try
        {
            if (await TurnAsync(call).ConfigureAwait(false) is { } turn) Lead(call, turn);
            return await call.Answered.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate) _waiting.Remove(call);
        }
    }

    /// <summary>A turn; null where another caller took the call along.</summary>
    private async Task<IDisposable?> TurnAsync(Call call)
    {
        try
        {
            return await turns.EnterAsync(1, call.Leaves.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            call.Cancellation.ThrowIfCancellationRequested();
            return null;
        }
    }

    private void Lead(Call leader, IDisposable turn)
    {
        List<Call> calls = [];
        lock (_gate)
        {
            // Its turn may have come while another took it along; then it leads nobody.
            if (_waiting.Contains(leader))
                calls.AddRange(_waiting.Where(call => ReferenceEquals(call, leader)
                    || (call.Key.Equals(leader.Key) && !call.Cancellation.IsCancellationRequested))
                    .OrderBy(call => ReferenceEquals(call, leader) ? 0 : 1).Take(Math.Max(1, most(leader.Key))));
            foreach (var call in calls)
            {
                _waiting.Remove(call);
                // Taken along, it no longer waits for a turn of its own.
                if (!ReferenceEquals(call, leader)) call.Leaves.Cancel();
            }
        }
        if (calls.Count == 0) turn.Dispose();
        // The pool's few threads pass on what others wait for.
        else _ = Task.Factory.StartNew(() => Run(calls, turn), CancellationToken.None,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
    }

    private void Run(List<Call> calls, IDisposable turn)
    {
        using var givenUp = new CancellationTokenSource();
        var waiting = calls.Count;
        var registrations = calls.ConvertAll(call => call.Cancellation.Register(() =>
        {
            if (Interlocked.Decrement(ref waiting) == 0) givenUp.Cancel();
        }));
        try
        {
            run(calls, givenUp.Token);
        }
        catch (Exception error)
        {
            foreach (var call in calls) call.Fail(error);
        }
        finally
        {
            foreach (var registration in registrations) registration.Dispose();
            turn.Dispose();
        }
    }

    /// <summary>One caller's.</summary>
    internal sealed class Call(TKey key, TInput input, CancellationTokenSource leaves, CancellationToken cancellation)
    {
        private readonly TaskCompletionSource<TResult> _answer =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TKey Key => key;

        public TInput Input => input;

        /// <summary>Ends the waiting for a turn of its own.</summary>
        public CancellationTokenSource Leaves => leaves;

        /// <summary>The caller's.</summary>
        public CancellationToken Cancellation => cancellation;

        public Task<TResult> Answered => _answer.Task;

        /// <summary>Whether somebody still waits for its answer.</summary>
        public bool IsWanted => !_answer.Task.IsCompleted && !cancellation.IsCancellationRequested;

        public void Answer(TResult result) => _answer.TrySetResult(result);

        /// <summary>Answers with an error, where nothing was answered yet.</summary>
        public void Fail(Exception error)
        {
            // Looked at once, so that the error of a caller who has left counts as seen.
            if (_answer.TrySetException(error)) _ = _answer.Task.Exception;
        }
    }
}
