using System.Text.Json.Nodes;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Data.Evaluation;
using ZoeDepth.Data.Published;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>
/// Scores on the original's datasets for programs: one object in one line, results as those of manifests with the
/// dataset's key, and the paper's rows.
/// </summary>
internal static class BenchmarkDocument
{
    /// <param name="options">what was asked for</param>
    /// <param name="scores">a dataset each</param>
    /// <param name="absent">keys of the datasets that were left out because their folders are not there</param>
    public static string Of(EvaluateOptions options, IReadOnlyList<BenchmarkScore> scores,
        IReadOnlyList<string> absent)
    {
        var asked = options.Benchmarks!;
        return new JsonObject
        {
            ["version"] = ProgramVersion.Version,
            ["model"] = options.Model.Model,
            ["datasets"] = new JsonArray([.. scores.Select(score => (JsonNode)score.Benchmark.Key)]),
            ["root"] = asked.Root,
            ["protocol"] = asked.IsPaper ? "paper" : "plain",
            ["routed"] = options.Routed,
            ["flip"] = asked.IsPaper || options.Flip,
            ["results"] = new JsonArray([.. scores.SelectMany(Results)]),
            ["published"] = new JsonArray([.. scores.SelectMany(score => score.Published).Select(Published)]),
            ["absent"] = new JsonArray([.. absent.Select(key => (JsonNode)key)]),
            ["missing"] = new JsonArray([.. scores.SelectMany(score => score.Run.Missing)
                .Select(file => (JsonNode)file)]),
            ["skipped"] = new JsonArray([.. scores.SelectMany(score => score.Result.Skipped)
                .Select(EvaluateDocument.Skipped)]),
        }.ToJsonString();
    }

    private static IEnumerable<JsonNode> Results(BenchmarkScore score)
    {
        foreach (var entry in EvaluateDocument.Results(score.Result).Select(node => node!.DeepClone().AsObject()))
        {
            entry.Insert(0, "dataset", score.Benchmark.Key);
            entry["min_depth"] = score.Scoring.MinDepth;
            entry["max_depth"] = score.Scoring.OutdoorMaxDepth;
            entry["crop"] = score.Scoring.Crop.ToString();
            yield return entry;
        }
    }

    private static JsonNode Published(PublishedResult row)
    {
        var entry = new JsonObject
        {
            ["dataset"] = row.Dataset,
            ["table"] = row.Table,
            ["method"] = row.Method,
            ["model"] = row.Model,
        };
        foreach (var (name, value) in row.Metrics) entry[name] = value;
        return entry;
    }
}
