using ZoeDepth.Cli.Predict;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Geometry;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Cli.Surfaces;

/// <summary>A run of <c>cloud</c>, <c>mesh</c> or <c>panorama</c>: read, estimate, make, write, tell.</summary>
internal sealed class SurfaceRun(SurfaceRequest request, Terminal terminal)
{
    private readonly long _start = terminal.Clock.GetTimestamp();

    /// <summary>Runs on a thread of its own and returns the exit code.</summary>
    /// <exception cref="CommandException">something cannot be read, made or written</exception>
    public static Task<int> RunAsync(SurfaceRequest request, Terminal terminal, CancellationToken cancellation) =>
        Task.Run(() => new SurfaceRun(request, terminal).Run(cancellation), CancellationToken.None);

    private int Run(CancellationToken cancellation)
    {
        var path = request.Out
            ?? request.Kind.FileOf(request.Photo == PhotoSearch.StandardInput ? "stdin" : request.Photo);
        var format = CheckOutput(path);
        var photo = Read(cancellation);
        if (request.Original) photo = OriginalMesh.Shrunk(photo);
        var camera = Intrinsics(photo);
        var source = request.Depth is { } file ? SurfaceDepth.FromFile(file, photo, camera, request)
            : new EstimatedDepth(request, terminal).Of(photo, camera, cancellation);
        var made = Made.Of(source, photo, request);
        if (made.Vertices == 0)
            throw new CommandException(ExitCode.SomeFailed,
                $"{request.Photo}: nothing is left to write: no pixel has depth, or everything was " +
                $"{request.Surface.Edges}; add --keep-edges");
        OutputFile.Guarded(path, () => AtomicFile.Write(path, stream => made.Write(stream, format),
            replaces: request.Replace));
        Tell(path, format, photo, source, made);
        return ExitCode.Done;
    }

    /// <summary>Everything about the file that can be known before hours are spent.</summary>
    private GeometryFormat CheckOutput(string path)
    {
        GeometryFormat format;
        try
        {
            format = GeometryFile.FormatOf(path);
        }
        catch (ArgumentException)
        {
            throw CommandException.Usage($"no geometry file is written with the ending of {path}; use .glb or .ply");
        }
        if (format == GeometryFormat.Glb && request.Axes == GeometryAxes.OpenCv)
            throw CommandException.Usage("a GLB file is on glTF's axes; name a PLY file with --out for --axes opencv");
        if (!request.Replace && Path.Exists(path))
            throw CommandException.Usage(
                $"{path} is already there; nothing was computed. Say --replace, or another file with --out");
        OutputFile.CheckFolder(path);
        return format;
    }

    private RasterImage Read(CancellationToken cancellation) => SinglePhoto.Read(() =>
    {
        if (request.Photo != PhotoSearch.StandardInput)
            return RasterImage.Load(request.Photo, ReadablePhotos.Decoding with
                { MaxPixels = ImageLimit.OfThisMachine }, cancellation);
        using var input = terminal.In();
        return RasterImage.Load(input, ReadablePhotos.Decoding, cancellation);
    });

    private PinholeCamera? Intrinsics(RasterImage photo)
    {
        if (request.Intrinsics is not { } file) return null;
        try
        {
            return CameraFile.Read(file, photo.Width, photo.Height);
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
        {
            throw CommandException.Usage($"the calibration {file} cannot be used: {error.Message.TrimEnd('.')}");
        }
    }

    private void Tell(string path, GeometryFormat format, RasterImage photo, SurfaceDepth source, Made made)
    {
        var (min, max, median) = DepthStatistics.Of(source.Depth.Values);
        var report = new SurfaceReport
        {
            Version = ProgramVersion.Version,
            Photo = request.Photo,
            Size = new(photo.Height, photo.Width),
            Model = request.Model?.Model,
            Depth = new(DepthReport.Metres, min, max, median),
            Camera = source.Camera is { } camera ? SurfaceCamera.Of(camera) : null,
            Surface = new(made.Vertices, made.Triangles, made.Edges),
            File = new(path, format.ToString().ToLowerInvariant(), made.AxesIn(request.Axes).Describe(),
                new FileInfo(path).Length),
            Seconds = terminal.Clock.GetElapsedTime(_start).TotalSeconds,
            Notes = [.. photo.Damage is { } damage ? [damage.ToString()] : Array.Empty<string>(), .. source.Notes],
        };
        terminal.Out.WriteLine(request.Json ? SurfaceDocument.Of(report)
            : SurfaceText.Of(report, source.Camera?.ToString()));
    }
}
