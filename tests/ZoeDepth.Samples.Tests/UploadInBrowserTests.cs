using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ZoeDepth.Samples.Tests;

/// <summary>The page with an upload, as somebody with a browser uses it.</summary>
[Collection(BrowserTests.Name)]
public sealed partial class UploadInBrowserTests(Chromium chromium) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_photograph_that_is_uploaded_shows_its_depth_and_a_broken_one_why_not()
    {
        using var program = SampleProgram.Start("BlazorUpload", "--urls", "http://127.0.0.1:0");
        var (page, complaints) = await chromium.OpenAsync(new Uri(await program.SaysAsync("Now listening on: ")));
        var (said, picture) = (page.GetByRole(AriaRole.Status), page.Locator("img"));
        // What the server renders at first has no ears; Blazor numbers the files of an input that has.
        await page.WaitForFunctionAsync("'_blazorInputFileNextFileId' in document.querySelector('input')");

        await page.SetInputFilesAsync("input",
            Path.Combine(Goldens.RepositoryRoot, "samples", "photos", "room_desk.jpg"));
        await Expect(said).ToHaveTextAsync(Metres(), new() { Timeout = Chromium.Patience });
        (await picture.EvaluateAsync<int>("image => image.decode().then(() => image.naturalWidth)")).ShouldBe(640);

        await page.SetInputFilesAsync("input", _folder.Write("broken.jpg", "no picture"u8));
        await Expect(said).ToHaveTextAsync(Reason(), new() { Timeout = Chromium.Patience });
        await Expect(picture).ToHaveCountAsync(0);
        complaints.ShouldBeEmpty();
    }

    [GeneratedRegex(@"^\d+\.\d\d to \d+\.\d\d m, indoor$")]
    private static partial Regex Metres();

    [GeneratedRegex("^(?!measuring|.* m, ).+")]
    private static partial Regex Reason();
}
