using System.Text;

namespace ZoeDepth.Server.Tests;

/// <summary>A batch that comes slowly has one limit of time, and holds no places meanwhile.</summary>
public sealed class BatchLimitTests
{
    private const string Path = "/v1/depth/batch?size=64x96", Type = "multipart/form-data; boundary=b";

    private static readonly byte[] Part = [.. Encoding.ASCII.GetBytes(
        "--b\r\nContent-Disposition: form-data; name=i; filename=a\r\n\r\n"), .. RunningService.Picture(), .. "\r\n"u8];

    [Fact]
    public async Task All_images_together_have_one_limit_of_time()
    {
        await using var service = await RunningService.StartAsync(options =>
            (options.BatchTimeout, options.QueueLength) = (TimeSpan.FromSeconds(2), 200));
        using var client = await service.ConnectedAsync(RunningService.Head(Path, Type, 1_000_000), Part);
        var answer = new StreamReader(client.GetStream()).ReadLineAsync();
        // Each image comes in time, and the last never.
        for (var parts = 0; !answer.IsCompleted; parts++)
        {
            parts.ShouldBeLessThan(200, "nobody ended it");
            await client.GetStream().WriteAsync(Part);
            await Task.WhenAny(answer, Task.Delay(300));
        }
        (await answer).ShouldBe("HTTP/1.1 408 Request Timeout");
        await RunningService.UntilAsync(() => service.Admission is { Places: 0, AnswerBytes: 0 }
            && (service.Uploads.Count, service.Uploads.Bytes) == (0, 0));
    }

    [Fact]
    public async Task While_the_next_image_is_waited_for_those_before_hold_no_places()
    {
        await using var service = await RunningService.StartAsync(options =>
            (options.MaxConcurrent, options.QueueLength) = (1, 0));
        using var client = await service.ConnectedAsync(RunningService.Head(Path, Type, 1_000_000), Part);
        await client.GetStream().WriteAsync("--b\r\n"u8.ToArray());
        await RunningService.UntilAsync(() => service.Admission is { Places: 0, AnswerBytes: > 0 });
        service.Uploads.Count.ShouldBe(1);
        (await service.PostAsync(RunningService.Picture())).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_refused_of_a_batch_is_counted_like_any_answer()
    {
        await using var service = await RunningService.StartAsync();
        using var counted = new Counted(service);
        using var form = new MultipartFormDataContent
            { { new ByteArrayContent("no image"u8.ToArray()), "images", "a" } };
        (await service.Client.PostAsync(Path, form)).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        counted["answers 415"].ShouldBe(1);
    }
}
