using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ZoeDepth.Imaging;

namespace ZoeDepth.Server.Tests;

/// <summary>The files of the page as a browser gets them.</summary>
public sealed partial class PageTests : IAsyncLifetime
{
    private const int MostBytes = 1_500_000;

    private RunningService _service = null!;

    public async ValueTask InitializeAsync() =>
        _service = await RunningService.StartAsync(options => options.ApiKeys = [ApiKeys.LineOf("somebody", "secret")],
            untilReady: false);

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task The_page_comes_without_a_key_and_lets_nothing_in_from_elsewhere()
    {
        var response = await _service.Client.GetAsync("/");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'; script-src 'self'; style-src 'self';");
        policy.ShouldNotContain("unsafe");
        var html = await response.Content.ReadAsStringAsync();
        html.ShouldNotContain("style=");
        InlineScript().IsMatch(html).ShouldBeFalse("the policy forbids scripts inside the page");
        foreach (var file in PageFile.All().Where(file => !file.Path.Contains("/vendor/", StringComparison.Ordinal)
            && file.MediaType.StartsWith("text/", StringComparison.Ordinal)))
            Elsewhere().IsMatch(System.Text.Encoding.UTF8.GetString(file.Body.Span)).ShouldBeFalse(file.Path);
    }

    [Fact]
    public async Task Whatever_a_file_refers_to_is_there_and_all_is_small()
    {
        var (open, seen, bytes) = (new Queue<string>([""]), new HashSet<string>(), 0);
        while (open.TryDequeue(out var path))
        {
            if (!seen.Add(path)) continue;
            var response = await _service.Client.GetAsync("/" + path);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            var body = await response.Content.ReadAsByteArrayAsync();
            bytes += body.Length;
            var text = System.Text.Encoding.UTF8.GetString(body);
            if (path.Length == 0)
                foreach (Match link in Linked().Matches(text)) open.Enqueue(link.Groups[1].Value);
            if (path.EndsWith(".js", StringComparison.Ordinal))
                foreach (Match import in Imported().Matches(text))
                    open.Enqueue(path[..(path.LastIndexOf('/') + 1)] + import.Groups[1].Value);
        }
        seen.ShouldContain("page/space.js");
        seen.ShouldContain("page/vendor/three.module.min.js");
        seen.Count(path => path.EndsWith(".js", StringComparison.Ordinal)).ShouldBe(
            PageFile.All().Count(file => file.Path.EndsWith(".js", StringComparison.Ordinal)), "no script lies idle");
        bytes.ShouldBeLessThan(MostBytes);
    }

    [Fact]
    public async Task A_browser_that_has_a_file_is_told_that_it_is_the_same()
    {
        var first = await _service.Client.GetAsync("/page/page.js");
        var request = new HttpRequestMessage(HttpMethod.Get, "/page/page.js");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        var second = await _service.Client.SendAsync(request);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await second.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        first.Headers.CacheControl!.NoCache.ShouldBeTrue();
        (await _service.Client.GetAsync("/page/vendor.sh")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _service.Client.GetAsync("/page/..%2f..%2fappsettings.json")).StatusCode
            .ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_may_be_chosen_is_what_requests_may_say()
    {
        using var choices = JsonDocument.Parse(await _service.Client.GetStringAsync("/page/choices.json"));
        var root = choices.RootElement;
        Names("palettes").ShouldBe(ColorMap.Names);
        Names("outputs").ShouldBe(AnswerKind.All.Select(kind => kind.Name));
        root.GetProperty("presets").EnumerateArray().Select(name => name.GetString())
            .ShouldBe(DepthPreset.All.Select(preset => preset.Name));
        foreach (var palette in root.GetProperty("palettes").EnumerateArray())
            palette.GetProperty("colours").GetBytesFromBase64()
                .ShouldBe(ColorMap.Get(palette.GetProperty("name").GetString()!).Colours.ToArray());

        IEnumerable<string?> Names(string list) =>
            root.GetProperty(list).EnumerateArray().Select(one => one.GetProperty("name").GetString());
    }

    [Fact]
    public void Files_of_three_js_are_those_whose_hashes_stand_beside_them()
    {
        var files = PageFile.All().Where(file => file.Path.StartsWith("page/vendor/", StringComparison.Ordinal))
            .ToDictionary(file => Path.GetFileName(file.Path));
        var lines = System.Text.Encoding.UTF8.GetString(files["SHA256SUMS"].Body.Span).TrimEnd().Split('\n');
        lines.Length.ShouldBe(files.Count - 1);
        foreach (var line in lines)
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(files[line[66..]].Body.Span))
                .ShouldBe(line[..64], line);
        System.Text.Encoding.UTF8.GetString(files["LICENSE"].Body.Span).ShouldContain("The MIT License");
    }

    [GeneratedRegex("<script(?![^>]*src=)")]
    private static partial Regex InlineScript();

    [GeneratedRegex(@"https?://(?!www\.w3\.org/)")]
    private static partial Regex Elsewhere();

    [GeneratedRegex("(?:href|src)=\"(page/[^\"]+)\"")]
    private static partial Regex Linked();

    [GeneratedRegex(@"(?:from |import\()[""']\./([^""']+)[""']")]
    private static partial Regex Imported();
}
