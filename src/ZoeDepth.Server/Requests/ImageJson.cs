using System.Globalization;
using System.Text;
using System.Text.Json;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth.Server;

/// <summary>
/// A request as JSON: <c>{"image": "https://…"}</c> or <c>"data:image/jpeg;base64,…"</c>, and beside it parameters.
/// </summary>
internal static class ImageJson
{
    /// <summary>Its type, and where an image stands in it.</summary>
    public const string MediaType = "application/json", Field = "image";

    private const int LongestText = 256, BytesBeside = 32 << 10;

    /// <summary>Bytes of such a request with an image of the most bytes in it: base 64 makes four of three.</summary>
    public static long MostBytes(long maxBytes) => ((maxBytes + 2) / 3 * 4) + BytesBeside;

    /// <summary>Reads it.</summary>
    /// <param name="json">the request, whole</param>
    /// <param name="request">what was asked already</param>
    /// <param name="maxBytes">most bytes of the image</param>
    /// <exception cref="RequestProblem">400: broken, or a parameter that makes no sense; 413: too large</exception>
    public static (SentImage Image, DepthRequest Request) Read(ReadOnlySpan<byte> json, DepthRequest request,
        long maxBytes)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw NoImage();
            SentImage? image = null;
            var names = new HashSet<string>();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = Text(ref reader, "a name");
                if (!names.Add(name))
                    throw RequestProblem.BadRequest($"{UntrustedText.Quoted(name)} came twice; say it once");
                reader.Read();
                if (name == Field) image = ImageOf(ref reader, maxBytes);
                else if (reader.TokenType != JsonTokenType.Null)
                    request = request.With(name, Text(ref reader, UntrustedText.Quoted(name)));
            }
            // Beyond the end there is nothing, or it throws.
            reader.Read();
            return (image ?? throw NoImage(), request);
        }
        catch (JsonException broken)
        {
            throw RequestProblem.BadRequest(string.Create(CultureInfo.InvariantCulture,
                $"the JSON is broken in line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}"), broken);
        }
        catch (InvalidOperationException broken)
        {
            throw RequestProblem.BadRequest("the JSON holds text that is no UTF-8", broken);
        }
    }

    private static SentImage ImageOf(ref Utf8JsonReader reader, long maxBytes)
    {
        if (reader.TokenType != JsonTokenType.String) throw NoImage();
        // One copy, in which escapes are read and then base 64: no more memory than the request itself.
        var copy = new byte[reader.ValueSpan.Length];
        var text = copy.AsMemory(0, reader.CopyString(copy));
        return DataUrl.Is(text.Span) ? new(ImageBody.NotEmpty(DataUrl.DecodeInPlace(text, maxBytes)))
            : new(default, Encoding.UTF8.GetString(text.Span));
    }

    /// <summary>A name, or a value as a query would have it.</summary>
    private static string Text(ref Utf8JsonReader reader, string what)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            throw RequestProblem.BadRequest($"{what} expects text, a number, true or false");
        if (reader.ValueSpan.Length > LongestText)
            throw RequestProblem.BadRequest($"{what} is longer than {LongestText} bytes");
        return reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? reader.GetString()!
            : Encoding.UTF8.GetString(reader.ValueSpan);
    }

    private static RequestProblem NoImage() => RequestProblem.BadRequest(
        $"the JSON names no image; expected {{\"{Field}\": \"https://…\"}} or {{\"{Field}\": " +
        "\"data:image/jpeg;base64,…\"}");
}
