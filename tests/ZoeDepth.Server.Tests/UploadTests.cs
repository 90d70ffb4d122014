using System.Net;
using System.Net.Sockets;

namespace ZoeDepth.Server.Tests;

/// <summary>Images that arrive hold no place, and there are not too many of them.</summary>
public sealed class UploadTests
{
    private readonly byte[] _image = RunningService.Picture();

    private static Task<TcpClient> BegunAsync(RunningService service) => service.ConnectedAsync(
        RunningService.Head("/v1/depth", "image/jpeg", 1000), "slow"u8.ToArray());

    [Fact]
    public async Task A_slow_sender_holds_no_place()
    {
        await using var service = await RunningService.StartAsync(options =>
            (options.MaxConcurrent, options.QueueLength) = (1, 0));
        using (await BegunAsync(service))
        using (await BegunAsync(service))
        {
            await RunningService.UntilAsync(() => (service.Uploads.Count, service.Uploads.Bytes) == (2, 8));
            service.Admission.Places.ShouldBe(0);
            (await service.PostAsync(_image)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        await RunningService.UntilAsync(() => (service.Uploads.Count, service.Uploads.Bytes) == (0, 0));
    }

    [Theory]
    [InlineData(1, 9, "images of 1 requests arrive already")]
    [InlineData(9, 1, "images of 1 requests of yours arrive already")]
    public async Task No_more_arrive_at_once_than_are_allowed(int all, int ofCaller, string reason)
    {
        await using var service = await RunningService.StartAsync(options =>
            (options.MaxUploads, options.MaxUploadsOfCaller) = (all, ofCaller));
        using (await BegunAsync(service))
        {
            await RunningService.UntilAsync(() => service.Uploads.Count == 1);
            var response = await service.PostAsync(_image);
            (await RunningService.ProblemAsync(response, 429)).ShouldContain(reason);
            response.Headers.RetryAfter.ShouldNotBeNull();
        }
        await RunningService.UntilAsync(() => service.Uploads.Count == 0);
        (await service.PostAsync(_image)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void Bytes_that_arrive_have_a_bound_and_one_caller_half_of_it()
    {
        var uploads = new Uploads(new() { MaxBodyBytes = 60, MaxUploadBytes = 100 });
        using var large = uploads.Begin("anna");
        large.Add(60);
        using (var second = uploads.Begin("anna"))
            Should.Throw<RequestProblem>(() => second.Add(1)).Status.ShouldBe(429);
        uploads.Bytes.ShouldBe(60);
        using var ben = uploads.Begin("ben");
        ben.Add(40);
        Should.Throw<RequestProblem>(() => ben.Add(1)).Message.ShouldContain("too many bytes of images");
        var file = large.HandOver();
        large.Dispose();
        (uploads.Bytes, uploads.Count).ShouldBe((101L, 1), "it is in memory until it is decoded");
        using (var next = uploads.Begin("anna"))
            Should.Throw<RequestProblem>(() => next.Add(1)).Status.ShouldBe(429);
        file.Dispose();
        file.Dispose();
        uploads.Bytes.ShouldBe(41);
        ben.Add(9);
        ben.Dispose();
        (uploads.Bytes, uploads.Count).ShouldBe((0L, 0));
    }

    [Fact]
    public async Task An_image_that_is_too_large_or_none_is_told_before_it_waits()
    {
        await using var service = await RunningService.StartAsync(options =>
        {
            options.MaxConcurrent = 1;
            options.Decoding = options.Decoding with { MaxPixels = 10_000 };
        });
        var (came, free) = service.HoldTurns();
        var working = service.PostAsync(_image);
        await came.Task.WaitAsync(TimeSpan.FromSeconds(60));
        (await RunningService.ProblemAsync(await service.PostAsync(RunningService.Picture(200, 100)), 413))
            .ShouldContain("more than the 10000 allowed");
        await RunningService.ProblemAsync(await service.PostAsync("this is a text"u8.ToArray()), 415);
        service.Admission.Waiting.ShouldBe(0);
        free.SetResult();
        (await working).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_comes_while_all_places_are_taken_is_told_before_he_sends()
    {
        await using var service = await RunningService.StartAsync(options =>
            (options.MaxConcurrent, options.QueueLength) = (1, 0));
        var (came, free) = service.HoldTurns();
        var working = service.PostAsync(_image);
        await came.Task.WaitAsync(TimeSpan.FromSeconds(60));
        using (var client = await BegunAsync(service))
        using (var reader = new StreamReader(client.GetStream()))
            (await reader.ReadLineAsync()).ShouldBe("HTTP/1.1 429 Too Many Requests");
        free.SetResult();
        (await working).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task One_caller_leaves_places_to_others()
    {
        await using var service = await RunningService.StartAsync(options =>
        {
            (options.MaxConcurrent, options.QueueLength) = (1, 4);
            options.ApiKeys = [ApiKeys.LineOf("anna", "key a"), ApiKeys.LineOf("ben", "key b")];
        });
        var free = new SemaphoreSlim(0);
        service.Work.TurnCame = free.WaitAsync;
        var anna = Enumerable.Range(0, 4).Select(_ => PostAsync(service, "key a")).ToArray();
        await RunningService.UntilAsync(() => service.Admission.Waiting == 3);
        (await RunningService.ProblemAsync(await PostAsync(service, "key a"), 429))
            .ShouldContain("4 requests are being answered or wait already, some places being kept for other callers");
        var ben = PostAsync(service, "key b");
        await RunningService.UntilAsync(() => service.Admission.Waiting == 4);
        free.Release(5);
        foreach (var answer in anna.Append(ben)) (await answer).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task One_caller_with_thirty_requests_does_not_delay_anothers_one_behind_them()
    {
        const int Many = 30;
        await using var service = await RunningService.StartAsync(options =>
        {
            (options.MaxConcurrent, options.QueueLength) = (1, 2 * Many);
            options.ApiKeys = [ApiKeys.LineOf("anna", "key a"), ApiKeys.LineOf("ben", "key b")];
        });
        var free = new SemaphoreSlim(0);
        service.Work.TurnCame = free.WaitAsync;
        var anna = Enumerable.Range(0, Many).Select(_ => PostAsync(service, "key a")).ToArray();
        await RunningService.UntilAsync(() => service.Admission.Waiting == Many - 1);
        var ben = PostAsync(service, "key b");
        await RunningService.UntilAsync(() => service.Admission.Waiting == Many);
        // Anna's that is worked on, her next, and Ben's.
        free.Release(3);
        (await ben.WaitAsync(TimeSpan.FromSeconds(60))).StatusCode.ShouldBe(HttpStatusCode.OK);
        anna.Count(answer => answer.IsCompleted).ShouldBeLessThanOrEqualTo(2);
        free.Release(Many);
        foreach (var answer in anna) (await answer).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private Task<HttpResponseMessage> PostAsync(RunningService service, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/depth?size=64x96")
            { Content = new ByteArrayContent(_image) };
        request.Headers.Add("X-Api-Key", key);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "image/jpeg");
        return service.Client.SendAsync(request);
    }
}
