using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Tests.Golden.Ops;

/// <summary>How the reference's attractors, log-binomial distribution and expectation are run here.</summary>
internal static class BinRunners
{
    [Runs("inv_attractor")]
    private static void InverseAttractor(GoldenOperation o)
    {
        // One point, and one centre at 0: the moved centre is the attraction itself.
        var dx = o.Input("dx");
        var points = dx.Reshape([.. dx.Shape.ToArray(), 1]);
        var centers = o.Pass.New(points.Shape);
        centers.Values.Clear();
        o.Output("y", Attractor(points, centers, AttractorKind.Sum, (float)o.Number("alpha"), o.Whole("gamma")));
    }

    [Runs("exp_attractor")]
    private static void ExponentialAttractor(GoldenOperation o) =>
        o.Output("y", Operations.ExponentialAttractor(o.Input("dx"), (float)o.Number("alpha"), o.Whole("gamma")));

    [Runs("log_binomial_softmax")]
    private static void LogBinomialSoftmax(GoldenOperation o)
    {
        o.Number("eps").ShouldBe(1e-4);
        o.Output("y", LogBinomial(o.Input("p", Axes.ChannelsLast), o.Input("t", Axes.ChannelsLast),
            o.Whole("n_classes")), Axes.ChannelsLast);
    }

    [Runs("depth_expectation")]
    private static void DepthExpectation(GoldenOperation o)
    {
        var p = o.Input("p", Axes.ChannelsLast);
        var centers = Resize(o.Input("c", Axes.ChannelsLast), p.Shape[1], p.Shape[2], Interpolation.Bilinear,
            Corners.Aligned);
        o.Output("y", Expectation(p, centers), Axes.ChannelsLast);
    }
}
