using ZoeDepth.Imaging;

namespace ZoeDepth.Data.Manifests;

/// <summary>
/// Somebody's photographs with depth, listed in a manifest: JSON lines or a table (CSV) with <c>image</c>,
/// <c>depth</c>, <c>scale</c> (units of the depth file in a metre) and <c>domain</c> (indoor, outdoor), and if wanted
/// <c>hfov_degrees</c> or <c>intrinsics</c>, <c>scene</c>, <c>split</c>, <c>name</c>, <c>family</c>, <c>kind</c> with
/// <c>offset</c> and <c>disparity</c>, <c>width</c> and <c>height</c>. What <c>zoedepth synth</c> writes is one. Other
/// fields are kept.
/// </summary>
/// <remarks>
/// Paths are relative to the manifest's folder and do not leave it. Depth is a 16-bit PNG, NPY, NPZ or PFM of any size
/// that shows the same field of view as the photograph; 0, NaN and infinity are no depth.
/// </remarks>
public sealed class ManifestDataset : IDepthDataset
{
    private static readonly string[] FileNames = ["manifest.jsonl", "manifest.csv"];

    private readonly string _path;
    private readonly string _folder;
    private readonly DecodeOptions _decoding;
    private readonly ManifestRecord[] _records;

    private ManifestDataset(string path, ManifestOptions options)
    {
        (_path, _folder) = (path, Path.GetDirectoryName(Path.GetFullPath(path))!);
        _decoding = options.Decoding;
        var reader = new ManifestReader(path, options);
        var all = reader.Records().ToList();
        _records = options.Split is null ? [.. all] : [.. all.Where(IsOfSplit)];
        BadLines = reader.Bad;
        if (_records.Length > 0) return;
        var splits = all.Select(record => record.Split ?? "none").Distinct().Take(12).ToList();
        throw new DatasetException(all.Count == 0
            ? $"{path} lists no sample"
                + (BadLines.Count == 0 ? "" : $" that can be understood; {BadLines.Count} cannot")
            : $"{path} lists no sample of the split '{options.Split}'; there are {string.Join(", ", splits)}");

        bool IsOfSplit(ManifestRecord record) =>
            string.Equals(record.Split, options.Split, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads a manifest; photographs and depth files are opened when a sample is loaded.</summary>
    /// <param name="path">the manifest, or the folder with <c>manifest.jsonl</c> or <c>manifest.csv</c></param>
    /// <param name="options">what is taken; everything when null</param>
    /// <exception cref="DatasetException">a line cannot be understood (it is named), or nothing is listed</exception>
    /// <exception cref="IOException">there is no manifest, or it cannot be read</exception>
    public static ManifestDataset Open(string path, ManifestOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new(FileOf(path), options ?? ManifestOptions.Default);
    }

    /// <summary>The manifest that a path names, itself or by its folder.</summary>
    /// <exception cref="FileNotFoundException">the folder has none</exception>
    internal static string FileOf(string path) => Directory.Exists(path) ? InFolder(path) : path;

    /// <inheritdoc/>
    public string Name => _path;

    /// <inheritdoc/>
    public int Count => _records.Length;

    /// <summary>Lines that were left out; empty unless <see cref="ManifestOptions.SkipBadLines"/>.</summary>
    public IReadOnlyList<BadManifestLine> BadLines { get; }

    /// <inheritdoc/>
    public DepthSampleInfo Describe(int index) => At(index).ToInfo();

    /// <summary>The fields of a line that have no meaning here, as texts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">there is no such sample</exception>
    public IReadOnlyDictionary<string, string> OtherFields(int index) => At(index).OtherFields();

    /// <summary>Which of a sample's two files are not there; nothing is opened.</summary>
    /// <exception cref="ArgumentOutOfRangeException">there is no such sample</exception>
    public IEnumerable<string> MissingFiles(int index)
    {
        var record = At(index);
        return new[] { record.Image, record.Depth }.Where(file => !File.Exists(Path.Combine(_folder, file)));
    }

    /// <summary>
    /// Columns and rows of a photograph, upright: as its line states them, or as the head of its file does.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">there is no such sample</exception>
    /// <exception cref="DatasetException">the photograph is missing or broken</exception>
    internal (int Width, int Height) SizeOf(int index)
    {
        var record = At(index);
        if (record is { Width: { } width, Height: { } height }) return (width, height);
        var head = Read(record, record.Image, path => RasterImage.Identify(path, _decoding));
        return (head.Width, head.Height);
    }

    /// <inheritdoc/>
    public DepthSample Load(int index, CancellationToken cancellation = default)
    {
        var record = At(index);
        var image = Read(record, record.Image, path => RasterImage.Load(path, _decoding, cancellation).ToRgb8());
        var size = (record.Width ?? image.Width, record.Height ?? image.Height);
        if (size != (image.Width, image.Height))
        {
            throw new DatasetException(_path, record.Line,
                $"{record.Image} has {image.Width}x{image.Height} pixels (columns x rows), but the manifest says " +
                $"{size.Item1}x{size.Item2}");
        }
        cancellation.ThrowIfCancellationRequested();
        var depth = Read(record, record.Depth, path => DepthValues.Read(path, record.Scale, record.Offset));
        return new DepthSample(
            record.ToInfo(), image, depth.Values, depth.Width, depth.Height, depth.Mask, CameraOf(record, image));
    }

    private static CameraIntrinsics? CameraOf(ManifestRecord record, RasterImage image)
    {
        if (record.Camera is { } camera)
            return new((camera.FocalX + camera.FocalY) / 2, camera.CenterX, camera.CenterY);
        if (record.FieldOfViewDegrees is not { } degrees) return null;
        return new(FieldOfView.ToFocalLength(degrees, image.Width), image.Width / 2.0, image.Height / 2.0);
    }

    private T Read<T>(ManifestRecord record, string file, Func<string, T> read)
    {
        try
        {
            return read(Path.Combine(_folder, file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ImageFormatException)
        {
            var problem = error is FileNotFoundException or DirectoryNotFoundException
                ? $"{file} is not there; restore it, or take the line out"
                : $"{error.Message}; replace {file}, or take the line out";
            throw new DatasetException(_path, record.Line, problem, error);
        }
    }

    private ManifestRecord At(int index) => (uint)index < (uint)_records.Length
        ? _records[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"{_path} has samples 0 to {Count - 1}");

    private static string InFolder(string folder) =>
        FileNames.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException($"{folder} has no {string.Join(" and no ", FileNames)}; name the manifest " +
            "itself");
}
