using System.Net;
using System.Text.Json;
using ZoeDepth.Imaging;
using ZoeDepth.Tensors;

namespace ZoeDepth.Server.Tests;

/// <summary>Each request in the precision it asks for, of one opened model.</summary>
public sealed class PrecisionRequestTests
{
    private readonly byte[] _image = RunningService.Picture();

    private static DepthEstimator Open(Precision? precision) =>
        DepthEstimator.FromPretrained(RunningService.Model, new() { Precision = precision, MaxBatch = 4 });

    private float[] Expected(Precision precision)
    {
        using var estimator = Open(precision);
        return estimator.Estimate(RasterImage.Load(_image), new() { Size = new(64, 96) }).Values;
    }

    private static async Task<float[]> Depth(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsByteArrayAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, System.Text.Encoding.UTF8.GetString(body));
        return Npy.Read(body).ToFloats();
    }

    [Fact]
    public async Task A_request_has_the_bits_of_a_service_that_was_started_in_its_precision()
    {
        await using var service = await RunningService.StartAsync(open: () => Open(Precision.BFloat16));
        var expected = Enum.GetValues<Precision>().ToDictionary(PrecisionWord.Of, Expected);
        expected["float32"].ShouldNotBe(expected["bfloat16"]);
        foreach (var (word, values) in expected)
            (await Depth(await service.PostAsync(_image, $"size=64x96&output=npy&precision={word}"))).ShouldBe(values);
        (await Depth(await service.PostAsync(_image, "size=64x96&output=npy"))).ShouldBe(expected["bfloat16"]);
        string[] words = [.. Enumerable.Range(0, 18).Select(i => expected.Keys.ElementAt(i % expected.Count))];
        var depths = await Task.WhenAll(words.Select(async word =>
            await Depth(await service.PostAsync(_image, $"size=64x96&output=npy&precision={word}"))));
        foreach (var (word, depth) in words.Zip(depths)) depth.ShouldBe(expected[word]);

        using var form = new MultipartFormDataContent
            { { new ByteArrayContent(_image), "image", "a" }, { new StringContent("float32"), "precision" } };
        (await Depth(await service.SendAsync(form, "size=64x96&output=npy"))).ShouldBe(expected["float32"]);
        using var json = JsonDocument.Parse(await (await service.PostAsync(_image,
            "size=64x96&precision=float32", "application/json")).Content.ReadAsStringAsync());
        json.RootElement.GetProperty("precision").GetString().ShouldBe("float32");
    }

    [Fact]
    public async Task A_precision_that_the_operator_forbids_is_told_with_those_there_are()
    {
        await using var service = await RunningService.StartAsync(options => options.Precisions = [Precision.BFloat16]);
        (await RunningService.ProblemAsync(await service.PostAsync(_image, "size=64x96&precision=int8"), 422))
            .ShouldBe("this service does not compute the depth of tiny in int8; ask for float32 or bfloat16, or " +
                "leave precision out");
        foreach (var allowed in new[] { "precision=float32", "precision=bfloat16", "" })
            (await service.PostAsync(_image, $"size=64x96&{allowed}")).StatusCode.ShouldBe(HttpStatusCode.OK, allowed);
        using var batch = new MultipartFormDataContent { { new ByteArrayContent(_image), "images", "a" } };
        await RunningService.ProblemAsync(
            await service.Client.PostAsync("/v1/depth/batch?size=64x96&precision=int8", batch), 422);
        (await RunningService.ProblemAsync(await service.PostAsync(_image, "precision=float16"), 400))
            .ShouldContain("precision expects one of float32, bfloat16, int8");

        using var model = JsonDocument.Parse(await service.Client.GetStringAsync("/v1/models/tiny"));
        model.RootElement.GetProperty("precision").GetString().ShouldBe("float32");
        model.RootElement.GetProperty("precisions").EnumerateArray().Select(word => word.GetString())
            .ShouldBe(["float32", "bfloat16"]);
        service.Admission.Places.ShouldBe(0);
    }

    [Fact]
    public void A_precision_that_is_none_is_no_option() =>
        Should.Throw<ArgumentException>(() => new ZoeDepthServerOptions { Precisions = [(Precision)7] }.Check())
            .Message.ShouldBe("Precisions is 7; expected Float32, BFloat16, Int8");
}
