using System.IO.Compression;
using System.Net;

namespace ZoeDepth.Server.Tests;

/// <summary>The page's files in brotli, as they lie in the assembly and as browsers get them.</summary>
public sealed class PageCompressionTests : IAsyncLifetime
{
    private const string Largest = "/page/vendor/three.module.min.js";
    private const int MostBytesInAll = 250_000;

    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync(untilReady: false);

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public void Out_of_brotli_every_file_is_its_original()
    {
        // Of the samples' depths there is no other form in the repository.
        var folder = Path.Combine(Goldens.RepositoryRoot, "src", "ZoeDepth.Server", "Page", "Files");
        var originals = Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'));
        var packed = PageFile.All().Where(file => file.Coding == "br"
                && !file.Path.EndsWith(".depth", StringComparison.Ordinal))
            .ToDictionary(file => file.Path.Length == 0 ? "index.html" : file.Path["page/".Length..]);
        packed.Keys.Order().ShouldBe(originals.Keys.Order());
        foreach (var (name, original) in originals)
        {
            packed[name].Body.ToArray().ShouldBe(File.ReadAllBytes(original), name);
            packed[name].Stored.Length.ShouldBeLessThan(packed[name].Body.Length, name);
        }
        packed.Values.Sum(file => file.Stored.Length).ShouldBeLessThan(MostBytesInAll);
    }

    [Theory]
    [InlineData("br", true)]
    [InlineData("gzip, deflate, br, zstd", true)]
    [InlineData("gzip, BR;q=0.5", true)]
    [InlineData("*", true)]
    [InlineData("gzip", false)]
    [InlineData("identity", false)]
    [InlineData("br;q=0", false)]
    [InlineData("*, br;q=0", false)]
    [InlineData("br;q=much", false)]
    [InlineData(null, false)]
    public async Task A_file_comes_in_brotli_to_those_who_accept_it(string? accepted, bool inBrotli)
    {
        using var response = await GetAsync(Largest, accepted);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.Vary.ShouldBe(["Accept-Encoding"]);
        response.Content.Headers.ContentEncoding.ShouldBe(inBrotli ? ["br"] : []);
        var body = await response.Content.ReadAsByteArrayAsync();
        body.Length.ShouldBe((int)response.Content.Headers.ContentLength!);
        if (inBrotli)
        {
            using var plain = new MemoryStream();
            using (var packed = new BrotliStream(new MemoryStream(body), CompressionMode.Decompress))
                await packed.CopyToAsync(plain);
            body.Length.ShouldBeLessThan(plain.ToArray().Length / 4);
            body = plain.ToArray();
        }
        body.ShouldBe(PageFile.All().Single(file => "/" + file.Path == Largest).Body.ToArray());
    }

    [Fact]
    public async Task Photographs_come_as_they_are()
    {
        using var response = await GetAsync("/page/samples/coffee.jpg", "br");
        response.Content.Headers.ContentEncoding.ShouldBeEmpty();
        response.Headers.Vary.ShouldBeEmpty();
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(
            await File.ReadAllBytesAsync(Path.Combine(Goldens.RepositoryRoot, "samples", "photos", "coffee.jpg")));
    }

    [Fact]
    public async Task Each_form_of_a_file_has_a_tag_of_its_own()
    {
        using var packed = await GetAsync(Largest, "br");
        using var plain = await GetAsync(Largest, null);
        packed.Headers.ETag.ShouldNotBe(plain.Headers.ETag);
        foreach (var (accepted, known, status) in new[]
        {
            ("br", packed, HttpStatusCode.NotModified), ((string?)null, plain, HttpStatusCode.NotModified),
            ("br", plain, HttpStatusCode.OK), (null, packed, HttpStatusCode.OK),
        })
        {
            using var again = await GetAsync(Largest, accepted, known.Headers.ETag!.ToString());
            again.StatusCode.ShouldBe(status);
            again.Headers.Vary.ShouldBe(["Accept-Encoding"]);
        }
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? accepted, string? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accepted is not null) request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        if (known is not null) request.Headers.TryAddWithoutValidation("If-None-Match", known);
        return await _service.Client.SendAsync(request);
    }
}
