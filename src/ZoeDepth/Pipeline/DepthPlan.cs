using System.Globalization;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>
/// Everything that will move the metres of one picture, before anything is computed: what a preset and overrides come
/// to.
/// </summary>
public sealed record DepthPlan
{
    /// <summary>The picture's size.</summary>
    public required ImageSize Picture { get; init; }

    /// <summary>The preset's name.</summary>
    public required string Preset { get; init; }

    /// <summary>
    /// The switches that differ from the preset, by name, in the order of <see cref="EstimateOptions"/>.
    /// </summary>
    public required IReadOnlyList<string> Overrides { get; init; }

    /// <summary>The size asked of the network.</summary>
    public required ImageSize Size { get; init; }

    /// <summary>Whether the aspect ratio is kept.</summary>
    public required bool KeepAspect { get; init; }

    /// <summary>Whether a border is added.</summary>
    public required bool Pad { get; init; }

    /// <summary>Whether the mirrored picture is run, too.</summary>
    public required bool Flip { get; init; }

    /// <summary>How the depth comes back to the picture's size.</summary>
    public required ResizeBack ResizeBack { get; init; }

    /// <summary>The size the depth comes out with; the picture's unless another was asked for.</summary>
    public required ImageSize Output { get; init; }

    /// <summary>The head that was asked for; null: the model decides.</summary>
    public required int? Domain { get; init; }

    /// <summary>Whether the heads are weighed by the router's probabilities.</summary>
    public bool BlendHeads { get; init; }

    /// <summary>What the network's matrix products round their operands to.</summary>
    public Precision Precision { get; init; } = Precision.Float32;

    /// <summary>Rows and columns of the border on each side.</summary>
    public required ImageSize Border { get; init; }

    /// <summary>The size the picture enters the network with.</summary>
    public required ImageSize Network { get; init; }

    /// <summary>The image processor's settings with the switches in them.</summary>
    public required ZoeDepthImageProcessor Processor { get; init; }

    /// <summary>
    /// The camera that the metres are scaled for; null where the model has no canonical focal length.
    /// </summary>
    public PictureCamera? Camera { get; init; }

    /// <summary>The plan as texts, for files and people.</summary>
    public IReadOnlyDictionary<string, string> Describe()
    {
        var text = Switches();
        if (Output != Picture) text["Output size"] = Text(Output);
        if (BlendHeads) text["Heads"] = "weighed by the router's probabilities";
        if (Precision != Precision.Float32) text["Precision"] = PrecisionWord.Of(Precision);
        if (Camera is null) return text;
        text["Field of view"] = Camera.ToString();
        text["Focal length"] = string.Create(CultureInfo.InvariantCulture,
            $"{Camera.FocalLength:0.0} pixels; metres scaled by {Camera.Scale:0.0000}");
        return text;
    }

    private Dictionary<string, string> Switches() => new()
    {
        ["Preset"] = Preset,
        ["Preset overrides"] = Overrides.Count == 0 ? "none" : string.Join(", ", Overrides),
        ["Size asked"] = Text(Size),
        ["Aspect ratio"] = KeepAspect ? "kept" : "stretched",
        ["Border"] = Pad
            ? string.Create(CultureInfo.InvariantCulture,
                $"mirrored, {Border.Height} rows and {Border.Width} columns on each side") : "none",
        ["Network size"] = Text(Network),
        ["Mirrored pass"] = Flip ? "averaged" : "none",
        ["Resized back"] = ResizeBack.Describe(),
    };

    private static string Text(ImageSize size) =>
        string.Create(CultureInfo.InvariantCulture, $"{size.Height} rows x {size.Width} columns");
}
