using Microsoft.Extensions.FileSystemGlobbing;

namespace ZoeDepth.Cli.Predict;

/// <summary>A photo to read.</summary>
/// <param name="Path">where it lies, as the command line led to it</param>
/// <param name="Relative">
/// its path below the folder or pattern it was found by, or its name: where it goes below <c>--out</c>
/// </param>
internal sealed record Photo(string Path, string Relative);

/// <summary>What the arguments of <c>predict</c> led to.</summary>
/// <param name="Photos">each photo once, in the order of the arguments, sorted within a folder or pattern</param>
/// <param name="Problems">an argument that led nowhere, and why</param>
/// <param name="Notes">what was passed over</param>
internal sealed record FoundPhotos(IReadOnlyList<Photo> Photos,
    IReadOnlyList<(string Argument, string Problem)> Problems, IReadOnlyList<string> Notes);

/// <summary>Finds photos by file, folder and pattern.</summary>
internal static class PhotoSearch
{
    /// <summary>
    /// Endings of files a folder is searched for; a file named on the command line may end as it likes, its content
    /// decides.
    /// </summary>
    public static IReadOnlyList<string> Endings { get; } = 
    [
        ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".bmp", ".ppm", ".pgm", ".pbm", ".pnm", ".mpo",
        ".webp", ".tif", ".tiff", ".gif", ".tga",
    ];

    /// <summary>The argument that names standard input.</summary>
    public const string StandardInput = "-";

    private static readonly string[] OtherPictures =
        [".heic", ".heif", ".avif", ".jxl", ".jp2", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".raf"];

    /// <summary>Follows the arguments.</summary>
    /// <param name="arguments">files, folders, patterns with <c>*</c> and <c>**</c></param>
    /// <param name="recursive">look into folders of folders, too</param>
    /// <param name="cancellation">looked at before each folder</param>
    /// <exception cref="OperationCanceledException">the token was cancelled</exception>
    public static FoundPhotos Find(IReadOnlyList<string> arguments, bool recursive,
        CancellationToken cancellation = default)
    {
        var photos = new List<(Photo Photo, string Real)>();
        var problems = new List<(string, string)>();
        var notes = new List<string>();
        foreach (var argument in arguments)
        {
            try
            {
                if (argument == StandardInput) photos.Add((new Photo(argument, "stdin"), argument));
                else if (File.Exists(argument))
                    photos.Add((new Photo(argument, Path.GetFileName(argument)), RealPath.Of(argument) ?? argument));
                else if (Directory.Exists(argument))
                    photos.AddRange(InFolder(argument, recursive, notes, cancellation));
                else photos.AddRange(ByPattern(argument, notes, cancellation));
            }
            catch (PhotoNotFoundException nothing)
            {
                problems.Add((argument, nothing.Message));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                problems.Add((argument, $"cannot be read: {error.Message}"));
            }
        }
        return new FoundPhotos([.. photos.DistinctBy(found => found.Real).Select(found => found.Photo)], problems,
            notes);
    }

    private static List<(Photo, string)> InFolder(string folder, bool recursive, List<string> notes,
        CancellationToken cancellation)
    {
        var walk = new FolderWalk(recursive ? int.MaxValue : 0, withHidden: false, cancellation);
        var all = walk.Files(folder);
        var files = all.Where(file => !OutputName.IsOurs(file.Path) && !IsAppleDouble(file.Path)).ToList();
        TellUnreadable(walk, notes);
        var photos = files.Where(file => HasEnding(file.Path, Endings))
            .Select(file => (new Photo(file.Path, Path.GetRelativePath(folder, file.Path)), file.Real)).ToList();
        var others = files.Where(file => HasEnding(file.Path, OtherPictures))
            .GroupBy(file => Path.GetExtension(file.Path).ToLowerInvariant())
            .Select(group => $"{group.Count()} {group.Key}").ToList();
        if (others.Count > 0)
            notes.Add($"{folder}: passed over {string.Join(", ", others)}, which are not read here; convert them to " +
                "JPEG or PNG");
        if (photos.Count > 0) return photos;
        var deeper = !recursive && Directory.EnumerateDirectories(folder).Any()
            ? "; --recursive looks into its folders, too" : "";
        throw new PhotoNotFoundException(
            $"the folder holds no picture ({string.Join(" ", Endings)}){Ours(all.Select(file => file.Path))}{deeper}");
    }

    private static List<(Photo, string)> ByPattern(string argument, List<string> notes, CancellationToken cancellation)
    {
        var (folder, pattern) = SplitPattern(argument);
        if (pattern is null)
            throw new PhotoNotFoundException(
                $"there is no such file or folder (looked from {Directory.GetCurrentDirectory()})");
        if (!Directory.Exists(folder))
            throw new PhotoNotFoundException($"the pattern starts at the folder {folder}, which does not exist");
        var segments = pattern.Split('/');
        var depth = segments.Contains("**") ? int.MaxValue : segments.Length - 1;
        var walk = new FolderWalk(depth, withHidden: segments.Any(segment => segment.StartsWith('.')), cancellation);
        var real = walk.Files(folder)
            .ToDictionary(file => Path.GetRelativePath(folder, file.Path).Replace('\\', '/'), file => file.Real);
        TellUnreadable(walk, notes);
        var matches = new Matcher(StringComparison.Ordinal).AddInclude(pattern).Match(real.Keys).Files
            .Select(match => match.Path).ToList();
        var photos = matches.Where(path => !OutputName.IsOurs(path) && !IsAppleDouble(path))
            .Order(StringComparer.Ordinal)
            .Select(path => (new Photo(Path.Combine(folder == "." ? "" : folder, path), path), real[path])).ToList();
        return photos.Count > 0 ? photos
            : throw new PhotoNotFoundException(
                $"no file in {Path.GetFullPath(folder)} matches {pattern} (* is any text within a name, ** any " +
                $"folders){Ours(matches)}");
    }

    /// <summary>What to say of depth files among what was found.</summary>
    private static string Ours(IEnumerable<string> files) => files.Count(OutputName.IsOurs) switch
    {
        0 => "",
        1 => ", but one depth file (*.depth.*), which predict passes over",
        var count => $", but {count} depth files (*.depth.*), which predict passes over",
    };

    /// <summary>The folder a pattern starts at, and the rest; no rest where there is no wildcard.</summary>
    internal static (string Folder, string? Pattern) SplitPattern(string argument)
    {
        var segments = argument.Replace('\\', '/').Split('/');
        var wild = Array.FindIndex(segments, segment => segment.Contains('*', StringComparison.Ordinal));
        if (wild < 0) return (argument, null);
        var folder = string.Join('/', segments[..wild]);
        if (wild == 0) folder = ".";
        else if (folder.Length == 0) folder = "/";
        return (folder, string.Join('/', segments[wild..]));
    }

    private static void TellUnreadable(FolderWalk walk, List<string> notes)
    {
        if (walk.Unreadable is not [var first, ..]) return;
        var count = walk.Unreadable.Count;
        notes.Add(count == 1 ? $"the folder {first} could not be read and was passed over"
            : $"{count} folders could not be read and were passed over, the first is {first}");
    }

    /// <summary>
    /// What macOS leaves beside a.jpg on disks of other systems: ._a.jpg, its attributes, no picture.
    /// </summary>
    private static bool IsAppleDouble(string file) => Path.GetFileName(file).StartsWith("._", StringComparison.Ordinal);

    private static bool HasEnding(string file, IReadOnlyList<string> endings) =>
        endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    private sealed class PhotoNotFoundException(string message) : Exception(message);
}
