using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using ZoeDepth.Runtime.Checksums;

namespace ZoeDepth.Benchmarks.Trials;

/// <summary>Requests that HTTP lets pass and the service must not: every one is wrong by how it is made.</summary>
/// <param name="random">decides all</param>
/// <param name="photograph">a good file, to be spoiled</param>
internal sealed class HostileRequest(Random random, byte[] photograph)
{
    private static readonly string[] Switches =
    [
        "size=-1x0", "size=9999999x9999999", "size=", "size=96", "size=4096x4096", "domain=moon", "domain=%00",
        "output=exe", "hfov=NaN", "hfov=400", "hfov=-1", "preset=best", "model=..%2F..%2Fetc%2Fpasswd",
        "model=http:%2F%2F169.254.169.254", "unheard=of", "colormap=%F0%9F%92%A3", "pngScale=1e999", "maxJump=-0",
        "keepAspect=perhaps", "flip=", "surface=klein",
    ];

    private static readonly string[] Paths =
    [
        "/v1/depth/", "/v1/../etc/passwd", "/v1/models/%2e%2e%2f%2e%2e", "/v1/models/nobody", "/v1/depth/batch/x",
        "/.git/config", "/v1/models/zoedepth-mini/swap", "/%00", "/admin", "/v1/depth%0d%0aX: y", "/docs/../../x",
    ];

    private static readonly string[] Types =
        ["image/jpeg", "image/png", "application/octet-stream", "text/html", "application/json", "image/svg+xml"];

    private static readonly string[] Urls =
    [
        "http://169.254.169.254/latest/meta-data/", "http://127.0.0.1:8750/v1/models", "https://[::1]/x.jpg",
        "file:///etc/passwd", "ftp://example.com/x.jpg", "//example.com/x.jpg", "gopher://127.0.0.1:6379/_", "", "x",
        "http://user:key@127.0.0.1/", "HTTP://0x7f000001/", "data:", "data:,x", "data:image/png;base64,!!!!",
        "data:image/png;base64,", "data:text/html;base64,PGI+", "javascript:alert(1)", "http://", "http://\\ud800/",
    ];

    private static readonly string[] Texts =
    [
        "", "null", "[]", "{", "{}", """{"image":null}""", """{"image":5}""", """{"image":{}}""", """{"image":["x"]}""",
        """{"image":"x","image":"x"}""", """{"image":"\ud800"}""", """{"image":"x"}{""", """{"image":"x"} // so""",
        """{"image":"x",}""", """{"hfov":60}""", """{"image":"x","hfov":1e999}""", """{"image":"x","size":[384,512]}""",
        """{"image":"x","\u0000":1}""", """{"__proto__":{"image":"x"}}""", "\ufeff{}",
    ];

    /// <summary>The next one, and how it is wrong.</summary>
    public (string Kind, HttpRequestMessage Request) Next() => random.Next(12) switch
    {
        0 or 1 => ("switches", Post($"/v1/depth?{Pick(Switches)}{(random.Next(2) == 0 ? "&" + Pick(Switches) : "")}",
            photograph, "image/jpeg")),
        2 => ("no image", Post("/v1/depth", Junk(random.Next(4096)), Pick(Types))),
        3 or 4 => ("broken image", Post("/v1/depth", Spoiled(), Pick(Types[..3]))),
        5 => ("large image", Post("/v1/depth", HugePng(), "image/png")),
        6 => ("form", Form()),
        7 => ("headers", Headers()),
        8 => ("path", new HttpRequestMessage(Pick(Methods), Pick(Paths)) { Content = Content(Junk(64), Pick(Types)) }),
        9 => ("batch", Batch()),
        _ => ("json", Json()),
    };

    private static HttpMethod[] Methods { get; } =
        [HttpMethod.Get, HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch, new("PROPFIND")];

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];

    private string Long(char of) => new(of, random.Next(5000));

    private byte[] Junk(int length)
    {
        var junk = new byte[length];
        random.NextBytes(junk);
        return junk;
    }

    /// <summary>The photograph cut before its end, or its first half overwritten.</summary>
    private byte[] Spoiled()
    {
        var file = photograph[..random.Next(photograph.Length - 64)];
        if (random.Next(2) == 0) random.NextBytes(file.AsSpan(0, file.Length / 2));
        return file;
    }

    /// <summary>A PNG that says it is larger than anybody's memory.</summary>
    private byte[] HugePng()
    {
        byte[] header = [.. "IHDR"u8, .. Number(random.Next(20_000, int.MaxValue)),
            .. Number(random.Next(20_000, int.MaxValue)), 8, 2, 0, 0, 0];
        return [0x89, .. "PNG\r\n"u8, 0x1a, 0x0a, 0, 0, 0, 13, .. header,
            .. Number((int)Crc32.Of(header)), .. Junk(random.Next(256))];
    }

    private static byte[] Number(int value) =>
        [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private HttpRequestMessage Form()
    {
        var text = Pick<string>(
        [
            "--b\r\n\r\n", "--b--\r\n", "--b\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\nx\r\n--b--\r\n",
            $"--b\r\nContent-Disposition: form-data; name=\"{new string('n', random.Next(5000))}\"\r\n\r\n--b--\r\n",
            "--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"../../x.jpg\"\r\n\r\nx\r\n--b--\r\n",
            "--b\r\n" + string.Concat(Enumerable.Repeat("X: y\r\n", random.Next(100))) + "\r\n--b--\r\n",
        ]);
        var boundary = Pick<string>(["b", "c", new string('b', 300)]);
        return Post("/v1/depth", Encoding.Latin1.GetBytes(text), $"multipart/form-data; boundary={boundary}");
    }

    /// <summary>JSON that is broken or deep, names no image, or one that is none or that nobody may fetch.</summary>
    private HttpRequestMessage Json()
    {
        var text = random.Next(6) switch
        {
            0 => Pick(Texts),
            1 => $$"""{"image":"{{Pick(Urls)}}"}""",
            2 => $$"""{"image":"data:image/jpeg;base64,{{Convert.ToBase64String(Spoiled())}}"}""",
            3 => $$"""{"image":"{{Pick(Urls)}}","{{Long('k')}}":"{{Long('v')}}"}""",
            4 => new string(random.Next(2) == 0 ? '[' : '{', random.Next(1, 20_000)),
            _ => string.Concat(Enumerable.Repeat("""{"image":""", random.Next(2000))),
        };
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > 0 && random.Next(4) == 0) bytes[random.Next(bytes.Length)] = (byte)random.Next(128, 256);
        return Post("/v1/depth", bytes, Pick<string>(["application/json", "application/json; charset=utf-16"]));
    }

    private HttpRequestMessage Batch()
    {
        var request = Post("/v1/depth/batch", Junk(random.Next(2048)), Pick<string>(
            ["multipart/form-data; boundary=b", "multipart/form-data", "application/x-ndjson", "image/png"]));
        request.Headers.TryAddWithoutValidation("Accept",
            Pick<string>(["application/x-ndjson", "image/x-none", "*/*;q=x"]));
        return request;
    }

    private HttpRequestMessage Headers()
    {
        var request = Post("/v1/depth", Spoiled(), Pick(Types));
        for (var i = random.Next(1, 130); i > 0; i--)
            request.Headers.TryAddWithoutValidation(string.Create(CultureInfo.InvariantCulture, $"X-{i}"),
                new string((char)random.Next('!', '~'), random.Next(random.Next(4) == 0 ? 2000 : 20)));
        request.Headers.TryAddWithoutValidation("Accept",
            Pick<string>(["image/none", "a/b;q=9", ",,,", "image/*;q=-1"]));
        if (random.Next(3) == 0)
            request.Headers.Host = Pick<string>(["evil.example", "127.0.0.1.evil.example", "[::2]"]);
        return request;
    }

    private static HttpRequestMessage Post(string path, byte[] body, string type) =>
        new(HttpMethod.Post, path) { Content = Content(body, type) };

    private static ByteArrayContent Content(byte[] body, string type)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }
}
