using System.Net;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace ZoeDepth.Server.Tests.Remote;

/// <summary>Batches as lines of JSON.</summary>
public sealed class ImageLinesTests
{
    private static readonly byte[] Image = RunningService.Picture();

    private static string DataUrl => $"data:;base64,{Convert.ToBase64String(Image)}";

    private static async Task<JsonElement[]> PostAsync(RunningService service, string body, string query = "size=64x96",
        string type = "application/x-ndjson")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/depth/batch?{query}")
            { Content = new StringContent(body, Encoding.UTF8, type) };
        request.Headers.Add("Accept", "application/x-ndjson");
        var response = await service.Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.Clone())
            .OrderBy(line => line.GetProperty("index").GetInt32())];
    }

    [Theory]
    [InlineData("application/x-ndjson")]
    [InlineData("application/jsonl")]
    public async Task Each_line_is_answered_as_a_request_of_its_own(string type)
    {
        await using var service = await RunningService.StartAsync(options => options.MaxBodyBytes = 20_000);
        var lines = await PostAsync(service, $$"""
            {"image": "{{DataUrl}}"}
            {"image": "{{DataUrl}}", "flip": true}

            {"image": "data:;base64,{{Convert.ToBase64String(RunningService.Picture(100, 200))}}"}
            {"image": "data:;base64,{{new string('A', 70_000)}}"}
            {"image":
            {"image": "{{DataUrl}}", "model": "tiny"}
            {"image": "https://images.example/a.jpg"}
            {"image": "{{DataUrl}}"}
            """, type: type);
        lines.Select(line => line.GetProperty("status").GetInt32()).ShouldBe([200, 200, 413, 413, 400, 400, 403, 200]);
        var medians = new List<double>();
        foreach (var query in (string[])["size=64x96", "size=64x96&flip=true"])
            medians.Add(Median(JsonDocument.Parse(await (await service.PostAsync(Image, $"{query}&output=json"))
                .Content.ReadAsStringAsync()).RootElement));
        lines.Where(line => line.TryGetProperty("result", out _)).Select(line => Median(line.GetProperty("result")))
            .ShouldBe([medians[0], medians[1], medians[0]]);
        medians[0].ShouldNotBe(medians[1]);
        lines[5].GetProperty("problem").GetProperty("detail").GetString()!.ShouldContain("name them in the query");
        service.Uploads.Bytes.ShouldBe(0);

        static double Median(JsonElement result) =>
            result.GetProperty("depth").GetProperty("median").GetDouble();
    }

    [Fact]
    public async Task A_line_asks_for_no_precision_that_is_not_allowed()
    {
        await using var service = await RunningService.StartAsync(options => options.Precisions = []);
        var lines = await PostAsync(service, $$"""
            {"image": "{{DataUrl}}", "precision": "float32"}
            {"image": "{{DataUrl}}", "precision": "int8"}
            {"image": "{{DataUrl}}"}
            """);
        lines.Select(line => line.GetProperty("status").GetInt32()).ShouldBe([200, 422, 200]);
    }

    [Fact]
    public async Task A_line_that_contradicts_itself_is_refused_alone_and_holds_no_place()
    {
        await using var service = await RunningService.StartAsync();
        var lines = await PostAsync(service, $$"""
            {"image": "{{DataUrl}}", "outputs": "glb", "surface": "panorama"}
            {"image": "{{DataUrl}}"}
            """).WaitAsync(TimeSpan.FromMinutes(1));
        lines.Select(line => line.GetProperty("status").GetInt32()).ShouldBe([400, 200]);
        lines[0].GetProperty("problem").GetProperty("detail").GetString()!.ShouldContain("another estimate");
        await RunningService.UntilAsync(() => service.Admission.Places == 0);
    }

    [Fact]
    public async Task Lines_name_URLs_where_that_is_allowed()
    {
        await using var remote = await RemoteService.StartAsync();
        remote.Network.Named("inside.example", "10.0.0.1");
        var lines = await PostAsync(remote.Service, """
            {"image": "http://images.example/a.jpg"}
            {"image": "http://inside.example/a.jpg"}
            {"image": "http://images.example/b.jpg"}
            """);
        lines.Select(line => line.GetProperty("status").GetInt32()).ShouldBe([200, 422, 200]);
        remote.Network.Asked.ShouldBe(["images.example/a.jpg", "images.example/b.jpg"]);
        remote.Service.Uploads.Bytes.ShouldBe(0);
    }

    [Fact]
    public async Task There_are_not_too_many_and_not_none()
    {
        await using var service = await RunningService.StartAsync();
        foreach (var (body, reason) in ((string, string)[])[("\n \n", "there is no line"),
            (string.Concat(Enumerable.Repeat("{}\n", 257)), "more than 256 lines")])
        {
            var response = await service.Client.PostAsync("/v1/depth/batch",
                new StringContent(body, Encoding.UTF8, "application/x-ndjson"));
            (await RunningService.ProblemAsync(response, 400)).ShouldContain(reason);
        }
    }

    [Property(MaxTest = 300)]
    public Property Lines_are_the_same_however_they_arrive() => Prop.ForAll(
        (from lengths in Gen.OneOf(Gen.Choose(0, 12), Gen.Choose(0, 200_000)).ArrayOf(6)
         from pieces in Gen.OneOf(Gen.Choose(1, 100), Gen.Choose(1, 300_000)).NonEmptyListOf()
         from ends in Gen.Elements("\n", "\r\n", "")
         select (lengths, pieces.ToArray(), ends)).ToArbitrary(), async each =>
    {
        const int Longest = 100_000;
        var (lengths, pieces, end) = each;
        var text = string.Join("\n", lengths.Select((length, i) => new string((char)('a' + i), length))) + end;
        var expected = text.Split('\n').Where(line => line.Trim(' ', '\t', '\r').Length > 0)
            .Select(line => line.Length > Longest ? null : line).ToArray();
        var lines = new ImageLines(new Trickle(Encoding.ASCII.GetBytes(text), pieces), Longest, _ => null);
        var found = new List<string?>();
        while (await lines.NextAsync(CancellationToken.None) is { } line)
            found.Add(line.Bytes is { } bytes ? Encoding.ASCII.GetString(bytes.Span) : null);
        found.ShouldBe(expected);
    });

    /// <summary>Bytes that come in pieces.</summary>
    private sealed class Trickle(byte[] bytes, int[] pieces) : MemoryStream(bytes)
    {
        private int _piece;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Read(buffer.Span[..Math.Min(buffer.Length, pieces[_piece++ % pieces.Length])]));
    }
}
