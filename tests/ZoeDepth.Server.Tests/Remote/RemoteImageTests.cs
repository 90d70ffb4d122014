using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace ZoeDepth.Server.Tests.Remote;

/// <summary>Images are fetched as they would be uploaded: bounded in bytes and in time, and nothing is told about them.
/// </summary>
public sealed class RemoteImageTests
{
    private const string Url = "http://images.example/a.jpg";

    [Fact]
    public async Task An_image_that_is_named_is_answered_as_one_that_is_sent()
    {
        await using var remote = await RemoteService.StartAsync();
        var answer = await remote.PostAsync("http://images.example/a.jpg?width=9#top", "size=64x96&output=npy");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var sent = await remote.Service.PostAsync(RemoteService.Image, "size=64x96&output=npy");
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(await sent.Content.ReadAsByteArrayAsync());
        remote.Network.Asked.ShouldBe(["images.example/a.jpg"]);
        remote.Service.Uploads.Bytes.ShouldBe(0);
    }

    [Fact]
    public async Task A_public_address_is_asked_without_a_name_and_the_next_where_one_does_not_answer()
    {
        await using var remote = await RemoteService.StartAsync();
        (await remote.PostAsync("http://93.184.216.34/a.jpg")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await remote.PostAsync("http://[2606:4700::1111]/a.jpg")).StatusCode.ShouldBe(HttpStatusCode.OK);
        remote.Network.Resolved.ShouldBeEmpty();
        remote.Network.Connecting = _ => remote.Network.Connected.Last().AddressFamily == AddressFamily.InterNetworkV6
            ? Task.FromException(new SocketException((int)SocketError.NetworkUnreachable)) : Task.CompletedTask;
        remote.Network.Named("two.example", "2606:4700::1111", "93.184.216.34");
        (await remote.PostAsync("http://two.example/a.jpg")).StatusCode.ShouldBe(HttpStatusCode.OK);
        remote.Network.Connected.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Nothing_of_the_service_and_nothing_of_an_earlier_answer_is_sent()
    {
        await using var remote = await RemoteService.StartAsync();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        for (var i = 0; i < 2; i++)
        {
            (await remote.PostAsync(Url)).StatusCode.ShouldBe(HttpStatusCode.OK);
            remote.Network.Headers.ShouldBe(["Accept: image/*", "Host: images.example", "User-Agent: ZoeDepth",
                "Accept-Encoding: identity"], ignoreOrder: true);
            remote.Network.Answer = context =>
            {
                context.Response.Headers.SetCookie = "a=b";
                return context.Response.Body.WriteAsync(RemoteService.Image).AsTask();
            };
        }
    }

    [Fact]
    public async Task Three_redirects_are_followed_and_no_more()
    {
        await using var remote = await RemoteService.StartAsync();
        remote.Network.Answer = async context =>
        {
            var left = context.Request.Path.Value![1] - '0';
            if (left == 0) await context.Response.Body.WriteAsync(RemoteService.Image);
            else (context.Response.StatusCode, context.Response.Headers.Location) = (303, $"/{left - 1}");
        };
        (await remote.PostAsync("http://images.example/3")).StatusCode.ShouldBe(HttpStatusCode.OK);
        remote.Network.Asked.Count.ShouldBe(4);
        await remote.NothingComesFromAsync("http://images.example/4");
        remote.Network.Answer = context =>
        {
            (context.Response.StatusCode, context.Response.Headers.Location) = (301, "/a.jpg");
            return Task.CompletedTask;
        };
        await remote.NothingComesFromAsync(Url);
        remote.Network.Asked.Count.ShouldBe(12);
    }

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
                await context.Response.Body.WriteAsync(RemoteService.Image.AsMemory(i % 100, 1), context.RequestAborted);
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

    [Theory]
    [InlineData(404)]
    [InlineData(204)]
    [InlineData(206)]
    [InlineData(304)]
    [InlineData(401)]
    [InlineData(500)]
    public async Task Another_answer_than_200_is_none(int status)
    {
        await using var remote = await RemoteService.StartAsync();
        remote.Network.Answer = async context =>
        {
            context.Response.StatusCode = status;
            if (status is not (204 or 304)) await context.Response.Body.WriteAsync(RemoteService.Image);
        };
        await remote.NothingComesFromAsync(Url);
        remote.Network.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_unpacked()
    {
        await using var remote = await RemoteService.StartAsync();
        remote.Network.Answer = async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var packed = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await packed.WriteAsync(RemoteService.Image);
        };
        await remote.NothingComesFromAsync(Url);
    }

    [Fact]
    public async Task What_breaks_off_or_speaks_no_HTTP_is_no_image()
    {
        await using var remote = await RemoteService.StartAsync();
        remote.Network.Answer = async context =>
        {
            context.Response.ContentLength = RemoteService.Image.Length + 1;
            await context.Response.Body.WriteAsync(RemoteService.Image);
            context.Abort();
        };
        await remote.NothingComesFromAsync(Url);
        remote.Network.Sends([]);
        await remote.NothingComesFromAsync(Url);
        // The server speaks no TLS.
        await remote.NothingComesFromAsync("https://images.example/a.jpg");
    }

    [Fact]
    public async Task What_is_no_image_is_told_as_of_an_upload_and_not_shown()
    {
        await using var remote = await RemoteService.StartAsync();
        var page = "<html><body>the-secret-of-this-page</body></html>"u8.ToArray();
        remote.Network.Sends(page);
        var detail = await RunningService.ProblemAsync(await remote.PostAsync(Url), 415);
        detail.ShouldBe(await RunningService.ProblemAsync(await remote.Service.PostAsync(page), 415));
        detail.ShouldNotContain("the-secret-of-this-page");
        remote.Network.Sends(RunningService.Picture(3, 3));
        await RunningService.ProblemAsync(await remote.PostAsync(Url), 422);
    }

    [Fact]
    public async Task Nothing_that_is_written_or_told_holds_a_URL()
    {
        const string Secret = "signature-0815";
        await using var remote = await RemoteService.StartAsync(isVerbose: true);
        var written = remote.Service.Written();
        var told = new List<string>();
        foreach (var url in (string[])[Url, "http://nowhere.example/a.jpg", "http://127.0.0.1/a.jpg",
            "ftp://images.example/a.jpg", "http://anna@images.example/a.jpg", "http://images.example:99/a.jpg",
            "https://images.example/a.jpg"])
            told.Add(await (await remote.PostAsync($"{url}?key={Secret}")).Content.ReadAsStringAsync());
        remote.Network.Answer = context =>
        {
            (context.Response.StatusCode, context.Response.Headers.Location) = (302, $"http://a.example/?{Secret}");
            return Task.CompletedTask;
        };
        told.Add(await (await remote.PostAsync($"{Url}?{Secret}")).Content.ReadAsStringAsync());
        await RunningService.UntilAsync(() => written.Count >= told.Count);
        foreach (var line in written.Concat(told))
        {
            line.ShouldNotContain(Secret);
            line.ShouldNotContain("a.jpg");
            line.ShouldNotContain("images.example?");
        }
    }
}
