namespace ZoeDepth.Tests.Backbones;

/// <summary>DINOv2 and ViT by their formulas, token by token.</summary>
/// <param name="w">the backbone's weights</param>
/// <param name="isDinov2">its names, norms and positions; else those of a ViT under DPT</param>
internal sealed class PlainTransformer(PlainWeights w, bool isDinov2, int layers, int heads, int patch, int trained,
    double epsilon, double offset = 0)
{
    /// <summary>The tokens of every stage, class token first, and the grid of the patches.</summary>
    public (List<double[][]> Stages, int Rows, int Columns) Run(PlainMap pixels)
    {
        var patches = pixels.Convolved(w["embeddings.patch_embeddings.projection.weight"],
            w["embeddings.patch_embeddings.projection.bias"], patch, patch, padding: 0);
        var tokens = new List<double[]> { w["embeddings.cls_token"] };
        for (var y = 0; y < patches.Rows; y++)
            for (var x = 0; x < patches.Columns; x++) tokens.Add(patches.At(y, x));
        var positions = Positions(patches.Rows, patches.Columns, patches.Channels);
        var hidden = tokens.Zip(positions, PlainMath.Add).ToArray();
        var stages = new List<double[][]> { hidden };
        for (var i = 0; i < layers; i++) stages.Add(hidden = Block(w.In($"encoder.layer.{i}"), hidden));
        return (stages, patches.Rows, patches.Columns);
    }

    private IEnumerable<double[]> Positions(int rows, int columns, int width)
    {
        var table = w["embeddings.position_embeddings"];
        yield return table[..width];
        var grid = PlainMap.Of(trained, trained, width,
            (y, x) => table[((1 + (y * trained) + x) * width)..((2 + (y * trained) + x) * width)]);
        if ((rows, columns) != (trained, trained))
            grid = grid.Stretched(rows, columns, cubic: isDinov2, trained / (rows + offset),
                trained / (columns + offset));
        for (var y = 0; y < rows; y++)
            for (var x = 0; x < columns; x++) yield return grid.At(y, x);
    }

    private double[][] Block(PlainWeights b, double[][] x)
    {
        var seen = Attention(b.In("attention"),
            Array.ConvertAll(x, t => b.Norm(isDinov2 ? "norm1" : "layernorm_before", t, epsilon)));
        x = [.. x.Zip(seen, (t, s) => PlainMath.Add(t, Scaled(b, "layer_scale1.lambda1", s)))];
        return Array.ConvertAll(x, t =>
        {
            var inner = b.Linear(isDinov2 ? "mlp.fc1" : "intermediate.dense",
                b.Norm(isDinov2 ? "norm2" : "layernorm_after", t, epsilon));
            var outer = b.Linear(isDinov2 ? "mlp.fc2" : "output.dense", Array.ConvertAll(inner, PlainMath.Gelu));
            return PlainMath.Add(t, Scaled(b, "layer_scale2.lambda1", outer));
        });
    }

    private static double[] Scaled(PlainWeights b, string name, double[] x) =>
        b.Optional(name) is { } scale ? [.. x.Zip(scale, (v, s) => v * s)] : x;

    private double[][] Attention(PlainWeights a, double[][] x)
    {
        var (q, k, v) = (Array.ConvertAll(x, t => a.Linear("attention.query", t)),
            Array.ConvertAll(x, t => a.Linear("attention.key", t)),
            Array.ConvertAll(x, t => a.Linear("attention.value", t)));
        var size = q[0].Length / heads;
        return Array.ConvertAll(q, query => a.Linear("output.dense", [.. Enumerable.Range(0, heads).SelectMany(head =>
        {
            var scores = k.Select(key => Enumerable.Range(head * size, size).Sum(i => query[i] * key[i])
                / Math.Sqrt(size)).ToArray();
            return PlainMath.Mix(scores, v, head * size, size);
        })]));
    }
}
