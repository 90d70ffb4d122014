using System.CommandLine;
using static ZoeDepth.Cli.Shell.OptionParsing;

namespace ZoeDepth.Cli.Shell;

/// <summary>The options that move metres, for every verb that estimates.</summary>
internal sealed class EstimateSwitches
{
    /// <summary>What <c>--domain</c> says for all heads, weighed by the router's probabilities.</summary>
    public const string Blend = "blend";

    private const int LargestSide = 16_384;

    private static readonly Dictionary<string, DepthPreset> Presets =
        DepthPreset.All.ToDictionary(preset => preset.Name);

    private readonly Option<DepthPreset> _preset =
        Choice("--preset", "the switches that move metres, a table of docs/command-line.md; hf when left out", Presets);
    private readonly Option<bool> _flip = new("--flip")
        { Description = "average with the mirrored picture (twice the time), whatever the preset says" };
    private readonly Option<bool> _noFlip = new("--no-flip")
        { Description = "no mirrored picture, whatever the preset says" };
    private readonly Option<bool> _pad = new("--pad")
        { Description = "add a mirrored border and cut it off again, whatever the preset says" };
    private readonly Option<bool> _noPad = new("--no-pad") { Description = "no border, whatever the preset says" };
    private readonly Option<bool> _keepAspect = new("--keep-aspect")
        { Description = "keep the photo's aspect ratio inside the network, whatever the preset says" };
    private readonly Option<bool> _stretch = new("--stretch")
        { Description = "stretch the photo to the network's size, whatever the preset says" };
    private readonly Option<ImageSize?> _size =
        Valued<ImageSize?>("--size", "HxW", "the size asked of the network, rows x columns: 384x512", Size);
    private readonly Option<string> _domain = new("--domain", "-d")
        { HelpName = $"NAME|INDEX|{Blend}",
            Description = $"the head to use, such as nyu or kitti; {Blend} weighs the heads by the router's " +
                "probabilities; the model decides when left out" };
    private readonly Option<double?> _fieldOfView =
        Valued<double?>("--hfov", "DEGREES",
            "what the camera sees from left to right; it scales the metres of models with a canonical camera. From " +
            "the file's EXIF data when left out, or else assumed", FieldOfView);

    /// <summary>What a verb adds.</summary>
    public IReadOnlyList<Option> Options =>
        [_preset, _flip, _noFlip, _pad, _noPad, _keepAspect, _stretch, _size, _domain, _fieldOfView];

    /// <summary>What was typed.</summary>
    /// <exception cref="CommandException">two options exclude one another</exception>
    public EstimateOptions Read(ParseResult parsed) => new()
    {
        Preset = parsed.GetValue(_preset) ?? DepthPreset.HuggingFace,
        Flip = Switch(parsed, _flip, _noFlip),
        Pad = Switch(parsed, _pad, _noPad),
        KeepAspect = Switch(parsed, _keepAspect, _stretch),
        Size = parsed.GetValue(_size),
        Domain = parsed.GetValue(_domain) is Blend ? null : parsed.GetValue(_domain),
        BlendHeads = parsed.GetValue(_domain) is Blend,
        HorizontalFieldOfView = parsed.GetValue(_fieldOfView),
    };

    /// <summary>A switch of two options; null when neither is given.</summary>
    private static bool? Switch(ParseResult parsed, Option<bool> on, Option<bool> off) =>
        (parsed.GetValue(on), parsed.GetValue(off)) switch
    {
        (true, true) => throw CommandException.Usage($"{on.Name} and {off.Name} exclude one another; keep one"),
        (true, false) => true,
        (false, true) => false,
        _ => null,
    };

    private static double? FieldOfView(string text) => Positive(text) is < 180 and var degrees
        ? degrees
        : throw new FormatException($"expects degrees between 0 and 180, but '{text}' came");

    /// <summary>Rows x columns.</summary>
    /// <exception cref="FormatException">something else came</exception>
    public static ImageSize? Size(string text)
    {
        var sides = text.Split('x', 'X');
        return sides.Length == 2 && int.TryParse(sides[0], out var rows) && int.TryParse(sides[1], out var columns)
            && Math.Min(rows, columns) >= 1 && Math.Max(rows, columns) <= LargestSide
            ? new ImageSize(rows, columns)
            : throw new FormatException(
                $"expects rows x columns, each from 1 to {LargestSide}, such as 384x512, but '{text}' came");
    }
}
