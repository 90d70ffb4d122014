using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ZoeDepth.Server;

/// <summary>How much of a request is read, and how long is waited for it.</summary>
internal sealed class Arrival(ZoeDepthServerOptions options)
{
    /// <summary>Bytes of a form beside each file.</summary>
    private const int FormBytes = 64 << 10;

    /// <summary>Lets the host read so many images of one request, and no more.</summary>
    public void Limit(HttpContext context, int images)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = images * (options.MaxBodyBytes + FormBytes);
    }

    /// <summary>Waits for an image.</summary>
    /// <exception cref="RequestProblem">408: it did not arrive in time</exception>
    public async Task<T> InTimeAsync<T>(HttpContext context, Func<CancellationToken, Task<T>> read)
    {
        var gone = context.RequestAborted;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(gone);
        patience.CancelAfter(options.BodyTimeout);
        try
        {
            return await read(patience.Token);
        }
        catch (OperationCanceledException) when (!gone.IsCancellationRequested)
        {
            throw new RequestProblem(StatusCodes.Status408RequestTimeout,
                $"the image did not arrive within {options.BodyTimeout.TotalSeconds:0} s");
        }
    }
}
