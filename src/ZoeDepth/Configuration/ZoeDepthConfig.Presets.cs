namespace ZoeDepth;

/// <remarks>
/// The three published checkpoints, as the conversion script <c>convert_zoedepth_to_hf.py</c> describes them.
/// </remarks>
public sealed partial record ZoeDepthConfig
{
    private static readonly BinConfiguration NyuBins = new()
        { Name = "nyu", NBins = 64, MinDepth = 0.001, MaxDepth = 10 };

    /// <summary><c>Intel/zoedepth-nyu</c>: trained indoors.</summary>
    public static ZoeDepthConfig Nyu { get; } = new()
    {
        Architectures = [Architecture],
        NeckHiddenSizes = [256, 512, 1024, 1024],
        BinConfigurations = [NyuBins],
    };

    /// <summary>
    /// <c>Intel/zoedepth-kitti</c>: trained on the road. The published file names its bins <c>nyu</c> and ends them at
    /// 10 m although the head was trained for 80 m; that is kept, because the published numbers follow from it.
    /// </summary>
    public static ZoeDepthConfig Kitti { get; } = Nyu with { BinCentersType = "normed" };

    /// <summary><c>Intel/zoedepth-nyu-kitti</c>: both heads, and a small transformer that chooses.</summary>
    public static ZoeDepthConfig NyuKitti { get; } = Nyu with
    {
        BinConfigurations = [NyuBins, NyuBins with { Name = "kitti", MaxDepth = 80 }],
        NumPatchTransformerLayers = 4,
        PatchTransformerHiddenSize = 128,
        PatchTransformerIntermediateSize = 1024,
        PatchTransformerNumAttentionHeads = 4,
    };
}
