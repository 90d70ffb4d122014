using System.Globalization;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Data;
using ZoeDepth.Data.Reports;
using ZoeDepth.Training;

namespace ZoeDepth.Cli.Train;

/// <summary>A look at what a run will learn from and how long that will take, before a night is spent on it.</summary>
internal static class DataCheck
{
    // Enough to see a slip of units or a hundredth of broken files, and done in seconds.
    private const int FewOpened = 64, MostOpened = 2000;

    /// <summary>Findings of a few pictures of each dataset, told as notes; errors end the command.</summary>
    /// <exception cref="CommandException">training cannot go well on them</exception>
    public static void Glance(Trainer trainer, Terminal terminal, CancellationToken cancellation)
    {
        foreach (var dataset in trainer.Datasets)
        {
            var report = DatasetReport.Of(dataset, FewOpened, tellsBadLines: false, cancellation: cancellation);
            foreach (var finding in report.Findings.Where(finding => finding.Severity == FindingSeverity.Warning))
                terminal.Note($"{dataset.Name}: {finding.Text} ({finding.Count})");
            if (report.Findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error) is { } error)
            {
                throw CommandException.Usage(
                    $"{dataset.Name}: {error.Text} ({string.Join(", ", error.Examples.Take(3))}). " +
                    "zoedepth train RECIPE --check shows all; --unchecked begins as it is");
            }
        }
    }

    /// <summary>The whole reports and an estimate, on standard output.</summary>
    /// <returns>the exit code</returns>
    public static int Report(Trainer trainer, Terminal terminal, CancellationToken cancellation)
    {
        var hasErrors = false;
        foreach (var dataset in trainer.Datasets)
        {
            var report = DatasetReport.Of(dataset, MostOpened, tellsBadLines: false, cancellation: cancellation);
            terminal.Out.WriteLine(report.ToText().TrimEnd());
            hasErrors |= report.HasErrors;
        }
        foreach (var line in Lines(trainer.Estimate(cancellation))) terminal.Out.WriteLine(line);
        return hasErrors ? ExitCode.SomeFailed : ExitCode.Done;
    }

    private static IEnumerable<string> Lines(TrainingEstimate estimate)
    {
        const double Giga = 1e9;
        var pictures = string.Join(" and ", estimate.Pictures.Select(pair => string.Create(
            CultureInfo.InvariantCulture, $"{pair.Count:N0} {pair.Domain.ToString().ToLowerInvariant()}")));
        yield return $"learns from {pictures} pictures{(estimate.IsEndless ? ", others in every round" : "")}";
        yield return string.Create(CultureInfo.InvariantCulture,
            $"the model has {estimate.Numbers:N0} numbers, {estimate.Learning:N0} of them learn");
        yield return string.Create(CultureInfo.InvariantCulture,
            $"a step takes {estimate.StepSeconds:F2} s here and now; {estimate.Steps:N0} steps take about " +
            $"{Duration(estimate.Seconds)}, validations and waiting for pictures included");
        yield return string.Create(CultureInfo.InvariantCulture,
            $"memory: {estimate.StateBytes / Giga:F2} GB for weights, gradients, moments and averages, " +
            $"{estimate.ActivationBytes / Giga:F2} GB for activations");
    }

    private static string Duration(double seconds) =>
        TimeSpan.FromSeconds(Math.Min(seconds, 1e9)) is var time && time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:F1} h")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMinutes):F0} min");
}
