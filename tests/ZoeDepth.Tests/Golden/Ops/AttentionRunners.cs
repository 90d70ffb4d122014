using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Golden.Ops;

/// <summary>Attention.</summary>
internal static class AttentionRunners
{
    [Runs("attention")]
    private static void Attention(GoldenOperation o)
    {
        var (q, k, v) = (o.Input("q", Axes.TokensBeforeHeads), o.Input("k", Axes.TokensBeforeHeads),
            o.Input("v", Axes.TokensBeforeHeads));
        var bias = o.Has("bias") ? AttentionBias.Dense(o.Input("bias")) : AttentionBias.None;
        var y = Operations.Attention(Joined(q), Joined(k), Joined(v), q.Shape[2], (float)o.Number("scale"), bias);
        o.Output("y", y.Reshape(q.Shape.ToArray()), Axes.TokensBeforeHeads);
    }

    /// <summary>The heads side by side.</summary>
    private static Tensor Joined(Tensor x) => x.Reshape(x.Shape[0], x.Shape[1], x.Shape[2] * x.Shape[3]);
}
