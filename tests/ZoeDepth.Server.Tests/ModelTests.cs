using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.Memory;

namespace ZoeDepth.Server.Tests;

/// <summary>Several models, loaded, unloaded and swapped without a request that notices.</summary>
public sealed class ModelTests
{
    private const string Key = "an admin's key";

    private static readonly string[] Folders =
        [RunningService.Model, Goldens.PathOf("hf", "single-softplus")];

    private readonly byte[] _image = RunningService.Picture();

    private int _opened;

    private static DepthEstimator Open(int folder) => DepthEstimator.FromPretrained(Folders[folder]);

    /// <summary>Its files are others each time that it is opened.</summary>
    private DepthEstimator OpenNext() => Open((Interlocked.Increment(ref _opened) - 1) % 2);

    private Task<RunningService> Start(Action<ZoeDepthServerOptions>? configure = null) =>
        RunningService.StartAsync(options =>
        {
            options.AdminKeys = [ApiKeys.LineOf("admin", Key)];
            configure?.Invoke(options);
        }, OpenNext, more: [("second one/b", () => Open(1))]);

    private static async Task<HttpResponseMessage> Change(RunningService service, string model, string change,
        string? key = Key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/models/{model}/{change}");
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await service.Client.SendAsync(request);
    }

    private static async Task<JsonElement> Changed(RunningService service, string model, string change)
    {
        var response = await Change(service, model, change);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private float[] Expected(int folder)
    {
        using var estimator = Open(folder);
        return estimator.Estimate(RasterImage.Load(_image), new() { Size = new(64, 96) }).Values;
    }

    private static async Task<float[]> Depth(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsByteArrayAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, System.Text.Encoding.UTF8.GetString(body));
        return Npy.Read(body).ToFloats();
    }

    private Task<HttpResponseMessage> Ask(RunningService service, string more = "") =>
        service.PostAsync(_image, $"size=64x96&output=npy{more}");

    [Fact]
    public async Task Each_model_answers_by_its_name_and_the_first_where_none_is_named()
    {
        await using var service = await Start();
        (await Depth(await Ask(service))).ShouldBe(Expected(0));
        (await Depth(await Ask(service, "&model=tiny"))).ShouldBe(Expected(0));
        var second = await Ask(service, $"&model={Uri.EscapeDataString("second one/b")}");
        second.Headers.GetValues("ZoeDepth-Model").ShouldBe(["second_one/b"]);
        (await Depth(second)).ShouldBe(Expected(1));
        using var form = new MultipartFormDataContent
            { { new ByteArrayContent(_image), "image", "a" }, { new StringContent("second one/b"), "model" } };
        (await Depth(await service.SendAsync(form, "size=64x96&output=npy"))).ShouldBe(Expected(1));
        (await RunningService.ProblemAsync(await Ask(service, "&model=c"), 404))
            .ShouldContain("there are: tiny, second one/b");

        using var list = JsonDocument.Parse(await service.Client.GetStringAsync("/v1/models"));
        list.RootElement.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString())
            .ShouldBe(["tiny", "second one/b"]);
        using var one = JsonDocument.Parse(await service.Client.GetStringAsync("/v1/models/second%20one%2Fb"));
        one.RootElement.GetProperty("state").GetString().ShouldBe("ready");
    }

    [Fact]
    public async Task A_swap_under_load_drops_no_request_and_mixes_no_bits()
    {
        await using var service = await Start(options => options.QueueLength = 100);
        float[][] expected = [Expected(0), Expected(1)];
        using var enough = new CancellationTokenSource();
        var (answered, which) = (0, new HashSet<int>());
        var clients = Enumerable.Range(0, 4).Select(async _ =>
        {
            while (!enough.IsCancellationRequested)
            {
                var depth = await Depth(await Ask(service));
                var from = Array.FindIndex(expected, values => values.AsSpan().SequenceEqual(depth));
                from.ShouldBeGreaterThanOrEqualTo(0, "these are the bits of neither");
                lock (which) which.Add(from);
                Interlocked.Increment(ref answered);
            }
        }).ToArray();
        for (var swap = 1; swap <= 8; swap++)
        {
            var before = Volatile.Read(ref answered);
            (await Changed(service, "tiny", "swap")).GetProperty("state").GetString().ShouldBe("ready");
            // What begins after a swap was answered is the new model's.
            (await Depth(await Ask(service))).ShouldBe(expected[swap % 2]);
            while (Volatile.Read(ref answered) < before + 6 && !clients.Any(client => client.IsFaulted))
                await Task.Delay(5);
        }
        await enough.CancelAsync();
        await Task.WhenAll(clients);
        which.ShouldBe([0, 1], ignoreOrder: true);
        answered.ShouldBeGreaterThan(48);
        service.Models.Find("tiny").Finishing.ShouldBe(0);
    }

    [Fact]
    public async Task A_request_ends_on_the_model_it_began_with_whose_memory_is_freed_then()
    {
        await using var service = await Start();
        var old = service.Estimator;
        var (came, free) = service.HoldTurns();
        var asked = Ask(service);
        await came.Task.WaitAsync(TimeSpan.FromSeconds(60));
        (await Changed(service, "tiny", "swap")).GetProperty("finishing").GetInt32().ShouldBe(1);
        service.Estimator.ShouldNotBeSameAs(old);
        free.SetResult();
        (await Depth(await asked)).ShouldBe(Expected(0));
        await RunningService.UntilAsync(() => service.Models.Find(null).Finishing == 0);
        Should.Throw<ObjectDisposedException>(() => old.Estimate(RasterImage.Load(_image)));
        (await Depth(await Ask(service))).ShouldBe(Expected(1));
    }

    [Fact]
    public async Task Memory_does_not_grow_with_swaps()
    {
        await using var service = await Start();
        List<long> held = [];
        for (var i = 0; i < 12; i++)
        {
            await Depth(await Ask(service));
            await service.Estimator.PrepareAsync(TestContext.Current.CancellationToken);
            held.Add(NativeBuffer.BytesHeld);
            // Two, so that the same files are open again.
            for (var swaps = 0; swaps < 2; swaps++) await Changed(service, "tiny", "swap");
            await RunningService.UntilAsync(() => service.Models.Find(null).Finishing == 0);
        }
        // Other tests allocate beside this one: what never comes back would show in every later number.
        held.Skip(6).Min().ShouldBeLessThanOrEqualTo(held.Take(6).Max());
    }

    [Fact]
    public async Task A_model_that_is_unloaded_is_told_and_comes_back()
    {
        await using var service = await Start();
        var old = service.Estimator;
        (await Changed(service, "tiny", "unload")).GetProperty("state").GetString().ShouldBe("unloaded");
        Should.Throw<ObjectDisposedException>(() => old.Estimate(RasterImage.Load(_image)));
        (await RunningService.ProblemAsync(await Ask(service), 503)).ShouldContain("was unloaded");
        (await service.Client.GetAsync("/readyz")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Ask(service, "&model=second%20one%2Fb")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Changed(service, "tiny", "load")).GetProperty("state").GetString().ShouldBe("ready");
        (await Depth(await Ask(service))).ShouldBe(Expected(1));
        var opened = _opened;
        await Changed(service, "tiny", "load");
        _opened.ShouldBe(opened, "it was open");
    }

    [Fact]
    public async Task A_model_that_cannot_be_opened_leaves_the_one_that_answers()
    {
        var fails = false;
        await using var service = await RunningService.StartAsync(
            options => options.AdminKeys = [ApiKeys.LineOf("admin", Key)],
            () => fails ? throw new IOException("/secret/place") : Open(0));
        fails = true;
        var detail = await RunningService.ProblemAsync(await Change(service, "tiny", "swap"), 500);
        detail.ShouldContain("nothing was changed");
        detail.ShouldNotContain("secret");
        (await Depth(await Ask(service))).ShouldBe(Expected(0));
    }

    [Fact]
    public async Task Only_an_admin_key_changes_models_and_without_one_nobody_can()
    {
        await using (var service = await Start(options => options.ApiKeys = [ApiKeys.LineOf("anna", "a user's key")]))
        {
            await RunningService.ProblemAsync(await Change(service, "tiny", "unload", key: null), 401);
            await RunningService.ProblemAsync(await Change(service, "tiny", "unload", "a user's key"), 401);
            await RunningService.ProblemAsync(await Change(service, "none", "unload"), 404);
            service.Models.IsReady.ShouldBeTrue();
            var paths = await service.Client.GetStringAsync("/openapi/v1.json");
            foreach (var change in ModelChange.All) paths.ShouldContain($"/v1/models/{{id}}/{change.Name}");
        }
        await using var open = await RunningService.StartAsync();
        await RunningService.ProblemAsync(await Change(open, "tiny", "unload"), 404);
        (await open.Client.GetStringAsync("/openapi/v1.json")).ShouldNotContain("/unload");
    }

    [Fact]
    public void Two_models_of_one_name_are_refused()
    {
        var services = new ServiceCollection().AddZoeDepth("a", () => Open(0)).AddZoeDepth("a", () => Open(1))
            .BuildServiceProvider();
        Should.Throw<ArgumentException>(services.GetRequiredService<ModelCatalogue>)
            .Message.ShouldContain("two models are called a");
    }
}
