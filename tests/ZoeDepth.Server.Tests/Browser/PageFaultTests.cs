using Microsoft.Playwright;

namespace ZoeDepth.Server.Tests.Browser;

/// <summary>A service that is not there, comes back, or asks for a key.</summary>
[Collection(BrowserTests.Name)]
public sealed class PageFaultTests(Chromium chromium) : PageInBrowser(chromium)
{
    [Fact]
    public async Task A_service_that_has_stopped_is_named()
    {
        var (page, _) = await OpenAsync();
        await Service.DisposeAsync();
        await page.ClickAsync("#estimate");
        await page.Locator("#message").WaitForAsync();
        (await page.InnerTextAsync("#message")).ShouldStartWith("the service does not answer");
    }

    [Fact]
    public async Task A_service_that_stops_in_the_middle_is_named_and_asked_again_when_it_is_back()
    {
        var service = await RunningService.StartAsync();
        var (page, _) = await OpenAsync(service: service);
        await Rested(page);
        var came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        service.Work.TurnCame = async cancelled =>
        {
            came.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancelled);
        };
        await page.ClickAsync("#estimate");
        await came.Task;
        (await page.Locator("#busy").IsVisibleAsync()).ShouldBeTrue();
        // At once, not when it has answered.
        await service.App.StopAsync(new CancellationToken(canceled: true));
        await page.Locator("#message").WaitForAsync();
        (await page.InnerTextAsync("#message")).ShouldStartWith("the service does not answer");
        (await page.Locator("#busy").IsHiddenAsync()).ShouldBeTrue();
        var port = service.Address.Port;
        await service.DisposeAsync();

        // The metres of before are still there, and new ones come as soon as somebody answers.
        await page.Locator("#compare").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        (await page.InnerTextAsync("#reading")).ShouldContain(" m at column ");
        await using var again = await RunningService.StartAsync(port: port);
        var answered = page.WaitForResponseAsync(answer =>
            answer.Url.Contains("output=npy", StringComparison.Ordinal));
        await page.ClickAsync("#estimate");
        (await answered).Status.ShouldBe(200);
        await Measured(page);
        (await page.Locator("#message").IsHiddenAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_key_is_asked_for_where_one_is_needed()
    {
        await using var closed = await RunningService.StartAsync(options =>
            options.ApiKeys = [ApiKeys.LineOf("somebody", "secret")]);
        var (page, _) = await OpenAtOnceAsync(closed);
        await page.FillAsync("#key", "secret");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#key-form").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await MeasureAsync(page);
        // What is copied for other programs names where the key belongs, and not the key.
        await page.EvaluateAsync("() => Object.defineProperty(navigator, 'clipboard', { value: undefined })");
        foreach (var (language, header) in new[]
            { ("curl", "Authorization: Bearer $ZOEDEPTH_API_KEY"), ("python", "os.environ[\"ZOEDEPTH_API_KEY\"]") })
        {
            await page.SelectOptionAsync("#language", language);
            await page.ClickAsync("#copy");
            await page.Locator("#recipe").WaitForAsync();
            (await page.InputValueAsync("#recipe")).ShouldContain(header);
            (await page.InputValueAsync("#recipe")).ShouldNotContain("secret");
        }
    }
}
