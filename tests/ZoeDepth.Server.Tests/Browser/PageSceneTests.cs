using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ZoeDepth.Imaging;

namespace ZoeDepth.Server.Tests.Browser;

/// <summary>The scene in three dimensions: measured, corrected, replaced, and what is said where it fails.</summary>
[Collection(BrowserTests.Name)]
public sealed partial class PageSceneTests(Chromium chromium) : PageInBrowser(chromium)
{
    private protected override Task<RunningService> StartAsync() => StartMiniAsync();

    [Fact]
    public async Task A_known_length_corrects_every_other_length_and_is_remembered()
    {
        var (page, complaints) = await OpenAsync(Desktop);
        await Rested(page);
        await ShowSpaceAsync(page);
        await page.SelectOptionAsync("#tool", "distance");
        var other = await Distance(page, (0.4f, 0.55f), (0.6f, 0.6f));
        await page.ClickAsync("#again");
        var length = await Distance(page, (0.45f, 0.5f), (0.55f, 0.5f));
        // The spread of the bins comes a moment after the surface.
        await page.WaitForFunctionAsync(
            "() => /^[0-9.]+ m apart ± [0-9.]+ m .*uncalibrated$/.test(document.getElementById('measured').value)");
        var known = Math.Round(1.5 * length, 2);
        await page.FillAsync("#known", known.ToString(CultureInfo.InvariantCulture));
        await page.ClickAsync("#rescale");
        (await page.InnerTextAsync("#measured")).ShouldStartWith($"{Said(known)} apart ± ");
        await Drawn(page, "page-3d.jpg");

        // Another length, which nobody told, grows as much: both are said to the centimetre.
        await page.ClickAsync("#again");
        var corrected = await Distance(page, (0.4f, 0.55f), (0.6f, 0.6f));
        var expected = other * known / length;
        corrected.ShouldBe(expected, 0.01 + (expected * ((0.01 / length) + (0.01 / other))));

        // So do all metres of the photograph, after the page was opened anew too, and those of another photograph of
        // the same field of view in another size; the camera that a file names is another one.
        await page.ReloadAsync();
        await Rested(page);
        var depth = Service.Estimator.Estimate(RasterImage.Load(Sample(Photo)));
        var scale = await ReadAsync(page, depth);
        scale.ShouldBe(known / length, 0.02 * known / length);
        await page.ClickAsync("#strip li:nth-child(3) .select");
        (await ReadAsync(page, Service.Estimator.Estimate(RasterImage.Load(Sample("coffee.jpg")))))
            .ShouldBe(scale, 0.02 * scale);
        var named = NamedCamera.In(Sample("coffee.jpg"),
            new(FocalLength: 5.4, CameraMake: "Maker", CameraModel: "One"));
        await AddAsync(page, "named.jpg", named);
        (await ReadAsync(page, Service.Estimator.Estimate(RasterImage.Load(named)))).ShouldBe(1, 0.02);
        await page.ClickAsync("#strip li:nth-child(1) .select");
        await ShowSpaceAsync(page);
        await page.ClickAsync("#unscale");
        (await page.Locator("#unscale").IsHiddenAsync()).ShouldBeTrue();
        await page.ClickAsync("#tab-depth");
        (await ReadAsync(page, depth)).ShouldBe(1, 0.02);
        Unexpected(complaints).ShouldBeEmpty();
    }

    [Fact]
    public async Task Cameras_are_told_apart_by_what_the_service_reads_in_their_files()
    {
        var (page, _) = await OpenAsync();
        var keys = await page.EvaluateAsync<string[]>("""
            async files => {
              const { metres } = await import("/page/service.js");
              const { cameraKey } = await import("/page/cameras.js");
              const keys = [];
              for (const [file, hfov] of files) {
                const blob = new Blob([Uint8Array.from(atob(file), letter => letter.charCodeAt(0))]);
                keys.push(cameraKey(await metres(blob, { size: "64x96", hfov })));
              }
              return keys;
            }
            """, new[]
        {
            Sent("coffee.jpg", new(FocalLengthIn35mmFilm: 26, CameraMake: "Maker", CameraModel: "One")),
            Sent(Photo, new(FocalLengthIn35mmFilm: 26, CameraMake: "Maker", CameraModel: "One")),
            Sent(Photo, new(FocalLengthIn35mmFilm: 52, CameraMake: "Maker", CameraModel: "One")),
            Sent(Photo, new(FocalLength: 5.4, CameraMake: "Mäker", CameraModel: "Two")),
            Sent(Photo, new(CameraModel: "Three")),
            Sent(Photo, new()),
            Sent(Photo, new(FocalLengthIn35mmFilm: 26, CameraMake: "Maker", CameraModel: "One"), "62"),
            Sent(Photo, new(), "62"),
        });
        keys.ShouldBe([
            "scale of zoedepth-mini: Maker One, 26 mm on film", "scale of zoedepth-mini: Maker One, 26 mm on film",
            "scale of zoedepth-mini: Maker One, 52 mm on film", "scale of zoedepth-mini: Mäker Two, 5.40 mm",
            "scale of zoedepth-mini: Three, any focal length",
            $"scale of zoedepth-mini: {Service.Estimator.Plan(new(480, 640)).Camera}",
            "scale of zoedepth-mini: Maker One, 26 mm on film, 62.0 degrees across, given",
            "scale of zoedepth-mini: 62.0 degrees across, given",
        ]);

        static string[] Sent(string photo, ImageMetadata camera, string hfov = "") =>
            [Convert.ToBase64String(NamedCamera.In(Sample(photo), camera)), hfov];
    }

    [Fact]
    public async Task A_scene_of_older_settings_is_dropped()
    {
        var (page, _) = await OpenAsync(Desktop);
        await Rested(page);
        var late = await HeldAnswer.OfAsync(page, "output=glb",
            await (await Service.PostAsync(Sample("courtyard.jpg"), "output=glb")).Content.ReadAsByteArrayAsync());
        await page.ClickAsync("#tab-space");
        await late.Came;
        await page.CheckAsync("#flip");
        var answered = page.WaitForResponseAsync(answer => answer.Url.Contains("output=glb", StringComparison.Ordinal)
            && answer.Url.Contains("flip=true", StringComparison.Ordinal));
        await page.ClickAsync("#estimate");
        await answered;
        await page.Locator("#space[aria-busy=false]").WaitForAsync();
        await Task.Delay(TimeSpan.FromSeconds(1));
        var shown = await page.Locator("#space").ScreenshotAsync();
        await late.LetGoAsync();
        (await page.Locator("#space").ScreenshotAsync()).ShouldBe(shown);
        // And it is not kept for later either.
        await page.ClickAsync("#strip li:nth-child(2) .select");
        await page.Locator("#space[aria-busy=false]").WaitForAsync();
        await page.ClickAsync("#strip li:nth-child(1) .select");
        await page.Locator("#space[aria-busy=false]").WaitForAsync();
        (await page.Locator("#space").ScreenshotAsync()).ShouldBe(shown);
    }

    [Fact]
    public async Task A_scene_that_fails_is_said_and_built_when_it_is_asked_for_again()
    {
        var (page, _) = await OpenAsync(Desktop);
        await Rested(page);
        await page.RouteAsync(url => url.Contains("output=glb", StringComparison.Ordinal), route =>
            route.FulfillAsync(new()
            {
                Status = 503, ContentType = "application/problem+json", Body = """{"detail":"come back later"}""",
            }));
        await page.ClickAsync("#tab-space");
        await page.Locator("#message").WaitForAsync();
        (await page.InnerTextAsync("#message")).ShouldBe("come back later");
        (await page.InnerTextAsync("#measured")).ShouldBe("The scene could not be built.");
        (await page.GetAttributeAsync("#space", "aria-busy")).ShouldBe("false");
        await page.ClickAsync("#tab-around");
        await page.WaitForFunctionAsync("""
            () => document.getElementById("around-said").value === "The panorama could not be built."
            """);
        (await page.Locator("#panel-around [aria-busy=true]").CountAsync()).ShouldBe(0);
        await page.UnrouteAllAsync();
        await ShowSpaceAsync(page);
        await page.WaitForFunctionAsync("() => document.getElementById('measured').value === 'Click a point.'");
    }

    [Fact]
    public async Task A_browser_that_does_not_draw_in_three_dimensions_is_told_so()
    {
        var (page, _) = await OpenAsync();
        await page.EvaluateAsync("""
            () => {
              const { getContext } = HTMLCanvasElement.prototype;
              HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
                return kind.startsWith("webgl") ? null : getContext.call(this, kind, ...more);
              };
            }
            """);
        await page.ClickAsync("#tab-space");
        await page.Locator("#message").WaitForAsync();
        (await page.InnerTextAsync("#message")).ShouldStartWith("This browser does not draw in three dimensions");
        (await page.GetAttributeAsync("#space", "aria-busy")).ShouldBe("false");
    }

    /// <summary>Clicks two places, shares of the canvas, and reads how far they are apart.</summary>
    private static async Task<double> Distance(IPage page, (float X, float Y) one, (float X, float Y) two)
    {
        var box = (await page.Locator("#space").BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(box.X + (box.Width * one.X), box.Y + (box.Height * one.Y));
        await page.WaitForFunctionAsync("() => document.getElementById('measured').value.includes('other end')");
        await page.Mouse.ClickAsync(box.X + (box.Width * two.X), box.Y + (box.Height * two.Y));
        await page.WaitForFunctionAsync("() => document.getElementById('measured').value.includes(' m apart')");
        return double.Parse(Apart().Match(await page.InnerTextAsync("#measured")).Groups[1].ValueSpan,
            CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^([0-9.]+) m apart")]
    private static partial Regex Apart();

    /// <summary>By how much the metres in the middle of the page's photograph are corrected.</summary>
    private static async Task<double> ReadAsync(IPage page, DepthMap depth)
    {
        await page.Locator("#compare").FocusAsync();
        var box = (await page.Locator("#compare").BoundingBoxAsync())!;
        var (column, row) = (depth.Width / 2, depth.Height / 2);
        await page.Mouse.MoveAsync((float)(box.X + (box.Width * (column + 0.5) / depth.Width)),
            (float)(box.Y + (box.Height * (row + 0.5) / depth.Height)));
        var text = await page.InnerTextAsync("#reading");
        text.ShouldEndWith($" m at column {column}, row {row}");
        return double.Parse(text[..text.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture)
            / depth[row, column];
    }
}
