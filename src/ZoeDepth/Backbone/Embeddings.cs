using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Backbone;

/// <summary>
/// A picture becomes tokens: each square patch one row of numbers, a learnt class token in front, and, where the
/// configuration asks for it, a learnt absolute position added.
/// Reference: modeling_beit.py BeitEmbeddings; modeling_dinov2.py Dinov2Embeddings; modeling_dpt.py DPTViTEmbeddings
/// </summary>
internal sealed class Embeddings(Weights w, EncoderShape c)
{
    private readonly int _patchSize = c.PatchSize;
    private readonly PatchGrid _trained = c.Trained;
    private readonly Parameter _projection =
        w.Parameter("patch_embeddings.projection.weight", c.Width, c.Channels, c.PatchSize, c.PatchSize);
    private readonly Parameter _bias = w.Parameter("patch_embeddings.projection.bias", c.Width);
    private readonly Parameter _classToken = w.Parameter("cls_token", 1, 1, c.Width);
    private readonly Parameter? _positions = c.HasAbsolutePositions
        ? w.Parameter("position_embeddings", 1, 1 + c.Trained.Patches, c.Width)
        : null;
    // What learning on masked pictures leaves in the files; nothing reads it here.
    private readonly Parameter? _maskToken = c.HasMaskToken ? w.Parameter("mask_token", 1, c.Width) : null;

    /// <summary>The patches of a picture; pixels beyond a whole patch are ignored.</summary>
    public PatchGrid GridOf(Tensor pixels) => new(pixels.Shape[1] / _patchSize, pixels.Shape[2] / _patchSize);

    /// <summary>pixels <c>[image, row, column, channel]</c> → patches <c>[image, patch, width]</c></summary>
    public Tensor Patches(Tensor pixels)
    {
        var grid = GridOf(pixels);
        return Conv2d(pixels, _projection, _bias, stride: _patchSize, padding: 0)
            .Reshape(pixels.Shape[0], grid.Patches, c.Width);
    }

    /// <summary>pixels <c>[image, row, column, channel]</c> → tokens <c>[image, 1 + patch, width]</c></summary>
    public Tensor Forward(Tensor pixels)
    {
        using var frame = pixels.Pass.Frame();
        var grid = GridOf(pixels);
        var tokens = PrependToken(Patches(pixels), _classToken);
        if (_positions is not null)
            tokens = AddPositions(tokens,
                PositionTable(pixels.Pass, _positions, _trained.Rows, _trained.Columns, grid.Rows, grid.Columns,
                    c.PositionInterpolation, c.PositionOffset));
        return frame.Keep(Dropout(tokens, c.HiddenDropout));
    }
}
