using ZoeDepth.Layers;
using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Backbone;

/// <summary>
/// Blocks of one width, every second one on shifted windows; then, but for the last stage, 2x2 places become one of
/// twice the width: four vectors side by side through a linear layer, with a norm before it (Swin) or behind it
/// (SwinV2).
/// Reference: modeling_swin.py SwinStage, SwinPatchMerging; modeling_swinv2.py Swinv2Stage, Swinv2PatchMerging
/// </summary>
internal sealed class SwinStage
{
    // PyTorch's own, whatever the configuration says of the blocks' norms.
    private const double Epsilon = 1e-5;

    private readonly bool _normsFirst;
    private readonly SwinBlock[] _blocks;
    private readonly Linear? _reduction;
    private readonly LayerNorm? _norm;

    public SwinStage(Weights w, SwinConfig c, int stage)
    {
        var width = c.WidthsOf([stage + 1])[0];
        var before = c.Depths.Take(stage).Sum();
        _normsFirst = c.Version == 1;
        _blocks = [.. Enumerable.Range(0, c.Depths[stage]).Select(block => new SwinBlock(w.Scope($"blocks.{block}"), c,
            stage, isShifted: block % 2 == 1, c.DropPathOf(before + block)))];
        if (stage == c.Stages - 1) return;
        _reduction = new(w.Scope("downsample.reduction"), 4 * width, 2 * width, bias: false);
        _norm = new(w.Scope("downsample.norm"), _normsFirst ? 4 * width : 2 * width, Epsilon);
    }

    /// <summary>x <c>[image, row, column, width]</c> → same</summary>
    public Tensor Forward(Tensor x)
    {
        using var frame = x.Pass.Frame();
        return frame.Keep(_blocks.Aggregate(x, (map, block) => block.Forward(map)));
    }

    /// <summary>
    /// x <c>[image, row, column, width]</c> → <c>[image, ⌈row / 2⌉, ⌈column / 2⌉, 2 · width]</c>
    /// </summary>
    public Tensor Merge(Tensor x)
    {
        using var frame = x.Pass.Frame();
        var (images, rows, columns, width) = (x.Shape[0], x.Shape[1], x.Shape[2], x.Shape.Last);
        var (down, across) = ((rows + 1) / 2, (columns + 1) / 2);
        var four = ArrangeRows(x.Reshape(images * rows * columns, width), WindowGrid.Quarters(images, rows, columns))
            .Reshape(images, down, across, 4 * width);
        return frame.Keep(_normsFirst ? _reduction!.Forward(_norm!.Forward(four))
            : _norm!.Forward(_reduction!.Forward(four)));
    }
}
