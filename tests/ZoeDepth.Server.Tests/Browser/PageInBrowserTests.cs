using System.Text.Json;
using Microsoft.Playwright;
using ZoeDepth.Imaging;

namespace ZoeDepth.Server.Tests.Browser;

/// <summary>The page as somebody uses it, in Chromium: photographs in, metres out.</summary>
[Collection(BrowserTests.Name)]
public sealed class PageInBrowserTests(Chromium chromium) : PageInBrowser(chromium)
{
    [Fact]
    public async Task A_sample_that_is_measured_again_has_the_metres_the_service_says()
    {
        var (page, complaints) = await OpenAsync();
        await MeasureAsync(page);
        (await page.Locator("#strip li").CountAsync()).ShouldBe(3);
        (await page.Locator("#model").InnerTextAsync()).ShouldStartWith("tiny, ");
        await page.Locator("#compare").FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("Shift+ArrowUp");
        var depth = Service.Estimator.Estimate(RasterImage.Load(Sample(Photo)));
        var (column, row) = ((depth.Width / 2) - 1, (depth.Height / 2) - 10);
        (await page.InnerTextAsync("#reading")).ShouldBe(Reading(depth, column, row));

        await page.Locator("#split").FillAsync("100");
        (await page.EvaluateAsync<string>("() => document.getElementById('photo').style.clipPath"))
            .ShouldBe("inset(0px 0% 0px 0px)");
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Metres_are_read_under_the_pointer()
    {
        var (page, _) = await OpenAsync(Desktop);
        await MeasureAsync(page);
        var depth = Service.Estimator.Estimate(RasterImage.Load(Sample(Photo)));
        var box = (await page.Locator("#compare").BoundingBoxAsync())!;
        foreach (var (x, y) in new[] { (0.2, 0.3), (0.7, 0.8), (0.5, 0.5) })
        {
            // The middle of a pixel, so that half a pixel of the screen decides nothing.
            var (column, row) = ((int)(x * depth.Width), (int)(y * depth.Height));
            await page.Mouse.MoveAsync((float)(box.X + (box.Width * (column + 0.5) / depth.Width)),
                (float)(box.Y + (box.Height * (row + 0.5) / depth.Height)));
            (await page.InnerTextAsync("#reading")).ShouldBe(Reading(depth, column, row));
            (await page.InnerTextAsync("#tip")).ShouldBe(Said(depth[row, column]), "and beside the pointer");
        }
    }

    private static string Reading(DepthMap depth, int column, int row) =>
        $"{Said(depth[row, column])} at column {column}, row {row}";

    [Fact]
    public async Task A_photograph_of_ones_own_is_measured_and_its_files_are_those_of_the_service()
    {
        var (page, complaints) = await OpenAsync();
        await AddAsync(page, "mine.jpg", Sample("coffee.jpg"));
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button,
            new() { Name = "NPY", Exact = true }).ClickAsync());
        download.SuggestedFilename.ShouldBe("mine.depth.npy");
        await download.SaveAsAsync(Folder.File("mine.npy"));
        File.ReadAllBytes(Folder.File("mine.npy")).ShouldBe(
            await (await Service.PostAsync(Sample("coffee.jpg"), "output=npy")).Content.ReadAsByteArrayAsync());
        complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("new ClipboardEvent('paste', { clipboardData: given, bubbles: true })")]
    [InlineData("new DragEvent('drop', { dataTransfer: given, bubbles: true, cancelable: true })")]
    public async Task Photographs_are_pasted_and_dropped(string made)
    {
        var (page, _) = await OpenAsync();
        await page.EvaluateAsync($$"""
            bytes => {
              const given = new DataTransfer();
              for (const name of ["one.jpg", "two.jpg"])
                given.items.add(new File([Uint8Array.from(atob(bytes), letter => letter.charCodeAt(0))], name,
                  { type: "image/jpeg" }));
              document.body.dispatchEvent({{made}});
            }
            """, Convert.ToBase64String(Sample("coffee.jpg")));
        await page.Locator("#strip li:nth-child(5)").WaitForAsync();
        (await page.Locator("#strip li:nth-child(4) [aria-current]").InnerTextAsync()).ShouldBe("one.jpg");
        await Measured(page);
        var depth = Service.Estimator.Estimate(RasterImage.Load(Sample("coffee.jpg")));
        await page.Locator("#compare").FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        (await page.InnerTextAsync("#reading")).ShouldBe(Reading(depth, (depth.Width / 2) - 1, depth.Height / 2));
        await page.ClickAsync("#strip li:nth-child(5) .select");
        await Measured(page);
    }

    [Fact]
    public async Task What_the_browser_cannot_show_has_its_depth_at_its_own_size()
    {
        var (page, _) = await OpenAsync();
        await AddAsync(page, "plain.pgm", RunningService.Picture(), "image/x-portable-graymap");
        (await page.InnerTextAsync("#unshown")).ShouldStartWith("This browser cannot show this kind of photograph");
        (await page.Locator("#photo").IsHiddenAsync()).ShouldBeTrue();
        var drawn = await DepthAsync(page);
        (drawn.Width, drawn.Height).ShouldBe((48, 32));
        drawn.Data.ToArray().Distinct().Count().ShouldBeGreaterThan(3, "it is drawn, not gray");
        await page.Locator("#compare").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        var depth = Service.Estimator.Estimate(RasterImage.Load(RunningService.Picture()));
        (await page.InnerTextAsync("#reading")).ShouldBe(Reading(depth, 25, 16));
        // Others are shown as before.
        await page.Locator("#strip .select").First.ClickAsync();
        (await page.Locator("#unshown").IsHiddenAsync()).ShouldBeTrue();
        (await page.Locator("#photo").IsVisibleAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Photographs_are_removed_with_the_keyboard_too()
    {
        var (page, complaints) = await OpenAsync();
        await Rested(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove room_desk.jpg" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        (await page.Locator("#strip li").CountAsync()).ShouldBe(2);
        (await page.Locator("#strip [aria-current]").InnerTextAsync()).ShouldBe("courtyard.jpg", "the next is shown");
        (await page.EvaluateAsync<string>("() => document.activeElement.textContent")).ShouldBe("courtyard.jpg");
        await page.ClickAsync("#strip li:first-child .remove");
        await page.ClickAsync("#strip li:first-child .remove");
        (await page.Locator("#strip li").CountAsync()).ShouldBe(0);
        (await page.InnerTextAsync("#range")).ShouldBeEmpty();
        (await page.EvaluateAsync<string>("() => document.activeElement.id")).ShouldBe("file");
        await AddAsync(page, "mine.jpg", Sample("coffee.jpg"));
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_removed_photograph_frees_what_it_held_and_ends_what_was_asked()
    {
        var (page, _) = await OpenAsync();
        var found = await page.EvaluateAsync<bool[]>("""
            async () => {
              const { Photograph } = await import("/page/photographs.js");
              const bitmap = await createImageBitmap(new ImageData(8, 6));
              const photograph = new Photograph("a", new Blob(["a"]), bitmap, {});
              const depth = { values: new Float32Array([1, 2]), rows: 1, columns: 2 };
              await photograph.measure({}, async () => depth);
              const { shown } = photograph;
              let ended = 0;
              const until = signal => new Promise((_, no) => signal.addEventListener("abort", () => {
                ended++;
                no(new DOMException("", "AbortError"));
              }));
              shown.once("glb", until).catch(() => {});
              const later = photograph.measure({}, (blob, settings, signal) => until(signal));
              photograph.remove();
              return [bitmap.width === 0, shown.depth === null, ended === 2, await later === false,
                photograph.shown === null];
            }
            """);
        found.ShouldAllBe(right => right);
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_in_the_words_of_the_service()
    {
        var (page, _) = await OpenAsync();
        await page.SetInputFilesAsync("#file", new FilePayload
            { Name = "broken.jpg", MimeType = "image/jpeg", Buffer = "no picture"u8.ToArray() });
        var message = page.Locator("#message");
        await message.WaitForAsync();
        using var problem = JsonDocument.Parse(
            await (await Service.PostAsync("no picture"u8.ToArray())).Content.ReadAsStringAsync());
        (await message.InnerTextAsync()).ShouldStartWith(
            $"{problem.RootElement.GetProperty("detail").GetString()} (request ");
        (await page.Locator("#unshown").IsHiddenAsync()).ShouldBeTrue("the service cannot read it either");
        // The samples are still there.
        await page.Locator("#strip .select").First.ClickAsync();
        (await message.IsHiddenAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task One_of_several_models_is_chosen()
    {
        await using var service = await RunningService.StartAsync(
            more: [("other", () => DepthEstimator.FromPretrained(Goldens.PathOf("hf", "single-normed")))]);
        var (page, _) = await OpenAsync(service: service);
        (await page.Locator("#domain option").CountAsync()).ShouldBe(4, "two heads, both, or its choice");
        await page.SelectOptionAsync("#which", "other");
        (await page.Locator("#domain option").CountAsync()).ShouldBe(1);
        var answered = page.WaitForResponseAsync(answer =>
            answer.Url.Contains("model=other", StringComparison.Ordinal));
        await page.ClickAsync("#estimate");
        (await answered).Headers["zoedepth-model"].ShouldBe("other");
    }
}
