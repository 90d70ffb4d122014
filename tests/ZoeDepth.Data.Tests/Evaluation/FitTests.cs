using ZoeDepth.Data.Evaluation;
using ZoeDepth.Imaging;

namespace ZoeDepth.Data.Tests.Evaluation;

/// <summary>What is refused, and what is answered where there is nothing to measure.</summary>
public sealed class FitTests
{
    [Fact]
    public void As_many_predictions_as_depths_are_needed()
    {
        Should.Throw<ArgumentException>(() => DepthFit.OfMedians([1, 2], [1])).Message
            .ShouldContain("2 values came with 1 predictions");
        Should.Throw<ArgumentException>(() => DepthMetrics.Of([1, 2, 3])).Message
            .ShouldContain("nine values are needed, but 3 came");
    }

    [Fact]
    public void An_alignment_or_a_crop_there_is_none_of_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => DepthFit.Of((DepthAlignment)9, [1], [1]));
        Should.Throw<ArgumentOutOfRangeException>(() => CropBox.Of((EvaluationCrop)9, 4, 4));
    }

    [Fact]
    public void Nothing_is_fitted_to_nothing()
    {
        DepthFit.LeastSquares([], []).ShouldBe(DepthFit.Identity);
        DepthFit.LeastSquares([1, 2], [double.NaN, double.NaN]).ShouldBe(DepthFit.Identity);
        DepthFit.Median([]).ShouldBe(double.NaN);
        new MetricAverage().Mean.AbsRel.ShouldBe(double.NaN);
        MetricAverage.Of([]).Rmse.ShouldBe(double.NaN);
    }

    [Fact]
    public void A_crop_that_begins_beyond_the_image_keeps_nothing()
    {
        CropBox.Of(EvaluationCrop.EigenNyu, 45, 640).ShouldBe(default);
        CropBox.Of(EvaluationCrop.EigenNyu, 480, 41).ShouldBe(default);
        var protocol = new EvaluationProtocol { Crop = EvaluationCrop.EigenNyu };
        var score = protocol.Score<float>([1, 1], 1, 2, [1, 1], 1, 2);
        (score.Pixels, score.Metrics.AbsRel).ShouldBe((0, double.NaN));
    }

    [Fact]
    public void A_domain_has_a_range()
    {
        EvaluationProtocol.Of(Domain.Indoor).MaxDepth.ShouldBe(10);
        EvaluationProtocol.Of(Domain.Outdoor).MaxDepth.ShouldBe(80);
    }

    [Fact]
    public void Predictions_beyond_the_range_or_no_numbers_count_as_its_ends()
    {
        var protocol = new EvaluationProtocol { MinDepth = 1, MaxDepth = 10 };
        var score = protocol.Score<float>([2, 2, 2], 1, 3, [float.NaN, 0, float.PositiveInfinity], 1, 3);
        score.Metrics.AbsRel.ShouldBe((0.5 + 0.5 + 4) / 3, 1e-6);
    }

    [Fact]
    public void A_sample_is_made_of_parts_that_fit()
    {
        var info = new DepthSampleInfo { Name = "a" };
        var image = new RasterImage(2, 1, PixelFormat.Rgb8, new byte[6]);
        var gray = new RasterImage(2, 1, PixelFormat.Gray8, new byte[2]);
        Should.Throw<ArgumentException>(() => new DepthSample(info, gray, [1, 2], 2, 1)).Message
            .ShouldContain("the photograph of a sample is Rgb8, but Gray8 came");
        Should.Throw<ArgumentException>(() => new DepthSample(info, image, [1, 2, 3], 2, 1)).Message
            .ShouldContain("depth of 1 rows x 2 columns came with 3 values");
        Should.Throw<ArgumentException>(() => new DepthSample(info, image, [], 0, 1));
        Should.Throw<ArgumentException>(() => new DepthSample(info, image, [], 1, 0));
        Should.Throw<ArgumentException>(() => new DepthSample(info, image, [1, 2], 2, 1, [true])).Message
            .ShouldContain("2 depth values came with a mask of 1");
        var sample = new DepthSample(info, image, [float.NaN, 0, 2, 3], 4, 1, [true, true, true, false]);
        sample.Depth.ShouldBe([0, 0, 2, 0]);
        sample.Mask.ShouldBe([false, true, true, false], "a value of 0 may be one where a mask says so");
    }

    [Fact]
    public void A_kind_there_is_none_of_has_no_name() =>
        Should.Throw<ArgumentOutOfRangeException>(() => ((DepthKind)99).Name());
}
