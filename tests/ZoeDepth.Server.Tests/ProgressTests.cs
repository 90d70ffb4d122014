using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using ZoeDepth.Imaging;

namespace ZoeDepth.Server.Tests;

/// <summary>Progress of a request as server-sent events.</summary>
public sealed class ProgressTests : IAsyncLifetime
{
    private readonly byte[] _image = RunningService.Picture();

    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private async Task<List<(string Type, JsonElement Data)>> Events(byte[] image, string query = "size=64x96")
    {
        using var response = await _service.PostAsync(image, query, "text/event-stream, */*;q=0.1");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        List<(string, JsonElement)> events = [];
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync())
            events.Add((item.EventType, JsonDocument.Parse(item.Data).RootElement.Clone()));
        return events;
    }

    [Fact]
    public async Task Every_stage_is_told_and_then_the_result()
    {
        var events = await Events(_image);
        var stages = events.SkipLast(1).ToList();
        stages.ShouldAllBe(item => item.Type == "progress");
        var names = stages.Select(item => item.Data.GetProperty("stage").GetString()!).ToList();
        names[..3].ShouldBe(["queued", "turn", "decoded"]);
        names.ShouldContain(name => name.StartsWith("backbone", StringComparison.Ordinal));
        names[^1].ShouldBe("encoded");
        var fractions = stages.Select(item => item.Data.GetProperty("fraction").GetDouble()).ToList();
        fractions.ShouldBe(fractions.Order());
        fractions[^1].ShouldBe(1);
        events[^1].Type.ShouldBe("done");
        var depth = _service.Estimator.Estimate(RasterImage.Load(_image), new() { Size = new(64, 96) });
        events[^1].Data.GetProperty("result").GetProperty("depth").GetProperty("median").GetSingle()
            .ShouldBe(depth.Median);
    }

    [Fact]
    public async Task A_file_comes_in_the_last_event_where_it_was_asked_for()
    {
        var file = (await Events(_image, "size=64x96&output=npy"))[^1].Data.GetProperty("file");
        var depth = _service.Estimator.Estimate(RasterImage.Load(_image), new() { Size = new(64, 96) });
        Npy.Read(file.GetProperty("base64").GetBytesFromBase64()).ToFloats().ShouldBe(depth.Values);
    }

    [Fact]
    public async Task What_goes_wrong_after_the_image_came_is_the_last_event_and_before_that_a_problem()
    {
        var last = (await Events(File.ReadAllBytes(Goldens.PathOf("codecs", "png", "truncated_half.png"))))[^1];
        last.Type.ShouldBe("problem");
        last.Data.GetProperty("status").GetInt32().ShouldBe(422);
        await RunningService.ProblemAsync(await _service.PostAsync("a text"u8.ToArray(), accept: "text/event-stream"),
            415);
        await RunningService.ProblemAsync(await _service.PostAsync([], accept: "text/event-stream"), 400);
        await RunningService.ProblemAsync(await _service.PostAsync(_image, "size=x", "text/event-stream"), 400);
    }
}
