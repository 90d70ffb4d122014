namespace ZoeDepth.Original;

/// <summary>
/// The networks of MiDaS 3.0 and 3.1 and of Depth Anything by the names their authors gave them; most are also cores of
/// ZoeDepth (its paper's Tables 17 and 18).
/// Reference: isl-org/MiDaS hubconf.py and midas/dpt_depth.py; LiheYoung/Depth-Anything and
/// DepthAnything/Depth-Anything-V2 README.md
/// </summary>
internal static class PublishedNetworks
{
    private static readonly BeitConfig BeitLarge512 = BeitConfig.Large384 with { ImageSize = 512 };

    private static readonly BeitConfig BeitBase384 = BeitConfig.Large384 with
    {
        HiddenSize = 768,
        NumHiddenLayers = 12,
        NumAttentionHeads = 12,
        IntermediateSize = 3072,
        OutFeatures = ["stage3", "stage6", "stage9", "stage12"],
    };

    /// <summary>MiDaS's transformers of shifted windows.</summary>
    public static IReadOnlyList<SwinConfig> Swins { get; } =
        [SwinConfig.Large384, SwinConfig.V2Tiny256, SwinConfig.V2Base384, SwinConfig.V2Large384];

    private static readonly Dictionary<string, ZoeDepthConfig> All = new(StringComparer.OrdinalIgnoreCase)
    {
        ["DPT_BEiT_L_512"] = Dpt(BeitLarge512, [256, 512, 1024, 1024]),
        ["DPT_BEiT_L_384"] = Dpt(BeitConfig.Large384, [256, 512, 1024, 1024]),
        ["DPT_BEiT_B_384"] = Dpt(BeitBase384, [96, 192, 384, 768]),
        ["DPT_SwinV2_L_384"] = Dpt(SwinConfig.V2Large384, [192, 384, 768, 1536]),
        ["DPT_SwinV2_B_384"] = Dpt(SwinConfig.V2Base384, [128, 256, 512, 1024]),
        ["DPT_SwinV2_T_256"] = Dpt(SwinConfig.V2Tiny256, [96, 192, 384, 768]),
        ["DPT_Swin_L_384"] = Dpt(SwinConfig.Large384, [192, 384, 768, 1536]),
        ["DPT_Large"] = ZoeDepthConfig.DptLarge,
        ["depth-anything-small"] = Anything(Dinov2Config.Small, [48, 96, 192, 384], 64),
        ["depth-anything-base"] = Anything(Dinov2Config.Base, [96, 192, 384, 768], 128),
        ["depth-anything-large"] = ZoeDepthConfig.DepthAnythingLarge,
    };

    /// <summary>Their names.</summary>
    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <summary>Their names in one line.</summary>
    public static string Listed => string.Join(", ", All.Keys);

    /// <summary>The network of a name; the case does not matter.</summary>
    /// <exception cref="KeyNotFoundException">there is none of that name</exception>
    public static ZoeDepthConfig Named(string name) => All[name];

    /// <summary>
    /// Tensors that the research code's files hold beside those of the network: the ImageNet classifier of an encoder
    /// of timm, and the norm before it where the network has none.
    /// </summary>
    public static long Unread(ZoeDepthConfig config) => config.BackboneConfig switch
    {
        Dinov2Config => 0,
        ViTConfig => Classes * (config.BackboneConfig.Width + 1L),
        _ => (Classes * (config.BackboneConfig.Width + 1L)) + (2 * config.BackboneConfig.Width),
    };

    /// <summary>Classes of ImageNet, whose classifier timm's encoders keep.</summary>
    private const int Classes = 1000;

    private static ZoeDepthConfig Dpt(BackboneConfig backbone, IReadOnlyList<int> widths) =>
        ZoeDepthConfig.DptLarge with { BackboneConfig = backbone, NeckHiddenSizes = widths };

    private static ZoeDepthConfig Anything(Dinov2Config backbone, IReadOnlyList<int> widths, int fused) =>
        ZoeDepthConfig.DepthAnythingLarge with
        {
            BackboneConfig = backbone with { OutFeatures = ["stage9", "stage10", "stage11", "stage12"] },
            NeckHiddenSizes = widths,
            FusionHiddenSize = fused,
        };
}
