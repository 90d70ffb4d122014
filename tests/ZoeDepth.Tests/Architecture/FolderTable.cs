using System.Text.RegularExpressions;
using ZoeDepth.FolderGraph;

namespace ZoeDepth.Tests.Architecture;

/// <summary>
/// The table of ARCHITECTURE.md that orders each project's folders from the ground up: <c>A, B &lt; C</c> lets C use A
/// and B, and nothing else. Of several lines for one project, one must allow a use.
/// </summary>
/// <param name="lines">for each project its lines, each a list of levels from the bottom to the top</param>
internal sealed partial class FolderTable(ILookup<string, string[][]> lines)
{
    /// <summary>Reads the section's rows.</summary>
    public static FolderTable Read(string text)
    {
        var section = text.Split("\n## Folders from the ground up\n")[1].Split("\n## ")[0];
        return new FolderTable(Row().Matches(section)
            .ToLookup(row => Project(row.Groups[1].Value), row => Levels(row.Groups[2].Value)));
    }

    /// <summary>The projects that have a line, by the names of their folders in <c>src</c>.</summary>
    public IEnumerable<string> Projects => lines.Select(project => project.Key);

    /// <summary>Folders that the lines of a project name, the root as <c>.</c>; twice if one line does.</summary>
    public IEnumerable<string> Folders(string project)
    {
        var names = lines[project].Select(line => line.SelectMany(level => level).ToList()).ToList();
        return names.SelectMany(line => line).Distinct()
            .SelectMany(name => Enumerable.Repeat(name, names.Max(line => line.Count(other => other == name))));
    }

    /// <summary>Whether some line has the used folder on a level below the other one.</summary>
    public bool Allows(string project, string from, string to) =>
        lines[project].Any(line => Level(line, to) is >= 0 and var low && low < Level(line, from));

    /// <summary>Uses of a project that no line allows.</summary>
    public IEnumerable<FolderUse> Forbidden(string project, IEnumerable<FolderUse> uses) =>
        uses.Where(use => !Allows(project, use.From, use.To));

    private static int Level(string[][] line, string folder) => Array.FindIndex(line, level => level.Contains(folder));

    private static string Project(string name) => name == "ZoeDepth" ? name : $"ZoeDepth.{name}";

    private static string[][] Levels(string line) =>
        [.. line.Split(" < ").Select(level =>
            level.Split(", ").Select(name => name == "(root)" ? "." : name).ToArray())];

    [GeneratedRegex(@"^\| `([\w.]+)`[^|]* \| (.*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
