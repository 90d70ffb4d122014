using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZoeDepth.Data.Reports;

/// <summary>A report for people and for programs.</summary>
internal static class DatasetReportText
{
    private const string Shades = " ▁▂▃▄▅▆▇█";

    private static readonly DatasetReportContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters =
        {
            new JsonStringEnumConverter<Domain>(JsonNamingPolicy.KebabCaseLower),
            new JsonStringEnumConverter<FindingSeverity>(JsonNamingPolicy.KebabCaseLower),
            new KindNames(),
        },
    });

    /// <summary>The report as lines of text.</summary>
    public static string Text(DatasetReport report)
    {
        var text = new StringBuilder();
        Line($"{report.Name}: {report.Count} samples, {report.Read} opened");
        foreach (var group in report.Groups)
        {
            var unit = group.Kind.IsInMetres() ? " m" : "";
            string?[] parts =
            [
                group.Domain?.ToString().ToLowerInvariant() ?? "no domain", group.Family,
                group.Kind == DepthKind.Metric ? null : group.Kind.Name(),
            ];
            var name = string.Join(", ", parts.Where(part => part is not null));
            var sizes = string.Join(", ", group.Images);
            Line($"  {name}: {group.Count} samples of {sizes}, depth on {group.Coverage:P0} of pixels");
            Line($"    2 %, median, 98 %: {group.P2:G3}, {group.P50:G3}, {group.P98:G3}{unit}");
            Line($"    samples' medians mostly {group.MedianP10:G3} to {group.MedianP90:G3}{unit}");
            if (group.Kind.IsInMetres()) Line($"    1/8 m |{Bars(group.Histogram)}| 256 m, an octave a column");
        }
        foreach (var finding in report.Findings)
        {
            Line($"  {finding.Severity.ToString().ToLowerInvariant()}: {finding.Text} ({finding.Count})");
            foreach (var example in finding.Examples.Take(3)) Line($"    {example}");
        }
        if (report.Findings.Count == 0) text.AppendLine("  nothing suspicious");
        return text.ToString();

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// The report as one JSON object in one line, names as in the records with underscores; NaN as a text.
    /// </summary>
    public static string Json(DatasetReport report) => JsonSerializer.Serialize(report, Context.DatasetReport);

    private static string Bars(IReadOnlyList<double> shares)
    {
        var most = Math.Max(shares.Max(), 1e-12);
        return string.Concat(
            shares.Select(share => Shades[share > 0 ? Math.Clamp((int)Math.Ceiling(share / most * 8), 1, 8) : 0]));
    }

    private sealed class KindNames : JsonConverter<DepthKind>
    {
        public override DepthKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DepthKinds.ByName[reader.GetString()!];

        public override void Write(Utf8JsonWriter writer, DepthKind value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Name());
    }
}

[JsonSerializable(typeof(DatasetReport))]
internal sealed partial class DatasetReportContext : JsonSerializerContext;
