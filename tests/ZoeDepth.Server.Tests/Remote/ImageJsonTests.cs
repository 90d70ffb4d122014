using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ZoeDepth.Server.Tests.Remote;

/// <summary>Requests as JSON: images inside of URLs, and parameters beside them.</summary>
public sealed class ImageJsonTests : IAsyncLifetime
{
    private static readonly byte[] Image = RunningService.Picture();

    private RunningService _service = null!;

    private static string DataUrl => $"data:image/x-portable-graymap;base64,{Convert.ToBase64String(Image)}";

    public async ValueTask InitializeAsync() =>
        _service = await RunningService.StartAsync(options => options.MaxBodyBytes = 20_000);

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private Task<HttpResponseMessage> PostAsync(string json, string query = "size=64x96", string? accept = null) =>
        PostAsync(Encoding.UTF8.GetBytes(json), query, accept);

    private Task<HttpResponseMessage> PostAsync(byte[] json, string query = "size=64x96", string? accept = null) =>
        _service.SendAsync(new ByteArrayContent(json)
            { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } }, query, accept);

    [Fact]
    public async Task An_image_inside_of_a_URL_is_answered_as_one_that_is_sent()
    {
        var expected = await (await _service.PostAsync(Image, "size=64x96&output=npy")).Content.ReadAsByteArrayAsync();
        foreach (var url in (string[])[DataUrl, DataUrl.Replace("data:", "DATA:", StringComparison.Ordinal),
            DataUrl.Replace("image/x-portable-graymap", "", StringComparison.Ordinal),
            DataUrl.Replace("base64", "name=a;BASE64", StringComparison.Ordinal)])
        foreach (var json in (string[])[$$"""{"image": "{{url}}"}""",
            // As PHP writes it, and with every letter escaped.
            $$"""{"image": "{{url.Replace("/", "\\/", StringComparison.Ordinal)}}"}""",
            $$"""{"\u0069mage": "{{string.Concat(url.Select(letter => $"\\u{(int)letter:x4}"))}}"}"""])
        {
            var answer = await PostAsync(json, "size=64x96&output=npy");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
            (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task Parameters_stand_beside_it_as_text_numbers_and_truths()
    {
        var answer = await PostAsync($$"""
            {"size": "64x96", "flip": true, "hfov": 61.5, "model": "tiny", "image": "{{DataUrl}}", "domain": null,
             "output": "json"}
            """, "");
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        var expected = await _service.PostAsync(Image, "size=64x96&flip=true&hfov=61.5&output=json");
        JsonElement.DeepEquals(Depth(text), Depth(await expected.Content.ReadAsStringAsync())).ShouldBeTrue(text);
        (await PostAsync($$"""{"image": "{{DataUrl}}", "model": "other"}""")).StatusCode
            .ShouldBe(HttpStatusCode.NotFound);

        static JsonElement Depth(string json) => JsonDocument.Parse(json).RootElement.GetProperty("depth");
    }

    [Theory]
    [InlineData("", "the JSON is broken")]
    [InlineData("{", "the JSON is broken in line 1, byte 2")]
    [InlineData("{\n\"image\": x}", "the JSON is broken in line 2, byte 10")]
    [InlineData("""{"size": "64x96"} {}""", "the JSON is broken")]
    [InlineData("[]", "the JSON names no image")]
    [InlineData("""{"url": "http://a.example/"}""", "there is no parameter 'url'")]
    [InlineData("{}", """the JSON names no image; expected {"image": "https://…"}""")]
    [InlineData("""{"image": null}""", "the JSON names no image")]
    [InlineData("""{"image": {"url": "http://a.example/"}}""", "the JSON names no image")]
    [InlineData("""{"image": "data:,AAAA"}""", "without base 64")]
    [InlineData("""{"image": "data:image/png;base64"}""", "without base 64")]
    [InlineData("""{"image": "data:image/png;base64,A"}""", "without base 64")]
    [InlineData("""{"image": "data:image/png;base64,!!!!"}""", "without base 64")]
    [InlineData("""{"image": "data:image/png;base64,"}""", "no image came")]
    [InlineData("""{"image": "http://a/", "image": "http://b/"}""", "'image' came twice")]
    [InlineData("""{"size": "64x96", "size": "64x96"}""", "'size' came twice; say it once")]
    [InlineData("""{"size": [64, 96]}""", "'size' expects text, a number, true or false")]
    [InlineData("""{"size": {"rows": 64}}""", "'size' expects text, a number, true or false")]
    [InlineData("""{"flip": 1}""", "flip expects true or false, but '1' came")]
    public async Task What_makes_no_sense_is_told(string json, string reason) =>
        (await RunningService.ProblemAsync(await PostAsync(json), 400)).ShouldContain(reason);

    [Fact]
    public async Task Text_that_is_no_UTF_8_or_too_long_is_told()
    {
        (await RunningService.ProblemAsync(await PostAsync([.. "{\"model\": \""u8, 0xC0, 0x80, .. "\"}"u8]), 400))
            .ShouldContain("no UTF-8");
        (await RunningService.ProblemAsync(await PostAsync($$"""{"model": "{{new string('a', 300)}}"}"""), 400))
            .ShouldContain("longer than 256 bytes");
        (await RunningService.ProblemAsync(await PostAsync($$"""{"{{new string('a', 300)}}": 1}"""), 400))
            .ShouldContain("longer than 256 bytes");
    }

    [Fact]
    public async Task The_limit_of_bytes_is_that_of_the_image_inside()
    {
        var image = RunningService.Picture(100, 199);
        image.Length.ShouldBeInRange(19_900, 20_000);
        (await PostAsync($$"""{"image": "data:;base64,{{Convert.ToBase64String(image)}}"}""")).StatusCode
            .ShouldBe(HttpStatusCode.OK);
        image = RunningService.Picture(100, 200);
        (await RunningService.ProblemAsync(
            await PostAsync($$"""{"image": "data:;base64,{{Convert.ToBase64String(image)}}"}"""), 413))
            .ShouldContain("more than the 20000 bytes");
        (await RunningService.ProblemAsync(await PostAsync(new string(' ', 100_000)), 413))
            .ShouldContain("more than the 20000 bytes");
        _service.Uploads.Bytes.ShouldBe(0);
    }

    [Fact]
    public async Task Progress_is_told_of_it_too()
    {
        var answer = await PostAsync($$"""{"image": "{{DataUrl}}"}""", accept: "text/event-stream");
        (await answer.Content.ReadAsStringAsync()).ShouldContain("event: done");
    }
}
