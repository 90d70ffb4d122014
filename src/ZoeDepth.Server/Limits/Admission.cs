using System.Globalization;

namespace ZoeDepth.Server;

/// <summary>
/// Who may come in, and whose turn it is. A request that comes in holds its image in memory, so no more come in than
/// may work and wait; of those, only some work at once, and callers take turns. Their answers have room of their own,
/// by bytes, until they are sent.
/// </summary>
internal sealed class Admission
{
    /// <summary>The share of the waiting places that one caller leaves to others.</summary>
    private const int ShareOfOthers = 4;

    private readonly ZoeDepthServerOptions _options;
    private readonly FairQueue _places, _turns, _answers;
    private readonly AdmissionQueue _pixels;
    private readonly int _mostPlaces;
    private double _secondsOfWork = 1;

    public Admission(ZoeDepthServerOptions options)
    {
        _options = options;
        _mostPlaces = checked(options.MaxConcurrent + options.QueueLength);
        _places = new(_mostPlaces, _mostPlaces - (options.QueueLength / ShareOfOthers));
        _pixels = new(options.MaxPixelsAtOnce, typeof(Admission));
        _turns = new(options.MaxConcurrent, options.MaxConcurrent);
        // Half of it for one caller: who does not read his answers delays himself.
        _answers = new(options.MaxAnswerBytes, options.MaxAnswerBytes / 2);
    }

    /// <summary>Requests that are in.</summary>
    public long Places => _places.Held;

    /// <summary>Requests that wait for their turn, or for room for their answer.</summary>
    public long Waiting => _turns.Waiting + _answers.Waiting;

    /// <summary>Bytes of the answers that are being made or sent.</summary>
    public long AnswerBytes => _answers.Held;

    /// <summary>How long the work of a full queue takes.</summary>
    public TimeSpan UsualWait => TimeSpan.FromSeconds(
        Volatile.Read(ref _secondsOfWork) * Math.Max(1, (double)_options.QueueLength / _options.MaxConcurrent));

    /// <summary>Tells whoever comes while all places are taken, before he sends an image.</summary>
    /// <exception cref="RequestProblem">429: there is none left</exception>
    public void RequirePlace(string caller)
    {
        if (!_places.HasRoom(caller, 1)) throw NoPlace();
    }

    /// <summary>A place, once the image is there.</summary>
    /// <exception cref="RequestProblem">429: there is none left</exception>
    public IDisposable Enter(string caller) => _places.TryEnter(caller, 1) ?? throw NoPlace();

    /// <summary>A turn; waits for it.</summary>
    /// <param name="caller">who asks</param>
    /// <param name="cancellation">the client is gone</param>
    /// <exception cref="RequestProblem">503: it did not come in time</exception>
    /// <exception cref="OperationCanceledException">the client is gone</exception>
    public async Task<IDisposable> TurnAsync(string caller, CancellationToken cancellation) =>
        await WaitAsync(_turns, caller, 1, "no turn came", cancellation);

    /// <summary>Room for an answer, until it was sent; waits for it.</summary>
    /// <param name="caller">who asks</param>
    /// <param name="bytes">how large it will be at most</param>
    /// <param name="cancellation">the client is gone</param>
    /// <exception cref="RequestProblem">
    /// 422: more than there is for all answers; 503: others did not read theirs in time
    /// </exception>
    /// <exception cref="OperationCanceledException">the client is gone</exception>
    public Task<FairQueue.Share> AnswerRoomAsync(string caller, long bytes, CancellationToken cancellation) =>
        bytes <= _options.MaxAnswerBytes
            ? WaitAsync(_answers, caller, bytes, "answers that nobody has read yet left no room for another",
                cancellation)
            : throw RequestProblem.Unprocessable(string.Create(CultureInfo.InvariantCulture,
                $"this answer may take {bytes} bytes of memory, and all answers have {_options.MaxAnswerBytes} here; " +
                $"ask for one file by itself with output=, not in events or lines of JSON, or send a smaller image"));

    /// <summary>Waits until the pixels of an image whose turn has come find room beside those of the others.</summary>
    /// <exception cref="OperationCanceledException">nobody waits for it any more</exception>
    public IDisposable Room(long pixels, CancellationToken cancellation) =>
        _pixels.EnterAsync(pixels, cancellation).AsTask().GetAwaiter().GetResult();

    /// <summary>Learns how long work takes, for what those are told who come too late.</summary>
    public void Worked(TimeSpan time) =>
        Volatile.Write(ref _secondsOfWork, (0.8 * Volatile.Read(ref _secondsOfWork)) + (0.2 * time.TotalSeconds));

    private RequestProblem NoPlace() => RequestProblem.TooMany(
        $"{Places} requests are being answered or wait already, some places being kept for other callers; come back " +
        "later", UsualWait);

    private async Task<FairQueue.Share> WaitAsync(FairQueue queue, string caller, long amount, string what,
        CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(_options.MaxWait);
        try
        {
            return await queue.EnterAsync(caller, amount, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw RequestProblem.Unavailable(
                $"{what} within {_options.MaxWait.TotalSeconds:0} s; come back later", _options.MaxWait);
        }
    }
}
