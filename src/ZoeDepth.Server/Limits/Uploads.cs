namespace ZoeDepth.Server;

/// <summary>
/// Images from their first byte until they are decoded: how many arrive at once, of one caller and in all, and how many
/// bytes of files are in memory. A slow sender holds what he has sent, and no place among those who are worked on.
/// </summary>
internal sealed class Uploads(ZoeDepthServerOptions options)
{
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Sender> _senders = [];
    private long _bytes;
    private int _count;

    /// <summary>How many requests send theirs.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _count;
        }
    }

    /// <summary>Bytes of files in memory, of those that arrive and of those that wait.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate) return _bytes;
        }
    }

    /// <summary>Begins one, before a byte of it is read.</summary>
    /// <exception cref="RequestProblem">429: there are too many</exception>
    public Upload Begin(string caller)
    {
        lock (_gate)
        {
            if (_count >= options.MaxUploads)
                throw RequestProblem.TooMany($"images of {_count} requests arrive already; come back later", ComeBack);
            if (!_senders.TryGetValue(caller, out var sender)) _senders.Add(caller, sender = new Sender());
            if (sender.Uploads >= options.MaxUploadsOfCaller)
                throw RequestProblem.TooMany(
                    $"images of {sender.Uploads} requests of yours arrive already; send fewer at once", ComeBack);
            _count++;
            sender.Uploads++;
            return new Upload(this, caller, sender);
        }
    }

    /// <summary>Bytes of an upload have come, which has so many now.</summary>
    private void Add(Sender sender, long bytes, long ofUpload)
    {
        lock (_gate)
        {
            _bytes += bytes;
            sender.Bytes += bytes;
            // One caller fills half of the room, so that another's image finds some.
            if (_bytes <= options.MaxUploadBytes
                && (sender.Bytes == ofUpload || sender.Bytes <= options.MaxUploadBytes / 2)) return;
        }
        throw RequestProblem.TooMany("too many bytes of images are in memory; come back later", ComeBack);
    }

    private void End(string caller, Sender sender, int uploads, long bytes)
    {
        lock (_gate)
        {
            _count -= uploads;
            _bytes -= bytes;
            sender.Uploads -= uploads;
            sender.Bytes -= bytes;
            if (sender.Uploads == 0 && sender.Bytes == 0) _senders.Remove(caller);
        }
    }

    /// <summary>One request's.</summary>
    internal sealed class Upload : IDisposable
    {
        private readonly Uploads _uploads;
        private readonly string _caller;
        private readonly Sender _sender;
        private long _bytes;
        private bool _isEnded;

        internal Upload(Uploads uploads, string caller, Sender sender) =>
            (_uploads, _caller, _sender) = (uploads, caller, sender);

        /// <summary>Bytes have come.</summary>
        /// <exception cref="RequestProblem">429: there are too many in memory</exception>
        public void Add(int bytes)
        {
            _bytes += bytes;
            _uploads.Add(_sender, bytes, _bytes);
        }

        /// <summary>What has come so far is an image of its own; it counts until that is disposed.</summary>
        public IDisposable HandOver() =>
            new File(_uploads, _caller, _sender, Interlocked.Exchange(ref _bytes, 0));

        /// <summary>Ends it.</summary>
        public void Dispose()
        {
            if (_isEnded) return;
            _isEnded = true;
            _uploads.End(_caller, _sender, uploads: 1, Interlocked.Exchange(ref _bytes, 0));
        }
    }

    /// <summary>The bytes of an image that has arrived.</summary>
    private sealed class File(Uploads uploads, string caller, Sender sender, long bytes) : IDisposable
    {
        private long _bytes = bytes;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _bytes, 0) is > 0 and var held)
                uploads.End(caller, sender, uploads: 0, held);
        }
    }

    /// <summary>What one caller sends.</summary>
    internal sealed class Sender
    {
        public int Uploads { get; set; }

        public long Bytes { get; set; }
    }
}
