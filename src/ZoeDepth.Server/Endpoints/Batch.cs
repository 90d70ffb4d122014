using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace ZoeDepth.Server;

/// <summary>
/// The images of one request and what became of them. Of one batch no more wait in the service's queue than are worked
/// on at once, so that it delays others by as much as a few single requests would. An image holds its place until its
/// depth is there, and room for its answer until that was sent. Disposing the batch ends what is under way.
/// </summary>
internal sealed class Batch : IAsyncDisposable
{
    private readonly Channel<BatchResult> _results =
        Channel.CreateUnbounded<BatchResult>(new() { SingleReader = true });
    private readonly List<Task> _underWay = [];
    private readonly ConcurrentBag<IDisposable> _rooms = [];
    private readonly CancellationTokenSource _ended;
    private readonly SemaphoreSlim _turns;
    private readonly DepthWork _work;
    private readonly Admission _admission;
    private readonly Guard _guard;
    private readonly HttpContext _context;

    /// <param name="work">does one image</param>
    /// <param name="admission">has room for answers</param>
    /// <param name="guard">knows what is whose fault</param>
    /// <param name="context">the request</param>
    /// <param name="atOnce">images that ask for their turn at once</param>
    public Batch(DepthWork work, Admission admission, Guard guard, HttpContext context, int atOnce)
    {
        (_work, _admission, _guard, _context) = (work, admission, guard, context);
        _turns = new SemaphoreSlim(atOnce);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
    }

    /// <summary>Images so far, those refused among them.</summary>
    public int Count { get; private set; }

    /// <summary>The model that answers all, from the first on until the end.</summary>
    public ModelUse? Model { get; set; }

    /// <summary>Images that took a place.</summary>
    public int Places => _underWay.Count;

    /// <summary>Begins with an image, which holds its place until its depth is there.</summary>
    /// <param name="name">what the sender calls it</param>
    /// <param name="format">how its result will be written</param>
    /// <param name="kind">the kind of answer</param>
    /// <param name="request">what was asked for it</param>
    /// <param name="image">the image</param>
    /// <param name="place">its place</param>
    public void Begin(string name, BatchFormat format, AnswerKind kind, DepthRequest request, ReceivedImage image,
        IDisposable place)
    {
        var (index, id) = Next();
        var job = new DepthJob(Caller.Of(_context), Model!, kind, request, image, id)
        {
            IsInText = format != BatchFormat.Parts,
            PathBase = ServicePaths.Before(_context.Request, BatchEndpoint.Path),
        };
        _underWay.Add(DoAsync(new BatchResult(index, id, name), job, place));
    }

    /// <summary>An image that is not worked on.</summary>
    public void Refuse(string name, RequestProblem problem)
    {
        var (index, id) = Next();
        _results.Writer.TryWrite(new BatchResult(index, id, name)
            { Problem = _guard.ProblemOf(_context, problem, id) });
    }

    /// <summary>Results, as they come.</summary>
    public async IAsyncEnumerable<BatchResult> ResultsAsync()
    {
        for (var left = Count; left > 0; left--) yield return await _results.Reader.ReadAsync(_ended.Token);
    }

    /// <summary>Ends what is under way and gives back what it holds.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await Task.WhenAll(_underWay);
        foreach (var room in _rooms) room.Dispose();
        Model?.Dispose();
        _ended.Dispose();
        _turns.Dispose();
    }

    private (int Index, string Id) Next()
    {
        var index = Count++;
        return (index, string.Create(CultureInfo.InvariantCulture, $"{_context.TraceIdentifier}.{index}"));
    }

    private async Task DoAsync(BatchResult result, DepthJob job, IDisposable place)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            result = await AnsweredAsync(result, job);
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            return;
        }
        catch (Exception error)
        {
            result = result with { Problem = _guard.ProblemOf(_context, error, result.Id) };
        }
        finally
        {
            job.Image.Dispose();
            place.Dispose();
        }
        _results.Writer.TryWrite(result with { Time = Stopwatch.GetElapsedTime(start) });
    }

    private async Task<BatchResult> AnsweredAsync(BatchResult result, DepthJob job)
    {
        await _turns.WaitAsync(_ended.Token);
        try
        {
            var room = await _admission.AnswerRoomAsync(job.Caller.Name, job.AnswerBytes, _ended.Token);
            _rooms.Add(room);
            try
            {
                var answer = await _work.DoAsync(job, _ended.Token);
                room.ReduceTo(AnswerSize.Of(answer, job.IsInText));
                return result with { Answer = answer, Room = room };
            }
            catch
            {
                room.Dispose();
                throw;
            }
        }
        finally
        {
            _turns.Release();
        }
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

    /// <summary>Held until it was sent; null for an image without an answer.</summary>
    public IDisposable? Room { get; init; }
}
