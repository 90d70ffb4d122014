using ZoeDepth.Data;
using ZoeDepth.Data.Evaluation;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>Datasets of the paper, each judged by its own ranges and crop.</summary>
internal sealed class BenchmarkSubject(EvaluateOptions options, BenchmarkOptions asked) : IEvaluationSubject
{
    private readonly IReadOnlyList<BenchmarkRun> _benchmarks = BenchmarkRun.Open(asked);

    /// <inheritdoc/>
    public IReadOnlyList<IDepthDataset> Datasets => [.. _benchmarks.Select(one => one.Dataset)];

    /// <inheritdoc/>
    public bool LacksLines => false;

    /// <inheritdoc/>
    public EvaluationReport Score(ScoringPass pass, CancellationToken cancellation)
    {
        var compared = BenchmarkScore.ComparedWith(pass.Estimator.Model.Config);
        var scores = _benchmarks.Select(one => new BenchmarkScore(one, one.ScoringOf(options),
            pass.Model([one.Dataset], one.ScoringOf(options), $"of {one.Benchmark.Key} evaluated", cancellation),
            compared)).ToList();
        var all = new EvaluationResult(scores[0].Result.Alignments,
            [.. scores.SelectMany(score => score.Result.Images)],
            [.. scores.SelectMany(score => score.Result.Skipped)]);
        return new(all, string.Concat(scores.Select(score => BenchmarkText.Of(score, asked.IsPaper))),
            () => BenchmarkDocument.Of(options, scores));
    }
}
