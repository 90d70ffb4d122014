using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ZoeDepth.Server.Tests;

/// <summary>The endpoints in somebody's own host.</summary>
public sealed partial class HostTests
{
    private static WebApplication Build(Func<DepthEstimator> open)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddZoeDepth("tiny", open,
            options => options.AdminKeys = [ApiKeys.LineOf("admin", "key")]);
        return builder.Build();
    }

    [Fact]
    public async Task A_model_that_cannot_be_opened_ends_the_host_with_an_error()
    {
        await using var app = Build(() => throw new IOException("there is no such file."));
        app.Urls.Add("http://127.0.0.1:0");
        app.MapZoeDepth();
        (await Should.ThrowAsync<InvalidOperationException>(app.RunAsync().WaitAsync(TimeSpan.FromSeconds(60))))
            .Message.ShouldBe("the model tiny cannot be opened: there is no such file");
    }

    [Fact]
    public async Task A_host_demands_of_the_endpoints_what_it_likes()
    {
        await using var app = Build(() => DepthEstimator.FromPretrained(RunningService.Model));
        app.MapZoeDepth().Add(endpoint => endpoint.Metadata.Add(new Demand()));
        app.MapZoeDepthPage().Add(endpoint => endpoint.Metadata.Add(new Demand()));
        app.MapZoeDepthReference().Add(endpoint => endpoint.Metadata.Add(new Demand()));
        var endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)
            .Cast<RouteEndpoint>().ToList();
        endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<Demand>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText).ShouldBe(["/healthz", "/readyz"], ignoreOrder: true);
        endpoints.Select(endpoint => endpoint.RoutePattern.RawText).ShouldContain("/v1/models/{id}/swap");
    }

    [Fact]
    public async Task A_host_has_the_document_and_its_page_where_it_has_the_endpoints()
    {
        await using var app = Build(() => DepthEstimator.FromPretrained(RunningService.Model));
        app.Urls.Add("http://127.0.0.1:0");
        var group = app.MapGroup("/metres");
        group.MapZoeDepth();
        group.MapZoeDepthReference();
        // The host's own document has its place beside it.
        app.MapGet("/openapi/{name}.json", (string name) => $"the host's {name}");
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(DepthService.AddressOf(app)) };
        (await client.GetStringAsync("/openapi/v1.json")).ShouldBe("the host's v1");
        using var document = JsonDocument.Parse(await client.GetStringAsync("/metres/openapi/v1.json"));
        var server = document.RootElement.GetProperty("servers")[0].GetProperty("url").GetString()!;
        foreach (var path in (string[])["/v1/models", "/healthz"])
        {
            document.RootElement.GetProperty("paths").TryGetProperty(path, out _).ShouldBeTrue();
            (await client.GetAsync(new Uri(server + path))).IsSuccessStatusCode.ShouldBeTrue(server + path);
        }
        document.RootElement.GetProperty("paths").TryGetProperty("/v1/models/{id}/swap", out _).ShouldBeTrue();
        foreach (var path in (string[])["/v1/depth", "/v1/depth/batch"])
        {
            var link = await LinkAsync(client, new Uri($"{server}{path}?size=64x96&outputs=npy"));
            link.ShouldStartWith("/metres/v1/results/");
            (await client.GetAsync(link)).IsSuccessStatusCode.ShouldBeTrue(link);
        }
        var page = await client.GetAsync("/metres/docs");
        page.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/metres/docs/");
        (await page.Content.ReadAsStringAsync()).ShouldContain("scalar.js");
        (await client.GetAsync("/metres/docs/scalar.js")).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task A_page_in_a_group_is_found_with_and_without_the_last_slash_and_all_it_names_beside_it()
    {
        await using var app = Build(() => DepthEstimator.FromPretrained(RunningService.Model));
        app.Urls.Add("http://127.0.0.1:0");
        app.UsePathBase("/below");
        app.UseRouting();
        app.MapZoeDepth();
        app.MapZoeDepthPage();
        var group = app.MapGroup("/metres");
        group.MapZoeDepth();
        group.MapZoeDepthPage();
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(DepthService.AddressOf(app)) };
        foreach (var path in (string[])["/metres", "/metres/", "/below", "/below/", "/below/metres", "/"])
        {
            var page = await client.GetAsync($"{path}?key=1");
            page.EnsureSuccessStatusCode();
            page.RequestMessage!.RequestUri!.PathAndQuery.ShouldBe($"{path.TrimEnd('/')}/?key=1");
            var named = Named().Matches(await page.Content.ReadAsStringAsync()).Select(match => match.Groups[1].Value)
                .Where(name => !name.StartsWith("data:") && !name.Contains('#')).ToList();
            named.ShouldNotBeEmpty();
            foreach (var name in named)
                (await client.GetAsync(new Uri(page.RequestMessage.RequestUri, name))).IsSuccessStatusCode
                    .ShouldBeTrue(name);
        }
    }

    [GeneratedRegex("(?:src|href)=\"([^\"]+)\"")]
    private static partial Regex Named();

    /// <summary>Where a file of several is.</summary>
    private static async Task<string> LinkAsync(HttpClient client, Uri address)
    {
        using var form = new MultipartFormDataContent
            { { new ByteArrayContent(RunningService.Picture()), "image", "a.jpg" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = form };
        request.Headers.Accept.ParseAdd("application/json, application/x-ndjson");
        var text = await (await client.SendAsync(request)).Content.ReadAsStringAsync();
        return Link().Match(text).Groups[1].Value;
    }

    [GeneratedRegex("\"href\":\"([^\"]+)\"")]
    private static partial Regex Link();

    [Fact]
    public void Without_a_model_there_is_nothing_to_describe()
    {
        using var app = (IDisposable)WebApplication.CreateSlimBuilder().Build();
        Should.Throw<InvalidOperationException>(() => ((IEndpointRouteBuilder)app).MapZoeDepthReference()).Message
            .ShouldBe("call services.AddZoeDepth(…) before MapZoeDepthReference()");
    }

    private sealed class Demand;
}
