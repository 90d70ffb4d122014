using System.Globalization;
using System.Text;
using ZoeDepth.Data.Evaluation;
using ZoeDepth.Data.Published;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>Scores on the original's datasets for people: the paper's rows, the model's, and the difference.</summary>
internal static class BenchmarkText
{
    private const int NameWidth = 38;

    // What the paper prints, in its order.
    private static readonly string[] Columns = ["a1", "a2", "a3", "abs_rel", "rmse", "log_10"];

    /// <summary>One dataset's table.</summary>
    public static string Of(BenchmarkScore score, bool isPaper)
    {
        var text = new StringBuilder();
        var (scoring, result) = (score.Scoring, score.Result);
        Line($"");
        var how = isPaper ? "as the paper evaluates" : "plain";
        var range = FormattableString.Invariant($"truth from {scoring.MinDepth} m to {scoring.OutdoorMaxDepth} m");
        var images = Counted.Images(result.Images.Count);
        Line($"{score.Benchmark.Key}: {images}, {how}, {range}, crop {CropOf(scoring.Crop)}");
        if (score.Run.Missing is [var first, ..] missing)
        {
            var more = missing.Count > 1 ? " and so on" : "";
            var pairs = missing.Count + score.Run.Dataset.Count;
            Line($"{missing.Count} of {pairs} pairs left out, a file is not there: {first}{more}");
        }
        Line($"{"",-NameWidth} {string.Join(" ", Columns.Select(name => $"{name,8}"))}");
        if (isPaper)
            foreach (var row in score.Published)
                Line($"{Shortened($"table {row.Table}: {NameOf(row)}"),-NameWidth} {Numbers(row.Metrics)}");
        foreach (var row in score.Rows) Measured(row);
        if (result.Images.Count == 0) Line($"nothing of it could be scored, and there is no row of it");
        if (result.Skipped.Count > 0) Line($"left out: {Counted.Images(result.Skipped.Count)}; see the notes");
        return text.ToString();

        void Measured(EvaluationRow row)
        {
            var aligned = row.Alignment == DepthAlignment.None ? "" : $", {EvaluateText.NameOf(row.Alignment)} aligned";
            Line($"{$"here{aligned}",-NameWidth} {Cells(name => Number(row.Mean[name], "0.000"))}");
            if (row.Intervals.Count > 0)
            {
                Line($"{"  95 % interval from",-NameWidth} {Ends(row, interval => interval.Low)}");
                Line($"{"  to",-NameWidth} {Ends(row, interval => interval.High)}");
            }
            if (!isPaper || row.Alignment != DepthAlignment.None) return;
            if (score.Reference is { } reference)
            {
                var name = Shortened($"  difference to {reference.Method}");
                Line($"{name,-NameWidth} {Differences(row.Mean, reference)}");
            }
            if (score.Published.FirstOrDefault(other => other.Method == PublishedResult.Baseline) is { } baseline
                && baseline.Improvement(metric => row.Mean[metric]) is { } better)
            {
                var percent = Number(100 * better, "+0.0;-0.0;0.0");
                Line($"  relative improvement over {baseline.Method} (a1, abs_rel, rmse): {percent} %");
            }
        }

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }

    private static string NameOf(PublishedResult row) => row.Model is null ? row.Method : $"{row.Method} = {row.Model}";

    private static string Shortened(string name) => name.Length <= NameWidth ? name : $"{name[..(NameWidth - 1)]}…";

    private static string CropOf(EvaluationCrop crop) => crop switch
    {
        EvaluationCrop.EigenNyu => "eigen-nyu",
        EvaluationCrop.EigenKitti => "eigen-kitti",
        EvaluationCrop.Garg => "garg",
        _ => "none",
    };

    private static string Numbers(IReadOnlyDictionary<string, double> metrics) =>
        Cells(name => metrics.TryGetValue(name, out var value) ? Number(value, "0.000") : "-");

    private static string Differences(DepthMetrics mean, PublishedResult reference) => Cells(name =>
        reference.Metrics.TryGetValue(name, out var value) ? Number(mean[name] - value, "+0.000;-0.000;0.000") : "-");

    private static string Ends(EvaluationRow row, Func<ConfidenceInterval, double> end) =>
        Cells(name => Number(end(row.Intervals[DepthMetrics.Names.IndexOf(name)]), "0.000"));

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static string Cells(Func<string, string> cell) =>
        string.Join(" ", Columns.Select(name => $"{cell(name),8}"));
}
