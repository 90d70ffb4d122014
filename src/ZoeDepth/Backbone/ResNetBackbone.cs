using ZoeDepth.Layers;
using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Backbone;

/// <summary>
/// ResNet (He et al. 2015): an embedding at a quarter of the resolution, then stages of residual layers, each stage
/// after the first at half the resolution of the one before. Batch norms are folded into the convolutions.
/// Reference: modeling_resnet.py ResNetBackbone
/// </summary>
internal sealed class ResNetBackbone(Weights w, ResNetConfig c) : IBackbone
{
    private readonly ResNetConvolution _embedding =
        new(w.Scope("embedder.embedder.convolution"), c.NumChannels, c.EmbeddingSize, size: 7, stride: 2);
    private readonly Activation _activation = ActivationNames.Parse(c.HiddenAct);
    private readonly ResidualLayer[][] _stages =
        [.. c.Depths.Select((_, stage) => Stage(w.Scope($"encoder.stages.{stage}"), c, stage))];

    /// <inheritdoc/>
    public BackboneOutput Forward(Tensor pixels, bool outputHiddenStates = false, bool outputAttentions = false)
    {
        var wanted = c.FeatureIndices;
        var hidden = new List<Tensor> { Embed(pixels) };
        foreach (var (i, layers) in _stages.Index())
        {
            var before = hidden[^1];
            hidden.Add(pixels.Pass.Segment($"backbone.encoder.stages.{i}", before, x => Through(layers, x)));
            if (!outputHiddenStates && !wanted.Contains(i)) pixels.Pass.Release(before);
        }
        return new(Grid: null, [.. wanted.Select(i => hidden[i])], outputHiddenStates ? hidden : null,
            Attentions: outputAttentions ? [] : null);
    }

    /// <summary>
    /// pixels <c>[image, row, column, channel]</c> → <c>[image, ⌈row / 4⌉, ⌈column / 4⌉, embedding]</c>
    /// </summary>
    private Tensor Embed(Tensor pixels)
    {
        using var frame = pixels.Pass.Frame();
        var half = pixels.Pass.Observe("backbone.embedder.embedder",
            _embedding.Forward(pixels, Epilogue.Of(_activation)));
        return frame.Keep(MaxPool2d(half, kernel: 3, stride: 2, padding: 1));
    }

    private static Tensor Through(ResidualLayer[] layers, Tensor x)
    {
        using var frame = x.Pass.Frame();
        return frame.Keep(layers.Aggregate(x, (map, layer) => layer.Forward(map)));
    }

    private static ResidualLayer[] Stage(Weights w, ResNetConfig c, int stage)
    {
        var (inputs, outputs) = (stage == 0 ? c.EmbeddingSize : c.HiddenSizes[stage - 1], c.HiddenSizes[stage]);
        var stride = stage > 0 || c.DownsampleInFirstStage ? 2 : 1;
        var activation = ActivationNames.Parse(c.HiddenAct);
        return [.. Enumerable.Range(0, c.Depths[stage]).Select(layer =>
            new ResidualLayer(w.Scope($"layers.{layer}"), layer == 0 ? inputs : outputs, outputs,
                layer == 0 ? stride : 1, activation))];
    }
}
