namespace ZoeDepth.Data.Evaluation;

/// <summary>
/// Holds a model against datasets. The next photographs are decoded and the last predictions scored while the model
/// estimates; results come in the datasets' order and are the same for every number of threads.
/// </summary>
public static class DatasetEvaluation
{
    // Decoding may take longer than estimating; this many photographs are held beside those that are estimated.
    private const int Ahead = 4;

    /// <summary>
    /// Runs an evaluation. The model is called from the caller's thread, one photograph after the other, unless
    /// <see cref="EvaluationOptions.Concurrency"/> is above 1.
    /// </summary>
    /// <param name="datasets">in this order</param>
    /// <param name="model">estimates one sample's depth from its photograph</param>
    /// <param name="options">ranges, crop, alignments; the defaults when null</param>
    /// <param name="seen">
    /// told of every image that counts, in order, never twice at once: for sheets of pictures
    /// </param>
    /// <param name="progress">told after every image, on the caller's thread</param>
    /// <param name="cancellation">ends it between two images, and is handed to the model</param>
    /// <exception cref="DatasetException">
    /// a dataset's depth is in no metres, or a sample cannot be read and bad samples are not skipped
    /// </exception>
    /// <exception cref="OperationCanceledException">the token was cancelled</exception>
    /// <exception cref="ArgumentOutOfRangeException">the concurrency is below 1</exception>
    public static EvaluationResult Run(
        IReadOnlyList<IDepthDataset> datasets, Func<DepthSample, CancellationToken, DepthPrediction> model,
        EvaluationOptions? options = null, Action<DepthSample, DepthPrediction, ImageResult>? seen = null,
        IProgress<EvaluationProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(datasets);
        ArgumentNullException.ThrowIfNull(model);
        options ??= EvaluationOptions.Default;
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Concurrency, 1);
        var places = Places(datasets, options);
        var result = new Collector(options, seen);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var (decoding, next, scoring, seenSoFar) = (new Queue<Task<DepthSample>>(), 0, Task.CompletedTask, 0);
        var estimating = new Queue<(int Place, DepthSample Sample, Task<DepthPrediction> Prediction)>();
        try
        {
            for (var i = 0; i < places.Count; i++)
            {
                for (; next < places.Count && decoding.Count < Ahead; next++)
                {
                    var (ahead, number) = places[next];
                    decoding.Enqueue(Task.Run(() => ahead.Load(number, stop.Token), stop.Token));
                }
                if (UnlessSkipped(i, decoding.Dequeue()) is { } sample)
                {
                    estimating.Enqueue((i, sample, options.Concurrency == 1 ? Estimated(sample)
                        : Task.Run(() => model(sample, stop.Token), CancellationToken.None)));
                    if (estimating.Count == options.Concurrency) ScoreNext();
                }
                else Report();
            }
            while (estimating.Count > 0) ScoreNext();
            scoring.GetAwaiter().GetResult();
        }
        finally
        {
            stop.Cancel();
            Task.WhenAll([.. decoding, .. estimating.Select(next => next.Prediction), scoring])
                .ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        }
        return result.ToResult();

        void ScoreNext()
        {
            var (place, sample, estimate) = estimating.Dequeue();
            if (UnlessSkipped(place, estimate) is not { } prediction)
            {
                Report();
                return;
            }
            // One after the other, so that order is kept; the scores of one image are done long before the next
            // estimate.
            scoring.GetAwaiter().GetResult();
            var dataset = places[place].Dataset;
            scoring = Task.Run(() => result.Add(place, dataset, sample, prediction), CancellationToken.None);
            Report();
        }

        void Report() => progress?.Report(new(++seenSoFar, places.Count));

        // On this thread; what the model throws is thrown where its prediction is asked for.
        Task<DepthPrediction> Estimated(DepthSample sample)
        {
            var estimate = new Task<DepthPrediction>(() => model(sample, cancellation));
            estimate.RunSynchronously(TaskScheduler.Default);
            return estimate;
        }

        // What became of an image; null where it is broken, or the model refuses it, and such images are left out.
        T? UnlessSkipped<T>(int place, Task<T> made) where T : class
        {
            try
            {
                return made.GetAwaiter().GetResult();
            }
            catch (DatasetException error) when (options.SkipBadSamples)
            {
                var (dataset, index) = places[place];
                result.Skip(place, dataset, dataset.Describe(index), error.Message, isBroken: true);
                return null;
            }
        }
    }

    private static List<(IDepthDataset Dataset, int Index)> Places(
        IReadOnlyList<IDepthDataset> datasets, EvaluationOptions options)
    {
        var places = new List<(IDepthDataset, int)>();
        foreach (var dataset in datasets)
        {
            for (var i = 0; i < Math.Min(dataset.Count, options.Limit ?? int.MaxValue); i++)
            {
                var info = dataset.Describe(i);
                if (!info.Kind.IsInMetres())
                {
                    throw new DatasetException(
                        $"{dataset.Name}: {info.Name} has depth of the kind '{info.Kind.Name()}' in a unit of its " +
                        "own; metric evaluation needs metres");
                }
                places.Add((dataset, i));
            }
        }
        return places;
    }

    private sealed class Collector(EvaluationOptions options, Action<DepthSample, DepthPrediction, ImageResult>? seen)
    {
        private readonly List<ImageResult> _images = [];
        private readonly SortedList<int, SkippedImage> _skipped = [];

        public EvaluationResult ToResult() => new([.. options.Alignments], _images, [.. _skipped.Values]);

        public void Skip(int place, IDepthDataset dataset, DepthSampleInfo info, string reason, bool isBroken)
        {
            lock (_skipped) _skipped.Add(place, new(dataset.Name, info.Name, reason, isBroken));
        }

        public void Add(int place, IDepthDataset dataset, DepthSample sample, DepthPrediction prediction)
        {
            var scores = options.Alignments.Select(alignment => ScoreOf(alignment, sample, prediction)).ToList();
            if (scores.Count > 0 && scores[0].Pixels == 0)
            {
                Skip(
                    place, dataset, sample.Info,
                    "no pixel has depth inside the range; see the scale of its depth file, or the range asked for",
                    isBroken: false);
                return;
            }
            var result = new ImageResult(dataset.Name, sample.Info, scores, prediction.RoutedDomain);
            _images.Add(result);
            seen?.Invoke(sample, prediction, result);
        }

        private ImageScore ScoreOf(DepthAlignment alignment, DepthSample sample, DepthPrediction prediction) =>
            options.ProtocolOf(sample.Domain, alignment).Score<float>(
                sample.Depth, sample.DepthHeight, sample.DepthWidth,
                prediction.Depth, prediction.Height, prediction.Width);
    }
}
