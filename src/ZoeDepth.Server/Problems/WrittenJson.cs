using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZoeDepth.Server;

/// <summary>How this service writes JSON: what is null is left out.</summary>
internal static class WrittenJson
{
    /// <summary>Options for one context of generated writers.</summary>
    public static JsonSerializerOptions NewOptions() => new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // The schemas of what is written name numbers alone.
        NumberHandling = JsonNumberHandling.Strict,
    };
}
