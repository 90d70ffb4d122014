using System.Globalization;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Cli.Predict;

/// <summary>Results for people.</summary>
internal static class PredictText
{
    /// <summary>The lines of one photo.</summary>
    public static string Of(PhotoReport photo) => photo.Status switch
    {
        PhotoReport.Done => Done(photo),
        PhotoReport.Skipped => string.Join(Environment.NewLine,
            [$"{photo.Photo}: skipped, its files are there", .. photo.Notes.Select(note => $"  note     {note}")]),
        _ => $"{photo.Photo}: {photo.Status}{(photo.Error is null ? "" : $": {photo.Error}")}",
    };

    /// <summary>The last lines of a run of several photos, or of one that went wrong.</summary>
    public static string Of(RunReport run)
    {
        var summary = run.Summary;
        var counts = new List<string> { $"{summary.Done} done" };
        if (summary.Skipped > 0) counts.Add($"{summary.Skipped} skipped");
        if (summary.Failed > 0) counts.Add($"{summary.Failed} failed");
        if (summary.Cancelled > 0) counts.Add($"{summary.Cancelled} cancelled");
        var lines = new List<string>
            { string.Create(CultureInfo.InvariantCulture,
                $"{summary.Photos} {(summary.Photos == 1 ? "photo" : "photos")}: {string.Join(", ", counts)} " +
                $"({summary.Seconds:F1} s)") };
        // Of a single photo the line above said it.
        if (summary.Photos > 1)
            lines.AddRange(run.Photos.Where(photo => photo.Status == PhotoReport.Failed)
                .Select(photo => $"  failed: {photo.Photo}: {photo.Error}"));
        return string.Join(Environment.NewLine, lines);
    }

    private static string Done(PhotoReport photo)
    {
        var (depth, network, plan) = (photo.Depth!, photo.Network!, photo.Settings!);
        var lines = new List<string>
        {
            $"{photo.Photo}  {photo.Size!.Width} x {photo.Size.Height} pixels",
            depth.Unit == DepthReport.Relative
                ? string.Create(CultureInfo.InvariantCulture,
                    $"  relative {depth.Min:0.000} to {depth.Max:0.000}, median {depth.Median:0.000}: inverse depth " +
                    $"of unknown scale, larger is nearer, no metres")
                : string.Create(CultureInfo.InvariantCulture,
                    $"  depth    {depth.Min:0.000} to {depth.Max:0.000} m, median {depth.Median:0.000} m"),
            $"  network  {network.Height}x{network.Width} (rows x columns), preset " +
            $"{plan.Preset}{(plan.Overrides.Count == 0 ? "" : $" with {string.Join(", ", plan.Overrides)}")}",
        };
        if (photo.Head is { } head) lines.Insert(2, $"  head     {head.Name}, {Choice(head)}");
        if (photo.Camera is { } camera)
            lines.Add(string.Create(CultureInfo.InvariantCulture,
                $"  camera   {camera.HorizontalFieldOfView:0.0} degrees across, {Origin(camera.Source)}"));
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"  time     {photo.Seconds:0.00} s"));
        foreach (var (one, its) in photo.AllHeads ?? [])
            lines.Add(string.Create(CultureInfo.InvariantCulture,
                $"  {one.Name,-8} {its.Min:0.000} to {its.Max:0.000} m, median {its.Median:0.000} m, probability " +
                $"{one.Probability:0.000}"));
        lines.AddRange(photo.Files.Select(file => $"  wrote    {file.Path}: {file.Holds}"));
        lines.AddRange(photo.Notes.Select(note => $"  note     {note}"));
        return string.Join(Environment.NewLine, lines);
    }

    private static string Origin(string source) => source switch
    {
        "option" => "given by --hfov",
        "exif" => "from the file's EXIF data",
        _ => "assumed; --hfov gives it",
    };

    private static string Choice(HeadReport head) => string.Create(CultureInfo.InvariantCulture, $"{head.ChosenBy switch
    {
        HeadReport.ByUser when head.Name == EstimateSwitches.Blend =>
            "each head by its probability; the likelier one's",
        HeadReport.ByUser => "forced by --domain",
        HeadReport.ByModel => "chosen by the model",
        _ => "the only one",
    }}{(head.Probability is { } probability ? $", probability {probability:0.000}" : "")}");
}
