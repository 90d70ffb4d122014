using System.Text.Json;
using System.Text.Json.Serialization;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Cli.Predict;

/// <summary>The document of <c>predict --json</c>.</summary>
internal static class RunDocument
{
    private static readonly RunContext Context = new(JsonOutput.NewOptions());

    /// <summary>The text of a run.</summary>
    public static string Of(RunReport report) => JsonSerializer.Serialize(report, Context.RunReport);
}

[JsonSerializable(typeof(RunReport))]
internal sealed partial class RunContext : JsonSerializerContext;
