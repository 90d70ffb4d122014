using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace ZoeDepth.Server.Tests;

/// <summary>Files of images count as long as they are in memory, and all that requests take has one sum.</summary>
public sealed class MemoryTests
{
    private readonly byte[] _image = RunningService.Picture();

    /// <summary>Room for one image of a caller, of two in all.</summary>
    private static void Narrow(ZoeDepthServerOptions options) =>
        (options.MaxBodyBytes, options.MaxUploadBytes) = (2000, 4000);

    [Fact]
    public async Task The_file_of_an_image_that_waits_counts_until_it_is_decoded()
    {
        await using var service = await RunningService.StartAsync(Narrow);
        var (came, free) = service.HoldTurns();
        var waiting = service.PostAsync(_image);
        await came.Task.WaitAsync(TimeSpan.FromSeconds(60));
        (service.Uploads.Count, service.Uploads.Bytes).ShouldBe((0, _image.Length));
        (await RunningService.ProblemAsync(await service.PostAsync(_image), 429))
            .ShouldContain("too many bytes of images are in memory");
        free.SetResult();
        (await waiting).StatusCode.ShouldBe(HttpStatusCode.OK);
        service.Uploads.Bytes.ShouldBe(0);
        (await service.PostAsync(_image)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_a_batch_those_that_find_no_room_are_told_so_one_by_one()
    {
        await using var service = await RunningService.StartAsync(Narrow);
        var (came, free) = service.HoldTurns();
        using var form = new MultipartFormDataContent();
        for (var i = 0; i < 3; i++) form.Add(new ByteArrayContent(_image), "images", $"{i}.jpg");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/depth/batch?size=64x96") { Content = form };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/x-ndjson"));
        using var response = await service.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await came.Task.WaitAsync(TimeSpan.FromSeconds(60));
        service.Uploads.Bytes.ShouldBe(_image.Length, "what was refused is forgotten");
        free.SetResult();
        (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .OrderBy(line => line.GetProperty("index").GetInt32())
            .Select(line => line.GetProperty("status").GetInt32()).ShouldBe([200, 429, 429]);
        service.Uploads.Bytes.ShouldBe(0);
    }

    [Fact]
    public async Task Of_a_batch_of_lines_so_are_those()
    {
        const int Lines = 6, LengthOfLine = 30_000;
        var image = $$"""{"image":"data:image/jpeg;base64,{{Convert.ToBase64String(_image)}}" """;
        var line = image.PadRight(LengthOfLine) + "}\n";
        // Room for the piece of the body in which the first line comes, and not for a further one beside it.
        await using var service = await RunningService.StartAsync(options =>
            (options.MaxBodyBytes, options.MaxUploadBytes) = (2000, 3 * LengthOfLine));
        var (came, free) = service.HoldTurns();
        using var content = new StringContent(string.Concat(Enumerable.Repeat(line, Lines)));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/depth/batch?size=64x96") { Content = content };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/x-ndjson"));
        using var response = await service.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await came.Task.WaitAsync(TimeSpan.FromSeconds(60));
        free.SetResult();
        var statuses = (await response.Content.ReadAsStringAsync())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(text => JsonDocument.Parse(text).RootElement)
            .OrderBy(result => result.GetProperty("index").GetInt32())
            .Select(result => result.GetProperty("status").GetInt32()).ToArray();
        statuses.Length.ShouldBe(Lines);
        statuses[0].ShouldBe(200);
        statuses.ShouldContain(429);
        statuses.ShouldAllBe(status => status == 200 || status == 429);
        service.Uploads.Bytes.ShouldBe(0);
    }

    [Fact]
    public async Task Who_goes_while_his_image_waits_leaves_nothing_behind()
    {
        await using var service = await RunningService.StartAsync(options => options.MaxConcurrent = 1);
        var (came, free) = service.HoldTurns();
        var working = service.PostAsync(_image);
        await came.Task.WaitAsync(TimeSpan.FromSeconds(60));
        using var impatient = new CancellationTokenSource();
        var waiting = service.PostAsync(_image, cancellation: impatient.Token);
        await RunningService.UntilAsync(() => service.Uploads.Bytes == 2 * _image.Length);
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
        await RunningService.UntilAsync(() => service.Uploads.Bytes == _image.Length);
        free.SetResult();
        (await working).StatusCode.ShouldBe(HttpStatusCode.OK);
        service.Uploads.Bytes.ShouldBe(0);
    }

    [Fact]
    public void The_sum_follows_from_every_limit_of_bytes_and_pixels()
    {
        var usual = new ZoeDepthServerOptions().MaxRequestMemoryBytes;
        foreach (var raise in (Action<ZoeDepthServerOptions>[])
        [
            options => options.MaxUploadBytes += 1000,
            options => options.MaxUploads += 1000,
            options => options.QueueLength += 1000,
            options => options.MaxConcurrent += 1000,
            options => options.MaxPixelsAtOnce += 1000,
            options => options.Decoding = options.Decoding with { MaxPixels = options.MaxPixelsAtOnce + 1000 },
            options => options.MaxAnswerBytes += 1000,
            options => options.MaxResultBytes += 1000,
        ])
        {
            var options = new ZoeDepthServerOptions();
            raise(options);
            options.MaxRequestMemoryBytes.ShouldBeGreaterThanOrEqualTo(usual + 1000);
        }
        RequestMemory.Of(new()).Sum(part => part.Bytes).ShouldBe(usual);
    }
}
