using nietras.SeparatedValues;
using ZoeDepth.Data.Evaluation;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>The metrics of every image as a table, a row for each alignment.</summary>
internal static class EvaluationCsv
{
    public static void Write(EvaluationResult result, Stream stream)
    {
        using var text = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        using var table = Sep.New(',').Writer(setting => setting with { Escape = true }).To(text);
        foreach (var image in result.Images)
        {
            for (var i = 0; i < result.Alignments.Count; i++)
            {
                var score = image.Scores[i];
                using var row = table.NewRow();
                row["dataset"].Set(image.Dataset);
                row["name"].Set(image.Info.Name);
                row["domain"].Set(EvaluateText.NameOf(image.Info.Domain));
                row["scene"].Set(image.Info.Scene ?? "");
                row["routed"].Set(image.RoutedDomain is { } routed ? EvaluateText.NameOf(routed) : "");
                row["align"].Set(EvaluateText.NameOf(result.Alignments[i]));
                row["pixels"].Format(score.Pixels);
                row["scale"].Format(score.Fit.Scale);
                row["shift"].Format(score.Fit.Shift);
                foreach (var (name, value) in DepthMetrics.Names.Zip(score.Metrics.ToArray())) row[name].Format(value);
            }
        }
    }
}
