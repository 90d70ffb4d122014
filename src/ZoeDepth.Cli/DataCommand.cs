using System.CommandLine;
using ZoeDepth.Cli.Evaluate;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Cli.Synth;
using ZoeDepth.Data.Manifests;
using ZoeDepth.Synthetic.Datasets;
using static ZoeDepth.Cli.Shell.OptionParsing;
using DatasetReport = ZoeDepth.Data.Reports.DatasetReport;

namespace ZoeDepth.Cli;

/// <summary>
/// <c>zoedepth data</c>: what somebody's photographs with depth are like, before anything learns from them.
/// </summary>
internal sealed class DataCommand : Command
{
    /// <summary>What is typed.</summary>
    public const string Verb = "data";

    /// <summary>The verb.</summary>
    public DataCommand(Terminal terminal)
        : base(Verb, "Look at photographs with depth before training or judging on them.") =>
        Add(new ReportCommand(terminal));

    /// <summary>Shown by <c>--help</c>.</summary>
    public static IReadOnlyList<Example> Examples { get; } =
    [
        new("counts, ranges, histograms, and what is wrong with them", "zoedepth data report depth/manifest.jsonl"),
    ];

    private sealed class ReportCommand : Command
    {
        private readonly Argument<string[]> _manifests =
            new("MANIFEST") { Arity = ArgumentArity.OneOrMore, Description = "manifests, or folders of theirs" };
        private readonly Option<string> _split =
            new("--split") { HelpName = "NAME", Description = "only lines of this split" };

        private readonly Option<int?> _most = Valued<int?>(
            "--most", "N", "open at most so many pairs, spread evenly; 2000 when left out",
            text => Whole(text, 1, int.MaxValue));

        private readonly Option<bool> _json =
            new(JsonOutput.Option) { Description = "one line of JSON for each manifest on standard output" };

        public ReportCommand(Terminal terminal) : base("report", "Count, measure and check a dataset.")
        {
            Add(_manifests);
            foreach (var option in new Option[] { _split, _most, _json }) Add(option);
            SetAction(
                (parsed, cancellation) => Task.Run(() => Run(parsed, terminal, cancellation), CancellationToken.None));
        }

        private int Run(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
        {
            var reading = new ManifestOptions
                { Split = parsed.GetValue(_split), SkipBadLines = true, Decoding = ReadablePhotos.Decoding };
            var datasets = DatasetOpening.Open(parsed.GetValue(_manifests) ?? [], reading, terminal);
            var hasErrors = false;
            foreach (var dataset in datasets)
            {
                var most = parsed.GetValue(_most) ?? 2000;
                var count = Math.Min(most, dataset.Count);
                var report = new CountProgress(terminal).While("opened", shown =>
                    DatasetReport.Of(dataset, most, threads: null, new Opened(shown, count),
                        cancellation: cancellation));
                terminal.Out.WriteLine(LibraryAdvice.CutFrom(
                    parsed.GetValue(_json) ? report.ToJson() : report.ToText().TrimEnd()));
                hasErrors |= report.HasErrors;
            }
            return hasErrors ? ExitCode.SomeFailed : ExitCode.Done;
        }

        private sealed class Opened(IProgress<DatasetProgress> shown, int count) : IProgress<int>
        {
            private readonly Lock _gate = new();

            public void Report(int value)
            {
                lock (_gate) shown.Report(new(value, 0, count));
            }
        }
    }
}
