using System.Text.Json;
using System.Text.Json.Serialization;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Cli.Explain;

/// <summary>The document of <c>explain --json</c>.</summary>
internal sealed record ExplainDocument(string Version, IReadOnlyList<ExplainedStep> Steps,
    IReadOnlyList<string> Figures)
{
    private static readonly ExplainContext Context = new(JsonOutput.NewOptions());

    /// <summary>The text of what was found.</summary>
    public static string Of(IReadOnlyList<ExplainedStep> steps, IReadOnlyList<string> figures) =>
        JsonSerializer.Serialize(new(ProgramVersion.Version, steps, figures), Context.ExplainDocument);
}

[JsonSerializable(typeof(ExplainDocument))]
internal sealed partial class ExplainContext : JsonSerializerContext;
