using System.Diagnostics;
using System.Net;

namespace ZoeDepth.Server.Tests.Remote;

/// <summary>What is fetched is bounded in bytes, in time and in threads.</summary>
public sealed class RemoteLimitTests
{
    private const string Url = "http://images.example/a.jpg";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task More_bytes_than_allowed_are_not_read(bool isDeclared)
    {
        await using var remote = await RemoteService.StartAsync(options => options.MaxBodyBytes = 100_000);
        var (written, ended) = (0L, new TaskCompletionSource());
        remote.Network.Answer = async context =>
        {
            if (isDeclared) context.Response.ContentLength = 1L << 40;
            try
            {
                for (; !context.RequestAborted.IsCancellationRequested; written += 65536)
                    await context.Response.Body.WriteAsync(new byte[65536], context.RequestAborted);
            }
            finally
            {
                ended.SetResult();
            }
        };
        (await RunningService.ProblemAsync(await remote.PostAsync(Url), 413))
            .ShouldContain("more than the 100000 bytes allowed here");
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(60));
        written.ShouldBeLessThan(64 << 20, "the sockets' buffers, and no more");
        remote.Service.Uploads.Bytes.ShouldBe(0);
    }

    [Fact]
    public async Task Bytes_that_are_fetched_count_as_those_that_are_sent()
    {
        await using var remote = await RemoteService.StartAsync();
        var free = new TaskCompletionSource();
        remote.Network.Answer = async context =>
        {
            await context.Response.Body.WriteAsync(RemoteService.Image.AsMemory(0, 1000));
            await context.Response.Body.FlushAsync();
            await free.Task;
            await context.Response.Body.WriteAsync(RemoteService.Image.AsMemory(1000));
        };
        var answer = remote.PostAsync(Url);
        await RunningService.UntilAsync(() => remote.Service.Uploads.Bytes > 1000);
        remote.Service.Uploads.Count.ShouldBe(1);
        remote.Service.Admission.Places.ShouldBe(0);
        free.SetResult();
        (await answer).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("names")]
    [InlineData("connection")]
    [InlineData("headers")]
    [InlineData("body")]
    public async Task Who_is_slow_has_one_limit_of_time_for_all(string slow)
    {
        await using var remote = await RemoteService.StartAsync(options =>
            options.ImageUrlTimeout = TimeSpan.FromMilliseconds(700));
        var never = new TaskCompletionSource();
        if (slow == "names") remote.Network.Resolving = () => never.Task;
        if (slow == "connection") remote.Network.Connecting = never.Task.WaitAsync;
        remote.Network.Answer = async context =>
        {
            if (slow == "headers") await never.Task.WaitAsync(context.RequestAborted);
            // A byte now and then is no progress.
            for (var i = 0; ; i++)
            {
                var next = RemoteService.Image.AsMemory(i % 100, 1);
                await context.Response.Body.WriteAsync(next, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(50, context.RequestAborted);
            }
        };
        var start = Stopwatch.GetTimestamp();
        await remote.NothingComesFromAsync(Url);
        Stopwatch.GetElapsedTime(start).TotalSeconds.ShouldBeInRange(0.6, 30);
        never.SetResult();
    }

    [Fact]
    public async Task One_callers_slow_names_hold_four_threads_and_leave_others_theirs()
    {
        await using var remote = await RemoteService.StartAsync(options =>
        {
            options.ImageUrlTimeout = TimeSpan.FromSeconds(1);
            options.ApiKeys = [ApiKeys.LineOf("anna", "key a"), ApiKeys.LineOf("ben", "key b")];
        });
        var never = new TaskCompletionSource();
        remote.Network.Resolving = () => never.Task;
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => PostAsync("key a")));
        remote.Network.Resolved.Count.ShouldBe(4, "those whose caller waits no longer still hold a thread");
        await PostAsync("key b");
        remote.Network.Resolved.Count.ShouldBe(5);
        remote.Network.Resolving = () => Task.CompletedTask;
        never.SetResult();
        (await PostAsync("key a")).StatusCode.ShouldBe(HttpStatusCode.OK);

        Task<HttpResponseMessage> PostAsync(string key)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/v1/depth?size=64x96")
                { Content = RemoteService.Json(Url) };
            request.Headers.Add("X-Api-Key", key);
            return remote.Service.Client.SendAsync(request);
        }
    }

    [Fact]
    public async Task A_client_that_goes_ends_what_is_fetched_for_it()
    {
        await using var remote = await RemoteService.StartAsync();
        var (came, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        remote.Network.Answer = async context =>
        {
            came.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }
            finally
            {
                ended.SetResult();
            }
        };
        using var impatient = new CancellationTokenSource();
        var answer = remote.PostAsync(Url, cancellation: impatient.Token);
        await came.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(answer);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await RunningService.UntilAsync(() => remote.Service.Uploads.Count == 0);
    }
}
