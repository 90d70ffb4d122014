using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Server;

/// <summary>
/// Reads the image of a request, from its body or from the one file of a form, never more of it than allowed.
/// </summary>
internal static class ImageBody
{
    private const int LongestBoundary = 128, LongestField = 256, MostSections = 32;

    private const string Expected =
        "send the image as body with Content-Type image/jpeg (or image/*, application/octet-stream), or as file of a " +
        "multipart/form-data form";

    /// <summary>Reads it; fields of a form are parameters, too.</summary>
    /// <exception cref="RequestProblem">413: too large; 415: no image; 400: a broken form, or nothing</exception>
    public static async Task<(ReadOnlyMemory<byte> Image, DepthRequest Request)> ReadAsync(HttpRequest http,
        DepthRequest request, long maxBytes, CancellationToken cancellation)
    {
        if (http.ContentLength > maxBytes + (http.HasFormContentType ? MostSections << 10 : 0))
            throw TooLarge(maxBytes);
        if (!MediaTypeHeaderValue.TryParse(http.ContentType, out var type)) throw Unsupported(http.ContentType);
        if (type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return await FormAsync(http, type, request, maxBytes, cancellation);
        if (!type.Type.Equals("image", StringComparison.OrdinalIgnoreCase)
            && !type.MediaType.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase))
            throw Unsupported(http.ContentType);
        var body = await BoundedReader.ReadToEndAsync(http.Body, maxBytes, cancellation) ?? throw TooLarge(maxBytes);
        return (NotEmpty(body), request);
    }

    private static async Task<(ReadOnlyMemory<byte>, DepthRequest)> FormAsync(HttpRequest http,
        MediaTypeHeaderValue type, DepthRequest request, long maxBytes, CancellationToken cancellation)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > LongestBoundary)
            throw RequestProblem.BadRequest("the form's Content-Type names no boundary of 1 to 128 characters");
        var reader = new MultipartReader(boundary, http.Body);
        ReadOnlyMemory<byte>? image = null;
        try
        {
            for (var sections = 0; await reader.ReadNextSectionAsync(cancellation) is { } section; sections++)
            {
                if (sections == MostSections)
                    throw RequestProblem.BadRequest($"the form has more than {MostSections} parts");
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var part))
                    throw RequestProblem.BadRequest("a part of the form has no Content-Disposition");
                if (part.IsFileDisposition())
                {
                    if (image is not null) throw RequestProblem.BadRequest("the form has two files; send one image");
                    image = await BoundedReader.ReadToEndAsync(section.Body, maxBytes, cancellation)
                        ?? throw TooLarge(maxBytes);
                    continue;
                }
                var value = await BoundedReader.ReadToEndAsync(section.Body, LongestField, cancellation)
                    ?? throw RequestProblem.BadRequest($"a field of the form is longer than {LongestField} bytes");
                request = request.With(HeaderUtilities.RemoveQuotes(part.Name).Value ?? "",
                    Encoding.UTF8.GetString(value.Span));
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw RequestProblem.BadRequest($"the form is broken: {broken.Message.TrimEnd('.')}", broken);
        }
        return (NotEmpty(image ?? throw RequestProblem.BadRequest($"the form holds no file; {Expected}")), request);
    }

    private static ReadOnlyMemory<byte> NotEmpty(ReadOnlyMemory<byte> image) => !image.IsEmpty ? image
        : throw RequestProblem.BadRequest($"no image came; {Expected}");

    private static RequestProblem TooLarge(long maxBytes) =>
        RequestProblem.TooLarge($"the image has more than the {maxBytes} bytes allowed here; make it smaller");

    private static RequestProblem Unsupported(string? type) => new(StatusCodes.Status415UnsupportedMediaType,
        $"{(string.IsNullOrEmpty(type) ? "no Content-Type came" : "this Content-Type is not read here")}; {Expected}");
}
