using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using ZoeDepth.Imaging;

namespace ZoeDepth.Server.Tests;

/// <summary>Several images at once: the bits of each alone, and what is wrong with one is no other's.</summary>
public sealed class BatchTests
{
    private const string Path = "/v1/depth/batch?size=64x96";

    private static byte[] Image(int seed) => RunningService.Picture(40 + seed, 30 + seed, 3 + (2 * seed));

    private static MultipartFormDataContent Form(params byte[][] images)
    {
        var form = new MultipartFormDataContent();
        foreach (var (i, image) in images.Index()) form.Add(new ByteArrayContent(image), "images", $"photo {i}.jpg");
        return form;
    }

    private static Task<HttpResponseMessage> Post(RunningService service, HttpContent content, string? accept = null,
        string query = "", CancellationToken cancellation = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Path + query) { Content = content };
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        return service.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    private static async Task<JsonElement[]> Lines(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-ndjson");
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.Clone())];
    }

    private static async Task<Dictionary<int, (MultipartSection Part, byte[] Body)>> Parts(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var type = response.Content.Headers.ContentType!;
        type.MediaType.ShouldBe("multipart/mixed");
        var reader = new MultipartReader(type.Parameters.Single().Value!, await response.Content.ReadAsStreamAsync());
        Dictionary<int, (MultipartSection, byte[])> parts = [];
        while (await reader.ReadNextSectionAsync() is { } part)
        {
            using var body = new MemoryStream();
            await part.Body.CopyToAsync(body);
            var length = int.Parse(part.Headers!["Content-Length"]!, CultureInfo.InvariantCulture);
            body.Length.ShouldBe(length);
            parts.Add(int.Parse(part.Headers["ZoeDepth-Index"]!, CultureInfo.InvariantCulture), (part, body.ToArray()));
        }
        return parts;
    }

    private static byte[] Expected(RunningService service, byte[] image)
    {
        var depth = service.Estimator.Estimate(RasterImage.Load(image), new() { Size = new(64, 96) });
        using var png = new MemoryStream();
        DepthPng.Write(depth.Values, depth.Width, depth.Height, png, DepthScale.Millimetres, depth.Describe());
        return png.ToArray();
    }

    [Fact]
    public async Task Each_image_has_a_part_with_the_bytes_and_headers_of_a_request_of_its_own()
    {
        await using var service = await RunningService.StartAsync();
        byte[][] images = [.. Enumerable.Range(0, 6).Select(Image)];
        var response = await Post(service, Form(images));
        var parts = await Parts(response);
        parts.Keys.Order().ShouldBe(Enumerable.Range(0, 6));
        var id = response.Headers.GetValues("X-Request-Id").Single();
        foreach (var (i, (part, body)) in parts)
        {
            body.ShouldBe(Expected(service, images[i]));
            part.Headers!["Content-Type"].ShouldBe(["image/png"]);
            part.Headers["ZoeDepth-Units-Per-Metre"].ShouldBe(["1000"]);
            part.Headers["ZoeDepth-Model"].ShouldBe(["tiny"]);
            part.Headers["Content-Disposition"].ShouldBe([$"inline; filename=\"image-{i}.depth.png\""]);
            part.Headers["X-Request-Id"].ShouldBe([$"{id}.{i}"]);
        }
    }

    [Fact]
    public async Task Lines_hold_numbers_files_and_problems()
    {
        await using var service = await RunningService.StartAsync(options => options.MaxBodyBytes = 50_000);
        var form = Form(Image(0), "no image"u8.ToArray(), Image(1), new byte[60_000], []);
        var lines = (await Lines(await Post(service, form, "application/x-ndjson")))
            .ToDictionary(line => line.GetProperty("index").GetInt32());
        lines.Keys.Order().ShouldBe([0, 1, 2, 3, 4]);
        lines.OrderBy(line => line.Key).Select(line => line.Value.GetProperty("status").GetInt32())
            .ShouldBe([200, 415, 200, 413, 400]);
        lines[2].GetProperty("name").GetString().ShouldBe("photo 2.jpg");
        var result = lines[2].GetProperty("result");
        result.GetProperty("depth").GetProperty("median").GetSingle().ShouldBe(service.Estimator
            .Estimate(RasterImage.Load(Image(1)), new() { Size = new(64, 96) }).Median);
        var problem = lines[1].GetProperty("problem");
        problem.GetProperty("detail").GetString()!.ShouldContain("a text file, not a picture");
        problem.GetProperty("requestId").GetString().ShouldEndWith(".1");

        var files = await Lines(await Post(service, Form(Image(0)), "application/x-ndjson", "&output=png"));
        var file = files.Single().GetProperty("file");
        file.GetProperty("mediaType").GetString().ShouldBe("image/png");
        file.GetProperty("base64").GetBytesFromBase64().ShouldBe(Expected(service, Image(0)));
    }

    [Fact]
    public async Task A_bad_image_is_a_problem_part()
    {
        await using var service = await RunningService.StartAsync();
        var parts = await Parts(await Post(service, Form("x"u8.ToArray(), Image(1)), "multipart/*"));
        parts[0].Part.Headers!["Content-Type"].ShouldBe(["application/problem+json"]);
        JsonDocument.Parse(parts[0].Body).RootElement.GetProperty("status").GetInt32().ShouldBe(415);
        parts[1].Body.ShouldBe(Expected(service, Image(1)));
    }

    [Fact]
    public async Task Fields_before_the_images_hold_for_all_and_later_ones_are_refused()
    {
        await using var service = await RunningService.StartAsync();
        using var form = new MultipartFormDataContent { { new StringContent("npy"), "output" } };
        form.Add(new ByteArrayContent(Image(0)), "images", "a");
        form.Add(new ByteArrayContent(Image(1)), "images", "b");
        (await Parts(await Post(service, form))).Values
            .ShouldAllBe(part => part.Part.ContentType == "application/x-npy");
        using var late = Form(Image(0));
        late.Add(new StringContent("npy"), "output");
        late.Add(new ByteArrayContent(Image(1)), "images", "b");
        (await RunningService.ProblemAsync(await Post(service, late), 400)).ShouldContain("before its first image");
    }

    [Theory]
    [InlineData("image/png", "multipart/form-data; boundary=b", 406)]
    [InlineData(null, "image/png", 415)]
    [InlineData(null, "multipart/form-data; boundary=b", 400)]
    public async Task What_is_no_batch_is_told(string? accept, string type, int status)
    {
        await using var service = await RunningService.StartAsync();
        using var content = new ByteArrayContent("--b--\r\n"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        await RunningService.ProblemAsync(await Post(service, content, accept), status);
    }

    [Fact]
    public async Task Results_come_as_they_are_ready()
    {
        await using var service = await RunningService.StartAsync(options => options.MaxConcurrent = 2);
        var (turns, held) = (0, new TaskCompletionSource());
        service.Work.TurnCame = _ => Interlocked.Increment(ref turns) == 1 ? held.Task : Task.CompletedTask;
        using var response = await Post(service, Form(Image(0), Image(1), Image(2)), "application/x-ndjson");
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        for (var i = 0; i < 2; i++)
            (await lines.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60))).ShouldNotBeNull();
        held.SetResult();
        (await lines.ReadLineAsync()).ShouldNotBeNull();
        (await lines.ReadLineAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Every_image_takes_a_place_and_counts_as_a_request()
    {
        await using var service = await RunningService.StartAsync(options =>
            (options.MaxConcurrent, options.QueueLength, options.RequestsPerMinute) = (1, 3, 5));
        byte[][] images = [.. Enumerable.Range(0, 4).Select(Image)];
        var lines = await Lines(await Post(service, Form(images), "application/x-ndjson"));
        lines.Select(line => line.GetProperty("status").GetInt32()).Order().ShouldBe([200, 200, 429, 429]);
        lines.Where(line => line.GetProperty("status").GetInt32() == 429).ShouldAllBe(line =>
            line.GetProperty("problem").GetProperty("retryAfter").GetInt32() > 0);
        lines = await Lines(await Post(service, Form(images), "application/x-ndjson"));
        lines.First(line => line.GetProperty("index").GetInt32() == 3).GetProperty("problem").GetProperty("detail")
            .GetString()!.ShouldContain("too many requests a minute");
        await RunningService.ProblemAsync(await Post(service, Form(images)), 429);
    }

    [Fact]
    public async Task A_batch_lets_others_in_between()
    {
        await using var service = await RunningService.StartAsync(options => options.MaxConcurrent = 1);
        var (came, free) = (new SemaphoreSlim(0), new SemaphoreSlim(0));
        service.Work.TurnCame = async cancelled =>
        {
            came.Release();
            await free.WaitAsync(cancelled);
        };
        using var batch = await Post(service, Form(Image(0), Image(1), Image(2), Image(3)), "application/x-ndjson");
        await came.WaitAsync();
        var single = service.PostAsync(Image(5));
        var admission = service.App.Services.GetRequiredService<Admission>();
        for (var tries = 0; admission.Waiting < 1; tries++)
        {
            tries.ShouldBeLessThan(600);
            await Task.Delay(20);
        }
        // The image under way, and at most one more of the batch; then the single request.
        free.Release(2);
        (await single.WaitAsync(TimeSpan.FromSeconds(60))).StatusCode.ShouldBe(HttpStatusCode.OK);
        free.Release(3);
        (await Lines(batch)).Length.ShouldBe(4);
    }

    [Fact]
    public async Task A_client_that_goes_ends_all_of_its_images()
    {
        await using var service = await RunningService.StartAsync(options =>
            (options.MaxConcurrent, options.QueueLength) = (1, 3));
        var (came, turns, ended) = (new TaskCompletionSource(), 0, new TaskCompletionSource());
        service.Work.TurnCame = async cancelled =>
        {
            Interlocked.Increment(ref turns);
            came.TrySetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancelled);
            }
            finally
            {
                ended.TrySetResult();
            }
        };
        using var impatient = new CancellationTokenSource();
        var response = await Post(service, Form(Image(0), Image(1)), cancellation: impatient.Token);
        await came.Task.WaitAsync(TimeSpan.FromSeconds(60));
        response.Dispose();
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(60));
        service.Work.TurnCame = null;
        var admission = service.App.Services.GetRequiredService<Admission>();
        for (var tries = 0; admission.Places > 0; tries++)
        {
            tries.ShouldBeLessThan(600, "the places were not given back");
            await Task.Delay(20);
        }
        turns.ShouldBe(1);
        (await service.PostAsync(Image(0))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_broken_form_ends_the_batch()
    {
        await using var service = await RunningService.StartAsync();
        using var content = new ByteArrayContent([.. Encoding.ASCII.GetBytes(
            "--b\r\nContent-Disposition: form-data; name=i; filename=a\r\n\r\n"), .. Image(0), .. "\r\n--b\r\nx"u8]);
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        (await RunningService.ProblemAsync(await Post(service, content), 400)).ShouldContain("broken");
        service.App.Services.GetRequiredService<Admission>().Places.ShouldBe(0);
    }
}
