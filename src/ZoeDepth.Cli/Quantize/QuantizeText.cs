using System.Globalization;
using System.Text;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Quantization;
using ZoeDepth.Tensors;

namespace ZoeDepth.Cli.Quantize;

/// <summary>A quantization for people.</summary>
internal static class QuantizeText
{
    private const int MostLayers = 8;

    /// <summary>What was tried, what it does to depth, and the layers that mind it most.</summary>
    public static string Of(string folder, QuantizationReport report)
    {
        var text = new StringBuilder();
        Line($"{folder}: {string.Join(", ", report.Files)} ({report.Bytes / 1e6:N1} MB of weights)");
        var has8Bits = report.Layers.Count > 0;
        if (report.Precision == Precision.Int8 && !has8Bits)
            Line($"no linear layer of 65,536 weights or more, which 8 bits are for: all is as in bfloat16");
        else if (has8Bits)
        {
            var quantized = report.Layers.Count(layer => layer.IsQuantized);
            Line($"{quantized} of {report.Layers.Count} large linear layers in 8 bits, the rest in bfloat16");
        }
        else Line($"every large weight in bfloat16");
        if (report.MeanDepth is { } mean)
        {
            var photos = report.Photographs == 1 ? "photo" : "photos";
            Line($"mean absolute difference to float32 on {report.Photographs} {photos}, mean depth {mean:0.000} m:");
            foreach (var trial in report.Trials.SkipLast(has8Bits ? 1 : 0))
                Line($"  {NameOf(report, trial),-44} {1000 * trial.Error,8:0.00} mm{Chosen(report, trial)}");
        }
        else if (has8Bits)
            Line($"not calibrated: no photos were given, so nothing was smoothed and no layer kept back");
        if (!has8Bits) return text.ToString().TrimEnd();
        Line($"what 8 bits do to {(report.MeanDepth is null ? "weights" : "results")} of layers, relative, the worst:");
        foreach (var layer in report.Layers.OrderByDescending(layer => layer.Error).Take(MostLayers))
            Line($"  {layer.Error,7:P2}  {layer.Name} {layer.Shape}{(layer.IsQuantized ? "" : ", left in bfloat16")}");
        return text.ToString().TrimEnd();

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }

    private static string NameOf(QuantizationReport report, QuantizationTrial trial)
    {
        if (report.Layers.Count == 0) return PrecisionWord.Of(Precision.BFloat16);
        var smoothed = trial.Strength == 0 ? "as it is"
            : string.Create(CultureInfo.InvariantCulture, $"smoothed by {trial.Strength:0.##}");
        return trial.Kept == 0 ? smoothed : string.Create(CultureInfo.InvariantCulture,
            $"{smoothed}, {trial.Kept} {(trial.Kept == 1 ? "layer" : "layers")} in bfloat16");
    }

    private static string Chosen(QuantizationReport report, QuantizationTrial trial) =>
        report.Layers.Count > 0 && trial == report.Trials[^1] ? "  (chosen)" : "";
}
