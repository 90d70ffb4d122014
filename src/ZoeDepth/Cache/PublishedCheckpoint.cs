namespace ZoeDepth.Cache;

/// <summary>A model of the research code as its authors published it, known there by a short name.</summary>
/// <param name="Name">what the research code's hub entries call it</param>
/// <param name="File">the file's name, at its release and in torch.hub's cache</param>
/// <param name="Repo">the same model in Hugging Face's dialect</param>
/// <param name="About">what it was trained for</param>
/// <seealso href="https://github.com/isl-org/ZoeDepth/releases/tag/v1.0"/>
internal sealed record PublishedCheckpoint(string Name, string File, RepoName Repo, string About)
{
    /// <summary>The three.</summary>
    public static IReadOnlyList<PublishedCheckpoint> All { get; } =
    [
        new("ZoeD_N", "ZoeD_M12_N.pt", new("Intel", "zoedepth-nyu"), "indoors (NYU Depth v2)"),
        new("ZoeD_K", "ZoeD_M12_K.pt", new("Intel", "zoedepth-kitti"),
            "roads (KITTI); says 10 m, was trained for 80 m: --max-depth 80"),
        new("ZoeD_NK", "ZoeD_M12_NK.pt", new("Intel", "zoedepth-nyu-kitti"),
            "indoors and roads, a head for each (NYU Depth v2, KITTI)"),
    ];

    /// <summary>The one of that name; null when there is none, or a file or folder of that name lies here.</summary>
    public static PublishedCheckpoint? Of(string model) =>
        All.FirstOrDefault(checkpoint => checkpoint.Name == model) is { } known && !Path.Exists(model) ? known : null;

    /// <summary>Where torch.hub keeps it, and we.</summary>
    public string PathIn(CacheFolders folders) => Path.Combine(folders.TorchCheckpoints, File);
}
