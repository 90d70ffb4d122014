using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ZoeDepth.Server;

/// <summary>
/// What stands before every endpoint: the request's name, its origin, keys, rates, and one place where everything that
/// goes wrong becomes a problem.
/// </summary>
internal sealed class Guard(ZoeDepthServerOptions options, RequestRate rate, IHostApplicationLifetime lifetime,
    ServerMetrics metrics, ILogger<Guard> log)
{
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(5);

    private readonly ApiKeys _keys = new(options.ApiKeys), _adminKeys = new(options.AdminKeys);
    private readonly Origins _origins = new(options.AllowedOrigins);

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
        _origins.Require(context.Request);
        // The address first: keys are not tried out faster than requests are made.
        var address = Caller.AddressOf(context);
        rate.CountAddress(address);
        var caller = new Caller(keys.NameOf(context.Request), address);
        if (caller.Key is { } key) rate.CountKey(key);
        context.Features.Set(caller);
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            context.Response.Headers.Connection = "close";
            throw RequestProblem.Unavailable("the service is being stopped; ask another, or come back later", ComeBack);
        }
        await endpoint(context);
    });

    /// <summary>Counts what comes with a request as if it had come by itself.</summary>
    /// <exception cref="RequestProblem">429: too many of this key or address</exception>
    public void CountAgain(HttpContext context)
    {
        var caller = Caller.Of(context);
        rate.CountAddress(caller.Address);
        if (caller.Key is { } key) rate.CountKey(key);
    }

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

    /// <summary>Runs what answers, and answers with a problem where it throws.</summary>
    public async Task CaughtAsync(HttpContext context, Func<Task> answer)
    {
        RequestIds.Assign(context);
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            await answer();
        }
        catch (Exception error) when (context.RequestAborted.IsCancellationRequested || BrokenConnection.Is(error))
        {
            // Nobody reads an answer any more; the status is for whoever counts requests.
            if (!context.Response.HasStarted) context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception error)
        {
            // What the host cannot read of a request is refused by it, and told and counted here.
            var told = error is BadHttpRequestException broken
                ? new RequestProblem(broken.StatusCode, broken.Message.TrimEnd('.'), broken) : error;
            if (ProblemOf(context, told) is { } problem) await ProblemWriter.WriteAsync(context, problem);
        }
    }
}
