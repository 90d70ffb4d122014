using System.Text.Json;
using System.Text.Json.Serialization;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Cli.Info;

/// <summary>The document of <c>info --json</c>.</summary>
internal static class InfoDocument
{
    private static readonly InfoContext Context = new(JsonOutput.NewOptions());

    /// <summary>The text of what was found.</summary>
    public static string Of(IReadOnlyDictionary<string, object?> facts) =>
        JsonSerializer.Serialize(facts, Context.IReadOnlyDictionaryStringObject);
}

[JsonSerializable(typeof(IReadOnlyDictionary<string, object?>))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(int[]))]
internal sealed partial class InfoContext : JsonSerializerContext;
