using Microsoft.Playwright;

namespace ZoeDepth.Server.Tests.Browser;

/// <summary>
/// Holds the first request of a page whose address contains a text, and answers it with other bytes when it is let go;
/// those after it pass.
/// </summary>
internal sealed class HeldAnswer
{
    private readonly TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _free = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    /// <summary>Ends when the request has come.</summary>
    public Task Came => _came.Task.WaitAsync(TimeSpan.FromMilliseconds(Chromium.Patience));

    public static async Task<HeldAnswer> OfAsync(IPage page, string text, byte[] body)
    {
        var held = new HeldAnswer();
        await page.RouteAsync(url => url.Contains(text, StringComparison.Ordinal),
            route => held.AnswerAsync(route, body));
        return held;
    }

    /// <summary>Lets it go, and gives the page time to do something about it.</summary>
    public async Task LetGoAsync()
    {
        _free.SetResult();
        await Task.Delay(TimeSpan.FromSeconds(1.5));
    }

    private async Task AnswerAsync(IRoute route, byte[] body)
    {
        if (Interlocked.Increment(ref _count) > 1)
        {
            await route.ContinueAsync();
            return;
        }
        _came.TrySetResult();
        await _free.Task;
        try
        {
            await route.FulfillAsync(new() { Status = 200, ContentType = "model/gltf-binary", BodyBytes = body });
        }
        catch (PlaywrightException)
        {
            // The page gave it up.
        }
    }
}
