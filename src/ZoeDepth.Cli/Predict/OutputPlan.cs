using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Cli.Predict;

/// <summary>What to do where an output file is already there.</summary>
internal enum OverwritePolicy
{
    /// <summary>Do nothing at all and say which files are in the way.</summary>
    Refuse,

    /// <summary>
    /// Keep it; compute a photo only where one of its files is missing, and write only the missing ones.
    /// </summary>
    Skip,

    /// <summary>Keep it and write the new one under the next free number.</summary>
    Number,

    /// <summary>Put the new one in its place once it is complete.</summary>
    Replace,
}

/// <summary>A file to write.</summary>
/// <param name="Kind">what it holds</param>
/// <param name="Path">where</param>
/// <param name="Head">whose depth, where every head has files of its own</param>
internal sealed record PlannedFile(OutputKind Kind, string Path, int Head = 0)
{
    /// <summary>What <c>--out</c> says for standard output.</summary>
    public const string StandardOutput = "-";

    /// <summary>Whether it goes to standard output.</summary>
    public bool IsStandardOutput => Path == StandardOutput;
}

/// <summary>A photo and the files to write for it; none where all are there already.</summary>
internal sealed record PlannedPhoto(Photo Photo, IReadOnlyList<PlannedFile> Files)
{
    /// <summary>Depth PNG files that are there already and stay.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];
}

/// <summary>
/// Decides before anything is computed which files will be written, so that nothing is lost and nobody waits for a
/// refusal.
/// </summary>
internal static class OutputPlan
{
    private const int NamesShown = 5;

    /// <summary>Plans the files of all photos.</summary>
    /// <param name="photos">the photos of the run</param>
    /// <param name="kinds">what to write for each</param>
    /// <param name="folder">where, keeping relative paths; beside each photo when null</param>
    /// <param name="existing">what to do where a file is already there</param>
    /// <param name="heads">names of heads that have files of their own; none: one depth a photo</param>
    /// <exception cref="CommandException">files are in the way, or two photos claim one file</exception>
    public static IReadOnlyList<PlannedPhoto> Of(IReadOnlyList<Photo> photos, IReadOnlyList<OutputKind> kinds,
        string? folder, OverwritePolicy existing, params IReadOnlyList<string> heads)
    {
        var stems = Stems(photos, folder);
        CheckClaims(photos, stems);
        var endings = heads.Count == 0 ? [""] : heads.Select(head => $".{head}").ToArray();
        var plan = photos.Select((photo, i) => new PlannedPhoto(photo, [.. endings.SelectMany((ending, head) =>
            Files(stems[i] + ending, kinds, existing, head))])
            { Kept = [.. endings.SelectMany(ending => Kept(stems[i] + ending, existing))] }).ToList();
        CheckInputs(plan, photos);
        if (existing == OverwritePolicy.Refuse) CheckFree(plan);
        return plan;
    }

    /// <summary>The depth PNG of the one photo, to standard output.</summary>
    /// <exception cref="CommandException">there are more photos than one</exception>
    public static IReadOnlyList<PlannedPhoto> ToStandardOutput(IReadOnlyList<Photo> photos) => photos is [var photo]
        ? [new PlannedPhoto(photo, [new PlannedFile(OutputKind.Png, PlannedFile.StandardOutput)])]
        : throw CommandException.Usage(
            $"--out - writes the depth of one photo to standard output, but {photos.Count} came; name one, or a " +
            "folder with --out");

    /// <summary>
    /// Paths without ending; <c>a.jpg</c> beside <c>a.png</c> keep theirs and become <c>a.jpg.depth.png</c> and
    /// <c>a.png.depth.png</c>.
    /// </summary>
    private static string[] Stems(IReadOnlyList<Photo> photos, string? folder)
    {
        var whole = photos.Select(photo => folder is not null ? Path.Combine(folder, photo.Relative)
            : photo.Path == PhotoSearch.StandardInput ? photo.Relative : photo.Path).ToArray();
        var bare = Array.ConvertAll(whole, path => Path.ChangeExtension(path, null));
        var shared = bare.GroupBy(Path.GetFullPath).Where(group => group.Count() > 1).Select(group => group.Key)
            .ToHashSet();
        return [.. bare.Select((stem, i) => shared.Contains(Path.GetFullPath(stem)) ? whole[i] : stem)];
    }

    private static void CheckClaims(IReadOnlyList<Photo> photos, string[] stems)
    {
        var claimed = stems.Select((stem, i) => (stem, photo: photos[i])).GroupBy(pair => Path.GetFullPath(pair.stem))
            .FirstOrDefault(group => group.Count() > 1)?.ToList();
        if (claimed is null) return;
        throw CommandException.Usage(
            $"{claimed[0].photo.Path} and {claimed[1].photo.Path} would both write " +
            $"{OutputName.Of(claimed[0].stem, OutputKind.Png)}. Name the folder above both instead (relative paths " +
            "are kept below --out), or run them apart");
    }

    private static List<PlannedFile> Files(string stem, IReadOnlyList<OutputKind> kinds, OverwritePolicy existing,
        int head)
    {
        var number = 1;
        if (existing == OverwritePolicy.Number)
            while (kinds.Any(kind => Path.Exists(OutputName.Of(stem, kind, number)))) number++;
        return [.. kinds.Select(kind => new PlannedFile(kind, OutputName.Of(stem, kind, number), head))
            .Where(file => existing != OverwritePolicy.Skip || !Path.Exists(file.Path))];
    }

    private static string[] Kept(string stem, OverwritePolicy existing) =>
        existing == OverwritePolicy.Skip && OutputName.Of(stem, OutputKind.Png) is var png && File.Exists(png)
            ? [png] : [];

    private static void CheckInputs(List<PlannedPhoto> plan, IReadOnlyList<Photo> photos)
    {
        var inputs = photos.Select(photo => Path.GetFullPath(photo.Path)).ToHashSet();
        foreach (var planned in plan)
        {
            if (planned.Files.FirstOrDefault(file => inputs.Contains(Path.GetFullPath(file.Path))) is { } file)
                throw CommandException.Usage(
                    $"the depth of {planned.Photo.Path} would replace {file.Path}, which is itself among the " +
                    "photos. Choose another folder with --out");
        }
    }

    private static void CheckFree(List<PlannedPhoto> plan)
    {
        var taken = plan.SelectMany(planned => planned.Files).Select(file => file.Path).Where(Path.Exists).ToList();
        if (taken.Count == 0) return;
        var more = taken.Count > NamesShown ? $", and {taken.Count - NamesShown} more" : "";
        throw CommandException.Usage(
            $"{(taken.Count == 1 ? "1 file is" : $"{taken.Count} files are")} already there: " +
            $"{string.Join(", ", taken.Take(NamesShown))}{more}. Nothing was computed. Say --overwrite skip (keep " +
            "them, write what is missing), number (new names), replace, or another folder with --out");
    }
}
