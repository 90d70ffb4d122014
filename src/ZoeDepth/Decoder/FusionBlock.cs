using ZoeDepth.Backbone;
using ZoeDepth.Layers;
using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Decoder;

/// <summary>
/// One step from coarse to fine: add the finer map through its residual unit, a second unit, enlarge twice, project.
/// Reference: modeling_zoedepth.py ZoeDepthFeatureFusionLayer (RefineNet's fusion block); modeling_depth_anything.py
/// DepthAnythingFeatureFusionLayer
/// </summary>
internal sealed class FusionBlock(Weights w, ZoeDepthConfig c)
{
    // The coarsest block has no finer map to add, so its first unit is never run; every checkpoint holds its weights
    // all the same.
    private readonly ResidualConvUnit _residual1 = new(w.Scope("residual_layer1"), c);
    private readonly ResidualConvUnit _residual2 = new(w.Scope("residual_layer2"), c);
    private readonly Conv1x1 _projection = new(w.Scope("projection"), c.FusionHiddenSize, c.FusionHiddenSize);

    /// <summary>x <c>[image, row, column, channel]</c> → <c>[image, 2 · row, 2 · column, channel]</c></summary>
    /// <param name="x">what came from the coarser block</param>
    /// <param name="residual">
    /// the finer map; one of another size (odd patch grids) is first resized to that of x, by half-pixel centres
    /// </param>
    /// <param name="size">what to enlarge to instead of twice the size</param>
    public Tensor Forward(Tensor x, Tensor? residual = null, PatchGrid? size = null)
    {
        using var frame = x.Pass.Frame();
        if (residual is not null)
        {
            if (residual.Shape != x.Shape)
                residual = Resize(residual, x.Shape[1], x.Shape[2], Interpolation.Bilinear, Corners.HalfPixel);
            x = _residual1.Forward(residual, plus: x);
        }
        x = _residual2.Forward(x);
        var to = size ?? new(2 * x.Shape[1], 2 * x.Shape[2]);
        return frame.Keep(_projection.ForwardResized(x, to.Rows, to.Columns));
    }
}
