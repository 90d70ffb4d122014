using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ZoeDepth.Server.Tests.Browser;

/// <summary>Nobody is kept out: rules of accessibility in every view, and everything by the keyboard.</summary>
[Collection(BrowserTests.Name)]
public sealed class PageAccessTests(Chromium chromium) : PageInBrowser(chromium)
{
    private protected override Task<RunningService> StartAsync() => StartMiniAsync();

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task No_view_keeps_anybody_out(ColorScheme scheme, int width)
    {
        var (page, _) = await OpenAsync(new()
            { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        await Rested(page);
        await Accessible("depth");
        await Drawn(page, $"page-{width}.jpg");

        await ShowSpaceAsync(page);
        await Accessible("space");
        await page.ClickAsync("#tab-around");
        await page.WaitForFunctionAsync("() => document.getElementById('around-said').value.startsWith('A full')");
        await Accessible("panorama");
        await page.ClickAsync("#tab-depth");

        await page.ClickAsync("#camera");
        await page.Locator("#viewfinder[open]").WaitForAsync();
        await Accessible("dialog");
        await page.ClickAsync("#cancel");

        await AddAsync(page, "plain.pgm", RunningService.Picture(), "image/x-portable-graymap");
        await Accessible("a photograph the browser cannot show");
        await page.EvaluateAsync("() => Object.defineProperty(navigator, 'clipboard', { value: undefined })");
        await page.ClickAsync("#copy");
        await page.SetInputFilesAsync("#file", new FilePayload
            { Name = "broken.jpg", MimeType = "image/jpeg", Buffer = "no picture"u8.ToArray() });
        await page.Locator("#message").WaitForAsync();
        await Accessible("error");
        while (await page.Locator("#strip li").CountAsync() > 0) await page.Locator(".remove").First.ClickAsync();
        await Accessible("nothing");

        async Task Accessible(string view)
        {
            var found = await page.RunAxe();
            found.Violations.Select(violation =>
                $"{violation.Id}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty(view);
            (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"))
                .ShouldBeTrue($"{view}: nothing sticks out to the right");
        }
    }

    [Fact]
    public async Task A_distance_is_measured_with_the_keyboard_alone()
    {
        var (page, _) = await OpenAsync(Desktop);
        await Rested(page);
        await To("tab-depth");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Locator("#space[aria-busy=false]").WaitForAsync();
        await To("tool");
        await page.Keyboard.PressAsync("ArrowDown");
        (await page.InputValueAsync("#tool")).ShouldBe("distance");
        await To("space", "Shift+Tab");
        (await page.Locator("#panel-space .aim").IsVisibleAsync()).ShouldBeTrue("a cross shows where Enter measures");
        (await page.InnerTextAsync("#space-keys")).ShouldContain("Enter measures");
        await page.Keyboard.PressAsync("Enter");
        (await page.InnerTextAsync("#measured")).ShouldBe("Click the other end.");
        for (var i = 0; i < 12; i++) await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");
        (await page.InnerTextAsync("#measured")).ShouldMatch("^[0-9.]+ m apart");

        // Keys come closer and turn, too.
        var before = await page.Locator("#space").ScreenshotAsync();
        await page.Keyboard.PressAsync("+");
        var closer = await page.Locator("#space").ScreenshotAsync();
        closer.ShouldNotBe(before);
        await page.Keyboard.PressAsync("Shift+ArrowLeft");
        (await page.Locator("#space").ScreenshotAsync()).ShouldNotBe(closer);

        async Task To(string id, string key = "Tab")
        {
            for (var i = 0; i < 80; i++)
            {
                if (await page.EvaluateAsync<string>("() => document.activeElement.id") == id) return;
                await page.Keyboard.PressAsync(key);
            }
            throw new InvalidOperationException($"{key} does not lead to {id}");
        }
    }

    [Fact]
    public async Task A_photograph_is_chosen_measured_and_read_with_the_keyboard_alone()
    {
        var (page, _) = await OpenAsync();
        await Rested(page);
        for (var i = 0; i < 80 && !await IsAt("#strip li:nth-child(2) .select"); i++)
            await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        (await page.Locator("#strip [aria-current]").InnerTextAsync()).ShouldBe("courtyard.jpg");
        (await IsAt("#strip li:nth-child(2) .select")).ShouldBeTrue("where one is stays where it was");
        for (var i = 0; i < 80 && !await IsAt("#compare"); i++) await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("ArrowUp");
        (await page.InnerTextAsync("#reading")).ShouldMatch("^[0-9.]+ m at column 320, row 239$");
        for (var i = 0; i < 80 && !await IsAt("#far-end"); i++) await page.Keyboard.PressAsync("Tab");
        var far = await page.GetAttributeAsync("#far-end", "aria-valuenow");
        await page.Keyboard.PressAsync("ArrowLeft");
        (await page.GetAttributeAsync("#far-end", "aria-valuenow")).ShouldNotBe(far);
        for (var i = 0; i < 80 && !await IsAt("#estimate"); i++) await page.Keyboard.PressAsync("Tab");
        var answered = page.WaitForResponseAsync(answer =>
            answer.Url.Contains("output=npy", StringComparison.Ordinal));
        await page.Keyboard.PressAsync("Enter");
        (await answered).Status.ShouldBe(200);

        Task<bool> IsAt(string selector) => page.EvaluateAsync<bool>(
            "selector => document.activeElement === document.querySelector(selector)", selector);
    }
}
