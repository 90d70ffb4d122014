using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ZoeDepth.Geometry;
using ZoeDepth.Imaging;

namespace ZoeDepth.Server.Tests;

/// <summary>What the service answers is what the library says, byte for byte.</summary>
public sealed class DepthEndpointTests : IAsyncLifetime
{
    private static readonly EstimateOptions Options = new() { Size = new(64, 96) };

    private readonly byte[] _image = RunningService.Picture();

    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private DepthMap Depth(byte[]? image = null, EstimateOptions? options = null) =>
        _service.Estimator.Estimate(RasterImage.Load(image ?? _image), options ?? Options);

    private static async Task<byte[]> BodyAsync(HttpResponseMessage response, string type)
    {
        var body = await response.Content.ReadAsByteArrayAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, System.Text.Encoding.UTF8.GetString(body));
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        response.Content.Headers.ContentLength.ShouldBe(body.Length);
        return body;
    }

    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("image/*;q=0.5, text/html;q=0.1")]
    public async Task Depth_comes_as_16_bit_PNG_with_its_scale(string? accept)
    {
        var response = await _service.PostAsync(_image, accept: accept);
        var body = await BodyAsync(response, "image/png");
        var depth = Depth();
        using var expected = new MemoryStream();
        DepthPng.Write(depth.Values, depth.Width, depth.Height, expected, DepthScale.Millimetres, depth.Describe());
        body.ShouldBe(expected.ToArray());
        response.Headers.GetValues("ZoeDepth-Units-Per-Metre").ShouldBe(["1000"]);
        response.Headers.GetValues("ZoeDepth-Unit").ShouldBe(["m"]);
        response.Headers.GetValues("ZoeDepth-Model").ShouldBe(["tiny"]);
        response.Headers.GetValues("ZoeDepth-Head").ShouldBe([depth.Domain!.Name]);
        response.Content.Headers.ContentDisposition!.FileName.ShouldBe("image.depth.png");
    }

    [Fact]
    public async Task Depth_comes_as_the_other_kinds_that_are_accepted()
    {
        var depth = Depth();
        Npy.Read(await BodyAsync(await _service.PostAsync(_image, accept: "application/x-npy"), "application/x-npy"))
            .ToFloats().ShouldBe(depth.Values);
        Pfm.Read(await BodyAsync(await _service.PostAsync(_image, accept: "image/x-portable-floatmap"),
            "image/x-portable-floatmap")).Values.ShouldBe(depth.Values);
        RasterImage.Load(await BodyAsync(await _service.PostAsync(_image, accept: "image/jpeg"), "image/jpeg"))
            .FileFormat.ShouldBe("JPEG");
        var color = RasterImage.Load(await BodyAsync(
            await _service.PostAsync(_image, "size=64x96&output=color&colormap=viridis"), "image/png"));
        color.ToRgb8().Data.ShouldBe(ColorPicture.Of(ColorMap.Get("viridis"))
            .Draw(depth.Values, depth.Width, depth.Height).ToRgb8().Data);
        var ended = RasterImage.Load(await BodyAsync(await _service.PostAsync(_image,
            "size=64x96&output=color&near=1.5&view=log&far=4"), "image/png"));
        ended.ToRgb8().Data.ShouldBe(ColorPicture.Default.Between(1.5, 4, DepthView.Log)
            .Draw(depth.Values, depth.Width, depth.Height).ToRgb8().Data);
    }

    [Fact]
    public async Task Geometry_comes_as_GLB_and_PLY()
    {
        var photo = RasterImage.Load(_image);
        var options = Options with { HorizontalFieldOfView = 90 };
        var depth = Depth(options: options);
        var camera = PinholeCamera.Of(depth, photo, options);
        using var glb = new MemoryStream();
        DepthMesh.Of(depth, photo, camera, SurfaceOptions.Mesh with { Edges = EdgeCut.AtJump(0.2) })
            .Write(glb, GeometryFormat.Glb);
        (await BodyAsync(await _service.PostAsync(_image, "size=64x96&hfov=90&maxJump=0.2", "model/gltf-binary"),
            "model/gltf-binary")).ShouldBe(glb.ToArray());
        using var ply = new MemoryStream();
        PointCloud.Of(depth, photo, camera).Write(ply, GeometryFormat.Ply);
        (await BodyAsync(await _service.PostAsync(_image, "size=64x96&hfov=90&output=ply"), "application/x-ply"))
            .ShouldBe(ply.ToArray());
    }

    [Fact]
    public async Task The_spread_of_the_bins_comes_as_NPY()
    {
        var photo = RasterImage.Load(_image);
        var options = new EstimateOptions { Size = new(64, 96), Domain = "kitti", Spread = true };
        var spread = _service.Estimator.Estimate(photo, options).Spread!;
        var body = await BodyAsync(await _service.PostAsync(_image, "size=64x96&domain=kitti&output=spread"),
            "application/x-npy");
        Npy.Read(body).ToFloats().ShouldBe(spread);
        spread.ShouldAllBe(metres => metres >= 0 && float.IsFinite(metres));
        spread.Max().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_panorama_comes_as_the_library_makes_it()
    {
        var photo = RasterImage.Load(_image);
        var options = new EstimateOptions { Size = new(64, 96) };
        var seen = _service.Estimator.Estimate(Panorama.Extended(photo), options);
        using var closed = new MemoryStream();
        Panorama.Of(Panorama.Joined(seen.ToRaster(), photo.Width), photo).Write(closed, GeometryFormat.Glb);
        (await BodyAsync(await _service.PostAsync(_image, "size=64x96&output=glb&surface=panorama"),
            "model/gltf-binary")).ShouldBe(closed.ToArray());
        var shrunk = OriginalMesh.Shrunk(photo);
        using var original = new MemoryStream();
        OriginalMesh.Panorama(_service.Estimator.Estimate(shrunk, options).ToRaster(), shrunk)
            .Write(original, GeometryFormat.Glb);
        (await BodyAsync(await _service.PostAsync(_image, "size=64x96&output=glb&surface=original-panorama"),
            "model/gltf-binary")).ShouldBe(original.ToArray());
        var refused = await _service.PostAsync(_image, "hfov=60&output=glb&surface=panorama");
        refused.StatusCode.ShouldBe(System.Net.HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("360 degrees");
    }

    [Fact]
    public async Task Statistics_come_as_JSON()
    {
        var body = await BodyAsync(await _service.PostAsync(_image, "size=64x96&domain=kitti", "application/json"),
            "application/json");
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        var depth = Depth(options: Options with { Domain = "kitti" });
        root.GetProperty("depth").GetProperty("median").GetSingle().ShouldBe(depth.Median);
        root.GetProperty("depth").GetProperty("unit").GetString().ShouldBe("m");
        root.GetProperty("size").GetProperty("width").GetInt32().ShouldBe(48);
        root.GetProperty("network").GetProperty("height").GetInt32().ShouldBe(64);
        root.GetProperty("head").GetProperty("name").GetString().ShouldBe("kitti");
        root.GetProperty("settings").GetProperty("Preset overrides").GetString().ShouldBe("size, domain");
    }

    [Fact]
    public async Task The_camera_that_a_file_names_is_in_the_JSON_and_beside_every_answer()
    {
        var photo = File.ReadAllBytes(Path.Combine(Goldens.RepositoryRoot, "samples", "photos", "coffee.jpg"));
        var named = NamedCamera.In(photo, new(FocalLength: 5.4, FocalLengthIn35mmFilm: 26, CameraMake: "Mäker <b>",
            CameraModel: "One\r\nX: 1"));
        using var json = JsonDocument.Parse(await BodyAsync(await _service.PostAsync(named,
            accept: "application/json"), "application/json"));
        var camera = json.RootElement.GetProperty("camera");
        camera.GetProperty("make").GetString().ShouldBe("Mäker <b>");
        camera.GetProperty("model").GetString().ShouldBe("One\r\nX: 1");
        camera.GetProperty("focalLengthInMillimetres").GetDouble().ShouldBe(5.4, 1e-3);
        camera.GetProperty("focalLengthIn35mmFilm").GetDouble().ShouldBe(26);
        // This model's metres do not ask for a camera.
        camera.TryGetProperty("horizontalFieldOfView", out _).ShouldBeFalse();
        var header = (await _service.PostAsync(named)).Headers.GetValues("ZoeDepth-Camera").ShouldHaveSingleItem();
        header.ShouldAllBe(letter => letter >= ' ' && letter < '\x7f');
        JsonSerializer.Deserialize<JsonElement>(header).GetProperty("make").GetString().ShouldBe("Mäker <b>");
        JsonElement.DeepEquals(JsonSerializer.Deserialize<JsonElement>(header), camera).ShouldBeTrue();

        using var none = JsonDocument.Parse(await BodyAsync(await _service.PostAsync(photo,
            accept: "application/json"), "application/json"));
        none.RootElement.TryGetProperty("camera", out _).ShouldBeFalse("nothing is known of it");
        (await _service.PostAsync(photo)).Headers.Contains("ZoeDepth-Camera").ShouldBeFalse();
    }

    [Fact]
    public async Task A_form_carries_the_image_and_parameters()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("64x96"), "size" },
            { new ByteArrayContent(_image), "image", "room.jpg" },
            { new StringContent("npy"), "output" },
        };
        Npy.Read(await BodyAsync(await _service.SendAsync(form, ""), "application/x-npy")).ToFloats()
            .ShouldBe(Depth().Values);
    }

    [Fact]
    public async Task Every_parameter_moves_what_it_says()
    {
        var response = await _service.PostAsync(_image,
            "model=tiny&preset=upstream&domain=blend&size=64x96&flip=false&pad=false&keepAspect=false&pngScale=zoe",
            "image/png");
        var depth = Depth(options: Options with
        {
            Preset = DepthPreset.Upstream, BlendHeads = true, Flip = false, Pad = false, KeepAspect = false,
        });
        using var expected = new MemoryStream();
        DepthPng.Write(depth.Values, depth.Width, depth.Height, expected, DepthScale.Zoe, depth.Describe());
        (await BodyAsync(response, "image/png")).ShouldBe(expected.ToArray());
        response.Headers.GetValues("ZoeDepth-Units-Per-Metre").ShouldBe(["256"]);
    }

    [Fact]
    public async Task Many_at_once_get_the_bits_they_would_get_alone()
    {
        var images = Enumerable.Range(0, 8).Select(i => RunningService.Picture(40 + i, 30 + i, 3 + (2 * i))).ToArray();
        var expected = images.Select(image => Depth(image).Values).ToArray();
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(async i => Npy.Read(await BodyAsync(
            await _service.PostAsync(images[i % 8], "size=64x96&output=npy"), "application/x-npy")).ToFloats()));
        for (var i = 0; i < answers.Length; i++) answers[i].ShouldBe(expected[i % 8]);
    }

    [Fact]
    public async Task Models_are_listed_with_their_heads()
    {
        using var list = JsonDocument.Parse(await _service.Client.GetStringAsync("/v1/models"));
        list.RootElement.GetProperty("object").GetString().ShouldBe("list");
        var model = list.RootElement.GetProperty("data").EnumerateArray().ShouldHaveSingleItem();
        model.GetProperty("object").GetString().ShouldBe("model");
        (model.GetProperty("id").GetString(), model.GetProperty("unit").GetString()).ShouldBe(("tiny", "m"));
        model.GetProperty("heads").EnumerateArray().Select(head => head.GetProperty("name").GetString())
            .ShouldBe(["nyu", "kitti"]);
        using var one = JsonDocument.Parse(await _service.Client.GetStringAsync("/v1/models/tiny"));
        one.RootElement.GetRawText().ShouldBe(model.GetRawText());
    }

    [Fact]
    public async Task Answers_say_what_browsers_may_do_with_them_and_whose_they_are()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        request.Headers.Add("X-Request-Id", "mine-1.2_3");
        var response = await _service.Client.SendAsync(request);
        response.Headers.GetValues("X-Request-Id").ShouldBe(["mine-1.2_3"]);
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Content-Security-Policy")
            .ShouldBe(["default-src 'none'; frame-ancestors 'none'"]);
        response.Headers.GetValues("Cross-Origin-Resource-Policy").ShouldBe(["same-origin"]);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.Contains("Server").ShouldBeFalse();
        response.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }
}
