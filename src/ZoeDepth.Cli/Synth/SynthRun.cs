using ZoeDepth.Cli.Shell;
using ZoeDepth.Data;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Synthetic;
using ZoeDepth.Synthetic.Datasets;
using ZoeDepth.Synthetic.Variants;

namespace ZoeDepth.Cli.Synth;

/// <summary>A run of <c>synth</c>: write the dataset, then look at it for the sheet and the statistics.</summary>
internal sealed class SynthRun(SynthOptions options, Terminal terminal)
{
    // Small photographs side by side: a quarter of the PNG, and no block is seen.
    private const int JpegQuality = 88;
    private const int MostJpegRows = ushort.MaxValue;

    private readonly long _start = terminal.Clock.GetTimestamp();
    private readonly Work _work = options.Threads is { } threads ? new Work(threads) : Work.Default;

    /// <summary>
    /// Runs on a thread of its own, so that the caller can listen to Ctrl-C, and returns the exit code.
    /// </summary>
    /// <exception cref="CommandException">it cannot be done, or not to the end</exception>
    public static Task<int> RunAsync(SynthOptions options, Terminal terminal, CancellationToken cancellation) =>
        Task.Run(() => new SynthRun(options, terminal).Run(cancellation), CancellationToken.None);

    /// <summary>Writes which families there are.</summary>
    public static int List(Terminal terminal, bool json)
    {
        var families = SyntheticWorld.Families.Select(family => new FamilyEntry(family, DomainOf(family))).ToList();
        terminal.Out.WriteLine(json ? SynthDocument.Of(families) : SynthText.Of(families));
        return ExitCode.Done;
    }

    private int Run(CancellationToken cancellation)
    {
        Check(options.Sheet, "--sheet", ".png", ".jpg", ".jpeg");
        Check(options.Stats, "--stats", ".png");
        CheckRows(options);
        var dataset = options.Out is null ? null : Dataset(options.Out, cancellation);
        var (sheet, stats) = options.Sheet is null && options.Stats is null ? default : Look(cancellation);
        var report = new SynthReport
        {
            Version = ProgramVersion.Version,
            Families = options.Families,
            Pictures = options.Count,
            Seed = options.Seed,
            Height = options.Picture.Height,
            Width = options.Picture.Width,
            Aspect = options.Picture.DeviceAspect ? "device" : "fixed",
            Depth = options.Depth.Name(),
            Dataset = dataset,
            Sheet = sheet,
            Stats = stats,
            Seconds = terminal.Clock.GetElapsedTime(_start).TotalSeconds,
            ExitCode = ExitCode.Done,
        };
        terminal.Out.WriteLine(options.Json ? SynthDocument.Of(report) : SynthText.Of(report));
        return report.ExitCode;
    }

    /// <summary>Asked before anything is computed, so that nobody waits for a refusal.</summary>
    private void Check(string? path, string option, params string[] endings)
    {
        if (path is null) return;
        if (!endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
            throw CommandException.Usage(
                $"{option} expects a name that ends with {string.Join(" or ", endings)}, but {path} came");
        if (!options.Replace && Path.Exists(path))
            throw CommandException.Usage(
                $"{path} is already there and was left as it is; choose another name with {option}, or say --replace");
    }

    private static void CheckRows(SynthOptions options)
    {
        if (options.Sheet is not { } path || IsPng(path)) return;
        var (_, height) = new ContactSheet(options.Columns, options.Picture.Width, options.Picture.Height)
            .SizeOf(options.Count);
        if (height <= MostJpegRows) return;
        throw CommandException.Usage(
            $"{path} would have {height} rows, and a JPEG has at most {MostJpegRows}; ask for more --columns, or " +
            "for a name that ends with .png");
    }

    private DatasetReport Dataset(string folder, CancellationToken cancellation)
    {
        var asked = new DatasetOptions
        {
            Families = options.Families,
            Count = options.Count,
            Seed = options.Seed,
            Picture = options.Picture,
            Kind = options.Depth,
            ShardSize = options.ShardSize,
        };
        if (File.Exists(folder))
            throw CommandException.Usage($"--out expects a folder, but {folder} is a file; choose another name");
        var last = new DatasetProgress(0, 0, options.Count);
        try
        {
            last = new CountProgress(terminal)
                .While("made", shown => DatasetWriter.Write(folder, asked, _work, new Told(progress =>
            {
                last = progress;
                shown.Report(progress);
            }), cancellation));
        }
        catch (DatasetException error)
        {
            throw CommandException.Usage($"--out cannot be used: {error.Message}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Output($"{folder} cannot be written to: {error.Message.TrimEnd('.')}. {Kept(last)}", error);
        }
        catch (OperationCanceledException error)
        {
            throw new CommandException(ExitCode.Cancelled, $"cancelled. {Kept(last)}", error);
        }
        var seconds = terminal.Clock.GetElapsedTime(_start).TotalSeconds;
        var speed = last.Made == 0 || seconds == 0 ? (double?)null : last.Made / seconds;
        return new DatasetReport(folder, Path.Combine(folder, "manifest.jsonl"), last.Made, last.Found, speed);
    }

    private static string Kept(DatasetProgress progress) =>
        $"{progress.Done} of {progress.Count} pictures are there; the same command goes on with the rest";

    /// <summary>One walk through the pictures for both.</summary>
    private (SheetReport?, StatsReport?) Look(CancellationToken cancellation)
    {
        var sheet = new ContactSheet(options.Columns, options.Picture.Width, options.Picture.Height);
        var families = options.Families.Distinct().ToList();
        var tallies = families.ToDictionary(family => family, _ => new DepthTally());
        var count = options.Stats is null ? Math.Min(options.Count, ContactSheet.Most) : options.Count;
        try
        {
            new CountProgress(terminal).While("seen", shown =>
            {
                var seen = 0;
                foreach (var picture in SeenPicture.Of(options, _work).Take(count))
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (options.Sheet is not null) sheet.Add(picture);
                    if (options.Stats is not null) tallies[picture.Family].Add(picture.Values);
                    shown.Report(new DatasetProgress(++seen, 0, count));
                }
                return seen;
            });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ImageFormatException
            or DatasetException)
        {
            var reason = error.Message.TrimEnd('.');
            throw Output(
                $"{options.Out} cannot be read back: {reason}. Remove what is broken, and the same command makes it " +
                "again", error);
        }
        var reports = families.Where(family => tallies[family].Pictures > 0)
            .Select(family => Report(family, tallies[family])).ToList();
        var rows = reports.Select(report => (report, tallies[report.Family])).ToList();
        return (
            options.Sheet is { } sheetPath ? new SheetReport(Save(sheet.Draw(families), sheetPath), sheet.Count) : null,
            options.Stats is { } statsPath ? new StatsReport(Save(StatsChart.Draw(rows), statsPath), reports) : null);
    }

    private static FamilyReport Report(string family, DepthTally tally) =>
        new(family, DomainOf(family), tally.Pictures, tally.Coverage, tally.Percentile(2), tally.Percentile(50),
            tally.Percentile(98));

    private static string DomainOf(string family) => SyntheticWorld.DomainOf(family).ToString().ToLowerInvariant();

    private static bool IsPng(string path) => path.EndsWith(".png", StringComparison.OrdinalIgnoreCase);

    private static string Save(RasterImage image, string path)
    {
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            if (IsPng(path))
                PngEncoder.Save(image, path, [new("Software", $"ZoeDepth for .NET {ProgramVersion.Version}")]);
            else JpegEncoder.Save(image, path, new JpegOptions { Quality = JpegQuality });
            return path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Output($"{path} cannot be written: {error.Message.TrimEnd('.')}. Free space, or choose another name",
                error);
        }
    }

    private static CommandException Output(string text, Exception error) => new(ExitCode.Output, text, error);

    private sealed class Told(Action<DatasetProgress> report) : IProgress<DatasetProgress>
    {
        public void Report(DatasetProgress value) => report(value);
    }
}
