using System.Collections.Concurrent;
using ZoeDepth.FolderGraph;

namespace ZoeDepth.Tests.Architecture;

/// <summary>
/// Inside a project folders have an order, as projects have: the one ARCHITECTURE.md states. Names are looked up as the
/// compiler does, so a type used without a <c>using</c> counts too.
/// </summary>
public sealed class FolderOrderTests
{
    private static readonly ConcurrentDictionary<string, Lazy<(string[] Folders, FolderUse[] Uses)>> Seen = [];

    private static readonly Lazy<FolderTable> Table = new(
        () => FolderTable.Read(File.ReadAllText(Path.Combine(Goldens.RepositoryRoot, "ARCHITECTURE.md"))));

    /// <summary>Every project of <c>src</c>.</summary>
    public static TheoryData<string> Projects =>
        [.. Directory.GetDirectories(Path.Combine(Goldens.RepositoryRoot, "src"))
            .Select(folder => Path.GetFileName(folder)).Order()];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_of_a_project_are_in_no_circle(string project)
    {
        var (folders, uses) = Read(project);
        var circles = Circles.Of(folders, uses.ToLookup(use => use.From, use => use.To));
        circles.Select(circle => string.Join("; ", uses
            .Where(use => circle.Contains(use.From) && circle.Contains(use.To)).Select(use => $"{use}")))
            .ShouldBeEmpty($"{project}: move what is used down, or into a folder below both");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_folder_uses_only_what_stands_below_it(string project)
    {
        Table.Value.Folders(project).Order(StringComparer.Ordinal).ShouldBe(Read(project).Folders,
            ignoreOrder: false, $"{project}: ARCHITECTURE.md, \"Folders from the ground up\", names each, once a line");
        Table.Value.Forbidden(project, Read(project).Uses).Select(use => $"{use.From} -> {use.To}: {use}").Distinct()
            .ShouldBeEmpty($"{project}: move what is used down, or change the order that ARCHITECTURE.md states");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_two_folders_are_allowed_to_use_each_other(string project)
    {
        var folders = Read(project).Folders;
        var both = from one in folders from other in folders
                   where Table.Value.Allows(project, one, other) && Table.Value.Allows(project, other, one)
                   select $"{one} and {other}";
        both.ShouldBeEmpty("two lines of ARCHITECTURE.md contradict each other");
    }

    [Fact]
    public void Every_line_is_of_a_project() =>
        Table.Value.Projects.Order().ShouldBe(Projects.Select(row => row.Data).Order());

    [Fact]
    public void A_circle_is_found()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "A/One.cs", "namespace P.A; class One { P.B.Two? _two; }");
        Write(folder, "B/Two.cs", "namespace P.B; class Two { P.A.One? _one; }");
        var source = new ProjectSource(folder.File("."));
        Circles.Of(source.Folders(), source.Uses().ToLookup(use => use.From, use => use.To))
            .ShouldHaveSingleItem().ShouldBe(["A", "B"]);
    }

    /// <summary>The only use is B's of A.</summary>
    [Theory]
    [InlineData("| `P` | A < B < (root) |", true)]
    [InlineData("| `P` | A < (root) < B |", true)]
    [InlineData("| `P`, one | B < (root) |\n| `P`, two | A < B |", true)]
    [InlineData("| `P` | B < A < (root) |", false)]
    [InlineData("| `P` | A, B < (root) |", false)]
    [InlineData("| `P`, one | B < (root) |\n| `P`, two | A < (root) |", false)]
    public void A_use_that_no_line_allows_is_found(string rows, bool isAllowed)
    {
        using var folder = new TemporaryFolder();
        Write(folder, "A/One.cs", "namespace P.A; class One;");
        Write(folder, "B/Two.cs", "namespace P.B; class Two { P.A.One? _one; }");
        var table = FolderTable.Read($"\n## Folders from the ground up\n\n{rows}\n\n## Other");
        var forbidden = table.Forbidden("ZoeDepth.P", new ProjectSource(folder.File(".")).Uses()).ToList();
        forbidden.Count.ShouldBe(isAllowed ? 0 : 1);
    }

    [Fact]
    public void A_folder_named_twice_on_a_line_is_told()
    {
        var table = FolderTable.Read("\n## Folders from the ground up\n\n| `P` | A < B < A |\n| `P`, two | A < C |\n");
        table.Folders("ZoeDepth.P").Order().ShouldBe(["A", "A", "B", "C"]);
    }

    /// <summary>A project's folders and uses; parsed once, as several tests ask.</summary>
    internal static (string[] Folders, FolderUse[] Uses) Read(string project) =>
        Seen.GetOrAdd(project, name => new(() =>
        {
            var source = new ProjectSource(Path.Combine(Goldens.RepositoryRoot, "src", name));
            return ([.. source.Folders()], [.. source.Uses()]);
        })).Value;

    private static void Write(TemporaryFolder folder, string name, string text)
    {
        File.WriteAllText(folder.File("p.csproj"), "<Project/>");
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
        File.WriteAllText(folder.File(name), text);
    }
}
