using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace ZoeDepth.Server;

/// <summary>
/// The images of one request and what became of them. Of one batch no more wait in the service's queue than are worked
/// on at once, so that it delays others by as much as a few single requests would. Disposing it ends what is under way.
/// </summary>
internal sealed class Batch : IAsyncDisposable
{
    private readonly Channel<BatchResult> _results =
        Channel.CreateUnbounded<BatchResult>(new() { SingleReader = true });
    private readonly List<Task> _underWay = [];
    private readonly List<IDisposable> _places = [];
    private readonly CancellationTokenSource _ended;
    private readonly SemaphoreSlim _turns;
    private readonly DepthWork _work;
    private readonly Guard _guard;
    private readonly HttpContext _context;

    /// <param name="work">does one image</param>
    /// <param name="guard">knows what is whose fault</param>
    /// <param name="context">the request</param>
    /// <param name="atOnce">images that ask for their turn at once</param>
    public Batch(DepthWork work, Guard guard, HttpContext context, int atOnce)
    {
        (_work, _guard, _context) = (work, guard, context);
        _turns = new SemaphoreSlim(atOnce);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
    }

    /// <summary>Images so far, those refused among them.</summary>
    public int Count { get; private set; }

    /// <summary>The model that answers all, from the first on until the end.</summary>
    public ModelUse? Model { get; set; }

    /// <summary>Images that took a place.</summary>
    public int Places => _underWay.Count;

    /// <summary>Begins with an image, which holds its place until its result was sent.</summary>
    public void Begin(string name, AnswerKind kind, DepthRequest request, ReadOnlyMemory<byte> image, IDisposable place)
    {
        _places.Add(place);
        var (index, id) = Next();
        _underWay.Add(DoAsync(new BatchResult(index, id, name) { Place = place },
            new DepthJob(Model!, kind, request, image, id)));
    }

    /// <summary>An image that is not worked on.</summary>
    public void Refuse(string name, RequestProblem problem)
    {
        var (index, id) = Next();
        _results.Writer.TryWrite(new BatchResult(index, id, name) { Problem = problem });
    }

    /// <summary>Results, as they come.</summary>
    public async IAsyncEnumerable<BatchResult> ResultsAsync()
    {
        for (var left = Count; left > 0; left--) yield return await _results.Reader.ReadAsync(_ended.Token);
    }

    /// <summary>Ends what is under way and gives the places back.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await Task.WhenAll(_underWay);
        foreach (var place in _places) place.Dispose();
        Model?.Dispose();
        _ended.Dispose();
        _turns.Dispose();
    }

    private (int Index, string Id) Next()
    {
        var index = Count++;
        return (index, string.Create(CultureInfo.InvariantCulture, $"{_context.TraceIdentifier}.{index}"));
    }

    private async Task DoAsync(BatchResult result, DepthJob job)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            await _turns.WaitAsync(_ended.Token);
            try
            {
                result = result with { Answer = await _work.DoAsync(job, _ended.Token) };
            }
            finally
            {
                _turns.Release();
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            return;
        }
        catch (Exception error)
        {
            result = result with { Problem = _guard.ProblemOf(_context, error, result.Id) };
        }
        _results.Writer.TryWrite(result with { Time = Stopwatch.GetElapsedTime(start) });
    }
}

/// <summary>What became of one image.</summary>
/// <param name="Index">the how manyth of the form, from 0</param>
/// <param name="Id">names it in the service's log</param>
/// <param name="Name">what the sender calls it</param>
internal sealed record BatchResult(int Index, string Id, string Name)
{
    public Answer? Answer { get; init; }

    public RequestProblem? Problem { get; init; }

    /// <summary>From its arrival to its answer.</summary>
    public TimeSpan Time { get; init; }

    /// <summary>Held until it was sent; null for an image that was refused.</summary>
    public IDisposable? Place { get; init; }
}
