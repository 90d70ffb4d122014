using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace ZoeDepth.Server.Tests.Browser;

/// <summary>Whatever the service answers, the page lets take along.</summary>
[Collection(BrowserTests.Name)]
public sealed class PageDownloadTests(Chromium chromium) : PageInBrowser(chromium)
{
    public static TheoryData<string> Kinds() => [.. AnswerKind.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_file_of_each_kind_is_the_answer_of_the_service(string name)
    {
        var kind = AnswerKind.All.Single(one => one.Name == name);
        var (page, complaints) = await OpenAsync();
        await AddAsync(page, "my.photo.pgm", RunningService.Picture(), "image/x-portable-graymap");
        await page.SelectOptionAsync("#palette", "viridis");
        var asked = page.WaitForRequestAsync(request => request.Url.Contains("/v1/depth?", StringComparison.Ordinal));
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button,
            new() { Name = name.ToUpperInvariant(), Exact = true }).ClickAsync());
        download.SuggestedFilename.ShouldBe("my.photo" + kind.Ending);
        await download.SaveAsAsync(Folder.File("file"));
        var query = new Uri((await asked).Url).Query[1..];
        query.Contains("colormap=viridis", StringComparison.Ordinal).ShouldBe(name is "jpeg" or "color");
        var answer = await Service.PostAsync(RunningService.Picture(), query);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(kind.MediaType);
        var (file, expected) = (await File.ReadAllBytesAsync(Folder.File("file")),
            await answer.Content.ReadAsByteArrayAsync());
        if (kind == AnswerKind.Json) Depth(file).ShouldBe(Depth(expected));
        else file.ShouldBe(expected);
        complaints.ShouldBeEmpty();
    }

    private static string Depth(byte[] json) => JsonNode.Parse(json)!["depth"]!.ToJsonString();
}
