using ZoeDepth.Layers;
using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Backbone;

/// <summary>
/// Swin and SwinV2 (Liu et al. 2021, 2022): small patches, then stages of blocks that attend within windows; between
/// stages four neighbours become one place of twice the width. A stage is handed on before that.
/// Reference: modeling_swin.py SwinBackbone; modeling_swinv2.py Swinv2Backbone; timm swin_transformer.py
/// </summary>
internal sealed class SwinBackbone(Weights w, SwinConfig c) : IBackbone
{
    // PyTorch's own, whatever the configuration says of the blocks' norms.
    private const double Epsilon = 1e-5;

    private readonly Parameter _projection = w.Parameter("embeddings.patch_embeddings.projection.weight", c.EmbedDim,
        c.NumChannels, c.PatchSize, c.PatchSize);
    private readonly Parameter _bias = w.Parameter("embeddings.patch_embeddings.projection.bias", c.EmbedDim);
    private readonly LayerNorm _norm = new(w.Scope("embeddings.norm"), c.EmbedDim, Epsilon);
    private readonly SwinStage[] _stages =
        [.. c.Depths.Select((_, stage) => new SwinStage(w.Scope($"encoder.layers.{stage}"), c, stage))];
    private readonly Dictionary<int, LayerNorm> _stageNorms = c.Version == 1 && !c.TimmStages
        ? c.FeatureIndices.ToDictionary(stage => stage,
            stage => new LayerNorm(w.Scope($"hidden_states_norms.{c.StageNames[stage]}"), c.WidthsOf([stage])[0],
                Epsilon))
        : [];

    /// <inheritdoc/>
    public BackboneOutput Forward(Tensor pixels, bool outputHiddenStates = false, bool outputAttentions = false)
    {
        var wanted = c.FeatureIndices;
        var map = Embed(pixels);
        var hidden = new List<Tensor> { map };
        foreach (var (i, stage) in _stages.Index())
        {
            if (i > 0) map = _stages[i - 1].Merge(hidden[^1]);
            var before = hidden[^1];
            hidden.Add(pixels.Pass.Segment($"{w.Path}.encoder.layers.{i}", map, stage.Forward));
            if (!outputHiddenStates && !wanted.Contains(i)) pixels.Pass.Release(before);
        }
        return new(Grid: null, [.. wanted.Select(i => Normed(i, hidden[i]))], outputHiddenStates ? hidden : null,
            Attentions: outputAttentions ? [] : null);
    }

    private Tensor Normed(int stage, Tensor map) =>
        _stageNorms.TryGetValue(stage, out var norm) ? norm.Forward(map) : map;

    /// <summary>
    /// pixels <c>[image, row, column, channel]</c> → <c>[image, ⌈row / patch⌉, ⌈column / patch⌉, width]</c>
    /// </summary>
    private Tensor Embed(Tensor pixels)
    {
        using var frame = pixels.Pass.Frame();
        var (images, rows, columns) = (pixels.Shape[0], pixels.Shape[1], pixels.Shape[2]);
        var (down, across) = ((rows + c.PatchSize - 1) / c.PatchSize, (columns + c.PatchSize - 1) / c.PatchSize);
        var whole = (Rows: down * c.PatchSize, Columns: across * c.PatchSize);
        if (whole != (rows, columns))
            pixels = ArrangeRows(pixels.Reshape(images * rows * columns, c.NumChannels),
                WindowGrid.Enlarged(images, rows, columns, whole.Rows, whole.Columns))
                .Reshape(images, whole.Rows, whole.Columns, c.NumChannels);
        var patches = Conv2d(pixels, _projection, _bias, stride: c.PatchSize, padding: 0);
        return frame.Keep(Dropout(_norm.Forward(patches), c.HiddenDropoutProb));
    }
}
