using System.Text.RegularExpressions;

namespace ZoeDepth.Docs.Tests;

/// <summary>A fenced block of a text.</summary>
/// <param name="File">the file from the root of the repository</param>
/// <param name="Line">the line of its fence</param>
/// <param name="Language">what stands behind the fence</param>
/// <param name="Text">what it holds</param>
internal sealed record Block(string File, int Line, string Language, string Text);

/// <summary>The texts of the repository: the README and what lies at the root and in <c>docs</c>.</summary>
internal static partial class Markdown
{
    /// <summary>Paths from the root of the repository.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. new[] { Goldens.RepositoryRoot, Path.Combine(Goldens.RepositoryRoot, "docs") }
            .SelectMany(folder => Directory.GetFiles(folder, "*.md", folder == Goldens.RepositoryRoot
                ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Goldens.RepositoryRoot, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>A file's whole text.</summary>
    public static string Read(string file) => File.ReadAllText(Path.Combine(Goldens.RepositoryRoot, file));

    /// <summary>All fenced blocks of a language.</summary>
    public static IEnumerable<Block> Blocks(string language) => Files.SelectMany(file =>
    {
        var text = Read(file);
        return Fenced().Matches(text).Where(match => match.Groups[1].Value == language).Select(match =>
            new Block(file, 1 + text.AsSpan(0, match.Index).Count('\n'), language, match.Groups[2].Value));
    });

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();
}
