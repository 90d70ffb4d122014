namespace ZoeDepth.Tests.Backbones;

/// <summary>
/// Swin and SwinV2 by their definition: every place looks at the places whose shifted coordinates fall into the same
/// window, and what the circle alone brought together counts as masked.
/// </summary>
internal sealed class PlainSwin(PlainWeights w, SwinConfig c)
{
    /// <summary>The map of every stage, before four places become one; the embedding first.</summary>
    public List<PlainMap> Run(PlainMap pixels)
    {
        var down = (pixels.Rows + c.PatchSize - 1) / c.PatchSize;
        var across = (pixels.Columns + c.PatchSize - 1) / c.PatchSize;
        var padded = PlainMap.Of(down * c.PatchSize, across * c.PatchSize, pixels.Channels, (y, x) =>
            y < pixels.Rows && x < pixels.Columns ? pixels.At(y, x) : new double[pixels.Channels]);
        var map = padded.Convolved(w["embeddings.patch_embeddings.projection.weight"],
            w["embeddings.patch_embeddings.projection.bias"], c.PatchSize, c.PatchSize, padding: 0)
            .Places(c.EmbedDim, p => w.Norm("embeddings.norm", p, 1e-5));
        var stages = new List<PlainMap> { map };
        for (var stage = 0; stage < c.Depths.Count; stage++)
        {
            var layer = w.In($"encoder.layers.{stage}");
            for (var block = 0; block < c.Depths[stage]; block++)
                map = Block(layer.In($"blocks.{block}"), map, stage, isShifted: block % 2 == 1);
            stages.Add(map);
            if (stage < c.Depths.Count - 1) map = Merged(layer.In("downsample"), map);
        }
        return stages;
    }

    /// <summary>A stage as it is handed on.</summary>
    public PlainMap Normed(PlainMap map, int stage) => c.Version == 2 || c.TimmStages ? map
        : map.Places(map.Channels, p => w.Norm($"hidden_states_norms.stage{stage}", p, 1e-5));

    private PlainMap Merged(PlainWeights d, PlainMap map)
    {
        var width = map.Channels;
        double[] At(int y, int x) => y < map.Rows && x < map.Columns ? map.At(y, x) : new double[width];
        return PlainMap.Of((map.Rows + 1) / 2, (map.Columns + 1) / 2, 2 * width, (y, x) =>
        {
            double[] four = [.. At(2 * y, 2 * x), .. At((2 * y) + 1, 2 * x), .. At(2 * y, (2 * x) + 1),
                .. At((2 * y) + 1, (2 * x) + 1)];
            return c.Version == 1 ? d.Linear("reduction", d.Norm("norm", four, 1e-5))
                : d.Norm("norm", d.Linear("reduction", four), 1e-5);
        });
    }

    private PlainMap Block(PlainWeights b, PlainMap x, int stage, bool isShifted)
    {
        var isFirst = c.Version == 1;
        double[] Before(double[] p) => b.Norm("layernorm_before", p, c.LayerNormEps);
        double[] After(double[] p) => b.Norm("layernorm_after", p, c.LayerNormEps);
        double[] Mlp(double[] p) =>
            b.Linear("output.dense", Array.ConvertAll(b.Linear("intermediate.dense", p), PlainMath.Gelu));
        var seen = Attention(b.In("attention"), isFirst ? x.Places(x.Channels, Before) : x, stage, isShifted);
        x += isFirst ? seen : seen.Places(x.Channels, Before);
        return x + x.Places(x.Channels, p => isFirst ? Mlp(After(p)) : After(Mlp(p)));
    }

    private PlainMap Attention(PlainWeights a, PlainMap x, int stage, bool isShifted)
    {
        var trained = c.ImageSize / c.PatchSize >> stage;
        var fits = (c.Version == 2 || c.TimmStages) && trained <= c.WindowSize;
        var side = fits ? trained : c.WindowSize;
        var shift = fits || !isShifted ? 0 : c.WindowSize / 2;
        int rows = (x.Rows + side - 1) / side * side, columns = (x.Columns + side - 1) / side * side;
        var (heads, size) = (c.NumHeads[stage], x.Channels / c.NumHeads[stage]);
        var self = a.In("self");
        var places = (from y in Enumerable.Range(0, rows)
                      from z in Enumerable.Range(0, columns)
                      let p = y < x.Rows && z < x.Columns ? x.At(y, z) : new double[x.Channels]
                      select new Place(((y - shift + rows) % rows, (z - shift + columns) % columns),
                          self.Linear("query", p), self.Linear("key", p), self.Linear("value", p))).ToArray();
        var windows = places.ToLookup(place => (place.At.Row / side, place.At.Column / side));
        var apart = c.Version == 2 && !c.TimmStages ? -200 : -100;
        return PlainMap.Of(x.Rows, x.Columns, x.Channels, (y, z) =>
        {
            var query = places[(y * columns) + z];
            var keys = windows[(query.At.Row / side, query.At.Column / side)].ToArray();
            double[] mixed = [.. Enumerable.Range(0, heads).SelectMany(head =>
            {
                var scores = keys.Select(key => Similarity(self, query.Query, key.Key, head, size)
                    + Bias(self, query.At, key.At, head, heads, side, stage)
                    + (Region(query.At) == Region(key.At) ? 0 : apart)).ToArray();
                return PlainMath.Mix(scores, Array.ConvertAll(keys, key => key.Value), head * size, size);
            })];
            return a.Linear("output.dense", mixed);
        });

        // The three slices of the reference along each axis.
        (int, int) Region((int Row, int Column) at) => shift == 0 ? (0, 0)
            : (Slice(at.Row, rows), Slice(at.Column, columns));

        int Slice(int at, int length) => at < length - side ? 0 : at < length - shift ? 1 : 2;
    }

    private double Similarity(PlainWeights self, double[] query, double[] key, int head, int size)
    {
        var q = query[(head * size)..((head + 1) * size)];
        var k = key[(head * size)..((head + 1) * size)];
        var dot = q.Zip(k, (x, y) => x * y).Sum();
        if (c.Version == 1) return dot / Math.Sqrt(size);
        var factor = Math.Exp(Math.Min(self["logit_scale"][head], Math.Log(100)));
        return dot / Math.Max(1e-12, Length(q)) / Math.Max(1e-12, Length(k)) * factor;

        static double Length(double[] x) => Math.Sqrt(x.Sum(v => v * v));
    }

    private double Bias(PlainWeights self, (int Row, int Column) query, (int Row, int Column) key, int head, int heads,
        int side, int stage)
    {
        int down = query.Row - key.Row, across = query.Column - key.Column;
        if (c.Version == 1)
            return self["relative_position_bias_table"][
                ((((down + side - 1) * ((2 * side) - 1)) + across + side - 1) * heads) + head];
        var reach = c.PretrainedWindowSizes[stage] > 0 ? c.PretrainedWindowSizes[stage] : side;
        var hidden = self.Linear("continuous_position_bias_mlp.0", [Spaced(down, reach), Spaced(across, reach)]);
        var bias = self.Linear("continuous_position_bias_mlp.2", Array.ConvertAll(hidden, PlainMath.Relu));
        return 16 * PlainMath.Sigmoid(bias[head]);
    }

    private static double Spaced(int offset, int reach)
    {
        var scaled = reach > 1 ? 8.0 * offset / (reach - 1) : 0;
        return Math.Sign(scaled) * Math.Log2(Math.Abs(scaled) + 1) / Math.Log2(8);
    }

    private sealed record Place((int Row, int Column) At, double[] Query, double[] Key, double[] Value);
}
