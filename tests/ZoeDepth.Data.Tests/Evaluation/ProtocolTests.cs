using ZoeDepth.Data.Evaluation;

namespace ZoeDepth.Data.Tests.Evaluation;

public sealed class ProtocolTests
{
    [Fact]
    public void Corner_pixels_stay_on_corners()
    {
        AlignedCorners.Resize([1, 2, 3, 4], 2, 2, 3, 3).ShouldBe([1, 1.5f, 2, 2, 2.5f, 3, 3, 3.5f, 4]);
        AlignedCorners.Resize([1, 2, 3, 4, 5, 6], 2, 3, 1, 1).ShouldBe([1]);
        AlignedCorners.Resize([7], 1, 1, 2, 2).ShouldBe([7, 7, 7, 7]);
        AlignedCorners.Resize([0, 1, 2, 3, 4], 1, 5, 1, 3).ShouldBe([0, 2, 4]);
    }

    [Fact]
    public void A_flat_prediction_is_shifted_and_an_absent_one_left_alone()
    {
        DepthFit.LeastSquares([1, 2, 3], [5, 5, 5]).ShouldBe(new DepthFit(1, -3));
        DepthFit.OfMedians([], []).ShouldBe(DepthFit.Identity);
        DepthFit.OfMedians([1, 2], [double.NaN, double.PositiveInfinity]).ShouldBe(DepthFit.Identity);
        DepthFit.OfMedians([1, 2], [-1, -2]).ShouldBe(DepthFit.Identity, "no factor turns negative depth round");
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        var protocol = new EvaluationProtocol();
        Should.Throw<ArgumentException>(() => protocol.Score<float>(new float[6], 2, 2, new float[4], 2, 2)).Message
            .ShouldContain("ground truth of 2 rows x 2 columns");
        Should.Throw<ArgumentException>(() => protocol.Score<float>(new float[4], 2, 2, new float[4], 2, 3)).Message
            .ShouldContain("prediction of 2 rows x 3 columns");
        Should.Throw<ArgumentException>(() => DepthMetrics.Of([1], [1, 2]));
        Should.Throw<ArgumentException>(() => default(DepthMetrics)["a4"]).Message.ShouldContain("abs_rel");
    }

    [Fact]
    public void Metrics_are_found_by_their_names()
    {
        var metrics = DepthMetrics.Of([2.0, 4], [1.0, 5]);
        metrics["abs_rel"].ShouldBe((0.5 + 0.25) / 2, 1e-12);
        metrics["rmse"].ShouldBe(1, 1e-12);
        DepthMetrics.Names.Select(name => metrics[name]).ShouldBe(metrics.ToArray());
    }
}
