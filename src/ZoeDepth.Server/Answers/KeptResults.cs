using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ZoeDepth.Server;

/// <summary>
/// Files of estimates, in memory for a while, under names that nobody guesses and that open them for the key they were
/// made for alone. Bounded in bytes: where newer ones need room, whoever holds most loses the oldest.
/// </summary>
internal sealed class KeptResults : IDisposable
{
    /// <summary>Half of a name is random, half says that it was given out here, and to whom.</summary>
    private const int BytesOfHalf = 15;

    /// <summary>What results take beside their files.</summary>
    private const int BytesBeside = 4096;

    private readonly Lock _gate = new();
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
    private readonly Dictionary<string, Results> _kept = [];
    private readonly Dictionary<string, Holder> _holders = [];
    private readonly ZoeDepthServerOptions _options;
    private readonly TimeProvider _clock;
    private readonly ITimer _expiry;
    private long _bytes;

    /// <param name="options">how much is kept, and for how long</param>
    /// <param name="clock">the time</param>
    public KeptResults(ZoeDepthServerOptions options, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        _expiry = clock.CreateTimer(_ => Expire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Bytes that are kept.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate) return _bytes;
        }
    }

    /// <summary>What one key or address may hold.</summary>
    private long Share => _options.MaxResultBytes / 2;

    /// <summary>Keeps the files of an estimate.</summary>
    /// <param name="caller">whose they are</param>
    /// <param name="files">the files, of different kinds</param>
    /// <returns>their name, and until when they are kept at most</returns>
    /// <exception cref="RequestProblem">422: they are larger than what is kept for one caller</exception>
    public (string Id, DateTimeOffset Until) Keep(Caller caller, IReadOnlyList<Answer> files)
    {
        var bytes = BytesBeside + files.Sum(file => (long)file.Body.Length);
        if (bytes > Share)
            throw RequestProblem.Unprocessable(string.Create(CultureInfo.InvariantCulture,
                $"these files are {bytes} bytes together, and no more than {Share} are kept for one " +
                $"caller; ask for fewer at once, or for each by itself with output="));
        var id = NewId(caller.Key);
        lock (_gate)
        {
            MakeRoom(caller.Name, bytes);
            // Copied when there is room, and no sooner: as long as they were written they have more memory than bytes.
            Answer[] trimmed = [.. files.Select(file => file with { Body = file.Body.ToArray() })];
            var results = new Results(id, caller.Key, trimmed, bytes, _clock.GetUtcNow() + _options.ResultLifetime);
            // Making room forgets whoever holds nothing any more.
            if (!_holders.TryGetValue(caller.Name, out var holder))
                _holders.Add(caller.Name, holder = new Holder(caller.Name));
            holder.Results.Enqueue(results);
            holder.Bytes += bytes;
            _bytes += bytes;
            _kept.Add(id, results);
            if (_kept.Count == 1) _expiry.Change(_options.ResultLifetime, Timeout.InfiniteTimeSpan);
            return (id, results.Until);
        }
    }

    /// <summary>A file that is kept.</summary>
    /// <param name="caller">who asks</param>
    /// <param name="id">the name of the results</param>
    /// <param name="output">the kind of file</param>
    /// <exception cref="RequestProblem">404: they never were, not for this key; 410: they are gone</exception>
    public Answer Find(Caller caller, string id, string output)
    {
        Results? results;
        lock (_gate) _kept.TryGetValue(id, out results);
        if (results is null || results.Key != caller.Key || results.Until <= _clock.GetUtcNow())
            throw IsOurs(id, caller.Key) ? Gone() : new RequestProblem(404, "there are no such results");
        return results.Files.FirstOrDefault(file => file.Kind.Name == output) ?? throw new RequestProblem(404,
            $"these results hold {string.Join(", ", results.Files.Select(file => file.Kind.Name))}, and nothing else");
    }

    public void Dispose() => _expiry.Dispose();

    private RequestProblem Gone() => new(410, string.Create(CultureInfo.InvariantCulture,
        $"these results are not kept any more: that is for {_options.ResultLifetime.TotalSeconds:0} s, or until " +
        $"newer ones need their room; send the image again"));

    private void MakeRoom(string caller, long bytes)
    {
        while (_holders.TryGetValue(caller, out var own) && own.Bytes + bytes > Share) Forget(own);
        while (_bytes + bytes > _options.MaxResultBytes) Forget(_holders.Values.MaxBy(holder => holder.Bytes)!);
    }

    /// <summary>Forgets the oldest results of somebody.</summary>
    private void Forget(Holder holder)
    {
        var oldest = holder.Results.Dequeue();
        _kept.Remove(oldest.Id);
        holder.Bytes -= oldest.Bytes;
        _bytes -= oldest.Bytes;
        if (holder.Results.Count == 0) _holders.Remove(holder.Name);
    }

    private void Expire()
    {
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            foreach (var holder in _holders.Values.ToArray())
                while (holder.Results.TryPeek(out var oldest) && oldest.Until <= now) Forget(holder);
            if (_kept.Count > 0)
                _expiry.Change(_holders.Values.Min(holder => holder.Results.Peek().Until) - now,
                    Timeout.InfiniteTimeSpan);
        }
    }

    private string NewId(string? key)
    {
        Span<byte> id = stackalloc byte[2 * BytesOfHalf];
        RandomNumberGenerator.Fill(id[..BytesOfHalf]);
        Sign(id[..BytesOfHalf], key, id[BytesOfHalf..]);
        return Base64Url.EncodeToString(id);
    }

    /// <summary>Whether a name was given out here, for a key.</summary>
    private bool IsOurs(string id, string? key)
    {
        Span<byte> bytes = stackalloc byte[2 * BytesOfHalf], signature = stackalloc byte[BytesOfHalf];
        if (Base64Url.DecodeFromChars(id, bytes, out _, out var count) != OperationStatus.Done
            || count != bytes.Length) return false;
        Sign(bytes[..BytesOfHalf], key, signature);
        return CryptographicOperations.FixedTimeEquals(bytes[BytesOfHalf..], signature);
    }

    private void Sign(ReadOnlySpan<byte> random, string? key, Span<byte> signature)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_secret, [.. random, .. Encoding.UTF8.GetBytes(key ?? "")], whole);
        whole[..signature.Length].CopyTo(signature);
    }

    /// <summary>What was made of one image.</summary>
    private sealed record Results(string Id, string? Key, IReadOnlyList<Answer> Files, long Bytes,
        DateTimeOffset Until);

    /// <summary>What one key or address holds, the oldest first.</summary>
    private sealed class Holder(string name)
    {
        public string Name => name;

        public Queue<Results> Results { get; } = new();

        public long Bytes { get; set; }
    }
}
