using System.Globalization;
using System.Text.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using ZoeDepth.Imaging;

namespace ZoeDepth.Server.Tests.Browser;

/// <summary>The page as somebody uses it, in Chromium.</summary>
public sealed class PageInBrowserTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const string Photo = "room_desk.jpg";

    private readonly TemporaryFolder _folder = new();
    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Dispose();
    }

    private static byte[] Sample(string name) =>
        File.ReadAllBytes(Path.Combine(Goldens.RepositoryRoot, "samples", "photos", name));

    private async Task<(IPage Page, List<string> Complaints)> OpenAsync(BrowserNewPageOptions? options = null)
    {
        var opened = await chromium.OpenAsync(_service.Address, options);
        await Measured(opened.Page);
        return opened;
    }

    private static DepthEstimator Mini() =>
        DepthEstimator.FromPretrained(Path.Combine(Goldens.RepositoryRoot, "models", "zoedepth-mini"));

    /// <summary>The pictures of docs/service.md, where <c>ZOEDEPTH_WRITE_FIGURES=1</c> asks for them.</summary>
    private static async Task Drawn(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("ZOEDEPTH_WRITE_FIGURES") != "1") return;
        await page.EvaluateAsync("() => scrollTo(0, 0)");
        await page.ScreenshotAsync(new()
        {
            Path = Path.Combine(Goldens.RepositoryRoot, "docs", "service", name), Type = ScreenshotType.Jpeg,
            Quality = 85,
        });
    }

    private static Task Measured(IPage page) => page.WaitForFunctionAsync(
        "() => document.getElementById('busy').hidden && document.getElementById('range').textContent.length > 3");

    [Fact]
    public async Task It_opens_with_samples_and_reads_the_metres_the_service_says()
    {
        var (page, complaints) = await OpenAsync();
        (await page.Locator("#strip li").CountAsync()).ShouldBe(3);
        (await page.Locator("#model").InnerTextAsync()).ShouldStartWith("tiny, ");
        await page.Locator("#compare").FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("Shift+ArrowUp");
        var depth = _service.Estimator.Estimate(RasterImage.Load(Sample(Photo)));
        var (column, row) = ((depth.Width / 2) - 1, (depth.Height / 2) - 10);
        double exact = depth[row, column];
        var metres = exact.ToString(exact < 10 ? "F2" : exact < 100 ? "F1" : "F0", CultureInfo.InvariantCulture);
        (await page.InnerTextAsync("#reading")).ShouldBe($"{metres} m at column {column}, row {row}");

        await page.Locator("#split").FillAsync("100");
        (await page.EvaluateAsync<string>("() => document.getElementById('photo').style.clipPath"))
            .ShouldBe("inset(0px 0% 0px 0px)");
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_photograph_of_ones_own_is_measured_and_its_files_are_those_of_the_service()
    {
        var (page, complaints) = await OpenAsync();
        await page.SetInputFilesAsync("#file", new FilePayload
            { Name = "mine.jpg", MimeType = "image/jpeg", Buffer = Sample("coffee.jpg") });
        await page.WaitForFunctionAsync("() => document.querySelectorAll('#strip li').length === 4");
        await Measured(page);
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button,
            new() { Name = "NPY", Exact = true }).ClickAsync());
        download.SuggestedFilename.ShouldBe("mine.depth.npy");
        await download.SaveAsAsync(_folder.File("mine.npy"));
        File.ReadAllBytes(_folder.File("mine.npy")).ShouldBe(
            await (await _service.PostAsync(Sample("coffee.jpg"), "output=npy")).Content.ReadAsByteArrayAsync());
        complaints.ShouldBeEmpty();
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
            await (await _service.PostAsync("no picture"u8.ToArray())).Content.ReadAsStringAsync());
        (await message.InnerTextAsync()).ShouldStartWith(
            $"{problem.RootElement.GetProperty("detail").GetString()} (request ");
        // The samples are still there.
        await page.Locator("#strip button").First.ClickAsync();
        (await message.IsHiddenAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_distance_is_measured_in_three_dimensions_and_corrects_the_scale()
    {
        // Weights that learnt nothing see a surface in shreds.
        await using var service = await RunningService.StartAsync(open: Mini, name: "zoedepth-mini");
        var (page, complaints) = await chromium.OpenAsync(service.Address,
            new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        await Measured(page);
        await page.ClickAsync("#tab-space");
        await page.Locator("#space[aria-busy=false]").WaitForAsync();
        await page.SelectOptionAsync("#tool", "distance");
        var box = (await page.Locator("#space").BoundingBoxAsync())!;
        await Click(0.45f);
        await page.WaitForFunctionAsync("() => document.getElementById('measured').value.includes('other end')");
        await Click(0.55f);
        // The spread of the bins comes a moment after the surface.
        await page.WaitForFunctionAsync(
            "() => /^[0-9.]+ m apart ± [0-9.]+ m .*uncalibrated$/.test(document.getElementById('measured').value)");
        await page.FillAsync("#known", "0.7");
        await page.ClickAsync("#rescale");
        (await page.InnerTextAsync("#measured")).ShouldStartWith("0.70 m apart ± ");
        await Drawn(page, "page-3d.jpg");
        await page.ClickAsync("#unscale");
        (await page.InnerTextAsync("#measured")).ShouldNotStartWith("0.70 m apart");
        complaints.Where(text => !text.Contains("GPU stall", StringComparison.Ordinal)).ShouldBeEmpty();

        Task Click(float x) => page.Mouse.ClickAsync(box.X + (box.Width * x), box.Y + (box.Height / 2));
    }

    [Fact]
    public async Task Lengths_heights_and_areas_are_those_of_geometry()
    {
        var (page, _) = await OpenAsync();
        var found = await page.EvaluateAsync<double[]>("""
            async () => {
              const { area, distance, height } = await import("/page/measure.js");
              return [distance([1, 2, 3], [4, 6, 3]), height([0, 0, 0], [2, 0, 0], [0, 3, 0], [5, 5, -4]),
                area([[0, 0, 1], [3, 0, 1], [3, 2, 1], [0, 2, 1]]), area([[0, 0, 0], [0, 2, 0], [0, 0, 2]])];
            }
            """);
        found.ShouldBe([5, 4, 6, 2], 1e-12);
    }

    [Fact]
    public async Task Points_that_wander_alone_move_a_measure_by_the_root_of_the_sum_of_squares()
    {
        var (page, _) = await OpenAsync();
        var found = await page.EvaluateAsync<double[]>("""
            async () => {
              const { distance, outcome, uncertainty } = await import("/page/measure.js");
              const [points, wandered] = [[[0, 0, -2], [4, 0, -2]], [[-3, 0, -2], [8, 0, -2]]];
              const text = outcome("distance", points, metres => `${metres} m`, wandered).text;
              return [uncertainty(p => distance(...p), points, wandered), text.startsWith("4 m apart ± 5 m") ? 1 : 0];
            }
            """);
        found.ShouldBe([5, 1], 1e-12);
    }

    [Fact]
    public async Task A_panorama_is_shown_closed_and_as_the_research_code_shows_it()
    {
        await using var service = await RunningService.StartAsync(open: Mini, name: "zoedepth-mini");
        var (page, complaints) = await chromium.OpenAsync(service.Address,
            new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        await Measured(page);
        await page.SetInputFilesAsync("#file", new FilePayload
            { Name = "room_panorama.jpg", MimeType = "image/jpeg", Buffer = Sample("room_panorama.jpg") });
        await page.Locator("#strip li:nth-child(4) [aria-current]").WaitForAsync();
        await Measured(page);
        await page.FocusAsync("#tab-depth");
        await page.Keyboard.PressAsync("ArrowLeft");
        (await page.GetAttributeAsync("#tab-around", "aria-selected")).ShouldBe("true", "tabs go round");
        await page.Locator("#around[aria-busy=false]").WaitForAsync();
        await Drawn(page, "page-panorama.jpg");
        var closed = await PixelsAsync();
        await page.SelectOptionAsync("#around-shape", "original-panorama");
        await page.WaitForFunctionAsync("() => document.getElementById('around').ariaBusy === 'true'");
        await page.Locator("#around[aria-busy=false]").WaitForAsync();
        (await PixelsAsync()).ShouldNotBe(closed);
        complaints.Where(text => !text.Contains("GPU stall", StringComparison.Ordinal)).ShouldBeEmpty();

        Task<byte[]> PixelsAsync() => page.Locator("#around").ScreenshotAsync();
    }

    [Fact]
    public async Task One_of_several_models_is_chosen()
    {
        await using var service = await RunningService.StartAsync(
            more: [("other", () => DepthEstimator.FromPretrained(Goldens.PathOf("hf", "single-normed")))]);
        var (page, _) = await chromium.OpenAsync(service.Address);
        await Measured(page);
        (await page.Locator("#domain option").CountAsync()).ShouldBe(4, "two heads, both, or its choice");
        await page.SelectOptionAsync("#which", "other");
        (await page.Locator("#domain option").CountAsync()).ShouldBe(1);
        var answered = page.WaitForResponseAsync(answer =>
            answer.Url.Contains("model=other", StringComparison.Ordinal));
        await page.ClickAsync("#estimate");
        (await answered).Headers["zoedepth-model"].ShouldBe("other");
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Nothing_keeps_anybody_out(ColorScheme scheme, int width)
    {
        await using var service = await RunningService.StartAsync(open: Mini, name: "zoedepth-mini");
        var (page, _) = await chromium.OpenAsync(service.Address, new()
            { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        await Measured(page);
        var found = await page.RunAxe();
        found.Violations.Select(violation =>
            $"{violation.Id}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
        (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"))
            .ShouldBeTrue("nothing sticks out to the right");
        await Drawn(page, $"page-{width}.jpg");
    }

    [Fact]
    public async Task A_service_that_has_stopped_is_named()
    {
        var (page, _) = await OpenAsync();
        await _service.DisposeAsync();
        await page.ClickAsync("#estimate");
        await page.Locator("#message").WaitForAsync();
        (await page.InnerTextAsync("#message")).ShouldStartWith("the service does not answer");
    }

    [Fact]
    public async Task A_key_is_asked_for_where_one_is_needed()
    {
        await using var closed = await RunningService.StartAsync(options =>
            options.ApiKeys = [ApiKeys.LineOf("somebody", "secret")]);
        var (page, _) = await chromium.OpenAsync(closed.Address);
        await page.FillAsync("#key", "secret");
        await page.Keyboard.PressAsync("Enter");
        await Measured(page);
        (await page.Locator("#key-form").IsHiddenAsync()).ShouldBeTrue();
    }
}
