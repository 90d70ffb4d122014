using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ZoeDepth.Server.Tests;

/// <summary>Queues, rates, times, keys, clients that go, and a service that is stopped.</summary>
public sealed class LimitTests
{
    private readonly byte[] _image = RunningService.Picture();

    private static Task<RunningService> Start(Action<ZoeDepthServerOptions>? configure = null) =>
        RunningService.StartAsync(configure);

    [Fact]
    public async Task Where_no_place_is_left_a_request_is_told_at_once_when_to_come_back()
    {
        await using var service = await Start(options => (options.MaxConcurrent, options.QueueLength) = (1, 1));
        var free = new TaskCompletionSource();
        service.Work.TurnCame = _ => free.Task;
        var (working, waiting) = (service.PostAsync(_image), service.PostAsync(_image));
        await RunningService.UntilAsync(() => service.App.Services.GetRequiredService<Admission>().Waiting == 1);

        var response = await service.PostAsync(_image);
        (await RunningService.ProblemAsync(response, 429)).ShouldContain("2 requests are being answered or wait");
        response.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeGreaterThanOrEqualTo(1);
        free.SetResult();
        (await working).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await waiting).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.PostAsync(_image)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_turn_that_does_not_come_in_time_is_told()
    {
        await using var service = await Start(options =>
            (options.MaxConcurrent, options.MaxWait) = (1, TimeSpan.FromMilliseconds(200)));
        var (came, free) = service.HoldTurns();
        var working = service.PostAsync(_image);
        await came.Task.WaitAsync(TimeSpan.FromSeconds(60));
        var response = await service.PostAsync(_image);
        (await RunningService.ProblemAsync(response, 503)).ShouldContain("no turn came within");
        response.Headers.RetryAfter.ShouldNotBeNull();
        free.SetResult();
        (await working).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Work_that_takes_too_long_is_ended()
    {
        await using var service = await Start(options => options.WorkTimeout = TimeSpan.FromMilliseconds(200));
        service.Work.TurnCame = cancelled => Task.Delay(Timeout.Infinite, cancelled);
        (await RunningService.ProblemAsync(await service.PostAsync(_image), 503))
            .ShouldContain("the depth took longer than");
    }

    [Fact]
    public async Task An_image_that_does_not_arrive_is_not_waited_for()
    {
        await using var service = await Start(options => options.BodyTimeout = TimeSpan.FromMilliseconds(300));
        var written = service.Written();
        using var client = await BegunAsync(service);
        using var reader = new StreamReader(client.GetStream());
        (await reader.ReadLineAsync()).ShouldBe("HTTP/1.1 408 Request Timeout");
        (await service.PostAsync(_image)).StatusCode.ShouldBe(HttpStatusCode.OK);
        written.ShouldBeEmpty("a slow sender is nothing to be looked after");
    }

    [Fact]
    public async Task A_client_that_breaks_off_in_its_image_is_no_fault_of_the_service()
    {
        await using var service = await Start(options => (options.MaxConcurrent, options.QueueLength) = (1, 0));
        var written = service.Written();
        for (var i = 0; i < 5; i++)
        {
            using (var client = await BegunAsync(service))
            {
                await RunningService.UntilAsync(() => service.Uploads.Count == 1);
                client.LingerState = new LingerOption(true, 0);
            }
            await RunningService.UntilAsync(() => service.Uploads.Count == 0);
        }
        (await service.PostAsync(_image)).StatusCode.ShouldBe(HttpStatusCode.OK);
        written.ShouldBeEmpty();
    }

    public static TheoryData<Exception> Breaks =>
    [
        new ConnectionResetException("reset"), new ConnectionAbortedException(),
        new IOException("the stream was reset", new ConnectionAbortedException()),
    ];

    /// <summary>A read of the body may end before the host says that the request was aborted.</summary>
    [Theory, MemberData(nameof(Breaks))]
    public async Task A_broken_connection_is_told_from_a_defect_by_its_error(Exception error)
    {
        await using var service = await Start();
        var written = service.Written();
        var context = new DefaultHttpContext();
        await service.App.Services.GetRequiredService<Guard>().CaughtAsync(context, () => throw error);
        context.Response.StatusCode.ShouldBe(499);
        written.ShouldBeEmpty();
        context = new DefaultHttpContext();
        await service.App.Services.GetRequiredService<Guard>()
            .CaughtAsync(context, () => throw new IOException("disk"));
        context.Response.StatusCode.ShouldBe(500);
        written.ShouldHaveSingleItem().ShouldContain("disk");
    }

    /// <summary>A connection on which four bytes of an image of a thousand have come.</summary>
    private static async Task<TcpClient> BegunAsync(RunningService service)
    {
        var client = new TcpClient();
        await client.ConnectAsync(service.Address.Host, service.Address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("POST /v1/depth HTTP/1.1\r\nHost: localhost\r\n" +
            "Content-Type: image/jpeg\r\nContent-Length: 1000\r\n\r\nslow"));
        return client;
    }

    [Fact]
    public async Task A_client_that_goes_ends_its_work_and_frees_its_place()
    {
        await using var service = await Start(options => (options.MaxConcurrent, options.QueueLength) = (1, 0));
        var (came, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        service.Work.TurnCame = async cancelled =>
        {
            came.TrySetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancelled);
            }
            finally
            {
                ended.TrySetResult();
            }
        };
        using var impatient = new CancellationTokenSource();
        var gone = service.PostAsync(_image, cancellation: impatient.Token);
        await came.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(gone);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(60));
        service.Work.TurnCame = null;
        HttpResponseMessage? next = null;
        await RunningService.UntilAsync(async () =>
            (next = await service.PostAsync(_image)).StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Too_many_requests_a_minute_are_told_when_to_come_back()
    {
        await using var service = await Start(options => options.RequestsPerMinute = 3);
        for (var i = 0; i < 3; i++)
            (await service.Client.GetAsync("/v1/models")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var response = await service.Client.GetAsync("/v1/models");
        (await RunningService.ProblemAsync(response, 429)).ShouldContain("too many requests a minute");
        response.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 20);
        (await service.Client.GetAsync("/healthz")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Where_keys_are_asked_for_only_they_open()
    {
        await using var service = await Start(options => options.ApiKeys =
            ["# ours", ApiKeys.LineOf("anna", "secret-1"), ApiKeys.LineOf("ben", "secret-2")]);
        var without = await service.PostAsync(_image);
        (await RunningService.ProblemAsync(without, 401)).ShouldContain("asks for a key: send it as Authorization");
        without.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Bearer");
        (await RunningService.ProblemAsync(await Get("Authorization", "Bearer secret-3"), 401))
            .ShouldContain("does not open");
        (await Get("Authorization", "Bearer secret-1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Get("X-Api-Key", "secret-2")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.Client.GetAsync("/readyz")).StatusCode.ShouldBe(HttpStatusCode.OK);

        Task<HttpResponseMessage> Get(string header, string value)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models");
            request.Headers.TryAddWithoutValidation(header, value);
            return service.Client.SendAsync(request);
        }
    }

    [Fact]
    public async Task Keys_are_not_tried_out_faster_than_requests_are_made()
    {
        await using var service = await Start(options =>
            (options.ApiKeys, options.RequestsPerMinute) = ([ApiKeys.LineOf("anna", "secret")], 2));
        for (var i = 0; i < 2; i++)
            await RunningService.ProblemAsync(await service.Client.GetAsync("/v1/models"), 401);
        await RunningService.ProblemAsync(await service.Client.GetAsync("/v1/models"), 429);
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("anna secret")]
    [InlineData("anna zz85c6c1f1b2e6d6e2b5b8f6f1c0a3d2e4f5061728394a5b6c7d8e9f00112233")]
    public void A_line_that_is_no_key_is_told(string line) =>
        Should.Throw<ArgumentException>(() => new ApiKeys(["", line]))
            .Message.ShouldStartWith("line 2 of the API keys");

    [Fact]
    public async Task A_service_that_is_stopped_answers_what_it_accepted()
    {
        await using var service = await Start();
        var (came, free) = service.HoldTurns();
        var accepted = service.PostAsync(_image);
        await came.Task.WaitAsync(TimeSpan.FromSeconds(60));
        var stopped = service.App.StopAsync();
        await Task.Delay(100);
        stopped.IsCompleted.ShouldBeFalse("a request is under way");
        free.SetResult();
        (await accepted).StatusCode.ShouldBe(HttpStatusCode.OK);
        await stopped;
        await Should.ThrowAsync<HttpRequestException>(service.Client.GetAsync("/healthz"));
    }

    [Fact]
    public async Task Until_the_model_is_there_the_service_is_alive_and_not_ready()
    {
        var open = new TaskCompletionSource();
        await using var service = await RunningService.StartAsync(open: () =>
        {
            open.Task.Wait();
            return DepthEstimator.FromPretrained(RunningService.Model);
        }, untilReady: false);
        (await service.Client.GetStringAsync("/healthz")).ShouldBe("ok\n");
        (await service.Client.GetAsync("/readyz")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await RunningService.ProblemAsync(await service.PostAsync(_image), 503)).ShouldContain("is being loaded");
        open.SetResult();
        await service.ReadyAsync();
        (await service.Client.GetStringAsync("/readyz")).ShouldBe("ready\n");
        (await service.PostAsync(_image)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, -1)]
    public void Options_out_of_their_range_are_refused(long body, int concurrent, int queue) =>
        Should.Throw<ArgumentException>(() => new ServiceCollection().AddZoeDepth("m", () => null!, options =>
            (options.MaxBodyBytes, options.MaxConcurrent, options.QueueLength) = (body, concurrent, queue)))
            .Message.ShouldContain("expected");
}
