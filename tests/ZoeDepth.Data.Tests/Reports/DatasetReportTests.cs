using System.Text;
using System.Text.Json;
using ZoeDepth.Data.Manifests;
using ZoeDepth.Data.Reports;
using ZoeDepth.Data.Tests.Evaluation;
using ZoeDepth.Data.Tests.Manifests;
using static ZoeDepth.Data.Tests.Evaluation.FakeDataset;

namespace ZoeDepth.Data.Tests.Reports;

public sealed class DatasetReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static DatasetReport Of(params Entry[] entries) =>
        DatasetReport.Of(new FakeDataset("d", entries), threads: 2);

    private static DatasetFinding Finding(DatasetReport report, string text) =>
        report.Findings.Single(finding => finding.Text.Contains(text, StringComparison.Ordinal));

    [Fact]
    public void Ranges_and_histograms_are_of_each_domain()
    {
        var report = Of(new(1.5), new(1.5), new(3), new(30, Domain.Outdoor));
        (report.Count, report.Read, report.HasErrors).ShouldBe((4, 4, false));
        report.Findings.ShouldBeEmpty();
        var indoor = report.Groups.Single(group => group.Domain == Domain.Indoor);
        (indoor.Count, indoor.Read, indoor.Coverage).ShouldBe((3, 3, 1));
        indoor.P2.ShouldBe(1.5, 0.005);
        indoor.P50.ShouldBe(1.5, 0.005);
        indoor.P98.ShouldBe(3, 0.01);
        indoor.Images.ShouldBe(["4x4"]);
        // Below 1/8 m, from 1/8, 1/4, 1/2, 1, 2 m and so on.
        indoor.Histogram[4].ShouldBe(2 / 3.0, 1e-9);
        indoor.Histogram[5].ShouldBe(1 / 3.0, 1e-9);
        indoor.Histogram.Sum().ShouldBe(1, 1e-9);
    }

    [Theory]
    [InlineData(2000, "millimetres", 1000)]
    [InlineData(0.002, "1000 times too large", 0)]
    [InlineData(500, "1/256 m", 0)]
    public void A_scale_that_cannot_be_meant_is_found(double metres, string problem, double factor)
    {
        var report = Of(new(metres), new(metres));
        report.HasErrors.ShouldBeTrue();
        var text = Finding(report, "the median depth of indoor samples").Text;
        text.ShouldContain(problem);
        if (factor > 0) text.ShouldContain($"{factor}");
    }

    [Fact]
    public void Broken_empty_and_nameless_samples_are_counted()
    {
        var report = Of(new(1), new(-1), new(-1), new(0), new(1, null));
        Finding(report, "cannot be read").Count.ShouldBe(2);
        Finding(report, "no depth at all").Examples.ShouldBe(["3"]);
        Finding(report, "name no domain").Severity.ShouldBe(FindingSeverity.Note);
        report.Findings.Select(finding => finding.Severity).ShouldBeInOrder(SortDirection.Descending);
        report.ToText().ShouldContain("error: samples cannot be read (2)");
    }

    [Fact]
    public void Missing_files_and_bad_lines_of_a_manifest_are_found_in_all_of_it()
    {
        Pictures.WritePair(_folder, "a", depthWidth: 3, depthHeight: 4);
        var lines = Enumerable.Range(0, 40)
            .Select(
            i => i == 7
            ? "no line"
            : $$"""{"image": "{{(i == 0 ? "a" : i)}}.png", "depth": "a.depth.png", "scale": 9, "domain": "indoor"}""");
        var path = _folder.Write("manifest.jsonl", Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        var report = DatasetReport.Of(ManifestDataset.Open(path, new() { SkipBadLines = true }), mostRead: 1);
        (report.Count, report.Read).ShouldBe((39, 1));
        Finding(report, "cannot be understood").Examples[0].ShouldStartWith("line 8: ");
        Finding(report, "not there").Count.ShouldBe(38);
        Finding(report, "other shapes").Examples.ShouldBe(["a"]);
    }

    [Fact]
    public void A_report_is_the_same_for_every_number_of_threads_and_is_json()
    {
        var entries = Enumerable.Range(1, 150)
            .Select(i => new Entry(i % 13 == 0 ? -1 : 0.1 * i, i % 2 == 0 ? Domain.Indoor : Domain.Outdoor)).ToArray();
        var one = DatasetReport.Of(new FakeDataset("d", entries), threads: 1).ToJson();
        DatasetReport.Of(new FakeDataset("d", entries), threads: 3).ToJson().ShouldBe(one);
        one.ShouldNotContain('\n');
        using var document = JsonDocument.Parse(one);
        document.RootElement.GetProperty("groups")[0].GetProperty("domain").GetString().ShouldBe("outdoor");
        document.RootElement.GetProperty("findings")[0].GetProperty("severity").GetString().ShouldBe("error");
    }
}
