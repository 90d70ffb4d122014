using ZoeDepth.Backbone;
using ZoeDepth.Layers;
using ZoeDepth.Tensors;

namespace ZoeDepth.Decoder;

/// <summary>What the neck made of the backbone's maps.</summary>
/// <param name="Fused">maps in the order they are made, coarse to fine, <c>[image, row, column, channel]</c></param>
/// <param name="Bottleneck">the coarsest map before fusion, <c>[image, row, column, channel]</c></param>
internal sealed record NeckOutput(IReadOnlyList<Tensor> Fused, Tensor Bottleneck);

/// <summary>
/// Reassemble every stage, bring all to one width, fuse from coarse to fine (dense prediction transformer). The maps of
/// a convolutional backbone need no reassembling.
/// Reference: modeling_zoedepth.py ZoeDepthNeck; modeling_dpt.py DPTNeck for maps; modeling_depth_anything.py
/// DepthAnythingNeck
/// </summary>
internal sealed class DptNeck(Weights w, ZoeDepthConfig c)
{
    private readonly Reassemble[]? _reassemble = c.BackboneConfig.GivesTokens
        ? [.. c.NeckHiddenSizes.Select((_, stage) => new Reassemble(w.Scope("reassemble_stage"), stage, c))]
        : null;
    private readonly Conv3x3[] _convs =
        [.. c.NeckHiddenSizes.Select((size, stage) =>
            new Conv3x3(w.Scope($"convs.{stage}"), size, c.FusionHiddenSize, bias: false))];
    private readonly FusionBlock[] _fusion =
        [.. c.NeckHiddenSizes.Select((_, i) => new FusionBlock(w.Scope($"fusion_stage.layers.{i}"), c))];

    /// <summary>
    /// one <c>[image, 1 + patch, width]</c>, or map <c>[image, row, column, channel]</c>, for each stage, fine to
    /// coarse → fused maps coarse to fine, and the bottleneck
    /// </summary>
    public NeckOutput Forward(BackboneOutput seen)
    {
        var featureMaps = seen.FeatureMaps;
        var pass = featureMaps[0].Pass;
        using var frame = pass.Frame();
        var maps = featureMaps.Select((map, stage) =>
            pass.Segment($"neck.convs.{stage}", map, t => Narrow(t, stage, seen.Grid))).ToArray();
        var fused = new List<Tensor>();
        foreach (var (i, block) in _fusion.Index())
        {
            // Named here and not read from the list inside: a segment may be run again when the list has grown.
            var coarser = fused.LastOrDefault();
            var size = SizeOf(i + 1 < maps.Length ? maps[^(i + 2)] : null);
            fused.Add(pass.Segment($"neck.fusion_stage.layers.{i}", maps[^(i + 1)],
                finer => coarser is null ? block.Forward(finer, null, size) : block.Forward(coarser, finer, size)));
            frame.Keep(fused[^1]);
        }
        return new(fused, frame.Keep(maps[^1]));
    }

    /// <summary>What a fused map is enlarged to: Depth Anything's has the size of the next level's.</summary>
    private PatchGrid? SizeOf(Tensor? next) =>
        c.HasDepthAnythingDecoder && next is not null ? new(next.Shape[1], next.Shape[2]) : null;

    private Tensor Narrow(Tensor stageOutput, int stage, PatchGrid? grid)
    {
        if (_reassemble is null) return _convs[stage].Forward(stageOutput);
        using var frame = stageOutput.Pass.Frame();
        var reassembled = stageOutput.Pass.Observe($"neck.reassemble_stage.{stage}",
            _reassemble[stage].Forward(stageOutput, grid!.Value));
        return frame.Keep(_convs[stage].Forward(reassembled));
    }
}
