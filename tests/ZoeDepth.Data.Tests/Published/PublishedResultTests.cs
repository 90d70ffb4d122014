using ZoeDepth.Data.Published;
using ZoeDepth.Data.Readers;

namespace ZoeDepth.Data.Tests.Published;

/// <summary>
/// The paper's tables agree with themselves: what they print twice, and what they compute from their rows.
/// </summary>
public sealed class PublishedResultTests
{
    private static PublishedResult Row(int table, string dataset, string method) =>
        PublishedResult.All.Single(row => (row.Table, row.Dataset, row.Method) == (table, dataset, method));

    [Theory]
    [InlineData(9, "sunrgbd", "BTS", -14.2)]
    [InlineData(9, "sunrgbd", "ZoeD-M12-N", 16.0)]
    [InlineData(10, "ibims", "ZoeD-M12-NK", 10.6)]
    [InlineData(11, "diode_indoor", "ZoeD-X-N", 49.7)]
    [InlineData(12, "hypersim_test", "ZoeD-M12-N", 8.6)]
    [InlineData(13, "vkitti2", "ZoeD-M12-K", 10.5)]
    [InlineData(14, "ddad", "ZoeD-M12-NK", -12.8)]
    [InlineData(15, "diml_outdoor", "ZoeD-M12-NK", 976.4)]
    [InlineData(16, "diode_outdoor", "ZoeD-M12-K", 26.1)]
    public void The_relative_improvement_is_the_papers(int table, string dataset, string method, double percent)
    {
        var row = Row(table, dataset, method);
        var improvement = Row(table, dataset, PublishedResult.Baseline).Improvement(name => row.Metrics[name]);
        (100 * improvement!.Value).ShouldBe(percent, 0.06, "printed to a tenth of a per cent");
    }

    [Theory]
    [InlineData("nyu", 1, 2)]
    [InlineData("nyu", 1, 6)]
    [InlineData("kitti", 2, 6)]
    [InlineData("ibims", 10, 2)]
    [InlineData("vkitti2", 13, 2)]
    public void What_two_tables_print_is_the_same(string dataset, int first, int second)
    {
        var (one, other) = (Row(first, dataset, "ZoeD-M12-NK"), Row(second, dataset, "ZoeD-M12-NK"));
        one.Metrics["abs_rel"].ShouldBe(other.Metrics["abs_rel"]);
        (one.Model, other.Model).ShouldBe(("ZoeD_NK", "ZoeD_NK"));
    }

    [Fact]
    public void Every_dataset_of_the_tables_can_be_evaluated_and_no_number_is_out_of_bounds()
    {
        foreach (var row in PublishedResult.All)
        {
            Benchmark.All.ShouldContain(benchmark => benchmark.Key == row.Dataset);
            foreach (var name in new[] { "a1", "a2", "a3" }.Where(row.Metrics.ContainsKey))
                row.Metrics[name].ShouldBeInRange(0, 1);
            row.Metrics["abs_rel"].ShouldBeInRange(0.05, 2.1);
        }
        PublishedResult.All.Select(row => row.Table).Distinct().ShouldBe([1, 2, 6, 9, 10, 11, 12, 13, 14, 15, 16]);
        Row(2, "nyu", "ZoeD-M12-NK†").Improvement(_ => 1).ShouldBeNull("table 2 has abs_rel alone");
    }
}
