using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ZoeDepth.Server.Tests;

/// <summary>The endpoints in somebody's own host.</summary>
public sealed class HostTests
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
        var endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)
            .Cast<RouteEndpoint>().ToList();
        endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<Demand>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText).ShouldBe(["/healthz", "/readyz"], ignoreOrder: true);
        endpoints.Select(endpoint => endpoint.RoutePattern.RawText).ShouldContain("/v1/models/{id}/swap");
    }

    private sealed class Demand;
}
