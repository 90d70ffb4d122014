using System.Globalization;
using Microsoft.Playwright;
using ZoeDepth.Imaging;

namespace ZoeDepth.Server.Tests.Browser;

/// <summary>What is drawn follows the settings, and what is taken along is what is drawn.</summary>
[Collection(BrowserTests.Name)]
public sealed class PageControlsTests(Chromium chromium) : PageInBrowser(chromium)
{
    [Fact]
    public async Task Palette_view_and_ends_change_what_is_drawn()
    {
        var (page, _) = await OpenAsync();
        await Rested(page);
        var first = await DrawnAsync();
        await page.SelectOptionAsync("#palette", "viridis");
        var palette = await Changed(first, "the palette");
        await page.SelectOptionAsync("#view", "inverse");
        var inverse = await Changed(palette, "inverse depth");
        await page.SelectOptionAsync("#view", "log");
        var log = await Changed(inverse, "logarithm");
        var (near, far) = (await Number("#near"), await Number("#far"));
        await Type("#near", near + ((far - near) / 4));
        var nearer = await Changed(log, "the near end");
        await Type("#far", far - ((far - near) / 4));
        await Changed(nearer, "the far end");
        (await page.InnerTextAsync("#range")).ShouldStartWith(
            $"viridis, from {Said(near + ((far - near) / 4))} to {Said(far - ((far - near) / 4))}");
        await page.ClickAsync("#auto");
        (await DrawnAsync()).ShouldBe(log, "the usual ends again");

        async Task<(string Depth, string Legend)> Changed((string Depth, string Legend) before, string what)
        {
            var now = await DrawnAsync();
            now.Depth.ShouldNotBe(before.Depth, what);
            now.Legend.ShouldNotBe(before.Legend, what);
            return now;
        }

        async Task<(string Depth, string Legend)> DrawnAsync() => (await Canvas("depth"), await Canvas("legend"));

        Task<string> Canvas(string id) =>
            page.EvaluateAsync<string>($"() => document.getElementById('{id}').toDataURL()");

        async Task<double> Number(string selector) =>
            double.Parse(await page.InputValueAsync(selector), CultureInfo.InvariantCulture);

        async Task Type(string selector, double value)
        {
            await page.FillAsync(selector, value.ToString(CultureInfo.InvariantCulture));
            await page.Keyboard.PressAsync("Tab");
        }
    }

    [Fact]
    public async Task Ends_are_moved_by_handles_that_keep_step_with_the_numbers()
    {
        var (page, _) = await OpenAsync(Desktop);
        await Rested(page);
        foreach (var end in new[] { "near", "far" }) await InStep(end);
        var far = await Value("far");
        await page.FocusAsync("#far-end");
        for (var i = 0; i < 3; i++) await page.Keyboard.PressAsync("ArrowLeft");
        var moved = await InStep("far");
        moved.ShouldBeLessThan(far);
        await page.Keyboard.PressAsync("ArrowRight");
        (await InStep("far")).ShouldBeInRange(moved, far);
        await page.Keyboard.PressAsync("Home");
        (await InStep("far")).ShouldBeGreaterThan(await Value("near"), "ends do not pass each other");
        await page.Keyboard.PressAsync("End");
        (await Value("far")).ShouldBe(await Value("far", "max"), 2e-3);

        // Dragged by the pointer to the middle of the legend.
        var (handle, legend) = ((await page.Locator("#far-end").BoundingBoxAsync())!,
            (await page.Locator("#legend").BoundingBoxAsync())!);
        var y = handle.Y + (handle.Height / 2);
        await page.Mouse.MoveAsync(handle.X + (handle.Width / 2), y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(legend.X + (legend.Width * 0.8f), y);
        await page.Mouse.MoveAsync(legend.X + (legend.Width * 0.6f), y);
        await page.Mouse.UpAsync();
        var dragged = await InStep("far");
        var box = (await page.Locator("#far-end").BoundingBoxAsync())!;
        (box.X + (box.Width / 2)).ShouldBe(legend.X + (legend.Width * 0.6f), 2);
        (await page.InnerTextAsync("#range")).ShouldContain($" to {Said(dragged)}");

        // And the other way round: a number that is typed moves its handle.
        await page.FillAsync("#near", (dragged * 0.9).ToString("F3", CultureInfo.InvariantCulture));
        await page.Keyboard.PressAsync("Tab");
        (await InStep("near")).ShouldBe(dragged * 0.9, 2e-3);
        // What makes no sense gives way to what is in force.
        await page.FillAsync("#near", "1e9");
        await page.Keyboard.PressAsync("Tab");
        (await InStep("near")).ShouldBe(dragged * 0.9, 2e-3);

        async Task<double> InStep(string end)
        {
            var value = await Value(end);
            double.Parse(await page.InputValueAsync($"#{end}"), CultureInfo.InvariantCulture).ShouldBe(value, 1e-9);
            return value;
        }

        async Task<double> Value(string end, string which = "now") => double.Parse(
            (await page.GetAttributeAsync($"#{end}-end", $"aria-value{which}"))!, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Colours_that_are_taken_along_are_those_that_are_shown()
    {
        var (page, _) = await OpenAsync();
        await AddAsync(page, "mine.jpg", Sample("coffee.jpg"));
        await page.SelectOptionAsync("#palette", "viridis");
        await page.SelectOptionAsync("#view", "inverse");
        var (near, far) = (double.Parse(await page.InputValueAsync("#near"), CultureInfo.InvariantCulture),
            double.Parse(await page.InputValueAsync("#far"), CultureInfo.InvariantCulture));
        await page.FillAsync("#far", ((near + far) / 2).ToString(CultureInfo.InvariantCulture));
        await page.Keyboard.PressAsync("Tab");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button,
            new() { Name = "COLOR", Exact = true }).ClickAsync());
        await download.SaveAsAsync(Folder.File("mine.png"));
        var (file, shown) = (RasterImage.Load(Folder.File("mine.png")).ToRgb8(), await DepthAsync(page));
        (file.Width, file.Height).ShouldBe((shown.Width, shown.Height));
        var different = 0;
        for (var i = 0; i < file.Data.Length; i++)
            if (file.Data[i] != shown.Data[i]) different++;
        // A value on a step of the palette may fall to either side, in single and in double precision.
        (different / (double)file.Data.Length).ShouldBeLessThan(0.01);
    }

    [Theory]
    [InlineData("clipboard")]
    [InlineData("camera")]
    public async Task What_a_browser_withholds_is_said_with_what_to_do_instead(string what)
    {
        var (page, complaints) = await OpenAsync();
        // As it is over plain http from another machine.
        await page.EvaluateAsync("""
            () => {
              for (const name of ["clipboard", "mediaDevices"])
                Object.defineProperty(navigator, name, { value: undefined });
            }
            """);
        if (what == "clipboard")
        {
            await page.SelectOptionAsync("#language", "python");
            await page.ClickAsync("#copy");
            await page.Locator("#recipe").WaitForAsync();
            (await page.InputValueAsync("#recipe")).ShouldContain("np.load(");
            (await page.InnerTextAsync("#copied")).ShouldContain("Ctrl+C");
            (await page.EvaluateAsync<bool>("""
                () => document.activeElement.id === "recipe" &&
                  document.activeElement.selectionEnd === document.activeElement.value.length
                """)).ShouldBeTrue("it is selected");
        }
        else
        {
            await page.ClickAsync("#camera");
            await page.Locator("#message").WaitForAsync();
            (await page.InnerTextAsync("#message")).ShouldContain("choose a photograph instead");
        }
        complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("NotAllowedError", "was not allowed")]
    [InlineData("NotFoundError", "has no camera")]
    [InlineData("NotReadableError", "Another program uses the camera")]
    public async Task A_camera_that_fails_is_said_in_words(string error, string words)
    {
        var (page, _) = await OpenAsync();
        await page.EvaluateAsync("""
            name => { navigator.mediaDevices.getUserMedia = async () => { throw new DOMException("no", name); }; }
            """, error);
        await page.ClickAsync("#camera");
        await page.Locator("#message").WaitForAsync();
        (await page.InnerTextAsync("#message")).ShouldContain(words);
    }

    [Fact]
    public async Task Metres_are_asked_for_in_the_precision_that_is_chosen()
    {
        var (page, complaints) = await OpenAsync();
        // Nothing but the first sample is asked for from now on.
        while (await page.Locator("#strip li").CountAsync() > 1)
            await page.ClickAsync("#strip li:nth-child(2) .remove");
        (await page.Locator("#precision option").AllInnerTextsAsync())
            .ShouldBe(["float32", "bfloat16", "int8"]);
        foreach (var (word, precision) in PrecisionWord.All)
        {
            await page.SelectOptionAsync("#precision", word == "float32" ? "" : word);
            var answer = await page.RunAndWaitForResponseAsync(() => page.ClickAsync("#estimate"),
                response => response.Url.Contains("output=npy", StringComparison.Ordinal));
            answer.Url.Contains($"precision={word}", StringComparison.Ordinal).ShouldBe(word != "float32");
            await Measured(page);
            var depth = Service.Estimator.Estimate(RasterImage.Load(Sample(Photo)),
                new EstimateOptions { Precision = precision });
            Npy.Read(await answer.BodyAsync()).ToFloats().ShouldBe(depth.Values, answer.Url);
            // What is taken along is of what is shown.
            var file = await page.RunAndWaitForResponseAsync(() => page.GetByRole(AriaRole.Button,
                new() { Name = "PFM", Exact = true }).ClickAsync(),
                response => response.Url.Contains("output=pfm", StringComparison.Ordinal));
            Pfm.Read(await file.BodyAsync()).Values.ShouldBe(depth.Values);
        }
        await page.SelectOptionAsync("#language", "curl");
        await page.EvaluateAsync("() => Object.defineProperty(navigator, 'clipboard', { value: undefined })");
        await page.ClickAsync("#copy");
        (await page.InputValueAsync("#recipe")).ShouldContain("precision=int8");
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_there_is_one_precision_nothing_is_to_be_chosen()
    {
        await using var service = await RunningService.StartAsync(options => options.Precisions = []);
        var (page, _) = await OpenAsync(service: service);
        (await page.Locator("#precision-label").IsHiddenAsync()).ShouldBeTrue();
        (await (await OpenAsync()).Page.Locator("#precision-label").IsVisibleAsync()).ShouldBeTrue();
        await RunningService.ProblemAsync(await service.PostAsync(Sample(Photo), "precision=int8"), 422);
    }

    [Fact]
    public async Task The_camera_takes_photographs()
    {
        var (page, complaints) = await OpenAsync();
        for (var i = 4; i < 6; i++)
        {
            await page.ClickAsync("#camera");
            await page.ClickAsync("#shoot");
            await page.Locator($"#strip li:nth-child({i}) [aria-current]").WaitForAsync();
            await Measured(page);
        }
        (await page.Locator("#viewfinder").IsHiddenAsync()).ShouldBeTrue();
        complaints.ShouldBeEmpty();
    }
}
