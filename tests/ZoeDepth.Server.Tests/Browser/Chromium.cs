using Microsoft.Playwright;

namespace ZoeDepth.Server.Tests.Browser;

/// <summary>The tests of the page, which share one Chromium and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<Chromium>
{
    /// <summary>What tests call it.</summary>
    public const string Name = "Chromium";
}

/// <summary>The system's Chromium, one for all tests of the page.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>A busy machine needs long for a first page.</summary>
    public const float Patience = 60_000;

    private static readonly string? Path =
        new[] { Environment.GetEnvironmentVariable("ZOEDEPTH_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/google-chrome" }
            .FirstOrDefault(File.Exists);

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Path is null) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Path,
            Timeout = Patience,
            // As root in a container there is no sandbox; a machine without a graphics card draws by software.
            // Its camera is a made one that everybody may use.
            Args =
            [
                "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
                "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>
    /// A fresh page at a service, prepared before it goes there; what its console complains of is collected.
    /// </summary>
    public async Task<(IPage Page, List<string> Complaints)> OpenAsync(
        Uri address, BrowserNewPageOptions? options = null, Func<IPage, Task>? prepare = null)
    {
        Assert.SkipWhen(_browser is null, "there is no Chromium here (apt-get install chromium, or ZOEDEPTH_CHROMIUM)");
        var page = await _browser!.NewPageAsync(options ?? new());
        page.SetDefaultTimeout(Patience);
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
        if (prepare is not null) await prepare(page);
        await page.GotoAsync(address.ToString());
        return (page, complaints);
    }
}
