using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ZoeDepth.Server;

/// <summary>
/// What stands before every endpoint: the request's name, keys, rates, and one place where everything that goes wrong
/// becomes a problem.
/// </summary>
internal sealed class Guard(ApiKeys keys, RequestRate rate, IHostApplicationLifetime lifetime, ILogger<Guard> log)
{
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(5);

    /// <summary>Runs an endpoint for those who may come in.</summary>
    public Task ServeAsync(HttpContext context, Func<HttpContext, Task> endpoint) => CaughtAsync(context, async () =>
    {
        rate.Count(context, KeyOf(context));
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            context.Response.Headers.Connection = "close";
            throw RequestProblem.Unavailable("the service is being stopped; ask another, or come back later", ComeBack);
        }
        await endpoint(context);
    });

    /// <summary>Whose key it is; trying keys out counts for the address.</summary>
    private string? KeyOf(HttpContext context)
    {
        try
        {
            return keys.NameOf(context.Request);
        }
        catch (RequestProblem)
        {
            rate.Count(context, key: null);
            throw;
        }
    }

    /// <summary>Runs what answers, and answers with a problem where it throws.</summary>
    public async Task CaughtAsync(HttpContext context, Func<Task> answer)
    {
        RequestIds.Assign(context);
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            await answer();
        }
        catch (RequestProblem problem)
        {
            await ProblemWriter.WriteAsync(context, problem);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody reads an answer any more; the status is for whoever counts requests.
            if (!context.Response.HasStarted) context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (BadHttpRequestException broken)
        {
            await ProblemWriter.WriteAsync(context, new RequestProblem(broken.StatusCode, broken.Message.TrimEnd('.')));
        }
        catch (Exception error)
        {
            log.Failed(error, context.TraceIdentifier);
            await ProblemWriter.WriteAsync(context, new RequestProblem(StatusCodes.Status500InternalServerError,
                "this is a defect of the service; its log says more under this request's id"));
        }
    }
}
