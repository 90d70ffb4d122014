using System.Globalization;
using System.Numerics;
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
        var room = ExactRoom.Of(Family, seed);
        var page = await OpenExactAsync(room);
        await page.SelectOptionAsync("#tool", "distance");
        foreach (var height in Heights)
        {
            var (one, two) = room.Across(height);
            var exact = room.Distance(one, two);
            // Said to the centimetre; clicked to a pixel of the screen.
            (await MeasuredAsync(page, room, one, two)).ShouldBe(exact, 0.006 + (0.01 * exact));
        }
    }

    [Fact]
    public async Task Points_heights_and_areas_in_a_scene_of_exact_depth_are_those_of_the_room()
    {
        var room = ExactRoom.Of(Family, 8);
        var page = await OpenExactAsync(room);
        var (left, right, middle, above) =
            (room.Flat(0.2, 0.35, 0.7), room.Flat(0.65, 0.8, 0.7), room.Flat(0.4, 0.6, 0.5), room.Flat(0.4, 0.6, 0.3));

        await UseAsync("point", "Click a point.");
        await ClickAsync(page, room, left, " straight ahead");
        await Close(@"^([0-9.]+) m from the camera; ", points => points[0].Length(), left);
        await Close(@"; ([0-9.]+) m straight ahead", points => Math.Abs(points[0].Z), left);
        // Each click measures anew.
        await ClickAsync(page, room, right, " straight ahead");
        await Close(@"^([0-9.]+) m from the camera; ", points => points[0].Length(), right);

        await UseAsync("height", "Click 3 more points of the plane.");
        await ClickAsync(page, room, left, "Click 2 more points of the plane.");
        await ClickAsync(page, room, right, "Click 1 more points of the plane.");
        await ClickAsync(page, room, middle, "Click the point whose height you want.");
        await ClickAsync(page, room, above, " over the plane");
        await Close(@"^([0-9.]+) m over the plane", points => Math.Abs(Vector3.Dot(points[3] - points[0],
            Vector3.Normalize(Vector3.Cross(points[1] - points[0], points[2] - points[0])))), left, right, middle,
            above);

        await UseAsync("area", "Click 3 more corners.");
        await ClickAsync(page, room, left, "Click 2 more corners.");
        await ClickAsync(page, room, right, "Click 1 more corners.");
        await ClickAsync(page, room, middle, ", 3 corners");
        await Close(@"^([0-9.]+) m², 3 corners", Heron, left, right, middle);
        // Of four corners, half the product of the diagonals.
        await ClickAsync(page, room, above, ", 4 corners");
        await Close(@"^([0-9.]+) m², 4 corners", points =>
            Vector3.Cross(points[2] - points[0], points[3] - points[1]).Length() / 2, left, right, middle, above);

        async Task UseAsync(string tool, string asked)
        {
            await page.SelectOptionAsync("#tool", tool);
            (await page.InnerTextAsync("#measured")).ShouldBe(asked);
        }

        // Said to the second decimal; clicked to a pixel of the screen.
        async Task Close(string pattern, Func<Vector3[], double> measure, params ExactRoom.Place[] places)
        {
            var text = await page.InnerTextAsync("#measured");
            var (exact, slack) = room.Measured(measure, places);
            slack.ShouldBeLessThan(0.1 * exact, $"{text}: a pixel decides nothing");
            double.Parse(Regex.Match(text, pattern).Groups[1].ValueSpan, CultureInfo.InvariantCulture)
                .ShouldBe(exact, 0.006 + slack, text);
        }
    }

    private static double Heron(Vector3[] corners)
    {
        double[] sides = [.. Enumerable.Range(0, 3).Select(i => (corners[(i + 1) % 3] - corners[i]).Length())];
        var half = sides.Sum() / 2;
        return Math.Sqrt(half * sides.Aggregate(1.0, (product, side) => product * (half - side)));
    }

    [Fact]
    public async Task Points_are_drawn_in_place_of_the_surface_and_measured_like_it()
    {
        var room = ExactRoom.Of(Family, 3);
        var page = await OpenExactAsync(room);
        await page.SelectOptionAsync("#tool", "distance");
        var surface = await page.Locator("#space").ScreenshotAsync();
        var (one, two) = room.Across(Heights[1]);
        var apart = await MeasuredAsync(page, room, one, two);
        await page.ClickAsync("#again");
        await page.SelectOptionAsync("#shape", "points");
        var points = await page.Locator("#space").ScreenshotAsync();
        points.ShouldNotBe(surface);
        // Points in the photograph's colours, and no surface of one colour, of which few bytes would be left.
        points.Length.ShouldBeGreaterThan(20_000);
        (await MeasuredAsync(page, room, one, two)).ShouldBe(apart);
        await page.ClickAsync("#again");
        await page.SelectOptionAsync("#shape", "mesh");
        (await page.Locator("#space").ScreenshotAsync()).ShouldBe(surface, "the surface again");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public async Task One_known_length_brings_the_others_of_an_estimated_room_near_the_truth(ulong seed)
    {
        var room = ExactRoom.Of(Family, seed);
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
        await ClickAsync(page, room, one, "other end");
        await ClickAsync(page, room, two, " m apart");
        return double.Parse(Apart().Match(await page.InnerTextAsync("#measured")).Groups[1].ValueSpan,
            CultureInfo.InvariantCulture);
    }

    /// <summary>Clicks a place, and waits until the page says something of it.</summary>
    private static async Task ClickAsync(IPage page, ExactRoom room, ExactRoom.Place place, string said)
    {
        var box = (await page.Locator("#space").BoundingBoxAsync())!;
        var (x, y) = room.OnPage(place, box.Width / box.Height);
        x.ShouldBeInRange(0.01, 0.99);
        y.ShouldBeInRange(0.01, 0.99);
        await page.Mouse.ClickAsync((float)(box.X + (box.Width * x)), (float)(box.Y + (box.Height * y)));
        await page.WaitForFunctionAsync("said => document.getElementById('measured').value.includes(said)", said);
    }

    /// <summary>A page that shows a room's exact surface in three dimensions.</summary>
    private async Task<IPage> OpenExactAsync(ExactRoom room)
    {
        var (page, _) = await OpenAsync(Desktop);
        var surface = room.Surface();
        await page.RouteAsync(url => url.Contains("output=glb", StringComparison.Ordinal), route =>
            route.FulfillAsync(new() { Status = 200, ContentType = "model/gltf-binary", BodyBytes = surface }));
        await AddAsync(page, "room.png", room.Photo, "image/png");
        await ShowSpaceAsync(page);
        return page;
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
