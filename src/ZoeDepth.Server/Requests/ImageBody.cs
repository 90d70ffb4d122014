using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Server;

/// <summary>
/// Reads the image of a request, from its body, from the one file of a form or from JSON, never more of it than
/// allowed.
/// </summary>
internal static class ImageBody
{
    private const int FormBytes = 32 << 10;

    private const string Expected =
        "send the image as body with Content-Type image/jpeg (or image/*, application/octet-stream), or as file of a " +
        "multipart/form-data form, or as URL in JSON (application/json)";

    /// <summary>Whether the body may hold parameters beside the image, a model's name among them.</summary>
    public static bool MayHoldParameters(HttpRequest http) => http.HasFormContentType || http.HasJsonContentType();

    /// <summary>Bytes of the body of a request whose image has the most bytes.</summary>
    public static long MostBytes(HttpRequest http, long maxBytes) => http.HasJsonContentType()
        ? ImageJson.MostBytes(maxBytes) : maxBytes + (http.HasFormContentType ? FormBytes : 0);

    /// <summary>Reads it; fields of a form and of JSON are parameters, too.</summary>
    /// <exception cref="RequestProblem">413: too large; 415: no image; 400: a broken form, or nothing</exception>
    public static async Task<(SentImage Image, DepthRequest Request)> ReadAsync(HttpRequest http,
        DepthRequest request, long maxBytes, CancellationToken cancellation)
    {
        var most = MostBytes(http, maxBytes);
        if (http.ContentLength > most) throw TooLarge(maxBytes);
        if (!MediaTypeHeaderValue.TryParse(http.ContentType, out var type)) throw Unsupported(http.ContentType);
        if (http.HasJsonContentType())
        {
            var json = await BoundedReader.ReadToEndAsync(http.Body, most, cancellation) ?? throw TooLarge(maxBytes);
            return ImageJson.Read(json.Span, request, maxBytes);
        }
        if (ImageForm.Is(type)) return await FormAsync(new(http, type, request, 1), maxBytes, cancellation);
        if (!type.Type.Equals("image", StringComparison.OrdinalIgnoreCase)
            && !type.MediaType.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase))
            throw Unsupported(http.ContentType);
        var body = await BoundedReader.ReadToEndAsync(http.Body, maxBytes, cancellation) ?? throw TooLarge(maxBytes);
        return (new(NotEmpty(body)), request);
    }

    /// <summary>There is nothing to decode.</summary>
    /// <exception cref="RequestProblem">400: it is empty</exception>
    public static ReadOnlyMemory<byte> NotEmpty(ReadOnlyMemory<byte> image) => !image.IsEmpty ? image
        : throw RequestProblem.BadRequest($"no image came; {Expected}");

    /// <summary>More bytes than allowed.</summary>
    public static RequestProblem TooLarge(long maxBytes) =>
        RequestProblem.TooLarge($"the image has more than the {maxBytes} bytes allowed here; make it smaller");

    private static async Task<(SentImage, DepthRequest)> FormAsync(ImageForm form, long maxBytes,
        CancellationToken cancellation)
    {
        var file = await form.NextAsync(cancellation)
            ?? throw RequestProblem.BadRequest($"the form holds no file; {Expected}");
        var image = await file.ReadAsync(maxBytes, cancellation) ?? throw TooLarge(maxBytes);
        // Fields may stand behind the file.
        await form.NextAsync(cancellation);
        return (new(NotEmpty(image)), form.Request);
    }

    private static RequestProblem Unsupported(string? type) => new(StatusCodes.Status415UnsupportedMediaType,
        $"{(string.IsNullOrEmpty(type) ? "no Content-Type came" : "this Content-Type is not read here")}; {Expected}");
}
