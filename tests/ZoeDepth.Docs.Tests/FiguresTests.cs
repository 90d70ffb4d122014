using System.Text.RegularExpressions;

namespace ZoeDepth.Docs.Tests;

/// <summary>
/// Figures in the texts are those of bench/results. After a benchmark, <c>ZOEDEPTH_WRITE_FIGURES=1 dotnet test
/// tests/ZoeDepth.Docs.Tests -c Release --filter FiguresTests</c> writes them.
/// </summary>
public sealed partial class FiguresTests
{
    private static readonly bool IsWriting = Environment.GetEnvironmentVariable("ZOEDEPTH_WRITE_FIGURES") == "1";

    [Theory]
    [InlineData("README.md", 1)]
    [InlineData("docs/performance.md", 7)]
    public void Figures_are_those_of_the_benchmarks(string file, int count)
    {
        var text = Markdown.Read(file);
        Marked().Count(text).ShouldBe(count);
        var written = Marked()
            .Replace(text, match => $"{match.Groups[1]}{Figures.Tables[match.Groups[2].Value]()}{match.Groups[4]}");
        if (IsWriting) File.WriteAllText(Path.Combine(Goldens.RepositoryRoot, file), written);
        else text.ShouldBe(written, $"{file} differs from bench/results; ZOEDEPTH_WRITE_FIGURES=1 writes it");
    }

    [Fact]
    public void The_readme_has_no_figure_of_speed_outside_its_marks() =>
        Speed().IsMatch(Marked().Replace(Markdown.Read("README.md"), ""))
            .ShouldBeFalse("times and ratios are written from bench/results");

    [GeneratedRegex(@"(<!-- figures: (\w+) -->\n)(.*?)(<!-- end of figures -->)", RegexOptions.Singleline)]
    private static partial Regex Marked();

    [GeneratedRegex(@"\d(\.\d+)? (ms|s|times|GiB|MB|pictures a second)\b")]
    private static partial Regex Speed();
}
