using System.Text.RegularExpressions;

namespace ZoeDepth.Tests.Architecture;

/// <summary>
/// A folder's files share one namespace: the project's, followed by the folder's path or the beginning of it.
/// </summary>
public sealed partial class NamespaceTests
{
    /// <summary>Folders in somebody else's namespace, where their users look for them.</summary>
    private static readonly Dictionary<string, string> Foreign = new()
    {
        ["src/ZoeDepth.Server/DependencyInjection"] = "Microsoft.Extensions.DependencyInjection",
    };

    public static TheoryData<string> Projects => FolderOrderTests.Projects;

    [Theory, MemberData(nameof(Projects))]
    public void A_folder_has_one_namespace(string project)
    {
        foreach (var folder in Sources.CSharp("src", project).GroupBy(file => Path.GetDirectoryName(file)!))
        {
            var path = Sources.Relative(folder.Key);
            // A program's first file may have statements alone, and no namespace.
            var names = folder.SelectMany(file => Namespace().Matches(File.ReadAllText(file))
                .Select(match => match.Groups[1].Value)).Distinct().ToList();
            names.Count.ShouldBeLessThanOrEqualTo(1, $"{path}: {string.Join(" and ", names)}; move files or rename");
            if (names is [var name]) Allowed(path).ShouldContain(name, $"{path} is in another project's namespace");
        }
    }

    [Theory]
    [InlineData("src/ZoeDepth.P/A/B", "ZoeDepth.P;ZoeDepth.P.A;ZoeDepth.P.A.B")]
    [InlineData("src/ZoeDepth.P", "ZoeDepth.P")]
    public void A_namespace_is_the_beginning_of_a_path(string folder, string namespaces) =>
        Allowed(folder).ShouldBe(namespaces.Split(';'));

    private static List<string> Allowed(string folder)
    {
        if (Foreign.TryGetValue(folder, out var other)) return [other];
        var path = folder.Split('/')[1..];
        return [.. Enumerable.Range(1, path.Length).Select(count => string.Join('.', path[..count]))];
    }

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
