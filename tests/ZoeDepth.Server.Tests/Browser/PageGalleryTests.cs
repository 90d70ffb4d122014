using System.Globalization;
using Microsoft.Playwright;
using ZoeDepth.Imaging;

namespace ZoeDepth.Server.Tests.Browser;

/// <summary>The three samples the page opens with, whose metres are there before anything is computed.</summary>
[Collection(BrowserTests.Name)]
public sealed class PageGalleryTests(Chromium chromium) : PageInBrowser(chromium)
{
    private const int MostBytes = 1_500_000;

    /// <summary>Millimetres, rounded to the nearest.</summary>
    private const double Rounding = 0.00051;

    private static readonly string[] Samples = ["room_desk.jpg", "courtyard.jpg", "coffee.jpg"];

    private protected override Task<RunningService> StartAsync() => StartMiniAsync();

    [Fact]
    public async Task Samples_have_the_metres_of_the_interface_though_it_is_never_asked()
    {
        var (page, complaints) = await OpenAtOnceAsync(Service, Desktop, Unasked);
        await Gallery(page);
        var points = new[] { (0.2, 0.3), (0.7, 0.8), (0.5, 0.5) };
        for (var i = 0; i < Samples.Length; i++)
        {
            var depth = Npy.Read(await (await Service.PostAsync(Sample(Samples[i]), "output=npy"))
                .Content.ReadAsByteArrayAsync());
            var (rows, columns, values) = (depth.Shape[0], depth.Shape[1], depth.ToFloats());
            await page.ClickAsync($"#strip li:nth-child({i + 1}) .select");
            (await page.Locator("#strip [aria-current]").InnerTextAsync()).ShouldBe(Samples[i]);
            var box = (await page.Locator("#compare").BoundingBoxAsync())!;
            foreach (var (x, y) in points)
            {
                var (column, row) = ((int)(x * columns), (int)(y * rows));
                await page.Mouse.MoveAsync((float)(box.X + (box.Width * (column + 0.5) / columns)),
                    (float)(box.Y + (box.Height * (row + 0.5) / rows)));
                var text = await page.InnerTextAsync("#reading");
                text.ShouldEndWith($" m at column {column}, row {row}");
                var exact = values[(row * columns) + column];
                // Said to the centimetre, or to the decimetre from ten metres on.
                double.Parse(text[..text.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture)
                    .ShouldBe(exact, Rounding + (exact < 9.99 ? 0.005 : 0.05));
            }
            (await page.InnerTextAsync("#range")).ShouldEndWith("; computed beforehand by zoedepth-mini");
        }
        await Met(page);
        (await page.Locator("#another").IsHiddenAsync()).ShouldBeTrue("it is this service's own model");
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_pixel_of_them_is_what_the_interface_answers_to_half_a_millimetre()
    {
        var (page, _) = await OpenAtOnceAsync(Service);
        foreach (var name in Samples)
        {
            // The page's own reading of both.
            var off = await page.EvaluateAsync<double>("""
                async name => {
                  const { samples } = await import("/page/samples.js");
                  const { metres } = await import("/page/service.js");
                  for await (const sample of samples()) {
                    if (sample.name !== name) continue;
                    const answer = await metres(sample.blob, {});
                    for (const part of ["rows", "columns", "unit", "model", "head", "camera"])
                      if (sample.depth[part] !== answer[part]) throw new Error(part);
                    return sample.depth.values.reduce((most, value, i) =>
                      Math.max(most, Math.abs(value - answer.values[i])), 0);
                  }
                }
                """, name);
            off.ShouldBeLessThan(Rounding, name);
        }
    }

    [Fact]
    public async Task They_are_shown_before_a_key_is_entered()
    {
        await using var closed = await RunningService.StartAsync(options =>
            options.ApiKeys = [ApiKeys.LineOf("somebody", "secret")]);
        var (page, _) = await OpenAtOnceAsync(closed);
        await Gallery(page);
        await page.Locator("#key-form").WaitForAsync();
        (await page.InnerTextAsync("#model")).ShouldContain("key");
        await page.Locator("#compare").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        (await page.InnerTextAsync("#reading")).ShouldContain(" m at column ");
    }

    [Fact]
    public async Task They_are_shown_while_a_model_is_being_opened_and_its_end_is_told()
    {
        using var gate = new ManualResetEventSlim();
        await using var service = await RunningService.StartAsync(untilReady: false, open: () =>
        {
            gate.Wait();
            return DepthEstimator.FromPretrained(RunningService.Model);
        });
        try
        {
            var (page, complaints) = await OpenAtOnceAsync(service);
            await Gallery(page);
            await Met(page);
            (await page.InnerTextAsync("#model")).ShouldBe("tiny is being opened");
            gate.Set();
            await page.WaitForFunctionAsync(
                "() => document.getElementById('model').textContent.startsWith('tiny, ')");
            (await page.Locator("#domain option").CountAsync()).ShouldBe(4, "its heads are offered then");
            complaints.ShouldBeEmpty();
        }
        finally
        {
            gate.Set();
        }
    }

    [Fact]
    public async Task Where_the_service_has_another_model_views_and_files_are_made_after_that_one_measured()
    {
        await using var service = await RunningService.StartAsync();
        var (page, _) = await OpenAsync(service: service);
        (await page.InnerTextAsync("#range")).ShouldEndWith("computed beforehand by zoedepth-mini");
        (await page.Locator("#another").IsVisibleAsync()).ShouldBeTrue("nobody takes them for this service's");
        var measured = page.WaitForResponseAsync(answer =>
            answer.Url.Contains("output=npy", StringComparison.Ordinal));
        var built = page.WaitForRequestAsync(request => request.Url.Contains("output=glb", StringComparison.Ordinal));
        await page.ClickAsync("#tab-space");
        (await measured).Headers["zoedepth-model"].ShouldBe("tiny");
        await built;
        (await page.Locator("#another").IsHiddenAsync()).ShouldBeTrue();
        await page.ClickAsync("#tab-depth");
        (await page.InnerTextAsync("#range")).ShouldNotContain("beforehand");

        // The next one is not measured yet: its file waits for that.
        await page.ClickAsync("#strip li:nth-child(2) .select");
        (await page.InnerTextAsync("#range")).ShouldContain("beforehand");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button,
            new() { Name = "COLOR", Exact = true }).ClickAsync());
        await download.SaveAsAsync(Folder.File("color.png"));
        (await page.InnerTextAsync("#range")).ShouldNotContain("beforehand");
        var (file, shown) = (RasterImage.Load(Folder.File("color.png")).ToRgb8(), await DepthAsync(page));
        file.Data.Zip(shown.Data).Count(pair => pair.First != pair.Second).ShouldBeLessThan(file.Data.Length / 100);
    }

    [Fact]
    public async Task The_first_open_with_its_gallery_is_light_and_asks_for_no_estimate()
    {
        var (sent, estimates, bytes) = (new Dictionary<string, string>(), 0, 0L);
        var (page, _) = await OpenAtOnceAsync(Service, prepare: async page =>
        {
            // As sent: headers and bodies in the coding in which they come over the wire.
            var session = await page.Context.NewCDPSessionAsync(page);
            session.Event("Network.requestWillBeSent").OnEvent += (_, message) =>
            {
                var url = message!.Value.GetProperty("request").GetProperty("url").GetString()!;
                if (url.Contains("/v1/depth", StringComparison.Ordinal)) estimates++;
                if (url.StartsWith("http", StringComparison.Ordinal))
                    sent[message.Value.GetProperty("requestId").GetString()!] = url;
            };
            session.Event("Network.loadingFinished").OnEvent += (_, message) =>
            {
                var id = message!.Value.GetProperty("requestId").GetString()!;
                if (sent.ContainsKey(id)) bytes += (long)message.Value.GetProperty("encodedDataLength").GetDouble();
            };
            await session.SendAsync("Network.enable");
        });
        await Gallery(page);
        await Met(page);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        foreach (var name in Samples) sent.Values.ShouldContain(url => url.EndsWith(name, StringComparison.Ordinal));
        estimates.ShouldBe(0);
        TestContext.Current.SendDiagnosticMessage($"the first open is {bytes} bytes in {sent.Count} answers");
        // The smallest photograph alone is more than this.
        bytes.ShouldBeGreaterThan(39_000);
        bytes.ShouldBeLessThan(MostBytes);
    }

    private static Task Unasked(IPage page) => page.RouteAsync(
        url => url.Contains("/v1/depth", StringComparison.Ordinal), route => route.AbortAsync());
}
