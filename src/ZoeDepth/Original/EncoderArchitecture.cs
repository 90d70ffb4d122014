namespace ZoeDepth.Original;

/// <summary>The encoders of the research codes' files, from the shapes of their tensors.</summary>
internal static class EncoderArchitecture
{
    /// <summary>Channels of an attention head in every ViT of timm and of DINOv2; shapes cannot tell.</summary>
    private const int HeadSize = 64;

    /// <summary>What DINOv2's own code adds to the grid that positions are stretched to.</summary>
    private const double Dinov2Offset = 0.1;

    /// <summary>The encoder of a network.</summary>
    /// <param name="shapes">the file</param>
    /// <param name="network">what it holds</param>
    /// <param name="isSecondDepthAnything">
    /// whether it is version 2 of Depth Anything, which takes other stages; tensors cannot tell
    /// </param>
    /// <exception cref="CheckpointException">it is none that can be built</exception>
    public static BackboneConfig Of(CheckpointShapes shapes, OriginalNetwork network, bool isSecondDepthAnything) =>
        network.Encoder switch
        {
            OriginalEncoder.Beit => Beit(shapes, network.Model),
            OriginalEncoder.ViT => ViT(shapes, network.Model),
            OriginalEncoder.Dinov2 => Dinov2(shapes, network.Model, isSecondDepthAnything),
            _ => Swin(shapes, network.Model, network.Encoder == OriginalEncoder.SwinV2 ? 2 : 1),
        };

    private static BeitConfig Beit(CheckpointShapes shapes, string model)
    {
        const string Block = "blocks.0.attn.", Table = Block + "relative_position_bias_table";
        var (layers, patch) = (shapes.Count(model + "blocks.{0}.attn.qkv.weight"),
            shapes.Extent(model + "patch_embed.proj.weight", 3));
        var (rows, columns) = shapes.Window(model + Table, model + Block + "relative_position_index");
        var taps = Quarters(layers);
        return BeitConfig.Large384 with
        {
            HiddenSize = shapes.Extent(model + "cls_token", 2),
            NumHiddenLayers = layers,
            NumAttentionHeads = shapes.Extent(model + Table, 1),
            IntermediateSize = shapes.Extent(model + "blocks.0.mlp.fc1.weight", 0),
            PatchSize = patch,
            NumChannels = shapes.Extent(model + "patch_embed.proj.weight", 1),
            ImageSize = patch * rows,
            ImageColumns = rows == columns ? null : patch * columns,
            LayerNormEps = OriginalArchitecture.LayerNormEps,
            DropPathRate = 0,
            OutFeatures = [.. taps.Select(tap => $"stage{tap}")],
            OutIndices = taps,
        };
    }

    private static ViTConfig ViT(CheckpointShapes shapes, string model)
    {
        var (layers, width, patch) = (shapes.Count(model + "blocks.{0}.attn.qkv.weight"),
            shapes.Extent(model + "cls_token", 2), shapes.Extent(model + "patch_embed.proj.weight", 3));
        return new ViTConfig
        {
            HiddenSize = width,
            NumHiddenLayers = layers,
            NumAttentionHeads = Math.Max(1, width / HeadSize),
            IntermediateSize = shapes.Extent(model + "blocks.0.mlp.fc1.weight", 0),
            PatchSize = patch,
            NumChannels = shapes.Extent(model + "patch_embed.proj.weight", 1),
            ImageSize = patch * shapes.Side(shapes.Extent(model + "pos_embed", 1), others: 1, "its table of positions"),
            LayerNormEps = OriginalArchitecture.LayerNormEps,
            OutFeatures = [.. Quarters(layers).Select(tap => $"stage{tap}")],
        };
    }

    private static Dinov2Config Dinov2(CheckpointShapes shapes, string model, bool isSecond)
    {
        var (layers, width, patch) = (shapes.Count(model + "blocks.{0}.attn.qkv.weight"),
            shapes.Extent(model + "cls_token", 2), shapes.Extent(model + "patch_embed.proj.weight", 3));
        if (shapes.Has(model + "blocks.0.mlp.w12.weight"))
            throw shapes.Other("its encoder is DINOv2-giant, whose perceptrons are gated");
        // The first version takes the last four layers, the second one in each quarter.
        int[] taps = !isSecond ? [layers - 3, layers - 2, layers - 1, layers]
            : layers == 24 ? [5, 12, 18, 24] : Quarters(layers);
        return new Dinov2Config
        {
            HiddenSize = width,
            NumHiddenLayers = layers,
            NumAttentionHeads = Math.Max(1, width / HeadSize),
            MlpRatio = shapes.Extent(model + "blocks.0.mlp.fc1.weight", 0) / (double)width,
            PatchSize = patch,
            NumChannels = shapes.Extent(model + "patch_embed.proj.weight", 1),
            ImageSize = patch * shapes.Side(shapes.Extent(model + "pos_embed", 1), others: 1, "its table of positions"),
            UseMaskToken = shapes.Has(model + "mask_token"),
            ReshapeHiddenStates = false,
            InterpolateOffset = Dinov2Offset,
            OutFeatures = [.. taps.Select(tap => $"stage{tap}")],
        };
    }

    /// <summary>
    /// One of MiDaS's: the windows of a SwinV2 and the size of its training pictures stand in no tensor.
    /// </summary>
    private static SwinConfig Swin(CheckpointShapes shapes, string model, int version)
    {
        int[] depths = [.. Enumerable.Range(0, shapes.Count(model + "layers.{0}.blocks.0.norm1.weight"))
            .Select(stage => shapes.Count(model + $"layers.{stage}.blocks.{{0}}.norm1.weight"))];
        var width = shapes.Extent(model + "patch_embed.proj.weight", 0);
        foreach (var known in PublishedNetworks.Swins)
            if (known.Version == version && known.EmbedDim == width && known.Depths.SequenceEqual(depths))
                return known with { TimmStages = true, DropPathRate = 0 };
        throw shapes.Other($"its encoder is a Swin{(version == 2 ? "V2" : "")} of {width} channels and " +
            $"[{string.Join(", ", depths)}] blocks, which MiDaS does not have");
    }

    private static int[] Quarters(int layers) => [.. Enumerable.Range(1, 4).Select(quarter => quarter * layers / 4)];
}
