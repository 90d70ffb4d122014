using Microsoft.Playwright;
using ZoeDepth.Imaging;

namespace ZoeDepth.Server.Tests.Browser;

/// <summary>While somebody points at the picture, all that belongs to it is in the window.</summary>
[Collection(BrowserTests.Name)]
public sealed class PageLayoutTests(Chromium chromium) : PageInBrowser(chromium)
{
    /// <summary>Pixels of the screen are rounded.</summary>
    private const float Rounding = 0.5f;

    [Theory]
    [InlineData(1280, 900)]
    [InlineData(390, 844)]
    public async Task Picture_reading_and_legend_fit_into_the_window(int width, int height)
    {
        var (page, _) = await OpenAsync(new() { ViewportSize = new() { Width = width, Height = height } });
        await page.EvaluateAsync("() => document.fonts.ready");
        for (var i = 1; i <= 3; i++)
        {
            await page.ClickAsync($"#strip li:nth-child({i}) .select");
            await Fits($"sample {i}");
        }
        // One that is higher than wide.
        await AddAsync(page, "tall.png", PngEncoder.Encode(new RasterImage(60, 80, PixelFormat.Gray8,
            [.. Enumerable.Range(0, 4800).Select(i => (byte)i)])), "image/png");
        await Fits("a tall photograph");

        async Task Fits(string what)
        {
            foreach (var (x, y) in new[]
                { (0.01f, 0.01f), (0.99f, 0.01f), (0.01f, 0.99f), (0.99f, 0.99f), (0.5f, 0.5f) })
            {
                var picture = await BoxAsync("#compare");
                picture.Height.ShouldBeGreaterThan(180, what);
                await page.Mouse.MoveAsync(picture.X + (x * picture.Width), picture.Y + (y * picture.Height));
                var tip = await BoxAsync("#tip");
                Inside(tip, picture, $"{what}: the reading at the cross");
                (await page.InnerTextAsync("#tip")).ShouldMatch(@"^[0-9.]+ m$");
            }
            foreach (var part in new[] { "#compare", "#split", "#reading", "#legend", "#ticks", "#range" })
                Inside(await BoxAsync(part), new() { Width = width, Height = height }, $"{what}: {part}");
            var ticks = await BoxAsync("#ticks");
            var labels = await page.Locator("#ticks span").AllAsync();
            labels.Count.ShouldBeGreaterThan(1, what);
            var end = float.MinValue;
            foreach (var label in labels)
            {
                var box = (await label.BoundingBoxAsync())!;
                Inside(box, ticks, $"{what}: the label {await label.InnerTextAsync()}");
                box.X.ShouldBeGreaterThan(end, $"{what}: labels stand apart");
                end = box.X + box.Width;
            }
        }

        async Task<LocatorBoundingBoxResult> BoxAsync(string selector) =>
            (await page.Locator(selector).BoundingBoxAsync())!;
    }

    private static void Inside(LocatorBoundingBoxResult part, LocatorBoundingBoxResult whole, string what)
    {
        part.X.ShouldBeGreaterThanOrEqualTo(whole.X - Rounding, what);
        part.Y.ShouldBeGreaterThanOrEqualTo(whole.Y - Rounding, what);
        (part.X + part.Width).ShouldBeLessThanOrEqualTo(whole.X + whole.Width + Rounding, what);
        (part.Y + part.Height).ShouldBeLessThanOrEqualTo(whole.Y + whole.Height + Rounding, what);
    }
}
