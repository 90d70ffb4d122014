using System.Text.Json.Nodes;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Data.Evaluation;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>
/// An evaluation for programs: one object in one line, names as the original's. A number that is none is null.
/// </summary>
internal sealed record EvaluateDocument(JsonObject Root)
{
    public static EvaluateDocument Of(
        EvaluateOptions options, EvaluationResult result, IReadOnlyList<ScoredBaseline> baselines)
    {
        var root = new JsonObject
        {
            ["version"] = ProgramVersion.Version,
            ["model"] = options.Model.Model,
            ["manifests"] = new JsonArray([.. options.Manifests.Select(manifest => (JsonNode)manifest)]),
            ["routed"] = options.Routed,
            ["flip"] = options.Flip,
            ["min_depth"] = options.Scoring.MinDepth,
            ["indoor_max_depth"] = options.Scoring.IndoorMaxDepth,
            ["outdoor_max_depth"] = options.Scoring.OutdoorMaxDepth,
            ["results"] = Results(result),
            ["domain_accuracy"] = result.DomainAccuracy,
            ["skipped"] = new JsonArray([.. result.Skipped.Select(Skipped)]),
        };
        if (baselines.Count > 0)
        {
            root["baselines"] = new JsonArray([.. baselines.Select(baseline =>
                (JsonNode)new JsonObject { ["name"] = baseline.Name, ["results"] = Results(baseline.Result) })]);
        }
        return new(root);
    }

    public static JsonNode Skipped(SkippedImage image) => new JsonObject
    {
        ["dataset"] = image.Dataset,
        ["name"] = image.Name,
        ["reason"] = LibraryAdvice.CutFrom(image.Reason),
    };

    public string ToLine() => Root.ToJsonString();

    public static JsonArray Results(EvaluationResult result) => new([.. result.Rows().Select(row =>
    {
        var entry = new JsonObject
        {
            ["domain"] = EvaluateText.NameOf(row.Domain),
            ["align"] = EvaluateText.NameOf(row.Alignment),
            ["average"] = EvaluateText.NameOf(row.Over),
            ["images"] = row.Images,
        };
        if (row.Over == MeanOver.Scenes) entry["scenes"] = row.Units;
        foreach (var (name, value) in DepthMetrics.Names.Zip(row.Mean.ToArray())) entry[name] = Number(value);
        if (row.Intervals.Count == 0) return (JsonNode)entry;
        var intervals = new JsonObject();
        foreach (var (name, interval) in DepthMetrics.Names.Zip(row.Intervals))
            intervals[name] = new JsonArray(Number(interval.Low), Number(interval.High));
        entry["interval95"] = intervals;
        return entry;
    })]);

    private static JsonValue? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
