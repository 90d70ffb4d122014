using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace ZoeDepth.Server.Tests.Remote;

/// <summary>A service that fetches images, and the network it is in.</summary>
internal sealed class RemoteService : IAsyncDisposable
{
    public static readonly byte[] Image = RunningService.Picture();

    private RemoteService(RunningService service, OtherNetwork network) => (Service, Network) = (service, network);

    public RunningService Service { get; }

    public OtherNetwork Network { get; }

    /// <summary>Starts it; <c>images.example</c> is a public name whose server sends an image.</summary>
    public static async Task<RemoteService> StartAsync(Action<ZoeDepthServerOptions>? configure = null,
        OtherNetwork? network = null, bool isVerbose = false)
    {
        network ??= await OtherNetwork.StartAsync();
        network.Sends(Image).Named("images.example", OtherNetwork.Public.ToString());
        var service = await RunningService.StartAsync(options =>
        {
            options.AllowImageUrls = true;
            configure?.Invoke(options);
        }, settings: settings => settings with { IsVerbose = isVerbose });
        service.App.Services.GetRequiredService<RemoteImages>().Network = network;
        return new(service, network);
    }

    /// <summary>A request's JSON.</summary>
    public static StringContent Json(string url) =>
        new($$"""{"image": {{JsonSerializer.Serialize(url)}}}""", Encoding.UTF8, "application/json");

    public Task<HttpResponseMessage> PostAsync(string url, string query = "size=64x96",
        CancellationToken cancellation = default) => Service.SendAsync(Json(url), query, cancellation: cancellation);

    /// <summary>Posts a URL that nothing comes from, and finds the one text there is for it.</summary>
    public async Task NothingComesFromAsync(string url)
    {
        var detail = await RunningService.ProblemAsync(await PostAsync(url), 422);
        detail.ShouldStartWith("no image came from this URL; it must lead, with at most 3 redirects and none from " +
            "https to http, to a public address that answers 200 with the image, uncompressed, all within ");
        detail.Length.ShouldBeLessThan(190);
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Network.DisposeAsync();
    }
}
