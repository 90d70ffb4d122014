using System.CommandLine;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;
using static ZoeDepth.Cli.Shell.OptionParsing;

namespace ZoeDepth.Cli.Predict;

/// <summary>The options that draw depth in colours.</summary>
internal sealed class ColorSwitches
{
    private static readonly Dictionary<string, ColorPicture> Pictures = ColorMap.Names.ToDictionary(name => name,
        name => ColorPicture.Of(ColorMap.Get(name)), StringComparer.OrdinalIgnoreCase);

    private readonly Option<bool> _color = new("--color")
        { Description = "also write PHOTO.depth.color.png: 2nd to 85th percentile spread over the colours" };
    private readonly Option<bool> _side = new("--side-by-side")
        { Description = "also write PHOTO.depth.side.png: photo and colours beside one another" };
    private readonly Option<ColorPicture> _map =
        Valued("--colormap", "NAME",
            $"colours: {string.Join(", ", ColorMap.Names)}; the first is near as in the original's colorize, but " +
            $"{ColorPicture.DefaultMap}, the default, is drawn of nearness so that near is warm",
            text => OneOf(text, Pictures));
    private readonly Option<double?> _near = Valued<double?>("--near", "METRES",
        "the near end of the colours, with --far: the same colour then means the same metres in every photo, as " +
        "frames of a film need; each photo's 2nd and 85th percentile when left out", text => Positive(text));
    private readonly Option<double?> _far = Valued<double?>("--far", "METRES",
        "the far end of the colours, with --near", text => Positive(text));
    private readonly Option<DepthView> _view = Choice("--view",
        "what is spread evenly over the colours: linear (default), depth; inverse, 1/depth, which shows near things; " +
        "log, its logarithm", DepthViews.Words);

    /// <summary>What the verb adds.</summary>
    public IReadOnlyList<Option> Options => [_color, _side, _map, _near, _far, _view];

    /// <summary>The pictures that were asked for.</summary>
    public IEnumerable<OutputKind> Kinds(ParseResult parsed)
    {
        if (parsed.GetValue(_color)) yield return OutputKind.Color;
        if (parsed.GetValue(_side)) yield return OutputKind.SideBySide;
    }

    /// <summary>How they are drawn; says what has no effect.</summary>
    /// <exception cref="CommandException">the ends are in the wrong order</exception>
    public ColorPicture Read(ParseResult parsed, Terminal terminal)
    {
        if (!Kinds(parsed).Any())
            foreach (var idle in new Option[] { _map, _near, _far, _view }.Where(option =>
                parsed.GetResult(option) is { Implicit: false }))
                terminal.Note($"{idle.Name} has no effect without {_color.Name} or {_side.Name}");
        var (near, far) = (parsed.GetValue(_near), parsed.GetValue(_far));
        if ((near is null) != (far is null))
            throw CommandException.Usage(
                $"{_near.Name} and {_far.Name} go together: give both ends of the colours, or none");
        if (near >= far)
            throw CommandException.Usage(FormattableString.Invariant(
                $"{_near.Name} {near} lies beyond {_far.Name} {far}: the near end is the smaller number"));
        return (parsed.GetValue(_map) ?? ColorPicture.Default).Between(near, far, parsed.GetValue(_view));
    }
}
