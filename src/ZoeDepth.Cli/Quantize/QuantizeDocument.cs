using System.Text.Json.Nodes;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Quantization;

namespace ZoeDepth.Cli.Quantize;

/// <summary>A quantization for programs, as <c>--json</c> writes it.</summary>
internal static class QuantizeDocument
{
    /// <summary>Its text.</summary>
    public static string Of(string model, string folder, QuantizationReport report) => new JsonObject
    {
        ["version"] = ProgramVersion.Version,
        ["exitCode"] = ExitCode.Done,
        ["model"] = model,
        ["folder"] = folder,
        ["precision"] = PrecisionWord.Of(report.Precision),
        ["bytes"] = report.Bytes,
        ["photos"] = report.Photographs,
        ["meanDepth"] = report.MeanDepth,
        ["trials"] = new JsonArray([.. report.Trials.Select(trial => (JsonNode)new JsonObject
        {
            ["smoothing"] = trial.Strength,
            ["layersInBFloat16"] = trial.Kept,
            ["meanAbsoluteDifference"] = trial.Error,
        })]),
        ["layers"] = new JsonArray([.. report.Layers.Select(layer => (JsonNode)new JsonObject
        {
            ["name"] = layer.Name,
            ["shape"] = new JsonArray([.. layer.Shape.ToArray().Select(extent => (JsonNode)extent)]),
            ["relativeError"] = layer.Error,
            ["quantized"] = layer.IsQuantized,
        })]),
    }.ToJsonString();
}
