using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Golden.Ops;

/// <summary>Convolutions.</summary>
internal static class ConvolutionRunners
{
    [Runs("conv2d")]
    private static void Conv2d(GoldenOperation o)
    {
        var y = Operations.Conv2d(o.Input("x", Axes.ChannelsLast), o.Parameter("weight"), o.ParameterOrNone("bias"),
            o.Whole("stride"), o.Whole("padding"));
        o.Output("y", y, Axes.ChannelsLast);
    }

    [Runs("conv_transpose2d")]
    private static void ConvTranspose2d(GoldenOperation o) =>
        o.Output("y", Operations.ConvTranspose2d(o.Input("x", Axes.ChannelsLast), o.Parameter("weight"),
            o.ParameterOrNone("bias")), Axes.ChannelsLast);
}
