using ZoeDepth.Cli.Predict;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Geometry;
using ZoeDepth.Imaging;

namespace ZoeDepth.Cli.Surfaces;

/// <summary>Estimates the depth that geometry is made of.</summary>
internal sealed class EstimatedDepth(SurfaceRequest request, Terminal terminal)
{
    /// <summary>Opens the model and estimates.</summary>
    /// <exception cref="CommandException">the model cannot be loaded, or says nothing that has a geometry</exception>
    public SurfaceDepth Of(RasterImage photo, PinholeCamera? calibrated, CancellationToken cancellation)
    {
        var model = ModelFolder.Locate(request.Model!, terminal, cancellation);
        using var estimator = ModelFolder.Open(model.Path,
            () => DepthEstimator.FromPretrained(model,
                new DepthEstimatorOptions { Threads = request.Threads, Precision = request.Precision }));
        if (estimator.Model.Config.IsRelative)
            throw CommandException.Usage(
                $"{request.Model} says relative depth of unknown scale and shift, which has no geometry; name a " +
                "model that says metres with --model");
        foreach (var note in estimator.Notes) terminal.Note(note);
        var isClosed = request is { Original: false, Kind: var kind } && kind == SurfaceKind.Panorama;
        var options = OptionsFor(photo, calibrated, isClosed, estimator.Model.Config.CanonicalFocalLength is not null);
        var map = Estimate(estimator, isClosed ? Panorama.Extended(photo) : photo, options, cancellation);
        var notes = map.Notes.Except(estimator.Notes).Select(EstimateNote.Of).ToArray();
        if (isClosed)
            return new(Panorama.Joined(map.ToRaster(), photo.Width), null, [.. notes, .. PanoramaNotes(photo)]);
        if (request.Original || request.Kind == SurfaceKind.Panorama) return new(map.ToRaster(), null, notes);
        var camera = calibrated?.Resized(map.Width, map.Height) ?? PinholeCamera.Of(map, photo, options);
        // A model with a canonical camera has said that it had to guess.
        return new(map.ToRaster(), camera, [.. notes, .. map.Camera is null ? SurfaceDepth.NotesOn(camera) : []]);
    }

    private EstimateOptions OptionsFor(RasterImage photo, PinholeCamera? calibrated, bool isClosed, bool isCanonical)
    {
        if (!isCanonical) return request.Estimate;
        if (isClosed) return request.Estimate with { Camera = Panorama.CameraOf(photo) };
        return calibrated is null ? request.Estimate : request.Estimate with
        {
            Camera = new(Math.Sqrt(calibrated.FocalX * calibrated.FocalY), calibrated.CenterX, calibrated.CenterY),
        };
    }

    private DepthMap Estimate(DepthEstimator estimator, RasterImage picture, EstimateOptions options,
        CancellationToken cancellation) =>
        SinglePhoto.Estimate(() => new RunProgress(terminal, 1).While(request.Photo, progress =>
            estimator.Estimate(picture, options, request.Photo, progress, cancellation)));

    private static IEnumerable<string> PanoramaNotes(RasterImage photo)
    {
        yield return "depth is taken as distance from the camera; networks for photographs have never seen " +
            "panoramas: expect bent walls, and metres that are off";
        if (photo.Width != 2 * photo.Height)
            yield return $"a full panorama is twice as wide as high; this one has {photo.Width}x{photo.Height}, and " +
                "its rows were spread over 180 degrees all the same";
    }
}
