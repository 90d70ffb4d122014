using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ZoeDepth.Imaging;

namespace ZoeDepth.Server.Tests;

/// <summary>Several files of one estimate, behind the links of one answer.</summary>
public sealed class OutputsTests
{
    private readonly byte[] _image = RunningService.Picture();

    private static async Task<JsonElement> Json(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private static string Href(JsonElement json, string output) =>
        json.GetProperty("links").GetProperty(output).GetProperty("href").GetString()!;

    [Theory]
    [InlineData(null)]
    [InlineData("image/png")]
    public async Task Each_link_leads_to_the_bytes_and_headers_of_a_request_of_its_own(string? accept)
    {
        await using var service = await RunningService.StartAsync();
        var (estimates, turns) = (0, 0);
        service.Work.TurnCame = _ =>
        {
            Interlocked.Increment(ref turns);
            return Task.CompletedTask;
        };
        AnswerKind[] kinds = [.. AnswerKind.All.Where(kind => kind != AnswerKind.Json)];
        var outputs = string.Join(',', AnswerKind.All.Select(kind => kind.Name));
        const string Query = "size=64x96&domain=kitti&colormap=viridis&pngScale=zoe";
        var json = await Json(await service.PostAsync(_image, $"{Query}&outputs={outputs}", accept));
        estimates = turns;
        json.GetProperty("links").EnumerateObject().Select(link => link.Name).ShouldBe(kinds.Select(kind => kind.Name));
        (json.GetProperty("expires").GetDateTimeOffset() - DateTimeOffset.UtcNow).TotalMinutes.ShouldBeInRange(9, 10);
        foreach (var kind in kinds)
        {
            var link = json.GetProperty("links").GetProperty(kind.Name);
            var file = await service.Client.GetAsync(link.GetProperty("href").GetString());
            var own = await service.PostAsync(_image, $"{Query}&output={kind.Name}");
            var body = await file.Content.ReadAsByteArrayAsync();
            file.StatusCode.ShouldBe(HttpStatusCode.OK);
            body.ShouldBe(await own.Content.ReadAsByteArrayAsync(), kind.Name);
            body.Length.ShouldBe(link.GetProperty("bytes").GetInt32());
            file.Content.Headers.ContentType!.MediaType.ShouldBe(link.GetProperty("mediaType").GetString());
            file.Content.Headers.ContentDisposition!.FileName.ShouldBe($"image{kind.Ending}");
            foreach (var header in own.Headers.Where(header => header.Key.StartsWith("ZoeDepth-",
                StringComparison.Ordinal)))
                file.Headers.GetValues(header.Key).ShouldBe(header.Value);
            file.Headers.CacheControl!.NoStore.ShouldBeTrue();
        }
        json.GetProperty("links").GetProperty("png").GetProperty("unitsPerMetre").GetDouble().ShouldBe(256);
        estimates.ShouldBe(1);
        // Beside the links it is the JSON of a request for it alone.
        var alone = await Json(await service.PostAsync(_image, $"{Query}&output=json"));
        alone.TryGetProperty("links", out _).ShouldBeFalse();
        json.GetProperty("depth").GetRawText().ShouldBe(alone.GetProperty("depth").GetRawText());
    }

    [Fact]
    public async Task Forms_events_and_batches_have_links_too()
    {
        await using var service = await RunningService.StartAsync();
        var expected = service.Estimator.Estimate(RasterImage.Load(_image), new() { Size = new(64, 96) }).Values;
        using var form = new MultipartFormDataContent
            { { new ByteArrayContent(_image), "image", "a" }, { new StringContent("npy,glb"), "outputs" } };
        await Same(await Json(await service.SendAsync(form)));

        var events = await (await service.PostAsync(_image, "size=64x96&outputs=npy", "text/event-stream")).Content
            .ReadAsStringAsync();
        using var done = JsonDocument.Parse(events[(events.LastIndexOf("data: ", StringComparison.Ordinal) + 6)..]);
        await Same(done.RootElement.GetProperty("result"));

        using var batch = new MultipartFormDataContent
            { { new ByteArrayContent(_image), "images", "a" }, { new ByteArrayContent(_image), "images", "b" } };
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/depth/batch?size=64x96&outputs=npy")
            { Content = batch };
        request.Headers.Accept.ParseAdd("application/x-ndjson");
        var lines = (await (await service.Client.SendAsync(request)).Content.ReadAsStringAsync())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        foreach (var line in lines)
        {
            using var result = JsonDocument.Parse(line);
            await Same(result.RootElement.GetProperty("result"));
        }
        await RunningService.UntilAsync(() => service.Admission is { Places: 0, AnswerBytes: 0 });

        async Task Same(JsonElement json) =>
            Npy.Read(await service.Client.GetByteArrayAsync(Href(json, "npy"))).ToFloats().ShouldBe(expected);
    }

    [Fact]
    public async Task Links_open_with_the_key_that_asked_and_with_no_other()
    {
        await using var service = await RunningService.StartAsync(options => options.ApiKeys =
            [ApiKeys.LineOf("anna", "secret-1"), ApiKeys.LineOf("ben", "secret-2")]);
        service.Client.DefaultRequestHeaders.Authorization = new("Bearer", "secret-1");
        var href = Href(await Json(await service.PostAsync(_image, "size=64x96&outputs=npy")), "npy");
        (await service.Client.GetAsync(href)).StatusCode.ShouldBe(HttpStatusCode.OK);
        service.Client.DefaultRequestHeaders.Authorization = new("Bearer", "secret-2");
        (await RunningService.ProblemAsync(await service.Client.GetAsync(href), 404))
            .ShouldBe("there are no such results");
        service.Client.DefaultRequestHeaders.Authorization = null;
        await RunningService.ProblemAsync(await service.Client.GetAsync(href), 401);
        (await service.Client.PostAsync(href, new ByteArrayContent([]))).StatusCode
            .ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task What_is_gone_never_was_or_is_not_held_is_told()
    {
        await using var service = await RunningService.StartAsync(options =>
            options.ResultLifetime = TimeSpan.FromMilliseconds(300));
        var href = Href(await Json(await service.PostAsync(_image, "size=64x96&outputs=npy,pfm")), "npy");
        await Task.Delay(400);
        (await RunningService.ProblemAsync(await service.Client.GetAsync(href), 410))
            .ShouldContain("not kept any more");
        foreach (var path in new[] { "/v1/results/x/npy", "/v1/results/..%2f..%2fetc%2fpasswd/npy",
            $"/v1/results/{new string('A', 40)}/npy" })
            (await RunningService.ProblemAsync(await service.Client.GetAsync(path), 404))
                .ShouldBe("there are no such results");
        await using var keeps = await RunningService.StartAsync();
        href = Href(await Json(await keeps.PostAsync(_image, "size=64x96&outputs=npy,pfm")), "npy");
        (await RunningService.ProblemAsync(await keeps.Client.GetAsync(href.Replace("/npy", "/glb",
            StringComparison.Ordinal)), 404)).ShouldBe("these results hold npy, pfm, and nothing else");
    }

    [Theory]
    [InlineData("outputs=npy,tiff", 400, "outputs expects one of png, npy")]
    [InlineData("outputs=", 400, "outputs expects one of png, npy")]
    [InlineData("outputs=npy&output=png", 400, "output and outputs were both given")]
    [InlineData("outputs=npy,glb&surface=panorama", 400, "surface=panorama is made of another estimate")]
    public async Task What_makes_no_sense_together_is_told(string query, int status, string detail)
    {
        await using var service = await RunningService.StartAsync();
        (await RunningService.ProblemAsync(await service.PostAsync(_image, $"size=64x96&{query}"), status))
            .ShouldContain(detail);
        service.Admission.Places.ShouldBe(0);
    }

    [Fact]
    public async Task Files_that_find_no_room_are_refused_and_give_back_what_they_held()
    {
        await using var service = await RunningService.StartAsync(options => options.MaxResultBytes = 12_000);
        (await RunningService.ProblemAsync(await service.PostAsync(_image, "size=64x96&outputs=npy"), 422))
            .ShouldContain("no more than 6000 are kept for one caller");
        service.Admission.AnswerBytes.ShouldBe(0);
        (await service.PostAsync(_image, "size=64x96&outputs=json")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
