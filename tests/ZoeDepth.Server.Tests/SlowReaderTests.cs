using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ZoeDepth.Server.Tests;

/// <summary>Answers that nobody reads hold room of their own, and not for ever.</summary>
public sealed class SlowReaderTests
{
    /// <summary>Its depth as NPY is 12 MB, more than the buffers of two sockets.</summary>
    private static readonly byte[] Large = RunningService.Picture(3000, 1000);

    /// <summary>For one such answer, or for what was made of it and nothing beside.</summary>
    private static readonly long Room = AnswerSize.Of(AnswerKind.Npy, new(1000, 3000), isInText: false);

    private static readonly byte[] Small = RunningService.Picture();

    public static TheoryData<string, string> Answers => new()
    {
        { "/v1/depth", "*/*" }, { "/v1/depth", "text/event-stream" }, { "/v1/depth/batch", "multipart/mixed" },
        { "/v1/depth/batch", "application/x-ndjson" },
    };

    [Theory, MemberData(nameof(Answers))]
    public async Task Who_does_not_read_holds_no_place_and_is_cut_off(string path, string accept)
    {
        await using var service = await RunningService.StartAsync(options =>
        {
            (options.MaxConcurrent, options.QueueLength) = (1, 0);
            (options.SendTimeout, options.MinSendRate) = (TimeSpan.FromSeconds(3), long.MaxValue);
        });
        using var counted = new Counted(service);
        var written = service.Written();
        using var client = await service.ConnectedAsync(Request(path, accept));
        await RunningService.UntilAsync(() => service.Admission is { Places: 0, AnswerBytes: > 0 }
            && service.Uploads.Count == 0);
        (await service.PostAsync(Small)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await RunningService.UntilAsync(() => service.Admission.AnswerBytes == 0, "the client was not cut off");
        counted["answers.cut_off"].ShouldBe(1);
        (await ReadAsync(client, int.MaxValue)).ShouldBeLessThan(3000 * 1000 * sizeof(float));
        written.ShouldBeEmpty("a slow reader is nothing to be looked after");
        (await service.PostAsync(Small)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_answer_waits_until_there_is_room_for_its_bytes()
    {
        await using var service = await RunningService.StartAsync(options =>
        {
            options.MaxAnswerBytes = Room;
            (options.SendTimeout, options.MinSendRate) = (TimeSpan.FromSeconds(3), long.MaxValue);
        });
        using var client = await service.ConnectedAsync(Request("/v1/depth", "*/*"));
        await RunningService.UntilAsync(() => service.Admission is { Places: 0, AnswerBytes: > 0 }
            && service.Uploads.Count == 0);
        var second = service.PostAsync(Small);
        await RunningService.UntilAsync(() => service.Admission.Waiting == 1);
        second.IsCompleted.ShouldBeFalse();
        (await second).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Where_no_room_comes_in_time_that_is_told()
    {
        await using var service = await RunningService.StartAsync(options =>
            (options.MaxAnswerBytes, options.MaxWait) = (Room, TimeSpan.FromMilliseconds(300)));
        using var client = await service.ConnectedAsync(Request("/v1/depth", "*/*"));
        await RunningService.UntilAsync(() => service.Admission is { Places: 0, AnswerBytes: > 0 }
            && service.Uploads.Count == 0);
        (await RunningService.ProblemAsync(await service.PostAsync(Small), 503))
            .ShouldContain("answers that nobody has read yet left no room");
    }

    [Fact]
    public async Task An_answer_that_may_take_more_than_all_of_them_may_is_refused()
    {
        await using var service = await RunningService.StartAsync(options => options.MaxAnswerBytes = Room);
        (await service.PostAsync(Large, "size=64x96&output=npy")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await RunningService.ProblemAsync(await service.PostAsync(Large, "size=64x96&output=npy",
            "text/event-stream"), 422)).ShouldContain("ask for one file by itself");
        (service.Admission.Places, service.Admission.AnswerBytes, service.Uploads.Bytes).ShouldBe((0L, 0L, 0L));
    }

    [Fact]
    public async Task Who_reads_slowly_within_his_time_gets_all()
    {
        await using var service = await RunningService.StartAsync();
        using var client = await service.ConnectedAsync(Request("/v1/depth", "*/*"));
        await RunningService.UntilAsync(() => service.Admission is { Places: 0, AnswerBytes: > 0 }
            && service.Uploads.Count == 0);
        await Task.Delay(500);
        const int Values = 3000 * 1000 * sizeof(float);
        (await ReadAsync(client, Values)).ShouldBeGreaterThanOrEqualTo(Values);
    }

    /// <summary>An upper bound: PNG, JPEG and geometry are as large as their pixels let them be.</summary>
    [Theory]
    [InlineData("png"), InlineData("npy"), InlineData("pfm"), InlineData("jpeg"), InlineData("color")]
    [InlineData("json"), InlineData("glb"), InlineData("ply"), InlineData("spread")]
    public async Task An_answer_is_no_larger_than_was_expected(string output)
    {
        await using var service = await RunningService.StartAsync();
        var random = new Random(7);
        var noise = RunningService.Picture(300, 200);
        random.NextBytes(noise.AsSpan(noise.Length - (300 * 200)));
        var answer = await service.PostAsync(noise, $"size=64x96&output={output}&domain=kitti");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var kind = AnswerKind.All.Single(kind => kind.Name == output);
        (await answer.Content.ReadAsByteArrayAsync()).LongLength
            .ShouldBeLessThanOrEqualTo(AnswerSize.Of(kind, new(200, 300), isInText: false));
    }

    /// <summary>Reads until so many bytes have come, or the connection ends.</summary>
    private static async Task<int> ReadAsync(TcpClient client, int enough)
    {
        var (buffer, all) = (new byte[1 << 20], 0);
        try
        {
            while (all < enough && await client.GetStream().ReadAsync(buffer) is > 0 and var read) all += read;
        }
        catch (IOException)
        {
            // It was reset.
        }
        return all;
    }

    private static byte[] Request(string path, string accept)
    {
        var isBatch = path.EndsWith("batch", StringComparison.Ordinal);
        byte[] body = !isBatch ? Large : [.. Encoding.ASCII.GetBytes(
            "--b\r\nContent-Disposition: form-data; name=i; filename=a\r\n\r\n"), .. Large, .. "\r\n--b--\r\n"u8];
        return [.. RunningService.Head($"{path}?size=64x96&output=npy",
            isBatch ? "multipart/form-data; boundary=b" : "image/jpeg", body.Length, $"Accept: {accept}\r\n"), .. body];
    }
}
