using System.Text.RegularExpressions;

namespace ZoeDepth.Cache;

/// <summary>What of a repository is meant: a branch, a tag, or a commit.</summary>
internal static partial class RepoRevision
{
    /// <summary>The branch that is meant when none is named.</summary>
    public const string Main = "main";

    private const int Longest = 200;

    /// <summary>Whether a text is the full name of a commit.</summary>
    public static bool IsCommit(string? text) => text is not null && Commit().IsMatch(text);

    /// <summary>
    /// Whether a text can be a branch, a tag or a commit, and the path of a file below <c>refs</c>, and of no other.
    /// </summary>
    public static bool IsValid(string text) => text.Length <= Longest && Reference().IsMatch(text)
        && text.Split('/').All(part => part.Trim('.').Length > 0 && !part.EndsWith('.'));

    [GeneratedRegex(@"^[0-9a-f]{40}\z")]
    private static partial Regex Commit();

    [GeneratedRegex(@"^[A-Za-z0-9_.+@-]+(/[A-Za-z0-9_.+@-]+)*\z")]
    private static partial Regex Reference();
}
