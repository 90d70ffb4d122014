using ZoeDepth.FolderGraph;

namespace ZoeDepth.Tests.Architecture;

/// <summary>
/// Inside a project folders have an order, as projects have: none of them is in a circle. Names are looked up as the
/// compiler does, so a type used without a <c>using</c> counts too.
/// </summary>
public sealed class FolderOrderTests
{
    /// <summary>Every project of <c>src</c>.</summary>
    public static TheoryData<string> Projects =>
        [.. Directory.GetDirectories(Path.Combine(Goldens.RepositoryRoot, "src"))
            .Select(folder => Path.GetFileName(folder)).Order()];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_of_a_project_are_in_no_circle(string project)
    {
        var source = new ProjectSource(Path.Combine(Goldens.RepositoryRoot, "src", project));
        var uses = source.Uses().ToList();
        var circles = Circles.Of(source.Folders(), uses.ToLookup(use => use.From, use => use.To));
        circles.Select(circle => string.Join("; ", uses
            .Where(use => circle.Contains(use.From) && circle.Contains(use.To)).Select(use => $"{use}")))
            .ShouldBeEmpty($"{project}: move what is used down, or into a folder below both");
    }

    [Fact]
    public void A_circle_is_found()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("A"));
        Directory.CreateDirectory(folder.File("B"));
        File.WriteAllText(folder.File("p.csproj"), "<Project/>");
        File.WriteAllText(folder.File("A/One.cs"), "namespace P.A; class One { P.B.Two? _two; }");
        File.WriteAllText(folder.File("B/Two.cs"), "namespace P.B; class Two { P.A.One? _one; }");
        var source = new ProjectSource(folder.File("."));
        Circles.Of(source.Folders(), source.Uses().ToLookup(use => use.From, use => use.To))
            .ShouldHaveSingleItem().ShouldBe(["A", "B"]);
    }
}
