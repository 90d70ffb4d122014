using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace ZoeDepth.Server.Tests.Remote;

/// <summary>Images are fetched and answered as if they had been sent, and nothing is told about them.</summary>
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
