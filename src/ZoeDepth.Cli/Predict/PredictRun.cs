using ZoeDepth.Cache;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Cli.Predict;

/// <summary>
/// A run of <c>predict</c>: find photos, plan files, load the model, estimate one photo after the other, sum up.
/// </summary>
internal sealed class PredictRun(PredictOptions options, Terminal terminal)
{
    // A picture of the usual size, to find out before the first photo whether the switches suit the model.
    internal static readonly ImageSize UsualPicture = new(480, 640);

    private readonly long _start = terminal.Clock.GetTimestamp();
    private readonly List<PhotoReport> _photos = [];

    /// <summary>
    /// Runs on a thread of its own, so that the caller can listen to Ctrl-C, and returns the exit code.
    /// </summary>
    /// <exception cref="CommandException">nothing can be done at all</exception>
    public static Task<int> RunAsync(PredictOptions options, Terminal terminal, CancellationToken cancellation) =>
        Task.Run(() => new PredictRun(options, terminal).Run(cancellation), CancellationToken.None);

    private int Run(CancellationToken cancellation)
    {
        var found = Find(cancellation);
        var plan = options.AllHeads ? [] : Planned(found);
        var model = ModelFolder.Locate(options.Model, terminal, cancellation);
        using var estimator = ModelFolder.Open(model.Path, () => Load(model, found.Photos.Count));
        // What files of each head are called, the model says.
        if (options.AllHeads) plan = Planned(found, HeadsOf(estimator.Model.Config));
        OutputFolders.Check(plan, options.Out);
        var notes = found.Notes.Concat(estimator.Notes).ToList();
        notes.ForEach(terminal.Note);
        foreach (var (argument, problem) in found.Problems)
            Tell(new PhotoReport { Photo = argument, Status = PhotoReport.Failed, Error = problem });
        var cancelled = !EstimateAll(estimator, model.Name, plan, cancellation);

        var report = Report(estimator, notes, cancelled);
        if (options.Json) terminal.Out.WriteLine(RunDocument.Of(report));
        else if (report.Summary.Photos > 1 || report.ExitCode != ExitCode.Done)
            terminal.Out.WriteLine(PredictText.Of(report));
        return report.ExitCode;
    }

    private IReadOnlyList<PlannedPhoto> Planned(FoundPhotos found, params IReadOnlyList<string> heads) =>
        options.Out == PlannedFile.StandardOutput ? OutputPlan.ToStandardOutput(found.Photos)
            : OutputPlan.Of(found.Photos, options.Kinds, options.Out, options.Overwrite, heads);

    private string[] HeadsOf(ZoeDepthConfig config)
    {
        if (options.Estimate is { Domain: not null } or { BlendHeads: true })
            throw CommandException.Usage("--all-heads and --domain exclude one another; keep one");
        var bins = config.BinConfigurations;
        return bins.Count > 1 ? [.. bins.Select((head, i) => head.Name ?? $"{i}")]
            : throw CommandException.Usage($"--all-heads needs a model of several heads; this one has {bins.Count}");
    }

    private FoundPhotos Find(CancellationToken cancellation)
    {
        if (options.Photos.Count == 0)
            throw CommandException.Usage("name at least one photo, folder or pattern. See: zoedepth predict --help");
        var found = PhotoSearch.Find(options.Photos, options.Recursive, cancellation);
        if (found.Photos.Count > 0) return found;
        var reasons = found.Problems.Select(problem => $"{problem.Argument}: {problem.Problem}").Concat(found.Notes);
        throw CommandException.Usage(
            $"there is no photo to read.{Environment.NewLine}{string.Join(Environment.NewLine, reasons)}");
    }

    private DepthEstimator Load(ModelLocation model, int photos)
    {
        var estimator = DepthEstimator.FromPretrained(model, Settings(),
            new CacheFolders(terminal.Variable).Prepared);
        try
        {
            estimator.Plan(UsualPicture, options.Estimate);
            if (estimator.Model.Config.IsRelative && options.Colors.IsOfMetres)
                throw CommandException.Usage(
                    $"--near, --far and --view are of metres, and {model.Name} says relative depth; leave them out");
            // One photo uses each weight once: packed weights are kept for those that follow. Somebody who asks for one
            // thread gets one.
            if (photos > 1 && options.Threads is not 1) _ = estimator.PrepareAsync();
            return estimator;
        }
        catch (UnsupportedImageSizeException error)
        {
            estimator.Dispose();
            throw CommandException.Usage(
                $"the options do not suit even a usual photo: {UnsupportedPhoto.Reason(error)}");
        }
        catch
        {
            estimator.Dispose();
            throw;
        }
    }

    private DepthEstimatorOptions Settings()
    {
        var settings = new DepthEstimatorOptions
        {
            MaxDepth = options.MaxDepth, Threads = options.Threads, Precision = options.Precision,
        };
        return options.MaxPixels is { } most ? settings with { MaxNetworkPixels = most } : settings;
    }

    /// <summary>Whether all photos had their turn.</summary>
    private bool EstimateAll(DepthEstimator estimator, string model, IReadOnlyList<PlannedPhoto> plan,
        CancellationToken cancellation)
    {
        var (earlier, told) = (new EarlierSwitches(estimator, model, options), 0);
        List<PlannedPhoto> computed = [.. plan.Where(planned => planned.Files.Count > 0)];
        var line = new PhotoLine(new PhotoEstimate(estimator, options, terminal), computed, Finished);
        var isComplete = line.Run(new RunProgress(terminal, computed.Count), cancellation) == computed.Count;
        if (isComplete) TellSkipped();
        foreach (var left in plan.Skip(told))
            _photos.Add(new PhotoReport { Photo = left.Photo.Path,
                Status = left.Files.Count == 0 ? PhotoReport.Skipped : PhotoReport.Cancelled });
        return isComplete;

        void Finished(PhotoReport report)
        {
            TellSkipped();
            Tell(report with { Notes = [.. report.Notes, .. Kept(plan[told++])] });
        }

        // Photos whose files are all there, in their places between the others.
        void TellSkipped()
        {
            for (; told < plan.Count && plan[told].Files.Count == 0; told++)
                Tell(new PhotoReport
                    { Photo = plan[told].Photo.Path, Status = PhotoReport.Skipped, Notes = Kept(plan[told]) });
        }

        string[] Kept(PlannedPhoto planned) => [.. planned.Kept.SelectMany(earlier.NotesOn)];
    }

    private void Tell(PhotoReport photo)
    {
        _photos.Add(photo);
        if (!options.Json) terminal.Out.WriteLine(PredictText.Of(photo));
    }

    private RunReport Report(DepthEstimator estimator, IReadOnlyList<string> notes, bool cancelled)
    {
        var (model, config) = (estimator.Model, estimator.Model.Config);
        var summary = new RunSummary(_photos.Count, Count(PhotoReport.Done), Count(PhotoReport.Failed),
            Count(PhotoReport.Skipped), Count(PhotoReport.Cancelled),
            terminal.Clock.GetElapsedTime(_start).TotalSeconds);
        return new RunReport
        {
            Version = ProgramVersion.Version,
            Model = new ModelReport(options.Model.Model, model.Parameters.Sum(parameter => parameter.Shape.Count),
                config.BinCentersType,
                [.. config.BinConfigurations.Select(bins => new ModelHead(bins.Name, bins.MinDepth, bins.MaxDepth))]),
            Notes = notes,
            Photos = _photos,
            Summary = summary,
            ExitCode = cancelled ? ExitCode.Cancelled : _photos.Any(photo => photo.IsUnwritten) ? ExitCode.Output
                : summary.Failed > 0 ? ExitCode.SomeFailed : ExitCode.Done,
        };

        int Count(string status) => _photos.Count(photo => photo.Status == status);
    }
}
