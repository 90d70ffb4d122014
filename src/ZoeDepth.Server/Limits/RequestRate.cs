namespace ZoeDepth.Server;

/// <summary>
/// How often one key, and one address, may ask: as many requests at once as a minute has, and one more every minute /
/// limit. Of each only the moment is kept at which all of its minute will be there again (the generic cell rate
/// algorithm of ATM, ITU-T I.371).
/// </summary>
/// <param name="requestsPerMinute">of one key, and of one address; null for no limit</param>
/// <param name="time">the clock</param>
internal sealed class RequestRate(int? requestsPerMinute, TimeProvider time)
{
    private const int LeastBeforeSweep = 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _whole = [];
    private readonly long _start = time.GetTimestamp(), _between = TimeSpan.TicksPerMinute / (requestsPerMinute ?? 1);
    private int _sweepAt = LeastBeforeSweep;

    /// <summary>Counts a request of an address, whoever sends it.</summary>
    /// <exception cref="RequestProblem">429: too many of this address</exception>
    public void CountAddress(string address) => Count(address, "of this address");

    /// <summary>Counts a request that came with a key.</summary>
    /// <exception cref="RequestProblem">429: too many of this key</exception>
    public void CountKey(string key) => Count($"key {key}", "of this key");

    private void Count(string who, string whose)
    {
        if (requestsPerMinute is not { } limit) return;
        var now = time.GetElapsedTime(_start).Ticks;
        long wait;
        lock (_gate)
        {
            var whole = Math.Max(now, _whole.GetValueOrDefault(who)) + _between;
            wait = whole - now - (limit * _between);
            if (wait <= 0) _whole[who] = whole;
            if (_whole.Count >= _sweepAt) Sweep(now);
        }
        if (wait > 0)
            throw RequestProblem.TooMany($"too many requests a minute {whose}; come back later",
                TimeSpan.FromTicks(wait));
    }

    /// <summary>Forgets those who have all of their minute again.</summary>
    private void Sweep(long now)
    {
        foreach (var (who, whole) in _whole)
            if (whole <= now) _whole.Remove(who);
        _sweepAt = Math.Max(LeastBeforeSweep, 2 * _whole.Count);
    }
}
