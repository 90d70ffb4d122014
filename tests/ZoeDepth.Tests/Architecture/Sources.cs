using System.Text.RegularExpressions;

namespace ZoeDepth.Tests.Architecture;

/// <summary>The files of the repository, for tests that read them.</summary>
internal static partial class Sources
{
    private static readonly string[] NotOurs = [".git", "bin", "obj", "artifacts", "models", "node_modules",
        "TestResults", "BenchmarkDotNet.Artifacts", ".vs", ".idea"];

    /// <summary>C# files below a folder of the repository.</summary>
    public static IReadOnlyList<string> CSharp(params string[] folder) =>
        [.. Files(Path.Combine([Goldens.RepositoryRoot, .. folder]))
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal))];

    /// <summary>All files below a folder that are not made by building.</summary>
    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder).Where(file => !NotOurs.Contains(Path.GetFileName(file)))
            .Concat(Directory.EnumerateDirectories(folder).Where(inner => !NotOurs.Contains(Path.GetFileName(inner)))
                .SelectMany(Files)).Order(StringComparer.Ordinal);

    /// <summary>A file's path from the root of the repository, with slashes.</summary>
    public static string Relative(string file) => Path.GetRelativePath(Goldens.RepositoryRoot, file).Replace('\\', '/');

    /// <summary>The lines of a C# file without comments and without what stands in quotes.</summary>
    public static IEnumerable<string> Code(string file) =>
        File.ReadLines(file).Select(line => Comment().Replace(Quoted().Replace(line, "\"\""), ""));

    [GeneratedRegex(@"//.*$")]
    private static partial Regex Comment();

    [GeneratedRegex("\"(\\\\.|[^\"\\\\])*\"")]
    private static partial Regex Quoted();
}
