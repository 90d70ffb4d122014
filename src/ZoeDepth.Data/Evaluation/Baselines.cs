namespace ZoeDepth.Data.Evaluation;

/// <summary>
/// What can be had without looking: for each domain the constant depth, and the depth per height in the image, that are
/// best on these very images. A model that does not beat them has seen nothing.
/// </summary>
internal sealed class Baselines
{
    private const int Bands = 16;

    private readonly Dictionary<Domain, double[]> _ramps = [];
    private readonly Dictionary<Domain, double> _constants = [];

    private Baselines() { }

    /// <summary>The best constant of a domain, metres; images of no known domain count as outdoor.</summary>
    public IReadOnlyDictionary<Domain, double> Constants => _constants;

    /// <summary>The best depth for each of 16 bands of rows, from the top, metres.</summary>
    public IReadOnlyDictionary<Domain, double[]> Ramps => _ramps;

    /// <summary>
    /// Finds them: of all constants the one of least mean abs_rel, which is the median of depth in which every pixel
    /// weighs 1 / depth.
    /// </summary>
    /// <param name="datasets">read once</param>
    /// <param name="options">range, crop, limit and what to do with bad samples</param>
    /// <param name="progress">told after every image</param>
    /// <param name="cancellation">ends it between two images</param>
    /// <exception cref="DatasetException">as in <see cref="DatasetEvaluation.Run"/></exception>
    public static Baselines Of(
        IReadOnlyList<IDepthDataset> datasets, EvaluationOptions options,
        IProgress<EvaluationProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var weights = new Dictionary<Domain, LogHistogram[]>();
        DatasetEvaluation.Run(
            datasets, (_, _) => new DepthPrediction([1f], 1, 1), options,
            (sample, _, _) => Count(sample, options, weights), progress, cancellation);
        var baselines = new Baselines();
        foreach (var (domain, bands) in weights)
        {
            var whole = new LogHistogram();
            foreach (var band in bands) whole.Add(band);
            var constant = whole.Quantile(0.5);
            baselines._constants[domain] = constant;
            baselines._ramps[domain] = [.. bands.Select(band => band.Total > 0 ? band.Quantile(0.5) : constant)];
        }
        return baselines;
    }

    /// <summary>The constant as a prediction.</summary>
    public DepthPrediction Constant(DepthSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return new([(float)_constants[DomainOf(sample)]], 1, 1);
    }

    /// <summary>The ramp as a prediction; it comes to the size of the truth as every prediction does.</summary>
    public DepthPrediction Ramp(DepthSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return new(Array.ConvertAll(_ramps[DomainOf(sample)], metres => (float)metres), 1, Bands);
    }

    private static Domain DomainOf(DepthSample sample) => sample.Domain ?? Domain.Outdoor;

    private static void Count(DepthSample sample, EvaluationOptions options, Dictionary<Domain, LogHistogram[]> weights)
    {
        if (!weights.TryGetValue(DomainOf(sample), out var bands))
            weights[DomainOf(sample)] = bands = [.. Enumerable.Range(0, Bands).Select(_ => new LogHistogram())];
        var protocol = options.ProtocolOf(sample.Domain, DepthAlignment.None);
        var box = CropBox.Of(protocol.Crop, sample.DepthHeight, sample.DepthWidth);
        var counted = new List<(int Band, float Metres)>();
        for (var row = box.Top; row < box.Bottom; row++)
        {
            foreach (var metres in sample.Depth.AsSpan(row * sample.DepthWidth, sample.DepthWidth)[box.Left..box.Right])
                if (metres > (float)protocol.MinDepth && metres < (float)protocol.MaxDepth)
                    counted.Add((row * Bands / sample.DepthHeight, metres));
        }
        // Every image has the same weight in the mean.
        foreach (var (band, metres) in counted) bands[band].Add(metres, 1 / (metres * (double)counted.Count));
    }
}
