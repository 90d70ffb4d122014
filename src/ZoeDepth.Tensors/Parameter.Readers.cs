namespace ZoeDepth.Tensors;

/// <content>
/// Who reads which version of the values. A snapshot is counted by its readers and its writing scopes, and freed by
/// the last of them once it is not the newest, or the parameter is disposed.
/// </content>
public sealed unsafe partial class Parameter
{
    /// <summary>The newest snapshot, which stays until the reader leaves.</summary>
    internal ParameterSnapshot Enter(object reader)
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            _current.Readers.Add(reader);
            return _current;
        }
    }

    /// <summary>A reader has read its last.</summary>
    internal void Leave(ParameterSnapshot snapshot, object reader)
    {
        lock (_gate)
        {
            snapshot.Readers.Remove(reader);
            if (!ReferenceEquals(snapshot, _current) || _disposed) FreeIfUnread(snapshot);
        }
    }

    /// <summary>Whether this thread has replaced the snapshot itself: then it reads the new one.</summary>
    internal bool WasReplacedByThisThread(ParameterSnapshot snapshot)
    {
        var current = Volatile.Read(ref _current);
        return !ReferenceEquals(current, snapshot) && current.Writer == Environment.CurrentManagedThreadId;
    }

    /// <summary>A writing scope ended.</summary>
    internal void Written(ParameterSnapshot snapshot)
    {
        if (!_gate.IsHeldByCurrentThread || snapshot.Writers == 0) throw WrittenTooLate();
        try
        {
            snapshot.Writers--;
            _current.Version = ++Version;
            // It was disposed, or replaced, inside the scope.
            if (_disposed || !ReferenceEquals(snapshot, _current)) FreeIfUnread(snapshot);
        }
        finally
        {
            _gate.Exit();
        }
    }

    internal InvalidOperationException WrittenTooLate() => new(
        $"the parameter {Name} {Shape} was written after its writing scope had ended; open another one with Write");

    private void FreeIfUnread(ParameterSnapshot snapshot)
    {
        if (snapshot.Readers.Count > 0 || snapshot.Writers > 0) return;
        snapshot.Free();
        if (!ReferenceEquals(snapshot, _current)) return;
        ReleaseGradient();
        _group?.Freed();
    }

    /// <summary>Keeps the snapshot as long as its values are open.</summary>
    private sealed class HeldLease(Parameter parameter, ParameterSnapshot snapshot, ParameterLease lease) : IDisposable
    {
        private int _closed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _closed, 1) != 0) return;
            lease.Dispose();
            parameter.Leave(snapshot, Lessee);
        }
    }
}
