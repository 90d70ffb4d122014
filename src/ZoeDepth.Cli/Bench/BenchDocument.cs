using System.Text.Json;
using System.Text.Json.Serialization;
using ZoeDepth.Cli.Info;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Cli.Bench;

/// <summary>The document of <c>bench --json</c>.</summary>
internal sealed record BenchDocument(string Version, string Runtime, string System, string Simd, int Processors,
    int Threads, string Model, long Parameters, int Rows, int Columns, double GflopsPerSecond,
    double GflopsPerSecondOfOneThread, double GigabytesPerSecond, IReadOnlyList<PrecisionTime> Precisions,
    IReadOnlyList<BenchPart> Parts)
{
    private static readonly BenchContext Context = new(JsonOutput.NewOptions());

    /// <summary>The text of what was found.</summary>
    public static string Of(BenchResult result)
    {
        var facts = MachineFacts.Now().ToDictionary(fact => fact.Key, fact => $"{fact.Value}");
        return JsonSerializer.Serialize(new(ProgramVersion.Version, facts["runtime"], facts["system"], facts["simd"],
            Environment.ProcessorCount, result.Threads, result.Model, result.Parameters, result.Size.Height,
            result.Size.Width, result.Limits.FlopRate / 1e9, result.OneThread / 1e9, result.Limits.ByteRate / 1e9,
            result.Precisions,
            [.. result.Parts.Select(part => new BenchPart(part.Stage, part.Kind, part.Flops, part.Bytes,
                result.LimitOf(part), part.Seconds))]), Context.BenchDocument);
    }
}

/// <summary>A part of a float32 pass: operations, bytes, the machine's limit and the time it took, seconds.</summary>
internal sealed record BenchPart(string Stage, string Kind, long Flops, long Bytes, double LimitSeconds,
    double Seconds);

[JsonSerializable(typeof(BenchDocument))]
internal sealed partial class BenchContext : JsonSerializerContext;
