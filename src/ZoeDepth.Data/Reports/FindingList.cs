using System.Globalization;
using ZoeDepth.Data.Manifests;

namespace ZoeDepth.Data.Reports;

/// <summary>Gathers what is wrong with a dataset: each kind of thing once, counted, with some examples.</summary>
internal sealed class FindingList
{
    private const int MostExamples = 10;
    private const double LargestAspectDifference = 0.05;

    private readonly Dictionary<string, (FindingSeverity Severity, int Count, List<string> Examples)> _findings = [];

    public IReadOnlyList<DatasetFinding> ToList() =>
    [
        .. _findings
            .Select(pair => new DatasetFinding(pair.Value.Severity, pair.Key, pair.Value.Count, pair.Value.Examples))
            .OrderByDescending(finding => finding.Severity).ThenByDescending(finding => finding.Count),
    ];

    public void AddLines(ManifestDataset manifest, bool tellsBadLines, CancellationToken cancellation)
    {
        foreach (var bad in tellsBadLines ? manifest.BadLines : [])
            Add(
                FindingSeverity.Error, "lines of the manifest cannot be understood; correct them or take them out",
                $"line {bad.Line}: {bad.Problem}");
        for (var i = 0; i < manifest.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var file in manifest.MissingFiles(i))
                Add(FindingSeverity.Error, "files are not there; restore them, or take their lines out", file);
        }
    }

    public void AddNames(IDepthDataset dataset)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < dataset.Count; i++)
        {
            var info = dataset.Describe(i);
            if (!names.Add(info.Name))
                Add(FindingSeverity.Warning, "names come twice: the same sample may be listed twice", info.Name);
            if (info.Domain is null)
                Add(
                    FindingSeverity.Note,
                    "samples name no domain; a model of two heads cannot be told which one learns from them",
                    info.Name);
        }
    }

    public void AddSample(SampleTally sample)
    {
        var name = sample.Info.Name;
        if (sample.Failure is { } failure) Add(FindingSeverity.Error, "samples cannot be read", failure);
        else if (sample.Values.Total == 0)
            Add(FindingSeverity.Error, "samples have no depth at all; take them out", name);
        else if (Math.Abs(Math.Log(sample.AspectRatio)) > LargestAspectDifference)
            Add(
                FindingSeverity.Warning,
                "photograph and depth have other shapes: they may not show the same field of view", name);
    }

    /// <summary>
    /// Whether medians of whole groups are where rooms and streets have theirs; unit slips move them by 10, 100, 256 or
    /// 1000.
    /// </summary>
    public void AddScales(IEnumerable<GroupTally> groups)
    {
        foreach (var group in groups)
        {
            if (!group.First.Kind.IsInMetres() || double.IsNaN(group.Typical)) continue;
            var (least, usual, most) = group.First.Domain switch
            {
                Domain.Indoor => (0.15, 2.0, 15.0),
                // Flowers and portraits are near outdoors too; slips of units are by 100 or more.
                Domain.Outdoor => (0.15, 10.0, 150.0),
                _ => (0.15, 5.0, 150.0),
            };
            if (group.Typical >= least && group.Typical <= most) continue;
            var what = string.Create(CultureInfo.InvariantCulture,
                $"the median depth of {NameOf(group.First)} is {group.Typical:G3} m, outside {least} to {most} m: " +
                $"{Slip(group.Typical, usual)}");
            Add(FindingSeverity.Error, what, group.First.Name);
        }
    }

    /// <summary>The slip of units that would put the median nearest to where it usually is.</summary>
    private static string Slip(double typical, double usual)
    {
        (double Factor, string Text)[] slips =
        [
            (1000, "the file's numbers are probably millimetres; set \"scale\" to 1000 times what it is"),
            (256, "the file's numbers are probably 1/256 m; set \"scale\" to 256 times what it is"),
            (100, "the file's numbers are probably centimetres; set \"scale\" to 100 times what it is"),
            (1 / 1000.0, "\"scale\" is probably 1000 times too large"),
            (1 / 256.0, "\"scale\" is probably 256 times too large"),
            (1 / 100.0, "\"scale\" is probably 100 times too large"),
        ];
        return slips.MinBy(slip => Math.Abs(Math.Log(typical / slip.Factor / usual))).Text;
    }

    private static string NameOf(DepthSampleInfo info) =>
        (info.Domain is { } domain ? $"{domain.ToString().ToLowerInvariant()} samples" : "samples of no domain") +
        (info.Family is { } family ? $" of {family}" : "");

    private void Add(FindingSeverity severity, string text, string example)
    {
        var (_, count, examples) = _findings.TryGetValue(text, out var there) ? there : (severity, 0, []);
        if (examples.Count < MostExamples) examples.Add(example);
        _findings[text] = (severity, count + 1, examples);
    }
}
