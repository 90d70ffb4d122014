using System.Text;
using System.Text.Json;
using ZoeDepth.Imaging;

namespace ZoeDepth.Server.Tests;

/// <summary>
/// The depths that the page opens with are those of the model in the box. Where the model changes,
/// <c>ZOEDEPTH_WRITE_FIGURES=1</c> writes them anew; the service has to be built again then.
/// </summary>
public sealed class SampleDepthTests : IAsyncLifetime
{
    private const int MostBytesInAll = 250_000;

    /// <summary>Millimetres are rounded to the nearest; other machines' floats differ by less than the rest.</summary>
    private const float Bound = 0.00051f;

    private static readonly string[] Photographs = ["room_desk.jpg", "courtyard.jpg", "coffee.jpg"];

    private static readonly bool IsWriting = Environment.GetEnvironmentVariable("ZOEDEPTH_WRITE_FIGURES") == "1";

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly DepthEstimator _estimator =
        DepthEstimator.FromPretrained(Path.Combine(Goldens.RepositoryRoot, "models", "zoedepth-mini"));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _estimator.DisposeAsync();

    [Fact]
    public void Each_is_what_the_model_in_the_box_answers_to_half_a_millimetre()
    {
        foreach (var (photograph, depth) in Estimated())
        {
            var name = Path.ChangeExtension(photograph, ".depth");
            if (IsWriting)
            {
                File.WriteAllBytes(Source("Samples", name + ".br"),
                    StoredDepth.Packed(StoredDepth.Written(depth.Values, depth.Width)));
                continue;
            }
            var stored = StoredDepth.Read(StoredFile(name).Body.Span, depth.Width);
            stored.Length.ShouldBe(depth.Values.Length, name);
            for (var i = 0; i < stored.Length; i++)
                Math.Abs(stored[i] - depth.Values[i])
                    .ShouldBeLessThan(Bound, $"{name}, pixel {i}; ZOEDEPTH_WRITE_FIGURES=1 writes it");
        }
    }

    [Fact]
    public void They_are_listed_with_what_computed_them()
    {
        var list = JsonSerializer.Serialize(new
        {
            Model = "zoedepth-mini",
            Precision = PrecisionWord.Of(_estimator.Precision),
            Unit = "m",
            Photographs = Estimated().Select(one => new
            {
                Name = one.Photograph, Depth = Path.ChangeExtension(one.Photograph, ".depth"), Rows = one.Depth.Height,
                Columns = one.Depth.Width, Head = one.Depth.Domain?.Name, Camera = one.Depth.Camera?.ToString(),
            }),
        }, Indented).ReplaceLineEndings("\n") + "\n";
        if (IsWriting) File.WriteAllText(Source("Files", "samples.json"), list);
        else
            Encoding.UTF8.GetString(PageFile.All().Single(file => file.Path == "page/samples.json").Body.Span)
                .ShouldBe(list);
    }

    [Fact]
    public async Task They_come_without_a_key_and_in_brotli()
    {
        await using var service = await RunningService.StartAsync(
            options => options.ApiKeys = [ApiKeys.LineOf("somebody", "secret")], untilReady: false);
        var bytes = 0;
        foreach (var photograph in Photographs)
        {
            var path = "/page/samples/" + Path.ChangeExtension(photograph, ".depth");
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "br");
            using var packed = await service.Client.SendAsync(request);
            packed.Content.Headers.ContentEncoding.ShouldBe(["br"]);
            packed.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
            bytes += (await packed.Content.ReadAsByteArrayAsync()).Length;
            (await service.Client.GetByteArrayAsync(path))
                .ShouldBe(StoredFile(Path.GetFileName(path)).Body.ToArray());
        }
        bytes.ShouldBeLessThan(MostBytesInAll);
    }

    private IEnumerable<(string Photograph, DepthMap Depth)> Estimated() =>
        Photographs.Select(photograph => (photograph,
            _estimator.Estimate(RasterImage.Load(Path.Combine(Goldens.RepositoryRoot, "samples", "photos",
                photograph)))));

    private static PageFile StoredFile(string name) =>
        PageFile.All().Single(file => file.Path == "page/samples/" + name);

    private static string Source(string folder, string name) =>
        Path.Combine(Goldens.RepositoryRoot, "src", "ZoeDepth.Server", "Page", folder, name);
}
