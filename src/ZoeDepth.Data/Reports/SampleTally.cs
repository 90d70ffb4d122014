namespace ZoeDepth.Data.Reports;

/// <summary>What was seen of one sample.</summary>
/// <param name="Info">what the dataset knows of it</param>
/// <param name="Failure">why it could not be read; null: it could</param>
/// <param name="Values">its values</param>
/// <param name="Coverage">share of pixels with a value</param>
/// <param name="ImageSize">"640x480"</param>
/// <param name="AspectRatio">width over height of the depth, over that of the photograph</param>
internal sealed record SampleTally(
    DepthSampleInfo Info, string? Failure, LogHistogram Values, double Coverage, string ImageSize, double AspectRatio)
{
    public double Median => Values.Quantile(0.5);

    public static SampleTally Of(IDepthDataset dataset, int index, CancellationToken cancellation)
    {
        DepthSample sample;
        try
        {
            sample = dataset.Load(index, cancellation);
        }
        catch (DatasetException error)
        {
            return new(dataset.Describe(index), error.Message, new LogHistogram(), 0, "", 1);
        }
        var (values, valid) = (new LogHistogram(), 0);
        for (var i = 0; i < sample.Depth.Length; i++)
        {
            if (!sample.Mask[i]) continue;
            valid++;
            values.Add(sample.Depth[i]);
        }
        var ratio = (double)sample.DepthWidth / sample.DepthHeight * sample.Image.Height / sample.Image.Width;
        return new(
            sample.Info, null, values, (double)valid / sample.Depth.Length,
            $"{sample.Image.Width}x{sample.Image.Height}", ratio);
    }
}

/// <summary>What was seen of a group.</summary>
internal sealed class GroupTally(DepthSampleInfo first)
{
    private readonly LogHistogram _values = new();
    private readonly List<double> _medians = [];
    private readonly Dictionary<string, int> _sizes = [];
    private double _coverage;
    private int _read;

    public DepthSampleInfo First => first;

    /// <summary>The median of the samples' medians; NaN of none.</summary>
    public double Typical => Quantile(0.5);

    public void Add(SampleTally sample)
    {
        _read++;
        _coverage += sample.Coverage;
        _sizes[sample.ImageSize] = _sizes.GetValueOrDefault(sample.ImageSize) + 1;
        _values.Add(sample.Values);
        if (sample.Values.Total > 0) _medians.Add(sample.Median);
    }

    public DepthGroup ToGroup(int count)
    {
        var octaves = Enumerable.Range(DepthGroup.FirstOctave, DepthGroup.LastOctave - DepthGroup.FirstOctave + 1)
            .Select(octave => Math.Pow(2, octave)).ToList();
        double[] edges = [0, .. octaves, double.PositiveInfinity];
        return new(
            first.Domain, first.Family, first.Kind, count, _read,
            [.. MostFrequentSizes()], _coverage / _read,
            _values.Quantile(0.02), _values.Quantile(0.5), _values.Quantile(0.98),
            Quantile(0.1), Quantile(0.9),
            [.. edges.Zip(edges.Skip(1), _values.ShareBetween)]);
    }

    private IEnumerable<string> MostFrequentSizes() => _sizes.OrderByDescending(pair => pair.Value)
        .ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(3).Select(pair => pair.Key);

    private double Quantile(double share) =>
        _medians.Count == 0 ? double.NaN : _medians.Order().ElementAt((int)(share * (_medians.Count - 1)));
}
