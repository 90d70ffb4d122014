namespace ZoeDepth.Server;

/// <summary>
/// Lets callers in as long as what they ask for fits. Each caller has a line of his own; lines take turns, and within
/// one who came first goes first. So one caller with thirty requests delays another's by one of them.
/// </summary>
/// <param name="capacity">what callers share: turns, or bytes; who asks for more goes in alone</param>
/// <param name="mostOfCaller">how much of it one caller holds at most, unless one thing alone is more</param>
internal sealed class FairQueue(long capacity, long mostOfCaller)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Line> _lines = [];

    // Lines in which somebody waits; the first has the next turn.
    private readonly LinkedList<Line> _order = new();
    private readonly long _capacity = capacity;
    private long _free = capacity;
    private int _waiting;

    /// <summary>Those who wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate) return _waiting;
        }
    }

    /// <summary>How much is held.</summary>
    public long Held
    {
        get
        {
            lock (_gate) return _capacity - _free;
        }
    }

    /// <summary>Waits until there is room; the result gives it back.</summary>
    /// <param name="caller">whose line it is</param>
    /// <param name="amount">how much of the capacity is asked for</param>
    /// <param name="cancellation">ends the waiting</param>
    /// <exception cref="OperationCanceledException">the token was cancelled before there was room</exception>
    public async Task<Share> EnterAsync(string caller, long amount, CancellationToken cancellation)
    {
        var asked = new Asked(Math.Min(amount, _capacity));
        Line line;
        lock (_gate)
        {
            line = LineOf(caller);
            if (line.Waiting.Count == 0) _order.AddLast(line.Turn);
            line.Waiting.AddLast(asked.Place);
            _waiting++;
            Admit();
        }
        using (cancellation.UnsafeRegister(
            static (state, token) => ((Asked)state!).Admitted.TrySetCanceled(token), asked))
        {
            try
            {
                await asked.Admitted.Task.ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                Leave(line, asked);
                throw;
            }
        }
        return new Share(this, line, asked.Amount);
    }

    /// <summary>Goes in at once, before all who wait; null where there is no room.</summary>
    /// <param name="caller">who asks</param>
    /// <param name="amount">how much of the capacity is asked for</param>
    public Share? TryEnter(string caller, long amount)
    {
        lock (_gate)
        {
            if (!HasRoom(caller, amount)) return null;
            var line = LineOf(caller);
            Take(line, amount);
            return new Share(this, line, amount);
        }
    }

    /// <summary>Whether <see cref="TryEnter"/> would find room now.</summary>
    public bool HasRoom(string caller, long amount)
    {
        lock (_gate)
            return amount <= _free && (!_lines.TryGetValue(caller, out var line) || MayHold(line, amount));
    }

    private void Admit()
    {
        for (var turn = _order.First; turn is not null;)
        {
            var line = turn.Value;
            var asked = line.Waiting.First!.Value;
            // Whose own share is used up lets others pass. Nobody passes one who merely asks for much.
            if (!MayHold(line, asked.Amount))
            {
                turn = turn.Next;
                continue;
            }
            if (asked.Amount > _free) return;
            line.Waiting.RemoveFirst();
            _waiting--;
            var isIn = asked.Admitted.TrySetResult();
            if (isIn) Take(line, asked.Amount);
            if (line.Waiting.Count == 0 || isIn) _order.Remove(turn);
            if (line.Waiting.Count == 0) Forget(line);
            else if (isIn) _order.AddLast(turn);
            turn = _order.First;
        }
    }

    private void Leave(Line line, Asked asked)
    {
        lock (_gate)
        {
            if (asked.Place.List is null) return;
            line.Waiting.Remove(asked.Place);
            _waiting--;
            if (line.Waiting.Count == 0) _order.Remove(line.Turn);
            Forget(line);
            // The one behind may fit where this one did not.
            Admit();
        }
    }

    private void Return(Line line, long amount)
    {
        (_free, line.Held) = (_free + amount, line.Held - amount);
        Forget(line);
        Admit();
    }

    private bool MayHold(Line line, long amount) => line.Held == 0 || line.Held + amount <= mostOfCaller;

    private void Take(Line line, long amount) => (_free, line.Held) = (_free - amount, line.Held + amount);

    private Line LineOf(string caller)
    {
        if (!_lines.TryGetValue(caller, out var line)) _lines.Add(caller, line = new Line(caller));
        return line;
    }

    private void Forget(Line line)
    {
        if (line.Held == 0 && line.Waiting.Count == 0) _lines.Remove(line.Caller);
    }

    /// <summary>What somebody holds of it.</summary>
    internal sealed class Share : IDisposable
    {
        private readonly FairQueue _queue;
        private readonly Line _line;
        private long _amount;

        internal Share(FairQueue queue, Line line, long amount) => (_queue, _line, _amount) = (queue, line, amount);

        /// <summary>Gives back what turned out not to be needed.</summary>
        /// <param name="amount">how much is kept</param>
        public void ReduceTo(long amount)
        {
            lock (_queue._gate)
            {
                var given = _amount - amount;
                if (given <= 0) return;
                _amount = amount;
                _queue.Return(_line, given);
            }
        }

        /// <summary>Gives all of it back.</summary>
        public void Dispose() => ReduceTo(0);
    }

    /// <summary>What one caller waits for and holds.</summary>
    internal sealed class Line
    {
        public Line(string caller) => (Caller, Turn) = (caller, new(this));

        public string Caller { get; }

        public LinkedListNode<Line> Turn { get; }

        public LinkedList<Asked> Waiting { get; } = new();

        public long Held { get; set; }
    }

    /// <summary>What one caller asks for once.</summary>
    internal sealed class Asked
    {
        public Asked(long amount) => (Amount, Place) = (amount, new(this));

        public long Amount { get; }

        public LinkedListNode<Asked> Place { get; }

        public TaskCompletionSource Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
