using System.Globalization;
using System.Text;
using ZoeDepth.Data;
using ZoeDepth.Data.Evaluation;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>An evaluation for people.</summary>
internal static class EvaluateText
{
    /// <summary>"indoor", "outdoor"; "all" of null.</summary>
    public static string NameOf(Domain? domain) => domain?.ToString().ToLowerInvariant() ?? "all";

    /// <summary>"none", "median", "scale-shift".</summary>
    public static string NameOf(DepthAlignment alignment) =>
        alignment == DepthAlignment.ScaleShift ? "scale-shift" : alignment.ToString().ToLowerInvariant();

    /// <summary>"images", "scenes".</summary>
    public static string NameOf(MeanOver over) => over.ToString().ToLowerInvariant();

    /// <summary>The table and what to know of it.</summary>
    public static string Of(
        EvaluateOptions options, DepthEstimator estimator, EvaluationResult result,
        IReadOnlyList<ScoredBaseline> baselines)
    {
        var text = new StringBuilder();
        var scoring = options.Scoring;
        var heads = estimator.Model.Config.BinConfigurations.Count == 1 ? "one head"
            : options.Routed ? "head chosen by the router"
            : "head of the manifest's domain";
        var passes = options.Flip ? "mirrored pass averaged" : "one pass";
        Line($"{options.Model}: {Counted.Images(result.Images.Count)}, {heads}, {passes}");
        var (near, indoor, outdoor) = (scoring.MinDepth, scoring.IndoorMaxDepth, scoring.OutdoorMaxDepth);
        Line($"truth from {near} m to {indoor} m indoors, to {outdoor} m outdoors");
        Line($"in brackets: 95 % intervals of abs_rel and a1");
        Table(result);
        if (result.DomainAccuracy is { } accuracy)
            Line($"the router names the manifest's domain in {accuracy:P1} of images");
        if (result.Skipped.Count > 0) Line($"left out: {Counted.Images(result.Skipped.Count)}; see the notes");
        foreach (var (name, baseline) in baselines)
        {
            Line($"{name}, fitted on these very images:");
            Table(baseline);
        }
        return text.ToString();

        void Table(EvaluationResult of)
        {
            var names = string.Join(" ", DepthMetrics.Names.Select(name => $"{name,8}"));
            Line($"{"domain",-8} {"align",-11} {"mean over",-10} {"n",6}  {names}");
            foreach (var row in of.Rows())
            {
                var values = row.Mean.ToArray().Select(value => value.ToString("0.000", CultureInfo.InvariantCulture));
                var metrics = string.Join(" ", values.Select(value => value.PadLeft(8)));
                var intervals = Interval(row, "abs_rel") + Interval(row, "a1");
                var what = $"{NameOf(row.Domain),-8} {NameOf(row.Alignment),-11} {NameOf(row.Over),-10}";
                Line($"{what} {row.Units,6}  {metrics}{intervals}");
            }
        }

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }

    private static string Interval(EvaluationRow row, string metric)
    {
        if (row.Intervals.Count == 0) return "";
        var (low, high) = row.Intervals[DepthMetrics.Names.IndexOf(metric)];
        return string.Create(CultureInfo.InvariantCulture, $"  [{low:0.000} {high:0.000}]");
    }
}
