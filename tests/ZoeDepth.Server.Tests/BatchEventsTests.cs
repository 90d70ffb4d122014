using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace ZoeDepth.Server.Tests;

/// <summary>Results of a batch as server-sent events.</summary>
public sealed class BatchEventsTests
{
    private static async Task<HttpResponseMessage> PostAsync(RunningService service, string accept, string query,
        params byte[][] images)
    {
        var form = new MultipartFormDataContent();
        foreach (var (i, image) in images.Index()) form.Add(new ByteArrayContent(image), "images", $"photo {i}.jpg");
        var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/depth/batch?size=64x96{query}") { Content = form };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await service.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async IAsyncEnumerable<(string Type, JsonElement Data)> Events(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync())
            yield return (item.EventType, JsonDocument.Parse(item.Data).RootElement.Clone());
    }

    [Theory]
    [InlineData("")]
    [InlineData("&output=png")]
    public async Task Each_image_is_an_event_with_the_json_of_a_line_and_then_comes_the_end(string query)
    {
        await using var service = await RunningService.StartAsync();
        byte[][] images = [RunningService.Picture(), "no image"u8.ToArray(), RunningService.Picture(60, 40)];
        var events = await Events(await PostAsync(service, "text/event-stream", query, images)).ToListAsync();
        var lines = (await (await PostAsync(service, "application/x-ndjson", query, images)).Content
            .ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).OrderBy(Index);
        events.Select(item => item.Type).ShouldBe(["image", "image", "image", "end"]);
        events[^1].Data.GetProperty("images").GetInt32().ShouldBe(3);
        events.SkipLast(1).Select(item => item.Data).OrderBy(Index).Select(WithoutId)
            .ShouldBe(lines.Select(WithoutId));

        static int Index(JsonElement line) => line.GetProperty("index").GetInt32();

        // Each request has an id of its own.
        static string WithoutId(JsonElement line) => System.Text.RegularExpressions.Regex.Replace(line.GetRawText(),
            "\"requestId\":\"[^\"]*\"", "");
    }

    [Fact]
    public async Task An_event_comes_as_soon_as_its_image_is_done()
    {
        await using var service = await RunningService.StartAsync(options => options.MaxConcurrent = 2);
        var (turns, held) = (0, new TaskCompletionSource());
        service.Work.TurnCame = _ => Interlocked.Increment(ref turns) == 1 ? held.Task : Task.CompletedTask;
        using var response = await PostAsync(service, "text/event-stream, */*;q=0.1", "", RunningService.Picture(),
            RunningService.Picture(60, 40));
        await using var events = Events(response).GetAsyncEnumerator();
        (await events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60))).ShouldBeTrue();
        events.Current.Type.ShouldBe("image");
        held.SetResult();
        (await events.MoveNextAsync()).ShouldBeTrue();
        (await events.MoveNextAsync()).ShouldBeTrue();
        events.Current.Type.ShouldBe("end");
        (await events.MoveNextAsync()).ShouldBeFalse();
    }
}
