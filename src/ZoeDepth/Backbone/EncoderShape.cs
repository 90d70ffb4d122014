using ZoeDepth.Tensors;

namespace ZoeDepth.Backbone;

/// <summary>
/// What a plain vision transformer is made of, whichever family it belongs to: patches and a class token, positions,
/// equal blocks.
/// </summary>
internal sealed record EncoderShape
{
    /// <summary>Channels of the picture.</summary>
    public required int Channels { get; init; }

    /// <summary>Side of a patch in pixels.</summary>
    public required int PatchSize { get; init; }

    /// <summary>The training picture in patches.</summary>
    public required PatchGrid Trained { get; init; }

    /// <summary>Numbers per token.</summary>
    public required int Width { get; init; }

    /// <summary>Blocks.</summary>
    public required int Layers { get; init; }

    /// <summary>Attention heads of a block.</summary>
    public required int Heads { get; init; }

    /// <summary>Numbers per token between the two layers of the perceptron.</summary>
    public required int Inner { get; init; }

    /// <summary>The activation of the perceptron.</summary>
    public required Activation Activation { get; init; }

    /// <summary>What LayerNorm adds to the variance.</summary>
    public required double LayerNormEps { get; init; }

    /// <summary>Whether the query and the value have a bias.</summary>
    public bool HasBias { get; init; } = true;

    /// <summary>Whether the key has one too; softmax does not see it.</summary>
    public bool HasKeyBias { get; init; }

    /// <summary>Whether both branches of a block have a factor for each channel.</summary>
    public bool HasLayerScale { get; init; }

    /// <summary>Whether every block has a table of relative positions.</summary>
    public bool HasRelativePositions { get; init; }

    /// <summary>Whether a learnt position is added to every token.</summary>
    public bool HasAbsolutePositions { get; init; }

    /// <summary>How learnt positions are stretched to another grid.</summary>
    public Interpolation PositionInterpolation { get; init; } = Interpolation.Bicubic;

    /// <summary>What is added to the extents of that grid before its scale is taken.</summary>
    public double PositionOffset { get; init; }

    /// <summary>Whether files hold a token that stands for masked patches, which nothing here reads.</summary>
    public bool HasMaskToken { get; init; }

    /// <summary>Whether files hold a norm of the last block's output.</summary>
    public bool HasFinalNorm { get; init; }

    /// <summary>Whether that norm is applied to every stage handed on.</summary>
    public bool NormsStages { get; init; }

    /// <summary>Share of activations dropped while learning.</summary>
    public double HiddenDropout { get; init; }

    /// <summary>Share of attention probabilities dropped while learning.</summary>
    public double AttentionDropout { get; init; }

    /// <summary>Share of images whose branches are dropped while learning, for each block.</summary>
    public required Func<int, double> DropPathOf { get; init; }

    /// <summary>What the parts of a block are called.</summary>
    public required BlockNames Names { get; init; }

    /// <summary>The numbers of a BEiT.</summary>
    public static EncoderShape Of(BeitConfig c) => new()
    {
        Channels = c.NumChannels, PatchSize = c.PatchSize, Trained = new(c.ImageSize / c.PatchSize, c.TrainedColumns),
        Width = c.HiddenSize, Layers = c.NumHiddenLayers, Heads = c.NumAttentionHeads, Inner = c.IntermediateSize,
        Activation = ActivationNames.Parse(c.HiddenAct), LayerNormEps = c.LayerNormEps,
        HasLayerScale = c.LayerScaleInitValue > 0, HasRelativePositions = c.UseRelativePositionBias,
        HasAbsolutePositions = c.UseAbsolutePositionEmbeddings, HiddenDropout = c.HiddenDropoutProb,
        AttentionDropout = c.AttentionProbsDropoutProb, DropPathOf = c.DropPathOf, Names = BlockNames.Beit,
    };

    /// <summary>The numbers of a DINOv2.</summary>
    public static EncoderShape Of(Dinov2Config c) => new()
    {
        Channels = c.NumChannels, PatchSize = c.PatchSize, Trained = Square(c.ImageSize / c.PatchSize),
        Width = c.HiddenSize, Layers = c.NumHiddenLayers, Heads = c.NumAttentionHeads,
        Inner = (int)(c.HiddenSize * c.MlpRatio), Activation = ActivationNames.Parse(c.HiddenAct),
        LayerNormEps = c.LayerNormEps, HasBias = c.QkvBias, HasKeyBias = c.QkvBias, HasLayerScale = true,
        HasAbsolutePositions = true, PositionOffset = c.InterpolateOffset, HasMaskToken = c.UseMaskToken,
        HasFinalNorm = true, NormsStages = c.ApplyLayernorm, HiddenDropout = c.HiddenDropoutProb,
        AttentionDropout = c.AttentionProbsDropoutProb, DropPathOf = _ => c.DropPathRate, Names = BlockNames.Dinov2,
    };

    /// <summary>The numbers of a ViT under DPT, whose positions are stretched in straight lines.</summary>
    public static EncoderShape Of(ViTConfig c) => new()
    {
        Channels = c.NumChannels, PatchSize = c.PatchSize, Trained = Square(c.ImageSize / c.PatchSize),
        Width = c.HiddenSize, Layers = c.NumHiddenLayers, Heads = c.NumAttentionHeads, Inner = c.IntermediateSize,
        Activation = ActivationNames.Parse(c.HiddenAct), LayerNormEps = c.LayerNormEps, HasBias = c.QkvBias,
        HasKeyBias = c.QkvBias, HasAbsolutePositions = true, PositionInterpolation = Interpolation.Bilinear,
        HasFinalNorm = true, HiddenDropout = c.HiddenDropoutProb, AttentionDropout = c.AttentionProbsDropoutProb,
        DropPathOf = _ => 0, Names = BlockNames.Beit,
    };

    private static PatchGrid Square(int side) => new(side, side);
}

/// <summary>What a family's files call the parts of a block.</summary>
/// <param name="NormBefore">the norm before attention</param>
/// <param name="Scale1">the layer scale of attention</param>
/// <param name="NormAfter">the norm before the perceptron</param>
/// <param name="Intermediate">the perceptron's first layer</param>
/// <param name="Output">the perceptron's second layer</param>
/// <param name="Scale2">the layer scale of the perceptron</param>
internal sealed record BlockNames(string NormBefore, string Scale1, string NormAfter, string Intermediate,
    string Output, string Scale2)
{
    /// <summary>BEiT, and a ViT, which has no layer scales.</summary>
    public static BlockNames Beit { get; } = new("layernorm_before", "lambda_1", "layernorm_after",
        "intermediate.dense", "output.dense", "lambda_2");

    /// <summary>DINOv2.</summary>
    public static BlockNames Dinov2 { get; } = new("norm1", "layer_scale1.lambda1", "norm2", "mlp.fc1", "mlp.fc2",
        "layer_scale2.lambda1");
}
