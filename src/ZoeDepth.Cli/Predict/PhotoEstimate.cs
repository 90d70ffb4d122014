using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Cli.Predict;

/// <summary>
/// One photo from file to files, in three steps, so that the next photo can be read and the last one written while this
/// one is in the network.
/// </summary>
internal sealed class PhotoEstimate(DepthEstimator estimator, PredictOptions options, Terminal terminal)
{
    private readonly PhotoFiles _files = new(options, terminal);
    private readonly DecodeOptions _decoding = options.Estimate.Decoding(ReadablePhotos.Decoding with
    {
        AllowTruncated = options.AllowTruncated,
        MaxPixels = options.MaxImagePixels ?? ImageLimit.OfThisMachine,
    });

    /// <summary>Reads a photo.</summary>
    /// <exception cref="OperationCanceledException">the token was cancelled</exception>
    public OpenedPhoto Open(PlannedPhoto planned, CancellationToken cancellation)
    {
        var start = terminal.Clock.GetTimestamp();
        try
        {
            var image = Read(planned.Photo.Path, cancellation);
            if (options.ScaleGray16 && image.Format == PixelFormat.Gray16) image = image.Gray16ToGray8();
            return new(planned, image, terminal.Clock.GetElapsedTime(start), null);
        }
        catch (Exception error) when (IsOfThePhoto(error))
        {
            return new(planned, null, TimeSpan.Zero, Failed(planned, error));
        }
    }

    /// <summary>Estimates the depth of a photo that was read.</summary>
    /// <exception cref="OperationCanceledException">the token was cancelled</exception>
    public EstimatedPhoto Estimate(OpenedPhoto opened, IProgress<DepthProgress> progress,
        CancellationToken cancellation)
    {
        if (opened.Image is not { } image) return new(opened, [], TimeSpan.Zero, opened.Failure);
        var start = terminal.Clock.GetTimestamp();
        try
        {
            IReadOnlyList<DepthMap> maps = options.AllHeads
                ? estimator.EstimateHeads(image, options.Estimate, progress, cancellation)
                : [estimator.Estimate(image, options.Estimate, progress, cancellation)];
            return new(opened, maps, opened.Time + terminal.Clock.GetElapsedTime(start), null);
        }
        catch (Exception error) when (IsOfThePhoto(error))
        {
            return new(opened, [], TimeSpan.Zero, Failed(opened.Planned, error));
        }
    }

    /// <summary>Writes the files of a photo and reports; what went wrong with it before is its report.</summary>
    public PhotoReport Write(EstimatedPhoto estimated)
    {
        var (opened, maps, time, failure) = estimated;
        if (failure is not null) return failure;
        var (planned, image) = (opened.Planned, opened.Image!);
        var start = terminal.Clock.GetTimestamp();
        try
        {
            var files = maps.SelectMany((map, head) => _files.Write(
                planned with { Files = [.. planned.Files.Where(file => file.Head == head)] }, image, map)).ToList();
            var likeliest = maps.MaxBy(map => map.Domain?.Probability ?? 1)!;
            return Report(planned.Photo.Path, image, likeliest, files) with
            {
                Seconds = (time + terminal.Clock.GetElapsedTime(start)).TotalSeconds,
                AllHeads = options.AllHeads
                    ? [.. maps.Select(map => new HeadDepthReport(Head(map)!, Depths(map)))] : null,
            };
        }
        catch (Exception error) when (IsOfThePhoto(error))
        {
            return Failed(planned, error) with
                { IsUnwritten = error is UnauthorizedAccessException or (IOException and not FileAppearedException) };
        }
    }

    /// <summary>What goes wrong with one photo becomes its report and does not stop the others.</summary>
    private static bool IsOfThePhoto(Exception error) => error is not StandardOutputException
        && error is ImageFormatException or UnsupportedImageSizeException or NonFiniteDepthException or IOException
            or UnauthorizedAccessException or OutOfMemoryException;

    private static PhotoReport Failed(PlannedPhoto planned, Exception error)
    {
        var path = planned.Photo.Path;
        // The report names the photo; the reader's message begins with it, too.
        var message = error switch
        {
            UnsupportedImageSizeException unsuitable => UnsupportedPhoto.Reason(unsuitable),
            ImageFormatException unreadable => UnreadablePhoto.Reason(unreadable),
            _ => error.Message,
        };
        var reason = message.StartsWith(path + ": ", StringComparison.Ordinal) ? message[(path.Length + 2)..] : message;
        return new PhotoReport { Photo = path, Status = PhotoReport.Failed, Error = reason };
    }

    private RasterImage Read(string path, CancellationToken cancellation)
    {
        if (path != PhotoSearch.StandardInput) return RasterImage.Load(path, _decoding, cancellation);
        using var input = terminal.In();
        return RasterImage.Load(input, _decoding, cancellation);
    }

    private PhotoReport Report(string path, RasterImage image, DepthMap depth, IReadOnlyList<FileReport> files)
    {
        var plan = depth.Plan;
        return new PhotoReport
        {
            Photo = path,
            Status = PhotoReport.Done,
            Size = SizeReport.Of(plan.Picture),
            Network = SizeReport.Of(plan.Network),
            Depth = Depths(depth),
            Head = Head(depth),
            Settings = new SettingsReport(plan.Preset, plan.Overrides, SizeReport.Of(plan.Size), plan.KeepAspect,
                plan.Pad ? SizeReport.Of(plan.Border) : null, plan.Flip,
                plan.ResizeBack.ToString().ToLowerInvariant()),
            Camera = CameraReport.Of(depth.Camera),
            Files = files,
            MissingShare = image.Damage?.MissingShare,
            Notes = [.. image.Damage is { } damage ? [damage.ToString()] : Array.Empty<string>(),
                .. depth.Notes.Except(estimator.Notes).Select(EstimateNote.OfPredict),
                .. KindNote(path, image.FileFormat!),
                .. files.Where(file => file.Clipped > 0).Select(ClippedNote), .. BelowZeroNote(depth)],
        };
    }

    private static DepthReport Depths(DepthMap depth) =>
        new(depth.IsRelative ? DepthReport.Relative : DepthReport.Metres, depth.Min, depth.Max, depth.Median);

    private HeadReport? Head(DepthMap depth)
    {
        if (depth.Plan.BlendHeads)
            return new HeadReport(EstimateSwitches.Blend, depth.Domain!.Index, HeadReport.ByUser,
                depth.Domain.Probability);
        if (estimator.Model.Config.BinConfigurations.Count == 0) return null;
        var chosenBy = depth.Plan.Domain is not null ? HeadReport.ByUser : depth.Domain is not null
            ? HeadReport.ByModel : HeadReport.Only;
        return depth.Domain is { } domain
            ? new HeadReport(domain.Name, domain.Index, chosenBy, domain.Probability)
            : new HeadReport(estimator.Model.Config.BinConfigurations[0].Name ?? "unnamed", 0, chosenBy, null);
    }

    private static IEnumerable<string> KindNote(string path, string kind)
    {
        var named = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".jpg" or ".jpeg" or ".jpe" or ".jfif" => "JPEG",
            ".png" => "PNG",
            ".bmp" => "BMP",
            ".webp" => "WebP",
            ".tif" or ".tiff" => "TIFF",
            ".gif" => "GIF",
            ".tga" => "TGA",
            _ => kind,
        };
        if (kind != named)
            yield return $"named like a {named} file, but is a {kind} file by its content and was read as such";
    }

    private static IEnumerable<string> BelowZeroNote(DepthMap depth)
    {
        if (depth.IsRelative || !(depth.Min < 0)) yield break;
        var below = depth.Values.Count(metres => metres < 0);
        yield return $"{below} pixels are below 0 m, where bicubic resizing swings at an edge, as the reference's " +
            "does; a 16-bit PNG says that there is no depth";
    }

    private string ClippedNote(FileReport file) =>
        $"{file.Clipped} pixels lie beyond the {options.Scale.Largest:0.###} m a 16-bit PNG of this scale can hold " +
        "and were stored as that; --png-scale zoe reaches 255.996 m, --npy has no end";
}
