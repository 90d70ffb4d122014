using System.Globalization;
using System.Text.RegularExpressions;

namespace ZoeDepth.Runtime.IO;

/// <summary>
/// The name under which a file is written before it is whole: hidden, 26 bytes at most however long the target's name,
/// and another one in every process, so that two runs into one folder do not meet.
/// </summary>
internal static partial class PartialFile
{
    /// <summary>What the name ends with.</summary>
    public const string Suffix = ".partial";

    private static readonly string Process = Environment.ProcessId.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>
    /// The path of the unfinished file for a target: the same for one target as long as this process lives.
    /// </summary>
    public static string Of(string path)
    {
        // .NET seeds the hash of texts by chance in every process: processes of one number on two machines differ, too.
        var name = Path.GetFileName(path).GetHashCode(StringComparison.Ordinal)
            .ToString("x8", CultureInfo.InvariantCulture);
        return Path.Combine(Path.GetDirectoryName(path) ?? "", $".{name}-{Process}{Suffix}");
    }

    /// <summary>Whether a file of that name is an unfinished one, of whatever process.</summary>
    public static bool IsName(string name) => Name().IsMatch(name);

    /// <summary>
    /// Removes what killed processes left in a folder: unfinished files nobody has written to for a while.
    /// </summary>
    /// <param name="folder">the folder; not those below it</param>
    /// <param name="age">
    /// how long nobody wrote; <see cref="TimeSpan.Zero"/> where nobody else writes into the folder
    /// </param>
    /// <returns>how many were removed; one that cannot be removed stays</returns>
    public static int RemoveAbandoned(string folder, TimeSpan age)
    {
        var removed = 0;
        foreach (var file in Directory.EnumerateFiles(folder, $".*{Suffix}",
            new EnumerationOptions { AttributesToSkip = FileAttributes.None }))
        {
            if (!IsName(Path.GetFileName(file)) || file.EndsWith($"-{Process}{Suffix}", StringComparison.Ordinal))
                continue;
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(file) < age) continue;
            try
            {
                File.Delete(file);
                removed++;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Somebody else's, or gone by now.
            }
        }
        return removed;
    }

    [GeneratedRegex("^\\.[0-9a-f]{8}-[0-9a-f]{1,8}\\.partial$")]
    private static partial Regex Name();
}
