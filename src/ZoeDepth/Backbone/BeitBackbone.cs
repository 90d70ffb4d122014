using ZoeDepth.Tensors;

namespace ZoeDepth.Backbone;

/// <summary>
/// BEiT: embeddings, then equal blocks. The maps handed on are raw block outputs, class token included; no final norm
/// is applied and none exists.
/// Reference: modeling_beit.py BeitBackbone
/// </summary>
internal sealed class BeitBackbone(Weights w, BeitConfig c) : IBackbone
{
    private readonly Embeddings _embeddings = new(w.Scope("embeddings"), c);
    private readonly EncoderBlock[] _layers =
        [.. Enumerable.Range(0, c.NumHiddenLayers).Select(i => new EncoderBlock(w.Scope($"encoder.layer.{i}"), c, i))];

    /// <summary>
    /// pixels <c>[image, row, column, channel]</c>, normalised → maps of the stages the configuration names (0 = the
    /// embedding, k = after layer k)
    /// </summary>
    public BackboneOutput Forward(Tensor pixels, bool outputHiddenStates = false, bool outputAttentions = false)
    {
        var stages = c.FeatureIndices;
        var grid = _embeddings.GridOf(pixels);
        var attentions = outputAttentions ? new List<Tensor>() : null;
        var hidden = new List<Tensor> { _embeddings.Forward(pixels) };
        foreach (var (i, layer) in _layers.Index())
        {
            var before = hidden[^1];
            attentions?.Add(layer.Probabilities(before, grid));
            hidden.Add(pixels.Pass.Segment($"backbone.encoder.layer.{i}", before, x => layer.Forward(x, grid)));
            if (!outputHiddenStates && !stages.Contains(i)) pixels.Pass.Release(before);
        }
        return new(grid, [.. stages.Select(i => hidden[i])], outputHiddenStates ? hidden : null, attentions);
    }
}
