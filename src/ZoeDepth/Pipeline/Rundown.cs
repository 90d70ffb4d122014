namespace ZoeDepth;

/// <summary>
/// Counts uses under way of something that will be freed (what Windows drivers call rundown protection): once closed it
/// admits no further use, and frees what it protects when the last one has ended.
/// </summary>
/// <param name="owner">named by the <see cref="ObjectDisposedException"/> of uses that come too late</param>
/// <param name="free">called once, by whoever ends last</param>
internal sealed class Rundown(Type owner, Action free)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, int> _uses = [];
    private readonly TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _closed;

    /// <summary>Begins a use on this thread; the result, disposed on the same thread, ends it.</summary>
    /// <exception cref="ObjectDisposedException">it is closed</exception>
    public IDisposable Enter()
    {
        var thread = Environment.CurrentManagedThreadId;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, owner);
            _uses[thread] = _uses.GetValueOrDefault(thread) + 1;
        }
        return new Use(this, thread);
    }

    /// <summary>
    /// Refuses further uses; done when the last has ended and everything is free. May be called again.
    /// </summary>
    public Task CloseAsync()
    {
        var last = false;
        lock (_gate)
        {
            last = !_closed && _uses.Count == 0;
            _closed = true;
        }
        if (last) Free();
        return _freed.Task;
    }

    /// <summary>
    /// The same, waiting; a use that closes what it uses (from a progress report, say) does not wait for itself: then
    /// the memory goes when it ends.
    /// </summary>
    public void Close()
    {
        var done = CloseAsync();
        lock (_gate)
            if (_uses.ContainsKey(Environment.CurrentManagedThreadId)) return;
        done.GetAwaiter().GetResult();
    }

    private void Leave(int thread)
    {
        bool last;
        lock (_gate)
        {
            if (--_uses[thread] == 0) _uses.Remove(thread);
            last = _closed && _uses.Count == 0;
        }
        if (last) Free();
    }

    private void Free()
    {
        try
        {
            free();
            _freed.SetResult();
        }
        catch (Exception e)
        {
            _freed.SetException(e);
        }
    }

    private sealed class Use(Rundown rundown, int thread) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0) rundown.Leave(thread);
        }
    }
}
