using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Golden.Ops;

/// <summary>Relative positions.</summary>
internal static class PositionRunners
{
    [Runs("beit_relative_bias")]
    private static void RelativeBias(GoldenOperation o)
    {
        var (trained, window) = (o.Wholes("train_window"), o.Wholes("window"));
        var table = Operations.RelativePositionTable(o.Pass, o.Parameter("relative_position_bias_table"), trained[0],
            trained[1], window[0], window[1]);
        o.Output("y", Operations.RelativePositionBias(table, window[0], window[1]));
    }

    [Runs("beit_relative_index")]
    private static void RelativeIndex(GoldenOperation o)
    {
        var window = o.Wholes("window");
        o.Output("index", Array.ConvertAll(Operations.RelativePositionIndex(window[0], window[1]), i => (float)i));
    }
}
