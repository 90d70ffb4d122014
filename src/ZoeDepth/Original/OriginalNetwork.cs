namespace ZoeDepth.Original;

/// <summary>What sees the picture first in a file of a research code.</summary>
internal enum OriginalEncoder
{
    /// <summary>timm's BEiT.</summary>
    Beit,

    /// <summary>timm's ViT.</summary>
    ViT,

    /// <summary>timm's Swin.</summary>
    Swin,

    /// <summary>timm's SwinV2.</summary>
    SwinV2,

    /// <summary>DINOv2's own.</summary>
    Dinov2,
}

/// <summary>
/// Which network of the research codes a file holds, by the names of its tensors: ZoeDepth (<c>core.core.…</c>) or its
/// core alone, MiDaS's DPT or Depth Anything.
/// </summary>
/// <param name="Encoder">what sees the picture first</param>
/// <param name="IsZoeDepth">whether there is a metric head of ZoeDepth</param>
/// <param name="IsDepthAnything">whether the decoder is Depth Anything's</param>
internal sealed record OriginalNetwork(OriginalEncoder Encoder, bool IsZoeDepth, bool IsDepthAnything)
{
    /// <summary>What all keys of the encoder and the decoder begin with under a ZoeDepth.</summary>
    private const string ZoeDepthCore = "core.core.";

    private const string Pretrained = "pretrained.", Head = "depth_head.";

    /// <summary>What the core's keys begin with.</summary>
    public string Core => CoreOf(IsZoeDepth);

    /// <summary>What the encoder's keys begin with.</summary>
    public string Model => ModelOf(IsZoeDepth, IsDepthAnything);

    /// <summary>How both call its tensors.</summary>
    public KeyTable Table => TableOf(Encoder, IsZoeDepth, IsDepthAnything);

    /// <summary>Whether a source has a research code's keys.</summary>
    public static bool IsIn(IWeightSource source) => source.Keys.Any(key =>
        key.StartsWith(ZoeDepthCore, StringComparison.Ordinal) || key.StartsWith(Pretrained, StringComparison.Ordinal));

    /// <summary>The network that a source holds; null for one that cannot be built, and why.</summary>
    public static OriginalNetwork? Of(IWeightSource source, out string problem)
    {
        var keys = source.Keys.ToHashSet();
        var isZoeDepth = keys.Any(key => key.StartsWith(ZoeDepthCore, StringComparison.Ordinal));
        var isAnything = keys.Any(key => key.StartsWith(CoreOf(isZoeDepth) + Head, StringComparison.Ordinal));
        var model = ModelOf(isZoeDepth, isAnything);
        problem = "";
        if (EncoderIn(keys, model, isAnything) is { } encoder) return new(encoder, isZoeDepth, isAnything);
        problem = Told(keys, model, CoreOf(isZoeDepth));
        return null;
    }

    /// <summary>How a research code and Hugging Face call the tensors of such a network.</summary>
    public static KeyTable TableOf(OriginalEncoder encoder, bool isZoeDepth, bool isDepthAnything)
    {
        var (core, model) = (CoreOf(isZoeDepth), ModelOf(isZoeDepth, isDepthAnything));
        var backbone = encoder == OriginalEncoder.ViT && !isZoeDepth ? "dpt." : "backbone.";
        string[] convolutions = isZoeDepth ? ["relative_head.conv1", "relative_head.conv2", "relative_head.conv3"]
            : isDepthAnything ? ["head.conv1", "head.conv2", "head.conv3"]
            : ["head.head.0", "head.head.2", "head.head.4"];
        var rows = encoder switch
        {
            OriginalEncoder.Beit => EncoderRows.Beit(model, backbone),
            OriginalEncoder.ViT => EncoderRows.ViT(model, backbone),
            OriginalEncoder.Dinov2 => EncoderRows.Dinov2(model, backbone),
            _ => EncoderRows.Swin(model, backbone, encoder == OriginalEncoder.SwinV2),
        };
        var decoder = isDepthAnything ? DecoderRows.DepthAnything(core, convolutions)
            : DecoderRows.Dpt(core, convolutions);
        string[] ignored = encoder switch
        {
            OriginalEncoder.Dinov2 => [],
            OriginalEncoder.Beit => ["fc_norm.weight", "fc_norm.bias", "head.weight", "head.bias"],
            OriginalEncoder.ViT => ["head.weight", "head.bias"],
            _ => ["norm.weight", "norm.bias", "head.weight", "head.bias"],
        };
        return new KeyTable([.. rows, .. decoder, .. isZoeDepth ? DecoderRows.MetricHead() : []],
            [.. ignored.Select(key => model + key)]);
    }

    private static string CoreOf(bool isZoeDepth) => isZoeDepth ? ZoeDepthCore : "";

    private static string ModelOf(bool isZoeDepth, bool isDepthAnything) =>
        CoreOf(isZoeDepth) + Pretrained + (isDepthAnything ? "" : "model.");

    private static OriginalEncoder? EncoderIn(HashSet<string> keys, string model, bool isAnything)
    {
        bool Has(string key) => keys.Contains(model + key);
        if (isAnything) return Has("blocks.0.ls1.gamma") ? OriginalEncoder.Dinov2 : null;
        if (Has("blocks.0.attn.relative_position_bias_table")) return OriginalEncoder.Beit;
        if (Has("layers.0.blocks.0.attn.logit_scale")) return OriginalEncoder.SwinV2;
        if (Has("layers.0.blocks.0.attn.relative_position_bias_table")) return OriginalEncoder.Swin;
        return Has("pos_embed") && Has("patch_embed.proj.weight") && Has("blocks.0.attn.qkv.bias")
            ? OriginalEncoder.ViT : null;
    }

    private static string Told(HashSet<string> keys, string model, string core)
    {
        bool Begins(string start) => keys.Any(key => key.StartsWith(start, StringComparison.Ordinal));
        if (Begins(model + "patch_embed.backbone."))
            return "it is a DPT-Hybrid, a ViT behind a ResNetV2, which cannot be built here; MiDaS's own code and " +
                "transformers (Intel/dpt-hybrid-midas) run it";
        if (Begins(core + "pretrained.layer1."))
            return "it is a MiDaS 2.1 (a ResNeXt, or an EfficientNet-Lite3 as MiDaS small), which cannot be built " +
                "here; MiDaS's own code runs it";
        return "its encoder is none of BEiT, ViT, Swin, SwinV2 and DINOv2: Next-ViT and LeViT, for example, run in " +
            "MiDaS's own code";
    }
}
