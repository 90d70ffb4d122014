using Microsoft.Playwright;

namespace ZoeDepth.Server.Tests.Browser;

/// <summary>360-degree pictures: the improved surface and the research code's, side by side.</summary>
[Collection(BrowserTests.Name)]
public sealed class PagePanoramaTests(Chromium chromium) : PageInBrowser(chromium)
{
    private protected override Task<RunningService> StartAsync() => StartMiniAsync();

    [Fact]
    public async Task A_panorama_is_shown_closed_and_beside_it_as_the_research_code_makes_it()
    {
        var (page, complaints) = await OpenAsync(Desktop);
        await AddAsync(page, "room_panorama.jpg", Sample("room_panorama.jpg"));
        await page.FocusAsync("#tab-depth");
        await page.Keyboard.PressAsync("ArrowLeft");
        (await page.GetAttributeAsync("#tab-around", "aria-selected")).ShouldBe("true", "tabs go round");
        await Shown(page);
        (await page.InnerTextAsync("#around-said")).ShouldStartWith("Networks for photographs have never seen");
        await Drawn(page, "page-panorama.jpg");
        var (closed, original) = (page.Locator("#around"), page.Locator("#around-original"));
        var (left, right) = ((await closed.BoundingBoxAsync())!, (await original.BoundingBoxAsync())!);
        (left.X + left.Width).ShouldBeLessThanOrEqualTo(right.X, "side by side");
        left.Y.ShouldBe(right.Y);
        var pixels = await closed.ScreenshotAsync();
        var research = await original.ScreenshotAsync();
        research.ShouldNotBe(pixels);
        // A picture, and no surface of one colour, of which a file of a thousand bytes or two would be left.
        research.Length.ShouldBeGreaterThan(20_000);
        await closed.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        (await closed.ScreenshotAsync()).ShouldNotBe(pixels, "keys look about");
        Unexpected(complaints).ShouldBeEmpty();
    }

    [Fact]
    public async Task Its_files_are_those_of_the_service()
    {
        var (page, _) = await OpenAsync();
        await AddAsync(page, "room_panorama.jpg", Sample("room_panorama.jpg"));
        await page.ClickAsync("#tab-around");
        foreach (var (shape, says) in new[]
            { ("panorama", "closed at its seam"), ("original-panorama", "as the research code makes it") })
            foreach (var kind in new[] { "glb", "ply" })
            {
                var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button,
                    new() { Name = $"Download {kind.ToUpperInvariant()}, {says}" }).ClickAsync());
                download.SuggestedFilename.ShouldBe($"room_panorama.{shape}.{kind}");
                await download.SaveAsAsync(Folder.File("file"));
                File.ReadAllBytes(Folder.File("file")).ShouldBe(await (await Service.PostAsync(
                    Sample("room_panorama.jpg"), $"output={kind}&surface={shape}")).Content.ReadAsByteArrayAsync());
            }
    }

    [Fact]
    public async Task Photographs_of_one_name_are_not_taken_for_one_another()
    {
        var (page, _) = await OpenAsync(Desktop);
        await AddAsync(page, "camera.jpg", Sample("courtyard.jpg"));
        await AddAsync(page, "camera.jpg", Sample("room_panorama.jpg"));
        await page.ClickAsync("#strip li:nth-child(4) .select");
        var late = await HeldAnswer.OfAsync(page, "surface=panorama", await (await Service.PostAsync(
            Sample("courtyard.jpg"), "output=glb&surface=panorama")).Content.ReadAsByteArrayAsync());
        await page.ClickAsync("#tab-around");
        await late.Came;
        await page.ClickAsync("#strip li:nth-child(5) .select");
        await Shown(page);
        var shown = await page.Locator("#around").ScreenshotAsync();
        await late.LetGoAsync();
        (await page.Locator("#around").ScreenshotAsync()).ShouldBe(shown);
        (await page.InnerTextAsync("#around-said")).ShouldStartWith("Networks for photographs have never seen");
    }

    [Fact]
    public async Task A_photograph_that_is_measured_anew_meanwhile_breaks_nothing()
    {
        var (page, complaints) = await OpenAsync(Desktop);
        await AddAsync(page, "room_panorama.jpg", Sample("room_panorama.jpg"));
        var late = await HeldAnswer.OfAsync(page, "surface=panorama", []);
        await page.ClickAsync("#tab-around");
        await late.Came;
        await page.CheckAsync("#flip");
        await page.ClickAsync("#estimate");
        await Shown(page);
        await late.LetGoAsync();
        (await page.Locator("#message").IsHiddenAsync()).ShouldBeTrue();
        (await page.InnerTextAsync("#around-said")).ShouldStartWith("Networks for photographs have never seen");
        Unexpected(complaints).ShouldBeEmpty();
    }

    private static Task Shown(IPage page) => page.WaitForFunctionAsync("""
        () => /^(Networks|A full)/.test(document.getElementById("around-said").value)
          && !document.querySelector("#panel-around [aria-busy=true]")
        """);
}
