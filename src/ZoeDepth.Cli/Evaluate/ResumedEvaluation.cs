using ZoeDepth.Data;
using ZoeDepth.Data.Evaluation;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>An evaluation that leaves out what a journal has the scores of, and adds them to what it finds.</summary>
/// <param name="journal">scores so far; null: none are kept</param>
internal sealed class ResumedEvaluation(ScoreJournal? journal)
{
    /// <inheritdoc cref="DatasetEvaluation.Run"/>
    public EvaluationResult Run(
        IReadOnlyList<IDepthDataset> datasets, Func<DepthSample, CancellationToken, DepthPrediction> model,
        EvaluationOptions options, Action<DepthSample, DepthPrediction, ImageResult>? seen,
        IProgress<EvaluationProgress> progress, CancellationToken cancellation)
    {
        if (journal is null) return DatasetEvaluation.Run(datasets, model, options, seen, progress, cancellation);
        var places = datasets.SelectMany(dataset => Enumerable
            .Range(0, Math.Min(dataset.Count, options.Limit ?? int.MaxValue))
            .Select(index => (Dataset: dataset, Index: index, Info: dataset.Describe(index)))).ToList();
        var before = places.Select(place => journal.Take(place.Dataset.Name, place.Info)).ToList();
        var open = datasets.Select(dataset => (IDepthDataset)new UnscoredSamples(dataset,
            [.. places.Where((place, i) => ReferenceEquals(place.Dataset, dataset) && before[i] is null)
                .Select(place => place.Index)])).ToList();
        var now = DatasetEvaluation.Run(open, model, options with { Limit = null }, (sample, prediction, result) =>
        {
            journal.Add(result);
            seen?.Invoke(sample, prediction, result);
        }, progress, cancellation);
        var added = new Queue<ImageResult>(now.Images);
        var images = new List<ImageResult>();
        for (var i = 0; i < places.Count; i++)
        {
            if (before[i] is { } known) images.Add(known);
            else if (added.TryPeek(out var next) && next.Info.Name == places[i].Info.Name
                && next.Dataset == places[i].Dataset.Name)
                images.Add(added.Dequeue());
        }
        return new(now.Alignments, images, now.Skipped);
    }
}
