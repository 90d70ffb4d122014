using ZoeDepth.Backbone;
using ZoeDepth.Layers;
using ZoeDepth.Tensors;

namespace ZoeDepth.Decoder;

/// <summary>What the neck made of the backbone's maps.</summary>
/// <param name="Fused">maps in the order they are made, coarse to fine, <c>[image, row, column, channel]</c></param>
/// <param name="Bottleneck">the coarsest map before fusion, <c>[image, row, column, channel]</c></param>
internal sealed record NeckOutput(IReadOnlyList<Tensor> Fused, Tensor Bottleneck);

/// <summary>
/// Reassemble every stage, bring all to one width, fuse from coarse to fine (dense prediction transformer).
/// Reference: modeling_zoedepth.py ZoeDepthNeck
/// </summary>
internal sealed class DptNeck(Weights w, ZoeDepthConfig c)
{
    private readonly Reassemble[] _reassemble = [.. c.NeckHiddenSizes.Select((_, stage) => new Reassemble(w.Scope("reassemble_stage"), stage, c))];
    private readonly Conv3x3[] _convs = [.. c.NeckHiddenSizes.Select((size, stage) => new Conv3x3(w.Scope($"convs.{stage}"), size, c.FusionHiddenSize, bias: false))];
    private readonly FusionBlock[] _fusion = [.. c.NeckHiddenSizes.Select((_, i) => new FusionBlock(w.Scope($"fusion_stage.layers.{i}"), c))];

    /// <summary>one <c>[image, 1 + patch, width]</c> for each stage, fine to coarse → fused maps coarse to fine, and the bottleneck</summary>
    public NeckOutput Forward(IReadOnlyList<Tensor> featureMaps, PatchGrid grid)
    {
        var pass = featureMaps[0].Pass;
        using var frame = pass.Frame();
        var maps = featureMaps.Select((tokens, stage) => pass.Segment($"neck.convs.{stage}", tokens, t => Narrow(t, stage, grid))).ToArray();
        var fused = new List<Tensor>();
        foreach (var (i, block) in _fusion.Index())
        {
            // Named here and not read from the list inside: a stretch may be run again when the list has grown.
            var coarser = fused.LastOrDefault();
            fused.Add(pass.Segment($"neck.fusion_stage.layers.{i}", maps[^(i + 1)], finer => coarser is null ? block.Forward(finer) : block.Forward(coarser, finer)));
            frame.Keep(fused[^1]);
        }
        return new(fused, frame.Keep(maps[^1]));
    }

    private Tensor Narrow(Tensor tokens, int stage, PatchGrid grid)
    {
        using var frame = tokens.Pass.Frame();
        var reassembled = tokens.Pass.Observe($"neck.reassemble_stage.{stage}", _reassemble[stage].Forward(tokens, grid));
        return frame.Keep(_convs[stage].Forward(reassembled));
    }
}
