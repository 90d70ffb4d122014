using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ZoeDepth.Server;

/// <summary>
/// What stands before every endpoint: the request's name, keys, rates, and one place where everything that goes wrong
/// becomes a problem.
/// </summary>
internal sealed class Guard(ZoeDepthServerOptions options, RequestRate rate, IHostApplicationLifetime lifetime,
    ServerMetrics metrics, ILogger<Guard> log)
{
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(5);

    private readonly ApiKeys _keys = new(options.ApiKeys), _adminKeys = new(options.AdminKeys);

    /// <summary>Whether anybody may change models.</summary>
    public bool HasAdministrators => _adminKeys.AreAsked;

    /// <summary>Runs an endpoint for those who may come in.</summary>
    public Task ServeAsync(HttpContext context, Func<HttpContext, Task> endpoint) =>
        OpenedByAsync(_keys, context, endpoint);

    /// <summary>Runs an endpoint for those who have an admin key.</summary>
    public Task AdministerAsync(HttpContext context, Func<HttpContext, Task> endpoint) =>
        OpenedByAsync(_adminKeys, context, endpoint);

    private Task OpenedByAsync(ApiKeys keys, HttpContext context, Func<HttpContext, Task> endpoint) =>
        CaughtAsync(context, async () =>
    {
        rate.Count(context, KeyOf(keys, context));
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            context.Response.Headers.Connection = "close";
            throw RequestProblem.Unavailable("the service is being stopped; ask another, or come back later", ComeBack);
        }
        await endpoint(context);
    });

    /// <summary>Counts what comes with a request as if it had come by itself.</summary>
    /// <exception cref="RequestProblem">429: too many of this key or address</exception>
    public void CountAgain(HttpContext context) => rate.Count(context, KeyOf(_keys, context));

    /// <summary>
    /// What an error is to whoever sent the request; defects are written down. Null where nobody reads it any more.
    /// </summary>
    public RequestProblem? ProblemOf(HttpContext context, Exception error, string? id = null)
    {
        if (error is RequestProblem problem)
        {
            metrics.Answered(problem.Status);
            log.Refused(id ?? context.TraceIdentifier, problem.Status, problem.Message);
            return problem;
        }
        if (context.RequestAborted.IsCancellationRequested) return null;
        log.Failed(error, id ?? context.TraceIdentifier);
        metrics.Answered(StatusCodes.Status500InternalServerError);
        return new RequestProblem(StatusCodes.Status500InternalServerError,
            "this is a defect of the service; its log says more under this request's id");
    }

    /// <summary>Whose key it is; trying keys out counts for the address.</summary>
    private string? KeyOf(ApiKeys keys, HttpContext context)
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

    /// <summary>Whoever sent the request has broken it off; the host learns of it a little later.</summary>
    private static bool IsOfTheConnection(Exception? error) => error is ConnectionResetException
        or ConnectionAbortedException || (error is IOException && IsOfTheConnection(error.InnerException));

    /// <summary>Runs what answers, and answers with a problem where it throws.</summary>
    public async Task CaughtAsync(HttpContext context, Func<Task> answer)
    {
        RequestIds.Assign(context);
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            await answer();
        }
        catch (Exception error) when (context.RequestAborted.IsCancellationRequested || IsOfTheConnection(error))
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
            if (ProblemOf(context, error) is { } problem) await ProblemWriter.WriteAsync(context, problem);
        }
    }
}
