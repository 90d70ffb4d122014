using System.Text.Json;
using System.Text.Unicode;

namespace ZoeDepth.Runtime.Untrusted;

/// <summary>
/// JSON that somebody else wrote. .NET's parser takes texts which it cannot hand out afterwards, bytes that are no
/// UTF-8 and halves of surrogate pairs; here they are refused with everything else that is wrong, so that whoever reads
/// the document need not fear its texts.
/// </summary>
internal static class UntrustedJson
{
    /// <summary>Parses a document in which no key occurs twice.</summary>
    /// <exception cref="JsonException">it is no such document; the message says why and is fit to be shown</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        if (!Utf8.IsValid(json.Span)) throw new JsonException("it is not UTF-8 text");
        try
        {
            RequireTexts(json.Span);
            return JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            throw new JsonException(UntrustedText.Shown(e.Message.TrimEnd('.'), LongestReason), e);
        }
    }

    private const int LongestReason = 200;

    private static void RequireTexts(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (!reader.ValueIsEscaped) continue;
            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException e)
            {
                throw new JsonException(
                    $"the text at byte {reader.TokenStartIndex} holds half of a surrogate pair, which is no character",
                    e);
            }
        }
    }
}
