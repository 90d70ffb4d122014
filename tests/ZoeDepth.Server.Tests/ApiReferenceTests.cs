using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ZoeDepth.Server.Tests;

/// <summary>The OpenAPI document says what is done, and its page asks nobody else.</summary>
public sealed partial class ApiReferenceTests : IAsyncLifetime
{
    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private async Task<JsonElement> DocumentAsync()
    {
        using var document = JsonDocument.Parse(await _service.Client.GetStringAsync("/openapi/v1.json"));
        return document.RootElement.Clone();
    }

    [Fact]
    public async Task Every_path_parameter_answer_and_problem_is_in_the_document()
    {
        var root = await DocumentAsync();
        root.GetProperty("openapi").GetString().ShouldStartWith("3.1");
        root.GetProperty("paths").EnumerateObject().Select(path => path.Name)
            .ShouldBe(["/v1/depth", "/v1/depth/batch", "/v1/results/{id}/{output}", "/v1/models",
                "/v1/models/{id}", "/healthz", "/readyz"],
                ignoreOrder: true);
        var depth = root.GetProperty("paths").GetProperty("/v1/depth").GetProperty("post");
        depth.GetProperty("parameters").EnumerateArray().Select(each => each.GetProperty("name").GetString())
            .ShouldBe(DepthParameter.All.Select(parameter => parameter.Name));
        depth.GetProperty("responses").GetProperty("200").GetProperty("content").EnumerateObject()
            .Select(type => type.Name)
            .ShouldBe([.. AnswerKind.All.Select(kind => kind.MediaType).Distinct(), "text/event-stream"]);
        depth.GetProperty("responses").EnumerateObject().Select(each => each.Name)
            .ShouldBe(["200", "400", "401", "403", "404", "406", "408", "413", "415", "422", "429", "503"]);
        depth.GetProperty("requestBody").GetProperty("content").EnumerateObject().Select(type => type.Name)
            .ShouldBe(["image/*", "application/octet-stream", "multipart/form-data", "application/json"]);
        var batch = root.GetProperty("paths").GetProperty("/v1/depth/batch").GetProperty("post");
        batch.GetProperty("responses").GetProperty("200").GetProperty("content").EnumerateObject()
            .Select(type => type.Name).ShouldBe(BatchFormat.All.Select(format => format.MediaType));
        batch.GetProperty("requestBody").GetProperty("content").GetProperty("multipart/form-data")
            .GetProperty("schema").GetProperty("properties").TryGetProperty("images", out _).ShouldBeTrue();
        batch.GetProperty("requestBody").GetProperty("content").EnumerateObject().Select(type => type.Name)
            .ShouldBe(["multipart/form-data", "application/x-ndjson"]);
    }

    [Fact]
    public async Task Every_choice_of_a_parameter_is_one_that_is_read()
    {
        var parameters = (await DocumentAsync()).GetProperty("paths").GetProperty("/v1/depth").GetProperty("post")
            .GetProperty("parameters").EnumerateArray();
        var choices = parameters.Where(each => each.GetProperty("schema").TryGetProperty("enum", out _)).SelectMany(
            each => each.GetProperty("schema").GetProperty("enum").EnumerateArray().Select(value =>
                (Name: each.GetProperty("name").GetString()!, Value: value.GetString()!))).ToArray();
        choices.Length.ShouldBeGreaterThan(10);
        foreach (var (name, value) in choices) new DepthRequest().With(name, value).ShouldNotBeNull();
    }

    [Fact]
    public async Task Every_reference_of_the_document_leads_somewhere()
    {
        var root = await DocumentAsync();
        var references = Reference().Matches(root.GetRawText()).Select(match => match.Groups[1].Value).ToHashSet();
        references.ShouldContain("#/components/schemas/Problem");
        foreach (var reference in references)
        {
            var at = root;
            foreach (var part in reference[2..].Split('/')) at = at.GetProperty(part);
        }
    }

    [Fact]
    public async Task The_page_runs_its_own_script_and_no_other()
    {
        var page = await _service.Client.GetAsync("/docs");
        if (page.StatusCode is HttpStatusCode.Redirect) page = await _service.Client.GetAsync(page.Headers.Location);
        var html = await page.Content.ReadAsStringAsync();
        page.StatusCode.ShouldBe(HttpStatusCode.OK, html);
        Elsewhere().Matches(html).Select(match => match.Value).ShouldBeEmpty("nothing is fetched from elsewhere");
        var policy = page.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("script-src 'self';");
        Inline().IsMatch(html).ShouldBeFalse("the policy forbids scripts inside the page");

        var scripts = Script().Matches(html).Select(match => match.Groups[1].Value).ToArray();
        scripts.ShouldBe(["scalar.js", "reference.js"]);
        foreach (var script in scripts)
        {
            var answer = await _service.Client.GetAsync(new Uri(page.RequestMessage!.RequestUri!, script));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, script);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        }
    }

    [Fact]
    public async Task The_document_says_where_the_service_is()
    {
        var address = (await DocumentAsync()).GetProperty("servers").EnumerateArray().ShouldHaveSingleItem();
        new Uri(address.GetProperty("url").GetString()!).ShouldBe(_service.Client.BaseAddress);
    }

    [Fact]
    public async Task Scalars_script_comes_whole_compressed_or_not()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/docs/scalar.js");
        request.Headers.AcceptEncoding.ParseAdd("br");
        using var answer = await _service.Client.SendAsync(request);
        answer.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        var packed = await answer.Content.ReadAsByteArrayAsync();
        using var unpacked = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        var plain = await _service.Client.GetStringAsync("/docs/scalar.js");
        (await new StreamReader(unpacked).ReadToEndAsync()).ShouldBe(plain);
        packed.Length.ShouldBeLessThan(plain.Length / 4);
        plain.ShouldContain("createApiReference");
    }

    [GeneratedRegex("\"\\$ref\":\\s*\"([^\"]+)\"")]
    private static partial Regex Reference();

    [GeneratedRegex("(src|href)=\"(https?:)?//[^\"]*\"")]
    private static partial Regex Elsewhere();

    [GeneratedRegex("<script(?![^>]* src=)")]
    private static partial Regex Inline();

    [GeneratedRegex("<script[^>]* src=\"([^\"]+)\"")]
    private static partial Regex Script();
}
