using System.Text.Json;
using System.Text.Json.Serialization;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Cli.Synth;

/// <summary>The documents of <c>synth --json</c>.</summary>
internal static class SynthDocument
{
    private static readonly SynthContext Context = new(JsonOutput.NewOptions());

    /// <summary>The text of a run.</summary>
    public static string Of(SynthReport report) => JsonSerializer.Serialize(report, Context.SynthReport);

    /// <summary>The text of the families of <c>synth --list</c>.</summary>
    public static string Of(IReadOnlyList<FamilyEntry> families) =>
        JsonSerializer.Serialize(families, Context.IReadOnlyListFamilyEntry);
}

[JsonSerializable(typeof(SynthReport))]
[JsonSerializable(typeof(IReadOnlyList<FamilyEntry>))]
internal sealed partial class SynthContext : JsonSerializerContext;
