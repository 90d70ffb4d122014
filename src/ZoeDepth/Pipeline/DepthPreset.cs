using ZoeDepth.Imaging;

namespace ZoeDepth;

/// <summary>
/// A named bundle of the switches that move metres. "ZoeDepth output" is not one thing: each of the four programs
/// people know runs another pipeline, and padding alone moves the error on NYU from 0.27 to 0.375 m (isl-org/ZoeDepth
/// issue 111). Two people who name the same preset get the same number.
/// </summary>
/// <remarks>
/// <code>
///               keep aspect   border   mirrored pass   back to the picture
/// hf            yes           yes      no              bicubic, border cut off
/// upstream      yes           yes      yes             bicubic, border cut off
/// paper         no            no       yes             bilinear, aligned corners
/// controlnet    yes           yes      yes             bicubic, border cut off
/// </code>
/// Sources: transformers <c>DepthEstimationPipeline</c>; isl-org/ZoeDepth <c>depth_model.py infer_pil</c>,
/// <c>evaluate.py</c>; sd-webui-controlnet <c>depth_zoe</c>.
/// </remarks>
public sealed record DepthPreset
{
    /// <summary>What it is called: "hf".</summary>
    public required string Name { get; init; }

    /// <summary>Whose numbers it gives.</summary>
    public required string Description { get; init; }

    /// <summary>
    /// Keep the picture's aspect ratio on the way in; otherwise it is stretched to the network's size.
    /// </summary>
    public required bool KeepAspect { get; init; }

    /// <summary>Add a mirrored border on the way in and cut it off on the way back.</summary>
    public required bool Pad { get; init; }

    /// <summary>
    /// Average with the mirrored picture's depth: a second pass, not a batch of two, because a two-head model decides
    /// once for a batch.
    /// </summary>
    public required bool Flip { get; init; }

    /// <summary>How the depth is brought to the picture's size.</summary>
    public required ResizeBack ResizeBack { get; init; }

    /// <summary>
    /// Take the network size of the research code: 384x768 (rows x columns) for ZoeD_K, whose published
    /// preprocessor_config.json says 384x512 like the others.
    /// </summary>
    public required bool ResearchSize { get; init; }

    /// <summary>
    /// Lay a PNG that has an alpha channel on white; only where the file is read for the estimate, for an image in
    /// memory see <see cref="DecodeOptions.AlphaOnWhite"/>.
    /// </summary>
    public bool AlphaOnWhite { get; init; }

    /// <summary>How a file is read for it.</summary>
    internal DecodeOptions Decoding(DecodeOptions options) =>
        AlphaOnWhite ? options with { AlphaOnWhite = true } : options;

    /// <summary>
    /// The depth-estimation pipeline of Hugging Face. 16-bit gray pictures are cut at 255 as there, so nearly all of
    /// them turn white.
    /// </summary>
    public static DepthPreset HuggingFace { get; } = new()
    {
        Name = "hf",
        Description = "the depth-estimation pipeline of Hugging Face",
        KeepAspect = true,
        Pad = true,
        Flip = false,
        ResizeBack = ResizeBack.Bicubic,
        ResearchSize = false,
    };

    /// <summary>The original <c>infer_pil</c> with its defaults.</summary>
    public static DepthPreset Upstream { get; } = HuggingFace with
    {
        Name = "upstream",
        Description = "infer_pil of the research code",
        Flip = true,
        ResearchSize = true,
    };

    /// <summary>The original <c>evaluate.py</c>: what the paper's tables were made with.</summary>
    public static DepthPreset Paper { get; } = new()
    {
        Name = "paper",
        Description = "evaluate.py of the research code, as the paper's tables",
        KeepAspect = false,
        Pad = false,
        Flip = true,
        ResizeBack = ResizeBack.Bilinear,
        ResearchSize = true,
    };

    /// <summary>
    /// What sd-webui-controlnet's <c>depth_zoe</c> does inside the network's call. It first scales the picture to a
    /// short side of 512 and repeats its edges to multiples of 64; give it such a picture to repeat that, too.
    /// </summary>
    public static DepthPreset ControlNet { get; } = Upstream with
        { Name = "controlnet", Description = "depth_zoe of sd-webui-controlnet", AlphaOnWhite = true };

    /// <summary>All of them, the default first.</summary>
    public static IReadOnlyList<DepthPreset> All { get; } = [HuggingFace, Upstream, Paper, ControlNet];

    /// <summary>A preset by name; the case does not matter.</summary>
    /// <exception cref="ArgumentException">there is none of that name</exception>
    public static DepthPreset Get(string name) =>
        All.FirstOrDefault(preset => string.Equals(preset.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException(
            $"there is no preset '{name}'; there are: {string.Join(", ", All.Select(preset => preset.Name))}",
            nameof(name));
}
