using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZoeDepth.Cli.Shell;

/// <summary>What a command that ended early says to a program.</summary>
internal sealed record FailureDocument(string Version, string Error, int ExitCode);

/// <summary>How documents of <c>--json</c> are written.</summary>
internal static class JsonOutput
{
    /// <summary>The option that asks for them.</summary>
    public const string Option = "--json";

    private static readonly FailureContext Context = new(NewOptions());

    /// <summary>Settings of every document; each serializer takes its own.</summary>
    public static JsonSerializerOptions NewOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A command ended early.</summary>
    public static string Failure(int exitCode, string text) =>
        JsonSerializer.Serialize(new(ProgramVersion.Version, text, exitCode), Context.FailureDocument);
}

[JsonSerializable(typeof(FailureDocument))]
internal sealed partial class FailureContext : JsonSerializerContext;
