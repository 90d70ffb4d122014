using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ZoeDepth.Cli.Predict;
using ZoeDepth.Cli.Synth;

namespace ZoeDepth.Cli;

/// <summary>What a command that ended early says to a program.</summary>
internal sealed record FailureDocument(string Version, string Error, int ExitCode);

/// <summary>The documents of <c>--json</c>.</summary>
internal static class JsonDocuments
{
    /// <summary>The option that asks for them.</summary>
    public const string Option = "--json";

    private static readonly JsonDocumentsContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>A command ended early.</summary>
    public static string Failure(int exitCode, string text) =>
        JsonSerializer.Serialize(new FailureDocument(CommandLine.Version, text, exitCode), Context.FailureDocument);

    /// <summary>A run of <c>predict</c>.</summary>
    public static string Run(RunReport report) => JsonSerializer.Serialize(report, Context.RunReport);

    /// <summary>A run of <c>synth</c>.</summary>
    public static string Synth(SynthReport report) => JsonSerializer.Serialize(report, Context.SynthReport);

    /// <summary>The families of <c>synth --list</c>.</summary>
    public static string Families(IReadOnlyList<FamilyEntry> families) =>
        JsonSerializer.Serialize(families, Context.IReadOnlyListFamilyEntry);

    /// <summary>What <c>info</c> found.</summary>
    public static string Info(IReadOnlyDictionary<string, object?> facts) =>
        JsonSerializer.Serialize(facts, Context.IReadOnlyDictionaryStringObject);
}

[JsonSerializable(typeof(FailureDocument))]
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(SynthReport))]
[JsonSerializable(typeof(IReadOnlyList<FamilyEntry>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, object?>))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(int[]))]
internal sealed partial class JsonDocumentsContext : JsonSerializerContext;
