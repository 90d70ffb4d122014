using ZoeDepth.Layers;
using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Metric;

/// <summary>
/// Which head answers: a small transformer looks at the bottleneck as a sequence, and its first token is classified.
/// The vote is one for the whole batch, as published: logits are summed over the images.
/// Reference: modeling_zoedepth.py ZoeDepthPatchTransformerEncoder, ZoeDepthMLPClassifier (paper §3.3)
/// </summary>
internal sealed class DomainRouter(Weights w, ZoeDepthConfig c)
{
    private readonly PatchTransformer _patchTransformer = new(w.Scope("patch_transformer"), c.BottleneckFeatures,
        c.PatchTransformerHiddenSize!.Value, c.PatchTransformerIntermediateSize!.Value,
        c.PatchTransformerNumAttentionHeads!.Value, c.NumPatchTransformerLayers!.Value);
    private readonly MlpClassifier _classifier = new(w.Scope("mlp_classifier"), c.PatchTransformerHiddenSize!.Value, 2);

    /// <summary>bottleneck <c>[image, row, column, channel]</c> → logits <c>[image, 2]</c></summary>
    public Tensor Logits(Tensor bottleneck)
    {
        using var frame = bottleneck.Pass.Frame();
        return frame.Keep(_classifier.Forward(ClassToken(_patchTransformer.Forward(bottleneck))));
    }

    /// <summary>The head with the largest sum of logits over all images; the first of equals.</summary>
    public static int Vote(Tensor logits)
    {
        using var frame = logits.Pass.Frame();
        return ArgMax(Sum(logits, axis: 0, keep: false));
    }
}
