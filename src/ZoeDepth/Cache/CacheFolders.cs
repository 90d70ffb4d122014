using System.Text.RegularExpressions;

namespace ZoeDepth.Cache;

/// <summary>
/// Where Hugging Face's and PyTorch's own programs keep on this machine what they downloaded, by their environment
/// variables, so that a model is found whoever fetched it.
/// Reference: huggingface_hub/constants.py, torch/hub.py
/// </summary>
/// <param name="variable">answers with an environment variable; null when it is not set</param>
internal sealed partial class CacheFolders(Func<string, string?> variable)
{
    /// <summary>Those of this process.</summary>
    public static CacheFolders Process { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>Of Hugging Face: <c>HF_HOME</c>, <c>~/.cache/huggingface</c>.</summary>
    public string HuggingFace => Set("HF_HOME") ?? Path.Combine(UserCache, "huggingface");

    /// <summary>Repositories of its hub: <c>HF_HUB_CACHE</c>, or <c>hub</c> in <see cref="HuggingFace"/>.</summary>
    public string Hub => Set("HF_HUB_CACHE") ?? Set("HUGGINGFACE_HUB_CACHE") ?? Path.Combine(HuggingFace, "hub");

    /// <summary>The file <c>hf auth login</c> writes: <c>HF_TOKEN_PATH</c>.</summary>
    public string TokenFile => Set("HF_TOKEN_PATH") ?? Path.Combine(HuggingFace, "token");

    /// <summary>Weight files of <c>torch.hub</c>: <c>hub/checkpoints</c> in <c>TORCH_HOME</c>.</summary>
    public string TorchCheckpoints =>
        Path.Combine(Set("TORCH_HOME") ?? Path.Combine(UserCache, "torch"), "hub", "checkpoints");

    /// <summary>Operands that were packed ahead: <c>operands</c> in <c>ZOEDEPTH_CACHE</c>, <c>~/.cache/zoedepth</c>.
    /// </summary>
    public string Prepared =>
        Path.Combine(Set("ZOEDEPTH_CACHE") ?? Path.Combine(UserCache, "zoedepth"), "operands");

    /// <summary>A variable as it was set; null when it was not, or to nothing.</summary>
    public string? Variable(string name) =>
        variable(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>Whether a variable says yes, as Hugging Face's programs understand it.</summary>
    public bool IsOn(string name) => Variable(name)?.Trim().ToUpperInvariant() is "1" or "ON" or "YES" or "TRUE";

    private string UserCache => Set("XDG_CACHE_HOME") ?? Path.Combine(Home, ".cache");

    private string Home => Variable(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME")
        ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary>A path, with <c>~</c> and other variables in it put in.</summary>
    private string? Set(string name)
    {
        if (Variable(name) is not { } path) return null;
        if (path == "~" || path.StartsWith("~/", StringComparison.Ordinal)
            || path.StartsWith("~\\", StringComparison.Ordinal)) path = Home + path[1..];
        return Path.GetFullPath(NamedVariable().Replace(path,
            match => Variable(match.Groups[1].Value) ?? match.Value));
    }

    [GeneratedRegex(@"\$\{?([A-Za-z_][A-Za-z0-9_]*)\}?")]
    private static partial Regex NamedVariable();
}
