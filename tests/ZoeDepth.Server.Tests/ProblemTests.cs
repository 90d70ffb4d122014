using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using MediaTypeHeaderValue = Microsoft.Net.Http.Headers.MediaTypeHeaderValue;

namespace ZoeDepth.Server.Tests;

/// <summary>Whatever is wrong with a request is told as a problem that names the request.</summary>
public sealed class ProblemTests : IAsyncLifetime
{
    private readonly byte[] _image = RunningService.Picture();

    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync(options =>
    {
        options.MaxBodyBytes = 100_000;
        options.Decoding = options.Decoding with { MaxPixels = 10_000 };
    });

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [InlineData("fov=60", 400, "there is no parameter 'fov'; there are: model, preset,")]
    [InlineData("size=64x96&size=64x96", 400, "the parameter 'size' came 2 times")]
    [InlineData("size=big", 400, "size expects rows x columns, each from 1 to 4096, such as 384x512, but 'big' came")]
    [InlineData("hfov=180", 400, "hfov expects a number between 0 and 180, but '180' came")]
    [InlineData("hfov=NaN", 400, "hfov expects a number between 0 and 180")]
    [InlineData("preset=fast", 400, "preset expects one of hf, upstream, paper, controlnet, but 'fast' came")]
    [InlineData("flip=yes", 400, "flip expects true or false, but 'yes' came")]
    [InlineData("output=exr", 400, "output expects one of png, npy,")]
    [InlineData("pngScale=0", 400, "pngScale expects a number above 0")]
    [InlineData("colormap=rainbow", 400, "colormap expects one of")]
    [InlineData("near=0", 400, "near expects a number above 0")]
    [InlineData("far=wide", 400, "far expects a number above 0, but 'wide' came")]
    [InlineData("view=square", 400, "view expects one of linear, inverse, log, but 'square' came")]
    [InlineData("size=64x96&output=color&near=3&far=2", 422, "the near end of the colours is 3 m and the far end 2 m")]
    [InlineData("size=64x96&output=jpeg&near=1e6", 422, "name a far end beyond the near one")]
    [InlineData("maxJump=-1", 400, "maxJump expects a number above 0")]
    [InlineData("domain=moon", 422, "has no domain 'moon'; it has nyu (0), kitti (1)")]
    [InlineData("model=other", 404, "there is no model 'other' here; there is: tiny")]
    [InlineData("size=4096x4096&domain=nyu", 422, "ask for a smaller size (size=)")]
    public async Task Parameters_that_make_no_sense_are_told(string query, int status, string detail) =>
        (await RunningService.ProblemAsync(await _service.PostAsync(_image, query), status)).ShouldContain(detail);

    [Theory]
    [InlineData("text/plain", 415, "this Content-Type is not read here; send the image as body with")]
    [InlineData("application/x-www-form-urlencoded", 415, "or as file of a multipart/form-data form")]
    [InlineData("multipart/form-data", 400, "names no boundary")]
    public async Task Other_content_is_told_what_is_expected(string type, int status, string detail) =>
        (await RunningService.ProblemAsync(await _service.PostAsync(_image, type: type), status))
            .ShouldContain(detail);

    [Fact]
    public async Task Images_that_cannot_be_read_are_told_why()
    {
        (await Problem([], 400)).ShouldContain("no image came");
        (await Problem("this is a text"u8.ToArray(), 415)).ShouldContain("a text file, not a picture");
        var truncated = File.ReadAllBytes(Goldens.PathOf("codecs", "png", "truncated_half.png"));
        (await Problem(truncated, 422)).ShouldNotContain("DecodeOptions");
        (await Problem(RunningService.Picture(200, 100), 413))
            .ShouldContain("200x100 = 20000 pixels, more than the 10000 allowed; make it smaller");
        (await Problem(new byte[100_001], 413)).ShouldContain("more than the 100000 bytes allowed here");

        async Task<string> Problem(byte[] image, int status) =>
            await RunningService.ProblemAsync(await _service.PostAsync(image), status);
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_read_no_further_than_allowed()
    {
        using var endless = new StreamContent(new MemoryStream(new byte[1_000_000]));
        endless.Headers.ContentType = new("image/jpeg");
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/depth") { Content = endless };
        request.Headers.TransferEncodingChunked = true;
        await RunningService.ProblemAsync(await _service.Client.SendAsync(request), 413);
    }

    [Fact]
    public async Task Broken_forms_are_told()
    {
        (await Form("--b\r\n\r\nx\r\n--b--\r\n")).ShouldContain("a part of the form has no Content-Disposition");
        (await Form("--b\r\nContent-Disposition: form-data; name=size\r\n\r\n64x96\r\n--b--\r\n"))
            .ShouldContain("the form holds no file");
        (await Form("--b\r\nContent-Disposition: form-data; name=i; filename=a\r\n\r\nx\r\n" +
            "--b\r\nContent-Disposition: form-data; name=j; filename=b\r\n\r\nx\r\n--b--\r\n"))
            .ShouldContain("the form has two files");
        (await Form("--b\r\nContent-Disposition: form-data; name=i; filename=a\r\n\r\nx")).ShouldContain("broken");
        (await Form("--b\r\nContent-Disposition: form-data; name=size\r\n\r\n" + new string('9', 300) + "\r\n--b--"))
            .ShouldContain("longer than 256 bytes");
        (await Form(string.Concat(Enumerable.Repeat("--b\r\nContent-Disposition: form-data; name=flip\r\n\r\ntrue\r\n",
            40)) + "--b--")).ShouldContain("more than 31 fields");

        async Task<string> Form(string text)
        {
            using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(text));
            content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
            return await RunningService.ProblemAsync(await _service.SendAsync(content, ""), 400);
        }
    }

    [Theory]
    [InlineData("text/html", 406, "nothing acceptable is made here; there are: image/png")]
    [InlineData("image/png;q=0, application/pdf", 406, "nothing acceptable")]
    [InlineData("a/b/c/", 400, "no list of media types")]
    public async Task What_cannot_be_made_is_refused_before_work(string accept, int status, string detail) =>
        (await RunningService.ProblemAsync(await _service.PostAsync(_image, accept: accept), status))
            .ShouldContain(detail);

    [Fact]
    public async Task Other_paths_and_methods_are_told_what_there_is()
    {
        (await RunningService.ProblemAsync(await _service.Client.GetAsync("/v1/nothing"), 404))
            .ShouldContain("POST /v1/depth");
        var other = await _service.Client.GetAsync("/v1/depth");
        (await RunningService.ProblemAsync(other, 405)).ShouldContain("POST");
        other.Content.Headers.Allow.ShouldBe(["POST"]);
        (await RunningService.ProblemAsync(await _service.Client.GetAsync("/v1/models/other"), 404))
            .ShouldContain("there is: tiny");
    }

    [Fact]
    public async Task A_name_of_somebody_elses_that_leads_here_is_not_answered()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models");
        request.Headers.Host = "evil.example";
        (await RunningService.ProblemAsync(await _service.Client.SendAsync(request), 400))
            .ShouldContain("does not answer to that Host");
    }

    [Fact]
    public async Task A_service_that_is_being_stopped_asks_for_the_connection_to_be_closed()
    {
        _service.App.Lifetime.StopApplication();
        var response = await _service.PostAsync(_image);
        (await RunningService.ProblemAsync(response, 503)).ShouldContain("is being stopped");
        response.Headers.ConnectionClose.ShouldBe(true);
        response.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBe(5);
    }

    [Fact]
    public async Task A_problem_takes_back_what_was_said_of_an_answer_and_nothing_else()
    {
        var context = new DefaultHttpContext();
        var headers = context.Response.Headers;
        (headers.ContentLength, headers.ContentDisposition, headers.ETag) = (7, "inline", "\"a\"");
        (headers["ZoeDepth-Model"], headers.Vary, headers.AccessControlAllowOrigin) = ("tiny", "Accept", "https://a.b");
        context.Response.StatusCode = 200;
        await ProblemWriter.WriteAsync(context, RequestProblem.TooMany("later", TimeSpan.FromSeconds(3)));
        context.Response.StatusCode.ShouldBe(429);
        headers.Keys.ShouldBe(["Vary", "Access-Control-Allow-Origin", "X-Request-Id", "Content-Type", "Cache-Control",
            "Retry-After", "Content-Length"], ignoreOrder: true);
        headers.ContentLength.ShouldNotBe(7);
    }

    [Fact]
    public async Task What_the_host_cannot_read_is_told_and_counted()
    {
        using var counted = new Counted(_service);
        using (var client = await _service.ConnectedAsync(Encoding.ASCII.GetBytes("POST /v1/depth HTTP/1.1\r\n" +
            "Host: localhost\r\nContent-Type: image/jpeg\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")))
        using (var reader = new StreamReader(client.GetStream()))
            (await reader.ReadLineAsync()).ShouldBe("HTTP/1.1 400 Bad Request");
        counted["answers 400"].ShouldBe(1);
    }

    /// <summary>Who breaks off within a form has sent no broken form.</summary>
    [Fact]
    public async Task A_connection_that_breaks_within_a_form_is_told_from_a_broken_form()
    {
        var request = new DefaultHttpContext().Request;
        var type = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        request.Body = new Breaking(new ConnectionResetException("reset"));
        await Should.ThrowAsync<ConnectionResetException>(new ImageForm(request, type, new(), 1).NextAsync(default));
        request.Body = new Breaking(new IOException("too long"));
        (await Should.ThrowAsync<RequestProblem>(new ImageForm(request, type, new(), 1).NextAsync(default)))
            .Status.ShouldBe(400);
    }

    private sealed class Breaking(IOException error) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromException<int>(error);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count,
            CancellationToken cancellationToken) => Task.FromException<int>(error);
    }

    [Fact]
    public async Task An_id_that_is_not_plain_is_replaced()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/nothing");
        request.Headers.TryAddWithoutValidation("X-Request-Id", "<script>");
        var response = await _service.Client.SendAsync(request);
        await RunningService.ProblemAsync(response, 404);
        response.Headers.GetValues("X-Request-Id").ShouldHaveSingleItem().Length.ShouldBe(32);
    }

    [Fact]
    public async Task Hostile_requests_get_answers_of_the_fours_and_the_service_goes_on()
    {
        var random = new Random(20261129);
        var photo = File.ReadAllBytes(Goldens.PathOf("codecs", "jpeg", "base_420_48x64.jpg"));
        string[] types = ["image/jpeg", "image/png", "application/octet-stream", "multipart/form-data; boundary=b",
            "multipart/form-data; boundary=\"\"", "text/x", "x", ""];
        for (var i = 0; i < 400; i++)
        {
            var body = random.Next(3) == 0 ? new byte[random.Next(2000)] : (byte[])photo.Clone();
            for (var damage = random.Next(1, 20); damage > 0 && body.Length > 0; damage--)
                body[random.Next(body.Length)] = (byte)random.Next(256);
            using var content = new ByteArrayContent(body[..random.Next(body.Length + 1)]);
            content.Headers.TryAddWithoutValidation("Content-Type", types[random.Next(types.Length)]);
            var query = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => (char)random.Next(33, 127)));
            using var response = await _service.SendAsync(content,
                random.Next(2) == 0 ? "size=32x32" : Uri.EscapeDataString(query) + "=" + Uri.EscapeDataString(query));
            var status = (int)response.StatusCode;
            // A damaged image that can still be read whole is an image.
            (status == 200 || status is >= 400 and < 500).ShouldBeTrue($"request {i}: {status}");
        }
        (await _service.PostAsync(_image)).IsSuccessStatusCode.ShouldBeTrue();
    }
}
