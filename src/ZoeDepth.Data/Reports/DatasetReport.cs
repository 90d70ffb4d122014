using ZoeDepth.Data.Manifests;

namespace ZoeDepth.Data.Reports;

/// <summary>
/// What a dataset holds and what is wrong with it, looked at before a night of training: counts, ranges and histograms
/// of depth by domain and family, pairs that are missing or broken, and scales that cannot be meant.
/// </summary>
/// <param name="Name">the dataset's name</param>
/// <param name="Count">samples it has</param>
/// <param name="Read">samples whose files were opened, spread evenly</param>
/// <param name="Groups">domains and families, in the order of their first samples</param>
/// <param name="Findings">what is wrong or worth knowing, the worst first</param>
public sealed record DatasetReport(
    string Name, int Count, int Read, IReadOnlyList<DepthGroup> Groups, IReadOnlyList<DatasetFinding> Findings)
{
    /// <summary>Whether training on it cannot go well.</summary>
    public bool HasErrors => Findings.Any(finding => finding.Severity == FindingSeverity.Error);

    /// <summary>Looks at a dataset.</summary>
    /// <param name="dataset">any</param>
    /// <param name="mostRead">
    /// open at most so many samples, spread evenly; files that are missing are found in all
    /// </param>
    /// <param name="threads">threads that open files; one for each processor when null. The report is the same</param>
    /// <param name="tellsBadLines">
    /// whether lines of a manifest that were left out are findings; somebody who asked to leave them out knows
    /// </param>
    /// <param name="progress">told how many were opened, on any thread</param>
    /// <param name="cancellation">ends it between two samples</param>
    /// <exception cref="OperationCanceledException">the token was cancelled</exception>
    public static DatasetReport Of(
        IDepthDataset dataset, int mostRead = 2000, int? threads = null, IProgress<int>? progress = null,
        bool tellsBadLines = true, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostRead, 1);
        var findings = new FindingList();
        if (dataset is ManifestDataset manifest) findings.AddLines(manifest, tellsBadLines, cancellation);
        findings.AddNames(dataset);
        var read = Math.Min(mostRead, dataset.Count);
        var groups = new Dictionary<(Domain?, string?, DepthKind), GroupTally>();
        var done = 0;
        // In pieces, so that results can be taken in order without holding all of them.
        foreach (var piece in Enumerable.Range(0, read).Select(i => (int)((long)i * dataset.Count / read)).Chunk(64))
        {
            var looked = new SampleTally[piece.Length];
            var setting = new ParallelOptions
            {
                MaxDegreeOfParallelism = threads ?? Environment.ProcessorCount,
                CancellationToken = cancellation,
            };
            Parallel.For(0, piece.Length, setting, i =>
            {
                looked[i] = SampleTally.Of(dataset, piece[i], cancellation);
                progress?.Report(Interlocked.Increment(ref done));
            });
            foreach (var sample in looked)
            {
                findings.AddSample(sample);
                if (sample.Failure is not null) continue;
                var key = (sample.Info.Domain, sample.Info.Family, sample.Info.Kind);
                if (!groups.TryGetValue(key, out var group)) groups[key] = group = new GroupTally(sample.Info);
                group.Add(sample);
            }
        }
        var counts = Enumerable.Range(0, dataset.Count).Select(dataset.Describe)
            .CountBy(info => (info.Domain, info.Family, info.Kind)).ToDictionary();
        var reports = groups.Select(pair => pair.Value.ToGroup(counts[pair.Key])).ToList();
        findings.AddScales(groups.Values);
        return new(dataset.Name, dataset.Count, read, reports, findings.ToList());
    }

    /// <inheritdoc cref="DatasetReportText.Text"/>
    public string ToText() => DatasetReportText.Text(this);

    /// <inheritdoc cref="DatasetReportText.Json"/>
    public string ToJson() => DatasetReportText.Json(this);
}

/// <summary>Samples of one domain, family and kind.</summary>
/// <param name="Domain">null: not said</param>
/// <param name="Family">null: not said</param>
/// <param name="Kind">how depth is known</param>
/// <param name="Count">samples there are</param>
/// <param name="Read">samples that were opened</param>
/// <param name="Images">sizes of photographs, "640x480", the most frequent first</param>
/// <param name="Coverage">mean share of pixels with a value</param>
/// <param name="P2">2 % of values lie below, in metres or the kind's unit; NaN of none</param>
/// <param name="P50">the median</param>
/// <param name="P98">2 % lie above</param>
/// <param name="MedianP10">10 % of samples have a median below</param>
/// <param name="MedianP90">10 % of samples have a median above</param>
/// <param name="Histogram">
/// share of values by octaves: below 2^−3, then [2^−3, 2^−2) and so on, and 2^8 and above
/// </param>
public sealed record DepthGroup(
    Domain? Domain, string? Family, DepthKind Kind, int Count, int Read, IReadOnlyList<string> Images, double Coverage,
    double P2, double P50, double P98, double MedianP10, double MedianP90, IReadOnlyList<double> Histogram)
{
    /// <summary>The least power of 2 at which a bin of the histogram begins.</summary>
    public const int FirstOctave = -3;

    /// <summary>The power of 2 at which the last bin begins.</summary>
    public const int LastOctave = 8;
}

/// <summary>How bad a finding is.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>Probably not meant.</summary>
    Warning,

    /// <summary>Training would fail, or learn the wrong thing.</summary>
    Error,
}

/// <summary>Something wrong with a dataset, or worth knowing.</summary>
/// <param name="Severity">how bad it is</param>
/// <param name="Text">what, where, and what to do</param>
/// <param name="Count">samples or lines it is about</param>
/// <param name="Examples">some of them, at most ten</param>
public sealed record DatasetFinding(FindingSeverity Severity, string Text, int Count, IReadOnlyList<string> Examples);
