using ZoeDepth.Cli.Shell;
using ZoeDepth.Data;
using ZoeDepth.Data.Evaluation;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>A run of <c>evaluate</c>: open the datasets and the model, estimate and score, print.</summary>
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
        OutputFile.Check(options.Csv);
        SheetFile.Check(options.Sheet);
        IEvaluationSubject subject = options.Benchmarks is { } asked ? new BenchmarkSubject(options, asked, terminal)
            : new ManifestSubject(options, terminal);
        var model = ModelFolder.Locate(options.Model, terminal, cancellation);
        using var estimator = ModelFolder.Open(model.Path, () =>
            DepthEstimator.FromPretrained(model, new DepthEstimatorOptions
            {
                Threads = options.ThreadsOfEstimate, MaxConcurrentEstimates = options.Concurrency,
                Precision = options.Precision,
            }));
        if (estimator.Model.Config.IsRelative)
            throw CommandException.Usage(
                $"{options.Model} says relative depth, and evaluate compares metres; name a metric model with --model");
        foreach (var note in estimator.Notes) terminal.Note(note);
        using var journal = options.Csv is null ? null
            : ScoreJournal.Open(options.Csv, RunIdentity.Of(options, model.Path));
        if (journal is { Count: > 0 })
            terminal.Note($"going on: {Counted.Images(journal.Count)} scored before, in {options.Csv}.partial");
        var sheet = options.Sheet is null ? null : new BestAndWorst();
        var saved = options.SaveImages is null ? null : new SavedImages(options.SaveImages, subject.Datasets);

        var (result, text, document) =
            subject.Score(new ScoringPass(options, estimator, journal, Seen, terminal), cancellation);
        if (result.Images.Count == 0) throw CommandException.Usage("no image could be scored; see the notes above");
        if (options.Csv is { } csv) OutputFile.Write(csv, stream => EvaluationCsv.Write(result, stream));
        journal?.Delete();
        if (options.Sheet is { } path) SheetFile.Save(sheet!.Draw(), path);
        terminal.Out.Write(text);
        if (options.Json) terminal.Out.WriteLine(document());
        return result.Skipped.Any(image => image.IsBroken) || subject.LacksLines ? ExitCode.SomeFailed : ExitCode.Done;

        void Seen(DepthSample sample, DepthPrediction prediction, ImageResult image)
        {
            sheet?.Add(sample, prediction, image);
            saved?.Add(sample, prediction, image);
        }
    }
}
