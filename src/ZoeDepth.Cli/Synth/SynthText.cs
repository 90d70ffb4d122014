using System.Globalization;

namespace ZoeDepth.Cli.Synth;

/// <summary>Results for people.</summary>
internal static class SynthText
{
    /// <summary>The lines of a run.</summary>
    public static string Of(SynthReport report)
    {
        var lines = new List<string>();
        if (report.Dataset is { } dataset)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture,
                $"{dataset.Folder}: {report.Pictures} pictures of {Families(report)}, {report.Height}x{report.Width} (rows x columns), listed in {dataset.Manifest}"));
            lines.Add(string.Create(CultureInfo.InvariantCulture,
                $"  {dataset.Made} made, {dataset.Found} were there{(dataset.PicturesPerSecond is { } speed ? $"; {speed:0.0} a second" : "")} ({report.Seconds:F1} s)"));
        }
        if (report.Sheet is { } sheet) lines.Add($"{sheet.Path}: {sheet.Pictures} photographs beside their depth, near is warm, dark is no depth");
        if (report.Stats is { } stats)
        {
            lines.Add($"{stats.Path}: depth of each family, metres");
            lines.AddRange(Table(stats.Families));
        }
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>The families there are.</summary>
    public static string Of(IReadOnlyList<FamilyEntry> families)
    {
        var width = families.Max(family => family.Family.Length) + 2;
        return string.Join(Environment.NewLine, families.Select(family => family.Family.PadRight(width) + family.Domain));
    }

    private static string Families(SynthReport report)
    {
        var names = report.Families.Distinct().ToList();
        return names.Count == 1 ? names[0] : $"{names.Count} families";
    }

    private static IEnumerable<string> Table(IReadOnlyList<FamilyReport> families)
    {
        var width = Math.Max(6, families.Max(family => family.Family.Length)) + 2;
        yield return $"  {"family".PadRight(width)}domain   pictures  with depth   2nd pct   median  98th pct";
        foreach (var family in families)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"  {family.Family.PadRight(width)}{family.Domain,-9}{family.Pictures,8}{100 * family.Coverage,10:0.0} %{Metres(family.Near),10}{Metres(family.Median),9}{Metres(family.Far),10}");
        }
    }

    private static string Metres(double? metres) => metres is { } value ? value.ToString("0.00", CultureInfo.InvariantCulture) : "-";
}
