using ZoeDepth.Cli.Shell;
using ZoeDepth.Cli.Synth;
using ZoeDepth.Data;
using ZoeDepth.Data.Evaluation;
using ZoeDepth.Data.Manifests;
using ZoeDepth.Synthetic.Datasets;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>A run of <c>evaluate</c>: read manifests, open the model, estimate and score, print.</summary>
internal sealed class EvaluateRun(EvaluateOptions options, Terminal terminal)
{
    /// <summary>
    /// Runs on a thread of its own, so that the caller can listen to Ctrl-C, and returns the exit code.
    /// </summary>
    /// <exception cref="CommandException">nothing can be done at all, or the first bad sample ended it</exception>
    public static Task<int> RunAsync(EvaluateOptions options, Terminal terminal, CancellationToken cancellation) =>
        Task.Run(() => new EvaluateRun(options, terminal).Run(cancellation), CancellationToken.None);

    private int Run(CancellationToken cancellation)
    {
        foreach (var file in new[] { options.Csv, options.Sheet }) OutputFile.CheckFolder(file);
        var reading = new ManifestOptions
            { Split = options.Split, SkipBadLines = options.Scoring.SkipBadSamples,
                Decoding = ReadableImages.Decoding };
        var datasets = DatasetOpening.Open(options.Manifests, reading, terminal);
        var settings = new DepthEstimatorOptions { Threads = options.Threads };
        var found = ModelFolder.Locate(options.Model, terminal, cancellation);
        using var estimator = ModelFolder.Open(found.Path, () => DepthEstimator.FromPretrained(found, settings));
        foreach (var note in estimator.Notes) terminal.Note(note);
        var sheet = options.Sheet is null ? null : new BestAndWorst();
        var model = new EvaluatedModel(estimator, options);
        var result = Scored(datasets, model.Predict, sheet is null ? null : sheet.Add, "evaluated", cancellation);
        foreach (var skipped in result.Skipped)
            terminal.Note($"left out: {skipped.Dataset}, {skipped.Name}: {skipped.Reason}");
        if (result.Images.Count == 0) throw CommandException.Usage("no image could be scored; see the notes above");
        var baselines = options.Baselines ? BaselinesOf(datasets, cancellation) : [];

        if (options.Csv is { } csv) OutputFile.Write(csv, stream => EvaluationCsv.Write(result, stream));
        if (options.Sheet is { } path) SheetFile.Save(sheet!.Draw(), path);
        terminal.Out.Write(EvaluateText.Of(options, estimator, result, baselines));
        if (options.Json) terminal.Out.WriteLine(EvaluateDocument.Of(options, result, baselines).ToLine());
        var lacksSome = result.Skipped.Any(image => image.IsBroken)
            || datasets.Any(dataset => dataset.BadLines.Count > 0);
        return lacksSome ? ExitCode.SomeFailed : ExitCode.Done;
    }

    private IReadOnlyList<ScoredBaseline> BaselinesOf(
        IReadOnlyList<IDepthDataset> datasets, CancellationToken cancellation)
    {
        var count = CountOf(datasets);
        var baselines = new CountProgress(terminal).While("read for baselines", count, shown =>
            Baselines.Of(datasets, options.Scoring, new Shown(shown), cancellation));
        return [Of("best constant", baselines.Constant), Of("best ramp", baselines.Ramp)];

        ScoredBaseline Of(string name, Func<DepthSample, DepthPrediction> predict) =>
            new(name, Scored(datasets, (sample, _) => predict(sample), null, $"scored by the {name}", cancellation));
    }

    private EvaluationResult Scored(
        IReadOnlyList<IDepthDataset> datasets, Func<DepthSample, CancellationToken, DepthPrediction> predict,
        Action<DepthSample, DepthPrediction, ImageResult>? seen, string verb, CancellationToken cancellation)
    {
        try
        {
            return new CountProgress(terminal).While(verb, CountOf(datasets), shown =>
                DatasetEvaluation.Run(datasets, predict, options.Scoring, seen, new Shown(shown), cancellation));
        }
        catch (DatasetException error)
        {
            throw CommandException.Usage($"{error.Message}. --skip-bad leaves out what cannot be read");
        }
    }

    private int CountOf(IReadOnlyList<IDepthDataset> datasets) =>
        datasets.Sum(dataset => Math.Min(dataset.Count, options.Scoring.Limit ?? int.MaxValue));

    private sealed class Shown(IProgress<DatasetProgress> shown) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value) => shown.Report(new(value.Done, 0, value.Count));
    }
}
