namespace ZoeDepth.Tests.Pipeline;

/// <summary>How far apart the bins lie that a pixel believes in.</summary>
public sealed class SpreadTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_is_the_standard_deviation_of_the_bins_under_their_probabilities(bool isBounded)
    {
        using var estimator = DepthEstimator.FromPretrained(isBounded ? TinyModels.Normed : TinyModels.Single);
        var picture = TinyModels.Picture(64, 96);
        // The network's own size, so that nothing is resized.
        var options = new EstimateOptions { Size = new(64, 96), Pad = false, Spread = true };
        float[] probabilities = [], centers = [];
        int bins = 0, rows = 0, columns = 0;
        var depth = estimator.Observe(picture, options, "the picture", (name, tensor) =>
        {
            if (name == "metric_head.conditional_log_binomial")
                (probabilities, bins) = (tensor.Values.ToArray(), tensor.Shape.Last);
            // The last level's stand when the last is shown.
            if (name == "metric_head.attractors.centers")
                (centers, rows, columns) = (tensor.Values.ToArray(), tensor.Shape[1], tensor.Shape[2]);
        });

        var (height, width) = (depth.NetworkHeight, depth.NetworkWidth);
        depth.Spread!.Length.ShouldBe(height * width);
        var expected = new double[height * width];
        for (var i = 0; i < expected.Length; i++)
        {
            double mean = 0, square = 0;
            for (var bin = 0; bin < bins; bin++)
            {
                var center = Enlarged(i / width, i % width, bin);
                mean += probabilities[(i * bins) + bin] * center;
                square += probabilities[(i * bins) + bin] * center * center;
            }
            expected[i] = Math.Sqrt(Math.Max(0, square - (mean * mean)));
        }
        Close.Within(depth.Spread, expected, 1e-2, 2e-3, "spread");

        double Enlarged(int row, int column, int bin)
        {
            var (y, x) = (row * (rows - 1.0) / (height - 1), column * (columns - 1.0) / (width - 1));
            var (top, left) = ((int)y, (int)x);
            var (below, right) = (Math.Min(top + 1, rows - 1), Math.Min(left + 1, columns - 1));
            return Lerp(Lerp(At(top, left), At(top, right), x - left),
                Lerp(At(below, left), At(below, right), x - left), y - top);

            double At(int r, int c) => centers[(((r * columns) + c) * bins) + bin];
        }

        static double Lerp(double a, double b, double share) => a + (share * (b - a));
    }

    [Fact]
    public void It_is_given_only_where_it_is_asked_for_and_moves_no_depth()
    {
        using var estimator = DepthEstimator.FromPretrained(TinyModels.TwoHeads);
        var picture = TinyModels.Picture(57, 71);
        var plain = estimator.Estimate(picture);
        plain.Spread.ShouldBeNull();
        var told = estimator.Estimate(picture, new EstimateOptions { Spread = true });
        told.Values.ShouldBe(plain.Values);
        told.Spread!.Length.ShouldBe(57 * 71);
        told.Spread.ShouldAllBe(metres => metres >= 0);
        foreach (var (map, name) in estimator.EstimateHeads(picture, new() { Spread = true }).Zip(["nyu", "kitti"]))
            map.Spread.ShouldBe(
                estimator.Estimate(picture, new EstimateOptions { Spread = true, Domain = name }).Spread);
        Should.Throw<ArgumentException>(() =>
            estimator.Estimate(picture, new EstimateOptions { Spread = true, BlendHeads = true })).Message
            .ShouldContain("bins of its own");
    }

    [Fact]
    public void It_scales_with_the_camera_as_the_metres_do()
    {
        using var model = ZoeDepthForDepthEstimation.FromConfig(TinyModels.MiniConfig);
        using var estimator = new DepthEstimator(model, new());
        var picture = TinyModels.Picture(64, 96);
        var (wide, narrow) = (Of(90), Of(30));
        var scale = wide.Values[0] / narrow.Values[0];
        wide.Spread![0].ShouldBe(narrow.Spread![0] * scale, wide.Spread[0] * 1e-3f);

        DepthMap Of(double degrees) => estimator.Estimate(picture, new EstimateOptions
            { Size = new(64, 96), HorizontalFieldOfView = degrees, Domain = "indoor", Spread = true });
    }
}
