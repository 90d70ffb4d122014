using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ZoeDepth.Server.Tests.Remote;

/// <summary>No request has the service ask an address that is not public.</summary>
public sealed class PrivateAddressTests
{
    [Fact]
    public async Task As_the_service_comes_it_fetches_nothing_and_says_who_may_change_that()
    {
        await using var remote = await RemoteService.StartAsync(options => options.AllowImageUrls = false);
        foreach (var url in (string[])["https://images.example/a.jpg", "http://127.0.0.1/", "file:///etc/passwd"])
            (await RunningService.ProblemAsync(await remote.PostAsync(url), 403)).ShouldBe("this service fetches no " +
                "images; send the image itself, or as a data: URL. Whoever runs the service allows URLs with " +
                "--image-urls");
        remote.Network.Resolved.ShouldBeEmpty();
        remote.Network.Connected.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("0177.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::127.0.0.1]")]
    [InlineData("[64:ff9b::127.0.0.1]")]
    public async Task This_machine_is_not_asked_even_where_it_was_named(string host)
    {
        using var listener = new TcpListener(IPAddress.IPv6Any, 0);
        listener.Server.DualMode = true;
        listener.Start();
        var place = $"{host}:{((IPEndPoint)listener.LocalEndpoint).Port}";
        await using var service = await RunningService.StartAsync(options =>
            (options.AllowImageUrls, options.ImageUrlHosts) = (true, [place]));
        (await RunningService.ProblemAsync(await service.SendAsync(RemoteService.Json($"http://{place}/a.jpg")), 422))
            .ShouldStartWith("no image came from this URL");
        listener.Pending().ShouldBeFalse();
    }

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.9.9")]
    [InlineData("192.168.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("168.63.129.16")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("2002:a00:1::")]
    [InlineData("93.184.216.34", "10.0.0.1")]
    [InlineData("2606:4700::1111", "::ffff:127.0.0.1")]
    public async Task A_name_that_leads_to_a_private_address_is_refused_in_the_words_of_one_that_leads_nowhere(
        params string[] addresses)
    {
        await using var remote = await RemoteService.StartAsync();
        remote.Network.Named("inside.example", addresses);
        await remote.NothingComesFromAsync("http://inside.example/a.jpg");
        await remote.NothingComesFromAsync("https://inside.example/a.jpg");
        await remote.NothingComesFromAsync("http://nowhere.example/a.jpg");
        remote.Network.Connected.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://inside.example/latest/meta-data")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("//[fd00:ec2::254]/latest/meta-data")]
    [InlineData("http://localhost/")]
    [InlineData("http://images.example:8080/")]
    [InlineData("http://anna:secret@images.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://images.example/")]
    [InlineData("data:image/png;base64,AAAA")]
    [InlineData("")]
    public async Task A_redirect_leads_nowhere_that_a_request_could_not_name(string location)
    {
        await using var remote = await RemoteService.StartAsync();
        remote.Network.Named("inside.example", "10.0.0.1").Named("localhost", "127.0.0.1").Answer = context =>
        {
            if (context.Request.Path == "/a.jpg")
                (context.Response.StatusCode, context.Response.Headers.Location) = (302, location);
            return Task.CompletedTask;
        };
        await remote.NothingComesFromAsync("http://images.example/a.jpg");
        remote.Network.Connected.ShouldBe([new IPEndPoint(OtherNetwork.Public, 80)]);
        remote.Network.Asked.ShouldBe(["images.example/a.jpg"]);
    }

    [Theory]
    [InlineData("https://a.example/", "http://a.example/", null)]
    [InlineData("https://a.example/", "https://b.example/x", "https://b.example/x")]
    [InlineData("https://a.example/y/z", "x", "https://a.example/y/x")]
    [InlineData("https://a.example/", "//b.example/x", "https://b.example/x")]
    [InlineData("http://a.example/", "https://a.example/", "https://a.example/")]
    [InlineData("http://a.example/", "http://b.example/", "http://b.example/")]
    [InlineData("http://a.example/", "https://a.example:80/", null)]
    public void A_redirect_never_gives_TLS_up(string from, string location, string? to) =>
        ImageUrl.Redirected(new(from), new(location, UriKind.RelativeOrAbsolute), new([]))?.AbsoluteUri.ShouldBe(to);

    [Fact]
    public async Task A_name_server_that_changes_its_mind_changes_nothing()
    {
        await using var remote = await RemoteService.StartAsync();
        remote.Network.Named("rebinding.example", "93.184.216.34").Named("rebinding.example", "127.0.0.1");
        (await remote.PostAsync("http://rebinding.example/a.jpg")).StatusCode.ShouldBe(HttpStatusCode.OK);
        // One answer for each request: the second would have been private.
        remote.Network.Resolved.ShouldBe(["rebinding.example"]);
        remote.Network.Connected.ShouldBe([new IPEndPoint(OtherNetwork.Public, 80)]);
        await remote.NothingComesFromAsync("http://rebinding.example/a.jpg");
        remote.Network.Connected.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_name_server_that_changes_its_mind_between_redirects_is_found_out()
    {
        await using var remote = await RemoteService.StartAsync();
        remote.Network.Named("rebinding.example", "93.184.216.34").Named("rebinding.example", "10.0.0.1").Answer =
            context =>
            {
                (context.Response.StatusCode, context.Response.Headers.Location) = (307, "/b.jpg");
                return Task.CompletedTask;
            };
        await remote.NothingComesFromAsync("http://rebinding.example/a.jpg");
        remote.Network.Resolved.Count.ShouldBe(2);
        remote.Network.Connected.ShouldBe([new IPEndPoint(OtherNetwork.Public, 80)]);
    }

    [Theory]
    [InlineData("file:///etc/passwd", 400, "image expects a URL")]
    [InlineData("ftp://images.example/a.jpg", 400, "image expects a URL")]
    [InlineData("gopher://images.example/", 400, "image expects a URL")]
    [InlineData("/etc/passwd", 400, "image expects a URL")]
    [InlineData("room.jpg", 400, "image expects a URL")]
    [InlineData("http://", 400, "image expects a URL")]
    [InlineData("http://anna:secret@images.example/a.jpg", 400, "with a name or a password")]
    [InlineData("http://anna@images.example/a.jpg", 400, "with a name or a password")]
    [InlineData("http://images.example:22/a.jpg", 403, "not fetched from this host or this port here")]
    [InlineData("https://images.example:80/a.jpg", 403, "not fetched from this host or this port here")]
    public async Task A_URL_of_another_kind_is_told_before_anybody_is_asked(string url, int status, string reason)
    {
        await using var remote = await RemoteService.StartAsync();
        var detail = await RunningService.ProblemAsync(await remote.PostAsync(url), status);
        detail.ShouldContain(reason);
        detail.ShouldNotContain("secret");
        (await RunningService.ProblemAsync(
            await remote.PostAsync($"http://images.example/{new string('a', 2048)}"), 400)).ShouldContain("shorter");
        remote.Network.Resolved.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_hosts_are_named_there_are_no_others()
    {
        await using var remote = await RemoteService.StartAsync(options => options.ImageUrlHosts =
            ["images.example", "*.cdn.example", "other.example:8443"]);
        remote.Network.Named("a.cdn.example", "93.184.216.34").Named("other.example", "93.184.216.34");
        foreach (var url in (string[])["http://images.example/", "http://IMAGES.example./", "http://a.cdn.example/",
            "http://other.example:8443/"])
        {
            remote.Network.Named("images.example.", "93.184.216.34");
            (await remote.PostAsync(url)).StatusCode.ShouldBe(HttpStatusCode.OK, url);
        }
        foreach (var url in (string[])["http://cdn.example/", "http://evilcdn.example/", "http://other.example/",
            "http://images.example:8443/", "http://93.184.216.34/", "http://images.example.evil.example/"])
            await RunningService.ProblemAsync(await remote.PostAsync(url), 403);
        remote.Network.Answer = context =>
        {
            (context.Response.StatusCode, context.Response.Headers.Location) = (302, "http://evil.example/");
            return Task.CompletedTask;
        };
        remote.Network.Named("evil.example", "93.184.216.34");
        await remote.NothingComesFromAsync("http://images.example/");
        remote.Network.Resolved.ShouldNotContain("evil.example");
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://images.example")]
    [InlineData("images.example/photos")]
    [InlineData("anna@images.example")]
    [InlineData("*")]
    [InlineData("images.example:99999")]
    public void A_host_of_the_options_that_is_none_is_told(string host) =>
        Should.Throw<ArgumentException>(() => new ImageHosts([host])).Message
            .ShouldStartWith($"'{host}' is no host; it expects a host such as images.example");
}
