using ZoeDepth.Cli.Shell;
using ZoeDepth.Cli.Synth;
using ZoeDepth.Data;
using ZoeDepth.Data.Evaluation;
using ZoeDepth.Synthetic.Datasets;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>Goes through datasets and scores what a model says of them, with progress.</summary>
/// <param name="options">as they were typed</param>
/// <param name="estimator">the model</param>
/// <param name="journal">scores so far; null: none are kept</param>
/// <param name="seen">told of every image that counts, in order</param>
/// <param name="terminal">where progress and notes go</param>
internal sealed class ScoringPass(EvaluateOptions options, DepthEstimator estimator, ScoreJournal? journal,
    Action<DepthSample, DepthPrediction, ImageResult> seen, Terminal terminal)
{
    /// <summary>The model.</summary>
    public DepthEstimator Estimator => estimator;

    private readonly EvaluatedModel _model = new(estimator, options);
    private readonly ResumedEvaluation _evaluation = new(journal);

    /// <summary>Scores the model.</summary>
    /// <param name="datasets">in this order</param>
    /// <param name="scoring">ranges, crop, alignments</param>
    /// <param name="verb">what progress says was done with so many images</param>
    /// <param name="cancellation">Ctrl-C</param>
    /// <exception cref="CommandException">a sample cannot be read, and bad ones are not left out</exception>
    public EvaluationResult Model(IReadOnlyList<IDepthDataset> datasets, EvaluationOptions scoring, string verb,
        CancellationToken cancellation)
    {
        var scores = While(verb, shown =>
            _evaluation.Run(datasets, _model.Predict, scoring with { Concurrency = options.Concurrency }, seen,
                new Shown(shown), cancellation));
        foreach (var skipped in scores.Skipped)
            terminal.Note($"left out: {skipped.Dataset}, {skipped.Name}: {skipped.Reason}");
        return scores;
    }

    /// <summary>Scores the answers that need no network.</summary>
    /// <inheritdoc cref="Model"/>
    public IReadOnlyList<ScoredBaseline> BaselinesOf(
        IReadOnlyList<IDepthDataset> datasets, CancellationToken cancellation)
    {
        var baselines = While("read for baselines", shown =>
            Baselines.Of(datasets, options.Scoring, new Shown(shown), cancellation));
        return [Of("best constant", baselines.Constant), Of("best ramp", baselines.Ramp)];

        ScoredBaseline Of(string name, Func<DepthSample, DepthPrediction> predict) => new(name,
            While($"scored by the {name}", shown => DatasetEvaluation.Run(datasets,
                (sample, _) => predict(sample), options.Scoring, seen: null, new Shown(shown), cancellation)));
    }

    private T While<T>(string verb, Func<IProgress<DatasetProgress>, T> work)
    {
        try
        {
            return new CountProgress(terminal).While(verb, work);
        }
        catch (DatasetException error)
        {
            throw CommandException.Usage($"{error.Message}. --skip-bad leaves out what cannot be read");
        }
    }

    private sealed class Shown(IProgress<DatasetProgress> shown) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value) => shown.Report(new(value.Done, 0, value.Count));
    }
}
