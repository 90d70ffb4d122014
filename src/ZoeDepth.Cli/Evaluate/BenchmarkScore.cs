using ZoeDepth.Data.Evaluation;
using ZoeDepth.Data.Published;
using ZoeDepth.Data.Readers;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>What a model scored on one of the original's datasets, beside what the paper says.</summary>
/// <param name="Run">the dataset</param>
/// <param name="Scoring">ranges, crop and alignments it was judged with</param>
/// <param name="Result">every image</param>
/// <param name="Compared">
/// the checkpoint whose row stands in the paper for a model of these heads: "ZoeD_N", "ZoeD_K" or "ZoeD_NK"
/// </param>
internal sealed record BenchmarkScore(
    BenchmarkRun Run, EvaluationOptions Scoring, EvaluationResult Result, string Compared)
{
    /// <summary>Its ranges and crop.</summary>
    public Benchmark Benchmark => Run.Benchmark;

    /// <summary>The paper's rows of this dataset.</summary>
    public IReadOnlyList<PublishedResult> Published { get; } = PublishedResult.Of(Run.Benchmark.Key);

    /// <summary>The row to compare with; null where the paper has none of this checkpoint on this dataset.</summary>
    public PublishedResult? Reference => Published.Where(row => row.Model == Compared)
        .MaxBy(row => row.Metrics.Count);

    /// <summary>Means over images, a row for each alignment.</summary>
    public IEnumerable<EvaluationRow> Rows =>
        Result.Rows().Where(row => row.Domain is null && row.Over == MeanOver.Images);

    /// <summary>Which checkpoint a model's heads are those of.</summary>
    public static string ComparedWith(ZoeDepthConfig config) => config.BinConfigurations switch
    {
        { Count: > 1 } => "ZoeD_NK",
        [{ MaxDepth: > 20 }] => "ZoeD_K",
        _ => "ZoeD_N",
    };
}
