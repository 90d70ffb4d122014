using System.Text.RegularExpressions;

namespace ZoeDepth.Docs.Tests;

/// <summary>Links between the texts lead somewhere.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Files => [.. Markdown.Files];

    [Theory, MemberData(nameof(Files))]
    public void Every_link_leads_to_a_file_and_a_heading_that_are_there(string file)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Goldens.RepositoryRoot, file))!;
        foreach (var link in Link().Matches(Markdown.Read(file)).Select(match => match.Groups[1].Value))
        {
            if (link.StartsWith("http", StringComparison.Ordinal)) continue;
            var (path, heading) = link.Split('#') is [var before, var after] ? (before, after) : (link, null);
            var target = path.Length == 0 ? Path.Combine(Goldens.RepositoryRoot, file)
                : Path.GetFullPath(Path.Combine(folder, path));
            Path.Exists(target).ShouldBeTrue($"{file} links to {link}");
            if (heading is not null) Anchors(target).ShouldContain(heading, $"{file} links to {link}");
        }
    }

    [Fact]
    public void The_contents_of_the_site_name_every_guide_once()
    {
        var contents = Href().Matches(Markdown.Read("docs/site/toc.yml")).Select(match => match.Groups[1].Value)
            .Where(page => page.EndsWith(".md", StringComparison.Ordinal)).ToList();
        string[] beside =
        [
            "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "samples/README.md",
            "models/zoedepth-mini/README.md",
        ];
        contents.ShouldBe([.. beside, .. Directory.GetFiles(Path.Combine(Goldens.RepositoryRoot, "docs"), "*.md")
            .Select(path => $"docs/{Path.GetFileName(path)}")], ignoreOrder: true);
    }

    /// <summary>Headings as GitHub names them: lower case, blanks as dashes, no punctuation.</summary>
    private static IEnumerable<string> Anchors(string file) => File.ReadLines(file)
        .Where(line => line.StartsWith('#'))
        .Select(line => Punctuation().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^ *href: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Href();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
