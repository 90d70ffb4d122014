using System.Net;

namespace ZoeDepth.Server.Tests;

/// <summary>Pages of other origins, names that lead here, and proxies.</summary>
public sealed class NeighbourTests
{
    private const string Page = "https://page.example";

    private static async Task<HttpResponseMessage> Send(RunningService service, HttpMethod method, string path,
        params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post)
        {
            request.Content = new ByteArrayContent(RunningService.Picture());
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "image/jpeg");
        }
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await service.Client.SendAsync(request);
    }

    private static Task<HttpResponseMessage> Post(RunningService service, params (string, string)[] headers) =>
        Send(service, HttpMethod.Post, "/v1/depth?size=64x96", headers);

    [Fact]
    public async Task A_page_of_another_origin_makes_nothing_work_or_change()
    {
        await using var service = await RunningService.StartAsync(options =>
            options.AdminKeys = [ApiKeys.LineOf("admin", "key")]);
        var own = service.Address.GetLeftPart(UriPartial.Authority);
        var secure = own.Replace("http:", "https:", StringComparison.Ordinal);
        (string, string)[][] foreign =
        [
            [("Sec-Fetch-Site", "cross-site")], [("Sec-Fetch-Site", "same-site"), ("Origin", "http://127.0.0.1:1")],
            [("Origin", Page)], [("Origin", "null")], [("Origin", secure)],
            [("Sec-Fetch-Site", "cross-site"), ("Origin", own)],
        ];
        foreach (var headers in foreign)
        {
            (await RunningService.ProblemAsync(await Post(service, headers), 403)).ShouldContain("another origin");
            await RunningService.ProblemAsync(await Send(service, HttpMethod.Post, "/v1/depth/batch", headers), 403);
            await RunningService.ProblemAsync(await Send(service, HttpMethod.Post, "/v1/models/tiny/unload",
                [.. headers, ("Authorization", "Bearer key")]), 403);
            (await Send(service, HttpMethod.Get, "/v1/models", headers)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        service.Models.IsReady.ShouldBeTrue();
        (string, string)[][] mine =
        [
            [], [("Origin", own)], [("Sec-Fetch-Site", "same-origin"), ("Origin", own)], [("Sec-Fetch-Site", "none")],
            // A proxy that does TLS, and that nobody named.
            [("Sec-Fetch-Site", "same-origin"), ("Origin", "https://depth.example")],
        ];
        foreach (var headers in mine) (await Post(service, headers)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var preflight = await Send(service, HttpMethod.Options, "/v1/depth", ("Origin", Page),
            ("Access-Control-Request-Method", "POST"));
        preflight.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Fact]
    public async Task An_origin_that_may_ask_also_reads_the_answer_and_the_problem()
    {
        await using var service = await RunningService.StartAsync(options => options.AllowedOrigins = [Page]);
        (string, string)[] page = [("Origin", Page), ("Sec-Fetch-Site", "cross-site")];
        var answer = await Post(service, page);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([Page]);
        answer.Headers.GetValues("Access-Control-Expose-Headers").Single().ShouldContain("ZoeDepth-Units-Per-Metre");
        var problem = await Send(service, HttpMethod.Post, "/v1/depth?fov=60", page);
        await RunningService.ProblemAsync(problem, 400);
        problem.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([Page]);
        var preflight = await Send(service, HttpMethod.Options, "/v1/depth", ("Origin", Page),
            ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type"));
        preflight.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        preflight.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([Page]);

        var other = await Post(service, ("Origin", "https://other.example"));
        await RunningService.ProblemAsync(other, 403);
        other.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Theory]
    [InlineData("page.example"), InlineData("https://page.example/"), InlineData("*"), InlineData("ftp://page.example")]
    public void What_is_no_origin_is_told(string origin) => Should.Throw<ArgumentException>(() => new Origins([origin]))
        .Message.ShouldContain("is no origin; expected a scheme and a host");

    [Fact]
    public async Task The_service_answers_to_the_names_it_was_given_and_to_this_machines()
    {
        await using var service = await RunningService.StartAsync(settings: usual => usual with
            { Address = IPAddress.Any, AllowedHosts = ["depth.example", "*.inside.example"] });
        foreach (var host in (string[])["depth.example", "a.inside.example", "localhost", "127.0.0.1:8750"])
            (await Send(service, HttpMethod.Get, "/healthz", ("Host", host))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await RunningService.ProblemAsync(await Send(service, HttpMethod.Get, "/healthz", ("Host", "evil.example")),
            400)).ShouldContain("does not answer to that Host");
    }

    [Fact]
    public async Task A_proxy_that_is_trusted_says_who_asks_and_how()
    {
        await using var service = await RunningService.StartAsync(options => options.RequestsPerMinute = 1,
            settings: usual => usual with { TrustedProxies = [IPNetwork.Parse("127.0.0.0/8")] });
        (await Models(service, "203.0.113.1")).ShouldBe(HttpStatusCode.OK);
        (await Models(service, "203.0.113.1")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await Models(service, "203.0.113.2")).ShouldBe(HttpStatusCode.OK);
        // Whoever writes a chain of his own is known by the address that the proxy adds.
        (await Models(service, "203.0.113.9, 203.0.113.2")).ShouldBe(HttpStatusCode.TooManyRequests);
        var secure = $"https://{service.Address.Authority}";
        (await Post(service, ("X-Forwarded-For", "203.0.113.3"), ("X-Forwarded-Proto", "https"), ("Origin", secure)))
            .StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nobody_else_is_believed()
    {
        await using var service = await RunningService.StartAsync(options => options.RequestsPerMinute = 1);
        (await Models(service, "203.0.113.1")).ShouldBe(HttpStatusCode.OK);
        (await Models(service, "203.0.113.2")).ShouldBe(HttpStatusCode.TooManyRequests);
        await using var other = await RunningService.StartAsync(options => options.RequestsPerMinute = 1,
            settings: usual => usual with { TrustedProxies = [IPNetwork.Parse("192.0.2.1/32")] });
        (await Models(other, "203.0.113.1")).ShouldBe(HttpStatusCode.OK);
        (await Models(other, "203.0.113.2")).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task One_address_is_counted_whatever_keys_it_sends_and_one_key_wherever_it_is_sent_from()
    {
        await using var service = await RunningService.StartAsync(options =>
        {
            options.RequestsPerMinute = 2;
            options.ApiKeys = [ApiKeys.LineOf("anna", "key a"), ApiKeys.LineOf("ben", "key b")];
        }, settings: usual => usual with { TrustedProxies = [IPNetwork.Parse("127.0.0.1/32")] });
        (await Models(service, "203.0.113.1", "key a")).ShouldBe(HttpStatusCode.OK);
        (await Models(service, "203.0.113.1", "key b")).ShouldBe(HttpStatusCode.OK);
        (await Models(service, "203.0.113.1", "key b")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await Models(service, "203.0.113.2", "key a")).ShouldBe(HttpStatusCode.OK);
        (await Models(service, "203.0.113.2", "key a")).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    private static async Task<HttpStatusCode> Models(RunningService service, string from, string? key = null) =>
        (await Send(service, HttpMethod.Get, "/v1/models", ("X-Forwarded-For", from), ("X-Api-Key", key ?? "none")))
            .StatusCode;
}
