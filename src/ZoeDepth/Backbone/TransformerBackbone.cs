using ZoeDepth.Layers;
using ZoeDepth.Tensors;

namespace ZoeDepth.Backbone;

/// <summary>
/// A plain vision transformer (BEiT, DINOv2, ViT): embeddings, then equal blocks. The maps handed on are block outputs,
/// class token included: raw, but for DINOv2, whose one last norm is applied to each.
/// Reference: modeling_beit.py BeitBackbone; modeling_dinov2.py Dinov2Backbone; modeling_dpt.py DPTViTModel
/// </summary>
internal sealed class TransformerBackbone(Weights w, EncoderShape c, IReadOnlyList<int> stages) : IBackbone
{
    private readonly Embeddings _embeddings = new(w.Scope("embeddings"), c);
    private readonly EncoderBlock[] _layers =
        [.. Enumerable.Range(0, c.Layers).Select(i => new EncoderBlock(w.Scope($"encoder.layer.{i}"), c, i))];
    // A ViT's file holds one that nothing here applies: the decoder takes its stages raw.
    private readonly LayerNorm? _norm = c.HasFinalNorm ? new(w.Scope("layernorm"), c.Width, c.LayerNormEps) : null;

    /// <summary>
    /// pixels <c>[image, row, column, channel]</c>, normalised → maps of the stages the configuration names (0 = the
    /// embedding, k = after layer k)
    /// </summary>
    public BackboneOutput Forward(Tensor pixels, bool outputHiddenStates = false, bool outputAttentions = false)
    {
        var grid = _embeddings.GridOf(pixels);
        var attentions = outputAttentions ? new List<Tensor>() : null;
        var hidden = new List<Tensor> { _embeddings.Forward(pixels) };
        foreach (var (i, layer) in _layers.Index())
        {
            var before = hidden[^1];
            attentions?.Add(layer.Probabilities(before, grid));
            hidden.Add(pixels.Pass.Segment($"{w.Path}.encoder.layer.{i}", before, x => layer.Forward(x, grid)));
            if (!outputHiddenStates && !stages.Contains(i)) pixels.Pass.Release(before);
        }
        return new(grid, [.. stages.Select(i => c.NormsStages ? _norm!.Forward(hidden[i]) : hidden[i])],
            outputHiddenStates ? hidden : null, attentions);
    }
}
