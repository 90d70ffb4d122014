using ZoeDepth.Metric;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Golden.Ops;

/// <summary>The modules of the metric head and its router.</summary>
internal static class MetricRunners
{
    [Runs("seed_bin_regressor")]
    public static void SeedBinRegressor(GoldenOperation o)
    {
        var shape = o.Stored("conv1.weight").Shape;
        var module = new SeedBins(o.Scope(), shape[1], shape[0], o.Whole("n_bins"),
            Bins(o, o.Whole("n_bins")), Centers(o));
        var raw = module.Raw(o.Input("x", Axes.ChannelsLast));
        o.Output("widths_normed", module.Widths(raw), Axes.ChannelsLast);
        o.Output("centers", module.Centers(raw), Axes.ChannelsLast);
    }

    [Runs("projector")]
    public static void ProjectorOfOneLevel(GoldenOperation o)
    {
        var (first, second) = (o.Stored("conv1.weight").Shape, o.Stored("conv2.weight").Shape);
        o.Output("y", new Projector(o.Scope(), first[1], first[0], second[0]).Forward(o.Input("x", Axes.ChannelsLast)),
            Axes.ChannelsLast);
    }

    [Runs("attractor_layer")]
    public static void AttractorsOfOneLevel(GoldenOperation o)
    {
        var kind = o.Text("kind") == "sum" ? AttractorKind.Sum : AttractorKind.Mean;
        var width = o.Stored("conv1.weight").Shape[0];
        var module = new AttractorLayer(o.Scope(), width, width, o.Whole("n_attractors"),
            Bins(o, o.Stored("prev_bin").Shape[1]), Centers(o), kind, isExponential: false);
        var points = module.Points(o.Input("x", Axes.ChannelsLast), o.Input("prev_embedding", Axes.ChannelsLast));
        var moved = module.Forward(points, o.Input("prev_bin", Axes.ChannelsLast));
        var centers = module.Centers(moved);

        // Softplus bins that flow on are the centers themselves: one tensor, two names, and both gradients arrive in
        // it.
        if (ReferenceEquals(moved, centers)) centers = Operations.Affine(moved, 1, 0);
        o.Output("new", moved, Axes.ChannelsLast);
        o.Output("centers", centers, Axes.ChannelsLast);
    }

    [Runs("conditional_log_binomial")]
    public static void ConditionalLogBinomial(GoldenOperation o)
    {
        var (main, condition) = (o.Input("main", Axes.ChannelsLast), o.Input("condition", Axes.ChannelsLast));
        var module = new Metric.LogBinomialHead(o.Scope(), main.Shape.Last, condition.Shape.Last,
            o.Whole("bottleneck_factor"), o.Number("min_temp"), o.Number("max_temp"));
        o.Output("y", module.Probabilities(main, condition, o.Whole("n_classes")), Axes.ChannelsLast);
    }

    [Runs("multihead_attention")]
    public static void RouterAttention(GoldenOperation o) =>
        o.Output("y", new MultiheadAttention(o.Scope(), o.Stored("query.weight").Shape[0], o.Whole("heads"))
            .Forward(o.Input("x")));

    [Runs("router_encoder_layer")]
    public static void RouterLayer(GoldenOperation o)
    {
        var shape = o.Stored("linear1.weight").Shape;
        o.Output("y", new RouterBlock(o.Scope(), shape[1], shape[0], o.Whole("heads")).Forward(o.Input("x")));
    }

    [Runs("patch_transformer")]
    public static void WholePatchTransformer(GoldenOperation o)
    {
        var inputs = o.Stored("embedding_convPxP.weight").Shape[1];
        var module = new PatchTransformer(o.Scope(), inputs, o.Whole("hidden"), o.Whole("intermediate"),
            o.Whole("heads"), o.Whole("layers"));
        o.Output("y", module.Forward(o.Input("x", Axes.ChannelsLast)));
    }

    [Runs("position_code")]
    public static void PositionCode(GoldenOperation o) =>
        o.Output("y", Operations.SinusoidalPositions(o.Pass, o.Whole("length"), o.Whole("dim")));

    [Runs("mlp_classifier")]
    public static void Classifier(GoldenOperation o)
    {
        var classes = o.Stored("linear2.weight").Shape;
        o.Output("y", new MlpClassifier(o.Scope(), classes[1], classes[0]).Forward(o.Input("x")));
    }

    private static BinConfiguration Bins(GoldenOperation o, int count) =>
        new() { NBins = count, MinDepth = o.Number("min_depth"), MaxDepth = o.Number("max_depth") };

    private static BinCentersType Centers(GoldenOperation o) =>
        o.Text("type") == "normed" ? BinCentersType.Normed : BinCentersType.Softplus;
}
