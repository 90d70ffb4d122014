using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZoeDepth.Data.Manifests;

/// <summary>A line of JSON as names and texts, which is what a row of CSV is.</summary>
internal static class ManifestText
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Texts without their quotes, everything else as JSON writes it; null is left out.</summary>
    /// <exception cref="FormatException">the line is no JSON object</exception>
    public static Dictionary<string, string> OfJson(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new FormatException(
                    $"expected the description of one sample as a JSON object, but {document.RootElement.ValueKind} " +
                    "came");
            }
            return document.RootElement.EnumerateObject().Where(field => field.Value.ValueKind != JsonValueKind.Null)
                .ToDictionary(field => field.Name, field => TextOf(field.Value), StringComparer.Ordinal);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FormatException($"expected the description of one sample as JSON, but: {error.Message}", error);
        }
    }

    public static byte[]? ToJson(Dictionary<string, string> fields) =>
        fields.Count == 0
            ? null
            : JsonSerializer.SerializeToUtf8Bytes(fields, ManifestTextContext.Default.DictionaryStringString);

    private static string TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ManifestTextContext : JsonSerializerContext;
