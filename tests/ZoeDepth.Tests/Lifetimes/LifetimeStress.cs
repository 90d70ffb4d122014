using System.Diagnostics;
using System.Globalization;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Lifetimes;

/// <summary>
/// Rounds of what a server does to an estimator at its worst: eight threads estimate, some of them are cancelled, the
/// weights are replaced, and everything is disposed under them. Every answer must be the bits of one of the two sets of
/// weights, and after the first hundred rounds no memory may be held that was not held before, but for what threads
/// that were started since keep for their work; what the process has resident may move by a quarter.
/// </summary>
internal sealed class LifetimeStress : IDisposable
{
    private const int Threads = 8, WarmRounds = 100;

    /// <summary>
    /// What a thread keeps for its pieces of work, at most. It is freed with the thread; the pool of .NET may start one
    /// more in any round.
    /// </summary>
    private readonly long _threadScratch;

    private readonly string _folder;
    private readonly EstimateOptions _options;
    private readonly Parameter[] _replaced;
    private readonly float[][] _first, _second;
    private readonly ZoeDepthForDepthEstimation _model;
    private readonly ZoeDepthImageProcessor _processor;
    private readonly RasterImage[] _pictures;
    private readonly float[][][] _expected;
    private readonly Random _random = new(7);
    private bool _isSecond;
    private int _answers, _cancelled, _refused, _replacements;

    /// <summary>A stress of the model in a folder.</summary>
    /// <param name="folder">the model</param>
    /// <param name="network">the size pictures enter the network with</param>
    /// <param name="replaced">how many parameters are replaced, spread over the model</param>
    /// <param name="threadScratch">bytes a thread keeps for its pieces of work, at most</param>
    public LifetimeStress(string folder, ImageSize network, int replaced, long threadScratch)
    {
        _threadScratch = threadScratch;
        _folder = folder;
        _options = new() { Size = network, Pad = false, KeepAspect = false };
        _processor = ZoeDepthImageProcessor.FromPretrained(folder);
        _model = ZoeDepthForDepthEstimation.FromPretrained(folder);
        var parameters = _model.Parameters.ToArray();
        _replaced = [.. Enumerable.Range(0, replaced).Select(i => parameters[i * parameters.Length / replaced])
            .Distinct()];
        _first = Array.ConvertAll(_replaced, parameter => parameter.Values.ToArray());
        _second = Array.ConvertAll(_first, values => Array.ConvertAll(values, value => value * 0.984375f));
        _pictures = [.. Enumerable.Range(0, 4).Select(i => Pipeline.TinyModels.Picture(40 + (3 * i), 60, i))];
        using var estimator = new DepthEstimator(_model, _processor);
        var plain = Answers(estimator);
        Replace();
        _expected = [plain, Answers(estimator)];
        Replace();
    }

    /// <summary>Runs the rounds; throws at the first wrong answer.</summary>
    /// <param name="rounds">how many</param>
    /// <param name="tell">receives a line every hundred rounds and at the end</param>
    public void Run(int rounds, Action<string> tell)
    {
        long held = 0, resident = 0;
        var clock = Stopwatch.StartNew();
        for (var round = 1; round <= rounds; round++)
        {
            // Every fourth estimator owns its model, which goes with it.
            Round(owned: round % 4 == 0);
            if (round % 10 != 0 && round != rounds) continue;
            // Panels are packed when they are needed: measured is the model with all of them.
            using (var estimator = new DepthEstimator(_model, _processor)) Answers(estimator);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            if (round <= WarmRounds)
            {
                held = Math.Max(held, NativeBuffer.BytesHeld);
                resident = Math.Max(resident, Environment.WorkingSet);
            }
            else if (NativeBuffer.BytesHeld > held + (Threads * _threadScratch))
            {
                throw new InvalidOperationException(
                    $"round {round} holds {NativeBuffer.BytesHeld} native bytes; the first {WarmRounds} held {held} " +
                    "at most");
            }
            if (round % 100 == 0 || round == rounds) tell(Line(round, clock.Elapsed, held, resident));
            if (Environment.WorkingSet > resident + (resident / 4))
                throw new InvalidOperationException(
                    $"round {round} has {Environment.WorkingSet} bytes resident; the first {WarmRounds} had " +
                    $"{resident} at most");
        }
    }

    /// <summary>
    /// So many callers at once; throws if they held more native memory together than the limit and the scratch of a
    /// thread for each.
    /// </summary>
    /// <param name="callers">how many</param>
    /// <param name="limit">what activations may take</param>
    /// <param name="tell">receives a line</param>
    public void Crowd(int callers, long limit, Action<string> tell)
    {
        using var estimator = new DepthEstimator(
            _model, _processor, new() { MaxConcurrentEstimates = callers, MaxActivationBytes = limit });
        // The first estimate of a size says how much one needs.
        estimator.Estimate(_pictures[0], _options);
        var idle = NativeBuffer.BytesHeld;
        var most = 0L;
        var estimates = Enumerable.Range(0, callers)
            .Select(i => estimator.EstimateAsync(_pictures[i % _pictures.Length], _options)).ToArray();
        var all = Task.WhenAll(estimates);
        while (!all.Wait(1)) most = Math.Max(most, NativeBuffer.BytesHeld - idle);
        tell(string.Create(CultureInfo.InvariantCulture,
            $"{callers} callers at once: {most} native bytes above idle at most, {limit} allowed for activations"));
        if (most > limit + (callers * _threadScratch))
            throw new InvalidOperationException($"{callers} callers held {most} bytes; {limit} were allowed");
    }

    /// <summary>How long cancelled estimates take to end, each cancelled at another moment.</summary>
    /// <param name="count">how many</param>
    /// <param name="tell">receives a line</param>
    public TimeSpan[] Cancel(int count, Action<string> tell)
    {
        using var estimator = new DepthEstimator(_model, _processor);
        var clock = Stopwatch.StartNew();
        estimator.Estimate(_pictures[0], _options);
        clock.Restart();
        estimator.Estimate(_pictures[0], _options);
        var whole = clock.Elapsed;
        var waits = new TimeSpan[count];
        for (var i = 0; i < count; i++)
        {
            using var cancel = new CancellationTokenSource();
            var estimate = Task.Factory.StartNew(
                () => estimator.Estimate(_pictures[0], _options, cancellation: cancel.Token),
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            Thread.Sleep(whole * ((i + 0.5) / count));
            clock.Restart();
            cancel.Cancel();
            try
            {
                estimate.GetAwaiter().GetResult();
            }
            catch (OperationCanceledException)
            {
                // What was asked for.
            }
            waits[i] = clock.Elapsed;
        }
        Array.Sort(waits);
        tell(string.Create(CultureInfo.InvariantCulture,
            $"{count} estimates of {whole.TotalMilliseconds:0} ms cancelled: over after " +
            $"{waits[count / 2].TotalMilliseconds:0} ms (median), {waits[^1].TotalMilliseconds:0} ms (longest)"));
        return waits;
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    private string Line(int round, TimeSpan time, long held, long resident) =>
        string.Create(CultureInfo.InvariantCulture,
        $"round {round}: {time.TotalSeconds:0} s, {_answers} answers right to the bit, {_cancelled} cancelled, " +
        $"{_refused} refused, {_replacements} replacements; native bytes {NativeBuffer.BytesHeld} (most in the first " +
        $"{WarmRounds} rounds {held}), resident {Environment.WorkingSet >> 20} MB (most {resident >> 20} MB)");

    private void Round(bool owned)
    {
        var estimator = owned
            ? DepthEstimator.FromPretrained(_folder)
            : new DepthEstimator(_model, _processor, new() { MaxConcurrentEstimates = 1 + _random.Next(Threads) });
        var cancels = Enumerable.Range(0, Threads).Select(_ => new CancellationTokenSource()).ToArray();
        var failures = new List<Exception>();
        var seeds = Enumerable.Range(0, Threads).Select(_ => _random.Next()).ToArray();
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(i =>
            new Thread(() => Caller(estimator, owned, new Random(seeds[i]), failures, cancels[i].Token)))];
        foreach (var thread in threads) thread.Start();
        if (_random.Next(3) == 0) _ = estimator.PrepareAsync();
        Pause();
        if (!owned) Replace();
        foreach (var cancel in cancels.Where(_ => _random.Next(3) == 0)) cancel.Cancel();
        Pause();
        if (!owned) Replace();
        if (_random.Next(2) == 0) estimator.Dispose();
        else estimator.DisposeAsync().AsTask().GetAwaiter().GetResult();
        foreach (var thread in threads) thread.Join();
        estimator.Dispose();
        foreach (var cancel in cancels) cancel.Dispose();
        if (failures.Count > 0) throw new AggregateException(failures);
    }

    /// <summary>Estimates until it is cancelled or the estimator is disposed.</summary>
    private void Caller(
        DepthEstimator estimator, bool owned, Random random, List<Exception> failures, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var number = random.Next(_pictures.Length);
                var picture = _pictures[number];
                var depth = random.Next(2) == 0
                    ? estimator.Estimate(picture, _options, cancellation: cancellation)
                    : estimator.EstimateAsync(picture, _options, cancellation: cancellation).GetAwaiter().GetResult();
                // A model opened anew has the first weights; the shared one has either.
                var sets = owned ? _expected[..1] : _expected;
                if (!sets.Any(answers => depth.Values.AsSpan().SequenceEqual(answers[number])))
                    throw new InvalidOperationException(
                        $"picture {number} was answered with the bits of no set of weights");
                Interlocked.Increment(ref _answers);
            }
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _cancelled);
        }
        catch (ObjectDisposedException)
        {
            Interlocked.Increment(ref _refused);
        }
        catch (Exception e)
        {
            lock (failures) failures.Add(e);
        }
    }

    private void Replace()
    {
        _isSecond = !_isSecond;
        _replacements++;
        using var change = _model.WriteParameters();
        foreach (var (parameter, values) in _replaced.Zip(_isSecond ? _second : _first))
        {
            using var w = parameter.Write();
            values.CopyTo(w.Values);
        }
    }

    private void Pause() => Thread.Sleep(_random.Next(12));

    private float[][] Answers(DepthEstimator estimator) =>
        Array.ConvertAll(_pictures, picture => estimator.Estimate(picture, _options).Values);
}
