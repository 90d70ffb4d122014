using System.Globalization;
using Microsoft.Playwright;
using ZoeDepth.Imaging;

namespace ZoeDepth.Server.Tests.Browser;

/// <summary>What tests of the page share: a service, and pages of it in Chromium.</summary>
public abstract class PageInBrowser(Chromium chromium) : IAsyncLifetime
{
    /// <summary>The sample the page opens with.</summary>
    private protected const string Photo = "room_desk.jpg";

    private protected static readonly BrowserNewPageOptions Desktop =
        new() { ViewportSize = new() { Width = 1280, Height = 900 } };

    private protected TemporaryFolder Folder { get; } = new();

    /// <summary>A service whose weights learnt nothing.</summary>
    private protected RunningService Service { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Service = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Service.DisposeAsync();
        Folder.Dispose();
    }

    private protected virtual Task<RunningService> StartAsync() => RunningService.StartAsync();

    /// <summary>One of a model that learnt: other weights see a surface in shreds.</summary>
    private protected static Task<RunningService> StartMiniAsync() => RunningService.StartAsync(
        open: () => DepthEstimator.FromPretrained(Path.Combine(Goldens.RepositoryRoot, "models", "zoedepth-mini")),
        name: "zoedepth-mini");

    private protected static byte[] Sample(string name) =>
        File.ReadAllBytes(Path.Combine(Goldens.RepositoryRoot, "samples", "photos", name));

    /// <summary>
    /// The page of a service with the samples and their stored metres, and what the service offers; and what its
    /// console complains of.
    /// </summary>
    private protected async Task<(IPage Page, List<string> Complaints)> OpenAsync(BrowserNewPageOptions? options = null,
        RunningService? service = null)
    {
        var opened = await chromium.OpenAsync((service ?? Service).Address, options);
        await Gallery(opened.Page);
        await Met(opened.Page);
        return opened;
    }

    /// <summary>The page as soon as a browser is there.</summary>
    private protected Task<(IPage Page, List<string> Complaints)> OpenAtOnceAsync(RunningService service,
        BrowserNewPageOptions? options = null, Func<IPage, Task>? prepare = null) =>
        chromium.OpenAsync(service.Address, options, prepare);

    /// <summary>Waits for all samples and the metres of the one that is shown.</summary>
    private protected static async Task Gallery(IPage page)
    {
        await page.Locator("#strip li:nth-child(3)").WaitForAsync();
        await Measured(page);
    }

    /// <summary>Waits for what the service offers.</summary>
    private protected static Task Met(IPage page) =>
        page.WaitForFunctionAsync("() => document.getElementById('which').length > 0");

    /// <summary>Has the service measure the photograph that is shown.</summary>
    private protected static async Task MeasureAsync(IPage page)
    {
        var answered = page.WaitForResponseAsync(answer =>
            answer.Url.Contains("output=npy", StringComparison.Ordinal));
        await page.ClickAsync("#estimate");
        (await answered).Status.ShouldBe(200);
        await Measured(page);
    }

    /// <summary>Waits for the metres of the photograph that is shown.</summary>
    private protected static Task Measured(IPage page) => page.WaitForFunctionAsync(
        "() => document.getElementById('busy').hidden && document.getElementById('range').textContent.length > 3");

    /// <summary>Waits until all photographs have been measured, so that nothing changes any more.</summary>
    private protected static async Task Rested(IPage page)
    {
        await Measured(page);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    /// <summary>Chooses a photograph of one's own, and waits for its metres.</summary>
    private protected static async Task AddAsync(IPage page, string name, byte[] photo, string type = "image/jpeg")
    {
        var before = await page.Locator("#strip li").CountAsync();
        await page.SetInputFilesAsync("#file", new FilePayload { Name = name, MimeType = type, Buffer = photo });
        await page.Locator($"#strip li:nth-child({before + 1}) [aria-current]").WaitForAsync();
        await Measured(page);
    }

    /// <summary>Opens the view in three dimensions, and waits for the scene.</summary>
    private protected static async Task ShowSpaceAsync(IPage page)
    {
        await page.ClickAsync("#tab-space");
        await page.Locator("#space[aria-busy=false]").WaitForAsync();
    }

    /// <summary>The pixels of the depth that is drawn.</summary>
    private protected static async Task<RasterImage> DepthAsync(IPage page)
    {
        var url = await page.EvaluateAsync<string>("() => document.getElementById('depth').toDataURL('image/png')");
        return RasterImage.Load(Convert.FromBase64String(url[(url.IndexOf(',', StringComparison.Ordinal) + 1)..]))
            .ToRgb8();
    }

    /// <summary>Metres as the page says them.</summary>
    private protected static string Said(double metres) =>
        $"{metres.ToString(metres < 10 ? "F2" : metres < 100 ? "F1" : "F0", CultureInfo.InvariantCulture)} m";

    /// <summary>Complaints of the console that are not about drawing without a graphics card.</summary>
    private protected static IEnumerable<string> Unexpected(IEnumerable<string> complaints) =>
        complaints.Where(text => !text.Contains("GPU stall", StringComparison.Ordinal));

    /// <summary>The pictures of docs/service.md, where <c>ZOEDEPTH_WRITE_FIGURES=1</c> asks for them.</summary>
    private protected static async Task Drawn(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("ZOEDEPTH_WRITE_FIGURES") != "1") return;
        await page.EvaluateAsync("() => scrollTo(0, 0)");
        await page.ScreenshotAsync(new()
        {
            Path = Path.Combine(Goldens.RepositoryRoot, "docs", "service", name), Type = ScreenshotType.Jpeg,
            Quality = 85,
        });
    }
}
