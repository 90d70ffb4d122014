namespace ZoeDepth.Data.Evaluation;

/// <summary>
/// Holds a model against datasets. The next photographs are decoded and the last predictions scored while the model
/// estimates; results come in the datasets' order and are the same for every number of threads.
/// </summary>
public static class DatasetEvaluation
{
    // Decoding may take longer than estimating; this many photographs are held.
    private const int Ahead = 4;

    /// <summary>
    /// Runs an evaluation. The model is called from the caller's thread, one photograph after the other.
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
    public static EvaluationResult Run(
        IReadOnlyList<IDepthDataset> datasets, Func<DepthSample, CancellationToken, DepthPrediction> model,
        EvaluationOptions? options = null, Action<DepthSample, DepthPrediction, ImageResult>? seen = null,
        IProgress<EvaluationProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(datasets);
        ArgumentNullException.ThrowIfNull(model);
        options ??= EvaluationOptions.Default;
        var places = Places(datasets, options);
        var result = new Collector(options, seen);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var (decoding, next, scoring) = (new Queue<Task<DepthSample>>(), 0, Task.CompletedTask);
        try
        {
            for (var i = 0; i < places.Count; i++)
            {
                for (; next < places.Count && decoding.Count < Ahead; next++)
                {
                    var (ahead, number) = places[next];
                    decoding.Enqueue(Task.Run(() => ahead.Load(number, stop.Token), stop.Token));
                }
                var (dataset, index) = places[i];
                if (SampleOf(decoding.Dequeue(), dataset, index, options, result) is { } sample)
                {
                    var prediction = model(sample, cancellation);
                    // One after the other, so that order is kept; the scores of one image are done long before the next
                    // estimate.
                    scoring.GetAwaiter().GetResult();
                    scoring = Task.Run(() => result.Add(dataset, sample, prediction), CancellationToken.None);
                }
                progress?.Report(new(i + 1, places.Count));
            }
            scoring.GetAwaiter().GetResult();
        }
        finally
        {
            stop.Cancel();
            Task.WhenAll([.. decoding, scoring]).ContinueWith(_ => { }, TaskScheduler.Default)
                .Wait(CancellationToken.None);
        }
        return result.ToResult();
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

    private static DepthSample? SampleOf(
        Task<DepthSample> loading, IDepthDataset dataset, int index, EvaluationOptions options, Collector result)
    {
        try
        {
            return loading.GetAwaiter().GetResult();
        }
        catch (DatasetException error) when (options.SkipBadSamples)
        {
            result.Skip(dataset, dataset.Describe(index), error.Message, isBroken: true);
            return null;
        }
    }

    private sealed class Collector(EvaluationOptions options, Action<DepthSample, DepthPrediction, ImageResult>? seen)
    {
        private readonly List<ImageResult> _images = [];
        private readonly List<SkippedImage> _skipped = [];

        public EvaluationResult ToResult() => new([.. options.Alignments], _images, _skipped);

        public void Skip(IDepthDataset dataset, DepthSampleInfo info, string reason, bool isBroken)
        {
            lock (_skipped) _skipped.Add(new(dataset.Name, info.Name, reason, isBroken));
        }

        public void Add(IDepthDataset dataset, DepthSample sample, DepthPrediction prediction)
        {
            var scores = options.Alignments.Select(alignment => ScoreOf(alignment, sample, prediction)).ToList();
            if (scores.Count > 0 && scores[0].Pixels == 0)
            {
                Skip(
                    dataset, sample.Info,
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
