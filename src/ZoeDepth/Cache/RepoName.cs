using System.Text.RegularExpressions;

namespace ZoeDepth.Cache;

/// <summary>A model's name on the Hugging Face hub, <c>Intel/zoedepth-nyu-kitti</c>.</summary>
/// <param name="Owner">whose it is</param>
/// <param name="Model">what it is called there</param>
internal sealed partial record RepoName(string Owner, string Model)
{
    private const int Longest = 96;

    /// <summary>What folders of models in the cache begin with.</summary>
    public const string FolderPrefix = "models--";

    private const string Separator = "--";

    /// <summary>A text as such a name; null when it can be none, by the hub's own rules.</summary>
    public static RepoName? Parse(string? text) =>
        text is { Length: <= Longest } && Form().Match(text) is { Success: true } match
            && !text.Contains(Separator, StringComparison.Ordinal) && !text.Contains("..", StringComparison.Ordinal)
            && !text.EndsWith(".git", StringComparison.Ordinal)
            ? new RepoName(match.Groups[1].Value, match.Groups[2].Value) : null;

    // No model of the hub is called like a file of weights.
    private static readonly string[] Files = [".pt", ".pth", ".ckpt", ".bin", ".safetensors", ".json", ".onnx"];

    /// <summary>
    /// What somebody names who does not name a path: nothing of that name lies here, nor a folder of its first part,
    /// and it does not end as files of weights do.
    /// </summary>
    public static RepoName? Of(string model) =>
        Path.Exists(model) || Parse(model) is not { } name || Directory.Exists(name.Owner)
            || Files.Contains(Path.GetExtension(model), StringComparer.OrdinalIgnoreCase) ? null : name;

    /// <summary>The name a folder of the cache stands for; null when it is none of a model.</summary>
    public static RepoName? OfFolder(string folder) =>
        folder.StartsWith(FolderPrefix, StringComparison.Ordinal)
            ? Parse(folder[FolderPrefix.Length..].Replace(Separator, "/", StringComparison.Ordinal)) : null;

    /// <summary>What its folder in the cache is called.</summary>
    public string Folder => $"{FolderPrefix}{Owner}{Separator}{Model}";

    /// <inheritdoc/>
    public override string ToString() => $"{Owner}/{Model}";

    [GeneratedRegex(@"^([A-Za-z0-9][A-Za-z0-9_.-]*)/([A-Za-z0-9][A-Za-z0-9_.-]*)\z")]
    private static partial Regex Form();
}
