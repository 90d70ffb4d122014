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
        var benchmarks = options.Benchmarks is { } asked ? BenchmarkRun.Open(asked) : null;
        var manifests = benchmarks is null ? Manifests() : [];
        var settings = new DepthEstimatorOptions { Threads = options.Threads };
        var model = ModelFolder.Locate(options.Model, terminal, cancellation);
        using var estimator = ModelFolder.Open(model.Path, () => DepthEstimator.FromPretrained(model, settings));
        if (estimator.Model.Config.IsRelative)
            throw CommandException.Usage(
                $"{options.Model} says relative depth, and evaluate compares metres; name a metric model with --model");
        foreach (var note in estimator.Notes) terminal.Note(note);
        using var journal = options.Csv is null ? null
            : ScoreJournal.Open(options.Csv, RunIdentity.Of(options, model.Path));
        if (journal is { Count: > 0 })
            terminal.Note($"going on: {journal.Count} images were scored before, in {options.Csv}.partial");
        var sheet = options.Sheet is null ? null : new BestAndWorst();
        var saved = options.SaveImages is null ? null : new SavedImages(options.SaveImages,
            benchmarks?.Select(one => one.Dataset) ?? manifests);
        var evaluated = new EvaluatedModel(estimator, options);
        var scored = new ResumedEvaluation(journal);

        var (result, text, document) = benchmarks is null ? OfManifests() : OfBenchmarks();
        if (result.Images.Count == 0) throw CommandException.Usage("no image could be scored; see the notes above");
        if (options.Csv is { } csv) OutputFile.Write(csv, stream => EvaluationCsv.Write(result, stream));
        journal?.Delete();
        if (options.Sheet is { } path) SheetFile.Save(sheet!.Draw(), path);
        terminal.Out.Write(text);
        if (options.Json) terminal.Out.WriteLine(document());
        var lacksSome = result.Skipped.Any(image => image.IsBroken)
            || manifests.Any(dataset => dataset.BadLines.Count > 0);
        return lacksSome ? ExitCode.SomeFailed : ExitCode.Done;

        (EvaluationResult, string, Func<string>) OfManifests()
        {
            var all = Scored(manifests, options.Scoring, "evaluated");
            var baselines = options.Baselines ? BaselinesOf(manifests, cancellation) : [];
            return (all, EvaluateText.Of(options, estimator, all, baselines),
                () => EvaluateDocument.Of(options, all, baselines).ToLine());
        }

        (EvaluationResult, string, Func<string>) OfBenchmarks()
        {
            var scores = benchmarks.Select(one => new BenchmarkScore(one.Benchmark, one.ScoringOf(options),
                Scored([one.Dataset], one.ScoringOf(options), $"of {one.Benchmark.Key} evaluated"),
                BenchmarkScore.ComparedWith(estimator.Model.Config))).ToList();
            var all = new EvaluationResult(scores[0].Result.Alignments,
                [.. scores.SelectMany(score => score.Result.Images)],
                [.. scores.SelectMany(score => score.Result.Skipped)]);
            return (all, string.Concat(scores.Select(score => BenchmarkText.Of(score, options.Benchmarks!.IsPaper))),
                () => BenchmarkDocument.Of(options, scores));
        }

        void Seen(DepthSample sample, DepthPrediction prediction, ImageResult image)
        {
            sheet?.Add(sample, prediction, image);
            saved?.Add(sample, prediction, image);
        }

        EvaluationResult Scored(IReadOnlyList<IDepthDataset> datasets, EvaluationOptions scoring, string verb)
        {
            var scores = While(verb, CountOf(datasets), shown => scored.Run(datasets, evaluated.Predict, scoring,
                Seen, new Shown(shown), cancellation));
            foreach (var skipped in scores.Skipped)
                terminal.Note($"left out: {skipped.Dataset}, {skipped.Name}: {skipped.Reason}");
            return scores;
        }
    }

    private IReadOnlyList<ManifestDataset> Manifests()
    {
        var reading = new ManifestOptions
        {
            Split = options.Split, SkipBadLines = options.Scoring.SkipBadSamples, Decoding = ReadableImages.Decoding,
        };
        return DatasetOpening.Open(options.Manifests, reading, terminal);
    }

    private IReadOnlyList<ScoredBaseline> BaselinesOf(
        IReadOnlyList<IDepthDataset> datasets, CancellationToken cancellation)
    {
        var count = CountOf(datasets);
        var baselines = new CountProgress(terminal).While("read for baselines", count, shown =>
            Baselines.Of(datasets, options.Scoring, new Shown(shown), cancellation));
        return [Of("best constant", baselines.Constant), Of("best ramp", baselines.Ramp)];

        ScoredBaseline Of(string name, Func<DepthSample, DepthPrediction> predict) => new(name,
            While($"scored by the {name}", count, shown => DatasetEvaluation.Run(datasets,
                (sample, _) => predict(sample), options.Scoring, seen: null, new Shown(shown), cancellation)));
    }

    private T While<T>(string verb, int count, Func<IProgress<DatasetProgress>, T> work)
    {
        try
        {
            return new CountProgress(terminal).While(verb, count, work);
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
