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
            var shapes = report.Aspect == "device" ? " or as many pixels in shapes of devices" : "";
            var size = $"{report.Height}x{report.Width} (rows x columns){shapes}";
            var kind = report.Depth == "metric" ? "" : $", depth as {report.Depth}";
            var speed = dataset.PicturesPerSecond is { } pictures
                ? string.Create(CultureInfo.InvariantCulture, $"; {pictures:0.0} a second") : "";
            lines.Add($"{dataset.Folder}: {report.Pictures} pictures of {Families(report)}, {size}{kind}, listed in " +
                $"{dataset.Manifest}");
            var seconds = report.Seconds.ToString("F1", CultureInfo.InvariantCulture);
            lines.Add($"  {dataset.Made} made, {dataset.Found} were there{speed} ({seconds} s)");
        }
        if (report.Sheet is { } sheet)
            lines.Add($"{sheet.Path}: {sheet.Pictures} photographs beside their depth, near is warm, dark is no depth");
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
        return string.Join(Environment.NewLine,
            families.Select(family => family.Family.PadRight(width) + family.Domain));
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
            var counts = string.Create(CultureInfo.InvariantCulture,
                $"{family.Pictures,8}{100 * family.Coverage,10:0.0} %");
            var depths = $"{Metres(family.Near),10}{Metres(family.Median),9}{Metres(family.Far),10}";
            yield return $"  {family.Family.PadRight(width)}{family.Domain,-9}{counts}{depths}";
        }
    }

    private static string Metres(double? metres) =>
        metres is { } value ? value.ToString("0.00", CultureInfo.InvariantCulture) : "-";
}
