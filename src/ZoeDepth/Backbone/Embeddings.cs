using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Backbone;

/// <summary>
/// A picture becomes tokens: each square patch one row of numbers, a learnt class token in front, and, where the
/// configuration asks for it, a learnt absolute position added.        reference: modeling_beit.py BeitEmbeddings
/// </summary>
internal sealed class Embeddings(Weights w, BeitConfig c)
{
    private readonly int _patchSize = c.PatchSize;
    private readonly PatchGrid _trained = new(c.ImageSize / c.PatchSize, c.ImageSize / c.PatchSize);
    private readonly Parameter _projection =
        w.Parameter("patch_embeddings.projection.weight", c.HiddenSize, c.NumChannels, c.PatchSize, c.PatchSize);
    private readonly Parameter _bias = w.Parameter("patch_embeddings.projection.bias", c.HiddenSize);
    private readonly Parameter _classToken = w.Parameter("cls_token", 1, 1, c.HiddenSize);
    private readonly Parameter? _positions = c.UseAbsolutePositionEmbeddings
        ? w.Parameter("position_embeddings", 1, 1 + (c.ImageSize / c.PatchSize * (c.ImageSize / c.PatchSize)),
            c.HiddenSize)
        : null;

    /// <summary>The patches of a picture; pixels beyond a whole patch are ignored.</summary>
    public PatchGrid GridOf(Tensor pixels) => new(pixels.Shape[1] / _patchSize, pixels.Shape[2] / _patchSize);

    /// <summary>pixels <c>[image, row, column, channel]</c> → patches <c>[image, patch, width]</c></summary>
    public Tensor Patches(Tensor pixels)
    {
        var grid = GridOf(pixels);
        return Conv2d(pixels, _projection, _bias, stride: _patchSize, padding: 0)
            .Reshape(pixels.Shape[0], grid.Patches, c.HiddenSize);
    }

    /// <summary>pixels <c>[image, row, column, channel]</c> → tokens <c>[image, 1 + patch, width]</c></summary>
    public Tensor Forward(Tensor pixels)
    {
        using var frame = pixels.Pass.Frame();
        var grid = GridOf(pixels);
        var tokens = PrependToken(Patches(pixels), _classToken);
        if (_positions is not null)
            tokens = AddPositions(tokens,
                PositionTable(pixels.Pass, _positions, _trained.Rows, _trained.Columns, grid.Rows, grid.Columns));
        return frame.Keep(Dropout(tokens, c.HiddenDropoutProb));
    }
}
