using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ZoeDepth.Server.Tests.Browser;

/// <summary>What the page measures of rooms whose geometry is known exactly.</summary>
[Collection(BrowserTests.Name)]
public sealed partial class PageGeometryTests(Chromium chromium) : PageInBrowser(chromium)
{
    private const string Family = "living-room";

    private static readonly double[] Heights = [0.3, 0.5, 0.7];

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public async Task Distances_in_a_scene_of_exact_depth_are_those_of_the_room(ulong seed)
    {
        var room = new ExactRoom(Family, seed);
        var (page, _) = await OpenAsync(Desktop);
        await Rested(page);
        var surface = room.Surface();
        await page.RouteAsync(url => url.Contains("output=glb", StringComparison.Ordinal), route =>
            route.FulfillAsync(new() { Status = 200, ContentType = "model/gltf-binary", BodyBytes = surface }));
        await AddAsync(page, "room.png", room.Photo, "image/png");
        await ShowSpaceAsync(page);
        await page.SelectOptionAsync("#tool", "distance");
        foreach (var height in Heights)
        {
            var (one, two) = room.Across(height);
            var exact = room.Distance(one, two);
            // Said to the centimetre; clicked to a pixel of the screen.
            (await MeasuredAsync(page, room, one, two)).ShouldBe(exact, 0.006 + (0.01 * exact));
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public async Task One_known_length_brings_the_others_of_an_estimated_room_near_the_truth(ulong seed)
    {
        var room = new ExactRoom(Family, seed);
        await using var service = await StartMiniAsync();
        var (page, _) = await OpenAsync(Desktop, service);
        await Rested(page);
        await page.FillAsync("#hfov", room.Camera.HorizontalFieldOfView.ToString(CultureInfo.InvariantCulture));
        await AddAsync(page, "room.png", room.Photo, "image/png");
        await ShowSpaceAsync(page);
        await page.SelectOptionAsync("#tool", "distance");
        var (one, two) = room.Across(Heights[0]);
        await MeasuredAsync(page, room, one, two);
        await page.FillAsync("#known", room.Distance(one, two).ToString(CultureInfo.InvariantCulture));
        await page.ClickAsync("#rescale");
        foreach (var height in Heights[1..])
        {
            var (left, right) = room.Across(height);
            var exact = room.Distance(left, right);
            (await MeasuredAsync(page, room, left, right)).ShouldBe(exact, 0.25 * exact, $"at {height} of the height");
        }
    }

    /// <summary>How far the page says two places are apart.</summary>
    private static async Task<double> MeasuredAsync(IPage page, ExactRoom room, ExactRoom.Place one,
        ExactRoom.Place two)
    {
        await page.ClickAsync("#again");
        var box = (await page.Locator("#space").BoundingBoxAsync())!;
        await Click(one);
        await page.WaitForFunctionAsync("() => document.getElementById('measured').value.includes('other end')");
        await Click(two);
        await page.WaitForFunctionAsync("() => document.getElementById('measured').value.includes(' m apart')");
        return double.Parse(Apart().Match(await page.InnerTextAsync("#measured")).Groups[1].ValueSpan,
            CultureInfo.InvariantCulture);

        Task Click(ExactRoom.Place place)
        {
            var (x, y) = room.OnPage(place, box.Width / box.Height);
            x.ShouldBeInRange(0.01, 0.99);
            y.ShouldBeInRange(0.01, 0.99);
            return page.Mouse.ClickAsync((float)(box.X + (box.Width * x)), (float)(box.Y + (box.Height * y)));
        }
    }

    [GeneratedRegex(@"^([0-9.]+) m apart")]
    private static partial Regex Apart();

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
}
