using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Golden.Ops;

/// <summary>Normalisations.</summary>
internal static class NormalisationRunners
{
    [Runs("layer_norm")]
    private static void LayerNorm(GoldenOperation o) =>
        o.Output("y",
            Operations.LayerNorm(o.Input("x"), o.Parameter("weight"), o.Parameter("bias"), (float)o.Number("eps")));

    [Runs("batch_norm")]
    private static void BatchNorm(GoldenOperation o)
    {
        var x = o.Input("x", Axes.ChannelsLast);
        var (mean, variance) = (o.Parameter("running_mean"), o.Parameter("running_var"));
        mean.Trainable = variance.Trainable = false;
        var (weight, bias, epsilon) = (o.Parameter("weight"), o.Parameter("bias"), (float)o.Number("eps"));
        var y = o.Flag("training")
            ? Operations.BatchNorm(x, weight, bias, mean, variance, epsilon, (float)o.Number("momentum"))
            : Operations.BatchNorm(x, weight, bias, mean, variance, epsilon);
        o.Output("y", y, Axes.ChannelsLast);
        o.Output("running_mean_after", mean.Values.ToArray());
        o.Output("running_var_after", variance.Values.ToArray());
    }

    [Runs("softmax")]
    private static void Softmax(GoldenOperation o)
    {
        var axes = o.Whole("dim") == -1 ? Axes.AsStored : Axes.ChannelsFromOne;
        o.Output("y", Operations.Softmax(o.Input("x", axes)), axes);
    }
}
