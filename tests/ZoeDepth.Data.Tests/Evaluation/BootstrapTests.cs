using ZoeDepth.Data.Evaluation;

namespace ZoeDepth.Data.Tests.Evaluation;

public sealed class BootstrapTests
{
    private static DepthMetrics Metrics(double value) => DepthMetrics.Of(Enumerable.Repeat(value, 9).ToArray());

    [Fact]
    public void The_interval_of_normal_values_is_that_of_their_mean()
    {
        var random = new Random(5);
        var values = Enumerable.Range(0, 400)
            .Select(
            _ => 10 +
            Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())).ToArray();
        var interval = Bootstrap.Of([.. values.Select(Metrics)])[3];
        var (mean, half) = (values.Average(), 1.96 / Math.Sqrt(400));
        interval.Low.ShouldBe(mean - half, 0.015);
        interval.High.ShouldBe(mean + half, 0.015);
    }

    [Fact]
    public void It_is_the_same_every_time_and_says_nothing_of_one_unit()
    {
        var units = Enumerable.Range(0, 7).Select(i => Metrics(i)).ToList();
        Bootstrap.Of(units).ShouldBe(Bootstrap.Of(units));
        Bootstrap.Of([Metrics(1)]).ShouldBeEmpty();
        Bootstrap.Of([Metrics(2), Metrics(2)])[0].ShouldBe(new ConfidenceInterval(2, 2));
    }

    [Fact]
    public void A_number_that_is_none_has_no_interval() =>
        double.IsNaN(Bootstrap.Of([Metrics(1), Metrics(double.NaN)])[0].Low).ShouldBeTrue();
}
