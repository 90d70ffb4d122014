using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Golden.Ops;

/// <summary>Numbers fetched and added by index.</summary>
internal static class IndexRunners
{
    [Runs("index_rows")]
    private static void IndexSelect(GoldenOperation o) =>
        o.Output("y", Operations.IndexSelect(o.Input("table"), o.Indices("index")));

    [Runs("gather")]
    private static void Gather(GoldenOperation o) =>
        o.Output("y", Operations.Gather(o.Input("x"), o.Whole("dim"), o.Indices("index")));

    [Runs("scatter_add")]
    private static void ScatterAdd(GoldenOperation o) =>
        o.Output("y", Operations.ScatterAdd(o.Input("x"), o.Whole("dim"), o.Indices("index"), o.Input("src")));

    [Runs("masked_select")]
    private static void MaskedSelect(GoldenOperation o) =>
        o.Output("y", Operations.MaskedSelect(o.Input("x"), Array.ConvertAll(o.Indices("mask"), i => i != 0)));
}
