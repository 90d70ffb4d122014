using System.Net;
using System.Text.RegularExpressions;

namespace ZoeDepth.Tests.Architecture;

/// <summary>The pictures of <c>docs/architecture/now</c> show the folders and arrows of today's source.</summary>
public sealed partial class FolderDrawingTests
{
    private static readonly string Folder = Path.Combine(Goldens.RepositoryRoot, "docs", "architecture", "now");

    public static TheoryData<string> Projects => FolderOrderTests.Projects;

    [Fact]
    public void There_is_one_picture_a_project() =>
        Directory.GetFiles(Folder).Select(Path.GetFileNameWithoutExtension).Order()
            .ShouldBe(Projects.Select(row => row.Data).Order());

    [Theory, MemberData(nameof(Projects))]
    public void A_picture_shows_todays_folders(string project)
    {
        var (folders, uses) = FolderOrderTests.Read(project);
        var drawn = Title().Matches(File.ReadAllText(Path.Combine(Folder, $"{project}.svg")))
            .Select(match => WebUtility.HtmlDecode(match.Groups[1].Value));
        drawn.ShouldBe(folders.Concat(uses.Select(use => $"{use.From}->{use.To}").Distinct()), ignoreOrder: true,
            $"{project}: run docs/architecture/graph.sh (it needs Graphviz)");
    }

    /// <summary>Graphviz names each box and arrow in the line after its group begins.</summary>
    [GeneratedRegex("""class="(?:node|edge)">\s*<title>(.*)</title>""")]
    private static partial Regex Title();
}
