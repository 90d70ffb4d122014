using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ZoeDepth.Server;

/// <summary>
/// The images of one request while they arrive: how much of it is read, how long is waited for all of it, and how many
/// others arrive beside it.
/// </summary>
internal sealed class Arrival : IDisposable
{
    /// <summary>Bytes of a form beside each file.</summary>
    private const int FormBytes = 64 << 10;

    private readonly CancellationToken _gone;
    private readonly TimeSpan _limit;
    private readonly Uploads.Upload _upload;
    private readonly CancellationTokenSource _patience;

    /// <param name="context">the request</param>
    /// <param name="uploads">those of others</param>
    /// <param name="images">how many images the host reads of it, and no more</param>
    /// <param name="bytesOfImage">most bytes of one</param>
    /// <param name="limit">how long is waited for all of them together, from now on</param>
    /// <exception cref="RequestProblem">429: too many arrive already</exception>
    public Arrival(HttpContext context, Uploads uploads, int images, long bytesOfImage, TimeSpan limit)
    {
        _upload = uploads.Begin(Caller.Of(context).Name);
        (_gone, _limit) = (context.RequestAborted, limit);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } most)
            most.MaxRequestBodySize = images * (bytesOfImage + FormBytes);
        _patience = CancellationTokenSource.CreateLinkedTokenSource(_gone);
        _patience.CancelAfter(limit);
    }

    /// <summary>What is read from a stream and kept in memory, counted.</summary>
    public Stream Counted(Stream body) => new UploadedBody(body, _upload);

    /// <summary>Counts bytes that are kept in memory, too; why they find no room there, or null.</summary>
    public RequestProblem? Refusal(int bytes)
    {
        try
        {
            _upload.Add(bytes);
            return null;
        }
        catch (RequestProblem problem)
        {
            return problem;
        }
    }

    /// <summary>Waits for some of it.</summary>
    /// <exception cref="RequestProblem">408: it did not arrive in time; 429: too many bytes arrive at once</exception>
    public async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> read)
    {
        try
        {
            return await read(_patience.Token);
        }
        catch (OperationCanceledException) when (!_gone.IsCancellationRequested)
        {
            throw new RequestProblem(StatusCodes.Status408RequestTimeout,
                $"the request did not arrive whole within {_limit.TotalSeconds:0} s");
        }
    }

    /// <summary>What has arrived so far is an image, whose bytes count until the result is disposed.</summary>
    public IDisposable HandOver() => _upload.HandOver();

    /// <summary>What has arrived so far is nobody's, and not kept.</summary>
    public void Forget() => _upload.HandOver().Dispose();

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        _upload.Dispose();
        _patience.Dispose();
    }
}
