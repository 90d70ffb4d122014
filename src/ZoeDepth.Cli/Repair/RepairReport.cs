using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Cli.Repair;

/// <summary>What became of one depth file; <c>--json</c> writes it as it stands.</summary>
/// <param name="File">the file</param>
/// <param name="Output">the repaired one</param>
/// <param name="Before">the largest depth that was, metres</param>
/// <param name="After">what it became</param>
/// <param name="Note">something worth knowing</param>
/// <param name="Error">why there is none</param>
internal sealed record RepairReport(string File, string? Output, float? Before, float? After, string? Note,
    string? Error)
{
    /// <summary>One line for people.</summary>
    public string ToText() => Error is not null ? $"{File}: not repaired: {Error}" : string.Create(
        CultureInfo.InvariantCulture,
        $"{Output}: up to {After:0.###} m, where {File} has {Before:0.###} m{(Note is null ? "" : $"; {Note}")}");
}

/// <summary>What <c>repair-k --json</c> says.</summary>
internal sealed record RepairDocument(string Version, int ExitCode, IReadOnlyList<RepairReport> Files)
{
    private static readonly RepairContext Context = new(JsonOutput.NewOptions());

    /// <summary>Its text.</summary>
    public static string Of(RepairDocument document) =>
        JsonSerializer.Serialize(document, Context.RepairDocument);
}

[JsonSerializable(typeof(RepairDocument))]
internal sealed partial class RepairContext : JsonSerializerContext;
