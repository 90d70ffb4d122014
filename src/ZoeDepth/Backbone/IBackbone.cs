using ZoeDepth.Tensors;

namespace ZoeDepth.Backbone;

/// <summary>What sees the picture first and hands its stages on to the decoder.</summary>
internal interface IBackbone
{
    /// <summary>pixels <c>[image, row, column, channel]</c>, normalised → the stages the configuration names</summary>
    /// <param name="pixels">in the pass that runs the model</param>
    /// <param name="outputHiddenStates">also return the embedding and every stage's output</param>
    /// <param name="outputAttentions">also return attention probabilities, where there are any</param>
    BackboneOutput Forward(Tensor pixels, bool outputHiddenStates = false, bool outputAttentions = false);

    /// <summary>The backbone that a configuration describes.</summary>
    static IBackbone Create(Weights w, BackboneConfig c) => c switch
    {
        BeitConfig beit => new TransformerBackbone(w, EncoderShape.Of(beit), c.FeatureIndices),
        Dinov2Config dinov2 => new TransformerBackbone(w, EncoderShape.Of(dinov2), c.FeatureIndices),
        ViTConfig vit => new TransformerBackbone(w, EncoderShape.Of(vit), c.FeatureIndices),
        SwinConfig swin => new SwinBackbone(w, swin),
        ResNetConfig resNet => new ResNetBackbone(w, resNet),
        _ => throw new ArgumentException($"there is no backbone for a {c.GetType().Name}", nameof(c)),
    };
}

/// <summary>What the backbone found: the wanted stages, and on request everything on the way.</summary>
/// <param name="Grid">how the patches of tokens lie; null where stages are maps</param>
/// <param name="FeatureMaps">
/// one for each wanted stage, fine (early) to coarse (late): tokens <c>[image, 1 + patch, width]</c> or maps <c>[image,
/// row, column, channel]</c>
/// </param>
/// <param name="HiddenStates">the embedding and every stage's output, or null</param>
/// <param name="Attentions">every layer's <c>[image, head, query, key]</c>, or null</param>
internal sealed record BackboneOutput(
    PatchGrid? Grid, IReadOnlyList<Tensor> FeatureMaps, IReadOnlyList<Tensor>? HiddenStates,
    IReadOnlyList<Tensor>? Attentions);
