using System.Globalization;
using System.Xml.Linq;
using ZoeDepth.Training;

namespace ZoeDepth.Training.Tests;

/// <summary>The picture of a run's tables.</summary>
public sealed class CurveChartTests : IDisposable
{
    private const string StepColumns = "step,loss,silog,gradient,domain_entropy,outdoor,norm,rate,seconds,wait_seconds";
    private const string JudgedColumns = "step,outdoor,pictures,silog,abs_rel,a1,constant_abs_rel,routed";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_part_of_the_loss_the_norm_the_rate_and_validation_are_drawn_with_their_names()
    {
        var svg = Draw(Steps(20),
            ["10,0,4,20,0.30,0.5,0.45,NaN", "20,0,4,18,0.20,0.6,0.45,NaN", "20,1,4,18,0.25,0.6,0.5,NaN"]);
        var texts = Texts(svg);
        foreach (var name in new[] { "loss", "silog", "gradient", "norm", "rate", "abs_rel, indoor",
            "constant, outdoor", "a1, indoor", "step" })
            texts.ShouldContain(name);
        texts.ShouldNotContain("domain_entropy", "it is 0 throughout: there is no router");
        svg.Descendants().Count(e => e.Name.LocalName == "polyline" && e.ToString()
            .Contains("stroke-dasharray", StringComparison.Ordinal))
            .ShouldBeGreaterThanOrEqualTo(1, "the best constant is dashed");
    }

    [Fact]
    public void Without_validation_there_are_no_panels_of_it_and_without_steps_no_picture()
    {
        Texts(Draw(Steps(3), [])).ShouldNotContain("abs_rel");
        File.Delete(_folder.File("curves.svg"));
        Draw([], []).ShouldBeNull();
    }

    [Fact]
    public void A_long_run_is_drawn_by_means_and_stays_small()
    {
        Draw(Steps(20_000), []);
        new FileInfo(_folder.File("curves.svg")).Length.ShouldBeLessThan(200_000);
        var points = CurveTable.Read(_folder.File("curves.csv")).Points("loss", most: 400);
        points.Count.ShouldBe(400);
        // Fifty neighbours whose loss is 1 / step: the first mean is that of steps 1 to 50.
        points[0].Step.ShouldBe(25.5, 1e-9);
        points[0].Value.ShouldBe(Enumerable.Range(1, 50).Average(step => 1.0 / step), 1e-4);
    }

    [Fact]
    public void A_row_that_is_half_there_is_passed_over()
    {
        File.WriteAllText(_folder.File("curves.csv"), StepColumns + "\n1,2,3,4,0,0,1,1,1,0\n2,2,3");
        CurveTable.Read(_folder.File("curves.csv")).Points("loss", 10).ShouldBe([(1, 2)]);
    }

    private static IEnumerable<string> Steps(int count) => Enumerable.Range(1, count).Select(step =>
        string.Create(CultureInfo.InvariantCulture,
            $"{step},{1.0 / step:G6},{10.0 / step:G6},0.5,0,{step % 2},0.7,0.001,0.1,0"));

    private XDocument Draw(IEnumerable<string> steps, IEnumerable<string> judged)
    {
        var (curves, validation, picture) =
            (_folder.File("curves.csv"), _folder.File("validation.csv"), _folder.File("curves.svg"));
        File.WriteAllLines(curves, [StepColumns, .. steps]);
        File.WriteAllLines(validation, [JudgedColumns, .. judged]);
        CurveChart.Draw(curves, validation, picture);
        return File.Exists(picture) ? XDocument.Load(picture) : null!;
    }

    private static List<string> Texts(XDocument svg) =>
        [.. svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];
}
