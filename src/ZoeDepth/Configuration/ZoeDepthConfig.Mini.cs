namespace ZoeDepth;

/// <remarks>The model of this project, small enough to be carried along.</remarks>
public sealed partial record ZoeDepthConfig
{
    /// <summary>
    /// <c>zoedepth-mini</c>: a ResNet-18, the decoder at 64 channels, depth at half the picture's resolution, heads for
    /// indoors and outdoors. 266 pixels are the focal length of 320 columns that see 62 degrees.
    /// </summary>
    public static ZoeDepthConfig Mini { get; } = new()
    {
        Architectures = [Architecture],
        BackboneConfig = ResNetConfig.ResNet18,
        NeckHiddenSizes = ResNetConfig.ResNet18.HiddenSizes,
        ReassembleFactors = [],
        FusionHiddenSize = 64,
        BottleneckFeatures = 64,
        BinEmbeddingDim = 64,
        RelativeHeadUpsample = 1,
        BinConfigurations =
        [
            new() { Name = "indoor", NBins = 32, MinDepth = 0.001, MaxDepth = 10 },
            new() { Name = "outdoor", NBins = 32, MinDepth = 0.001, MaxDepth = 80 },
        ],
        NumPatchTransformerLayers = 4,
        PatchTransformerHiddenSize = 128,
        PatchTransformerIntermediateSize = 256,
        PatchTransformerNumAttentionHeads = 4,
        CanonicalFocalLength = 266,
        AssumedFieldOfView = 62,
    };
}
