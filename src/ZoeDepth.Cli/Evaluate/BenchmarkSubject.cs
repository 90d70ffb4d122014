using ZoeDepth.Cli.Shell;
using ZoeDepth.Data;
using ZoeDepth.Data.Evaluation;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>Datasets of the paper, each judged by its own ranges and crop.</summary>
internal sealed class BenchmarkSubject : IEvaluationSubject
{
    private readonly EvaluateOptions _options;
    private readonly BenchmarkOptions _asked;
    private readonly IReadOnlyList<BenchmarkRun> _benchmarks;
    private readonly IReadOnlyList<string> _absent;

    /// <summary>Opens what was asked for, and notes what is not there.</summary>
    /// <exception cref="CommandException">one cannot be opened; the message says why</exception>
    public BenchmarkSubject(EvaluateOptions options, BenchmarkOptions asked, Terminal terminal)
    {
        (_options, _asked) = (options, asked);
        _absent = BenchmarkRun.AbsentOf(asked);
        _benchmarks = BenchmarkRun.Open(asked, _absent);
        if (_absent.Count > 0)
            terminal.Note($"left out, no folder of theirs is in {asked.Root}: {string.Join(", ", _absent)}");
    }

    /// <inheritdoc/>
    public IReadOnlyList<IDepthDataset> Datasets => [.. _benchmarks.Select(one => one.Dataset)];

    /// <inheritdoc/>
    public bool LacksLines => false;

    /// <inheritdoc/>
    public EvaluationReport Score(ScoringPass pass, CancellationToken cancellation)
    {
        var compared = BenchmarkScore.ComparedWith(pass.Estimator.Model.Config);
        var scores = _benchmarks.Select(one => new BenchmarkScore(one, one.ScoringOf(_options),
            pass.Model([one.Dataset], one.ScoringOf(_options), $"of {one.Benchmark.Key} evaluated", cancellation),
            compared)).ToList();
        var all = new EvaluationResult(scores[0].Result.Alignments,
            [.. scores.SelectMany(score => score.Result.Images)],
            [.. scores.SelectMany(score => score.Result.Skipped)]);
        return new(all, string.Concat(scores.Select(score => BenchmarkText.Of(score, _asked.IsPaper))),
            () => BenchmarkDocument.Of(_options, scores, _absent));
    }
}
